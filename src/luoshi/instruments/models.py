"""The tables of every instrument, re-exported so that Django finds them in one app."""

from luoshi.instruments.copies.models import Copy, CopyLook
from luoshi.instruments.custody.models import HeldPaper, Keeping
from luoshi.instruments.duty.models import Roster, Shift
from luoshi.instruments.facts.models import UnitFigure, UnitText
from luoshi.instruments.followup.models import FollowNote, Watch
from luoshi.instruments.forecast.models import Forecast, Outcome
from luoshi.instruments.intake.models import Proposal, Reading, ScannedPage
from luoshi.instruments.problems.models import SensitivePeriod, Session
from luoshi.instruments.weekly.models import WeeklyCycle, WeeklyReport, WeeklyVersion

__all__ = [
    "Copy",
    "CopyLook",
    "FollowNote",
    "Forecast",
    "HeldPaper",
    "Keeping",
    "Outcome",
    "Proposal",
    "Reading",
    "Roster",
    "ScannedPage",
    "SensitivePeriod",
    "Session",
    "Shift",
    "UnitFigure",
    "UnitText",
    "Watch",
    "WeeklyCycle",
    "WeeklyReport",
    "WeeklyVersion",
]

"""The tables of every instrument, re-exported so that Django finds them in one app."""

from luoshi.instruments.followup.models import FollowNote, Watch
from luoshi.instruments.forecast.models import Forecast, Outcome
from luoshi.instruments.intake.models import Proposal, Reading, ScannedPage
from luoshi.instruments.problems.models import SensitivePeriod, Session
from luoshi.instruments.weekly.models import WeeklyCycle, WeeklyReport, WeeklyVersion

__all__ = [
    "FollowNote",
    "Forecast",
    "Outcome",
    "Proposal",
    "Reading",
    "ScannedPage",
    "SensitivePeriod",
    "Session",
    "Watch",
    "WeeklyCycle",
    "WeeklyReport",
    "WeeklyVersion",
]

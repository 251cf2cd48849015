"""The tables of every instrument, re-exported so that Django finds them in one app."""

from luoshi.instruments.followup.models import FollowNote, Watch
from luoshi.instruments.intake.models import Proposal, Reading, ScannedPage
from luoshi.instruments.problems.models import SensitivePeriod, Session
from luoshi.instruments.weekly.models import WeeklyCycle, WeeklyReport, WeeklyVersion

__all__ = [
    "FollowNote",
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

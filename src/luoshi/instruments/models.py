"""The tables of every instrument, re-exported so that Django finds them in one app."""

from luoshi.instruments.intake.models import Proposal, Reading, ScannedPage
from luoshi.instruments.problems.models import SensitivePeriod, Session

__all__ = ["Proposal", "Reading", "ScannedPage", "SensitivePeriod", "Session"]

"""The tables of every instrument, re-exported so that Django finds them in one app."""

from luoshi.instruments.forecast.models import Forecast, Outcome
from luoshi.instruments.intake.models import Proposal, Reading, ScannedPage

__all__ = ["Forecast", "Outcome", "Proposal", "Reading", "ScannedPage"]

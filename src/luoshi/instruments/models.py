"""The tables of every instrument, re-exported so that Django finds them in one app."""

from luoshi.instruments.intake.models import Proposal, Reading, ScannedPage

__all__ = ["Proposal", "Reading", "ScannedPage"]

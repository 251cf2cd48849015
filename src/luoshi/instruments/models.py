"""The tables of every instrument, re-exported so that Django finds them in one app."""

from luoshi.instruments.intake.models import Proposal, Reading

__all__ = ["Proposal", "Reading"]

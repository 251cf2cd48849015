"""The tables of every instrument, re-exported so that Django finds them in one app."""

from luoshi.instruments.copies.models import Copy, CopyLook
from luoshi.instruments.custody.models import HeldPaper, Keeping
from luoshi.instruments.facts.models import UnitFigure, UnitText
from luoshi.instruments.intake.models import Proposal, Reading, ScannedPage

__all__ = [
    "Copy",
    "CopyLook",
    "HeldPaper",
    "Keeping",
    "Proposal",
    "Reading",
    "ScannedPage",
    "UnitFigure",
    "UnitText",
]

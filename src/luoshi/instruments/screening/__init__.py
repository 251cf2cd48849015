"""隐患排查 (S145, S146): petitions that come again, and what gathers in one place about one thing."""

from luoshi.instruments.screening.compute import Gathering, Rule, Seen, Series
from luoshi.instruments.screening.service import Screened, screen

__all__ = ["Gathering", "Rule", "Screened", "Seen", "Series", "screen"]

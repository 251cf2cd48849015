"""看数: the figures that types declare, for any period and unit, with last year beside them.

Each figure can be opened: the very matters behind it come with it. Nothing is stored and nothing
is typed in; what a year-end report says is counted from the matters (S1, S75, S83, S141 …).
"""

from luoshi.instruments.figures.compute import Line, Span, a_year_before, change_words
from luoshi.instruments.figures.service import behind, lines

__all__ = ["Line", "Span", "a_year_before", "behind", "change_words", "lines"]

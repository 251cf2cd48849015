"""值班表: who is on duty when, without an uncovered hour, in a fair turn (S110, S112, S113).

`compute` is the pure part: gaps of the 24 hours, shifts with too few people or without the leader
they need, and the suggestion of a fair rotation. What happened on duty stands in the 值班记录, a type
of matter.
"""

from luoshi.instruments.duty.compute import Span
from luoshi.instruments.duty.service import board, change, file, make

__all__ = ["Span", "board", "change", "file", "make"]

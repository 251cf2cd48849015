"""机要件登记: where a confidential paper lies and who answers for it, and not a word of what it says.

The papers themselves stay on paper or in the classified network (B8, S187). This register holds a
number, a place and a person; what looks like content or a marking is refused.
"""

from luoshi.instruments.custody.service import enter, move, papers

__all__ = ["enter", "move", "papers"]

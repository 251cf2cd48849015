"""制度与责任: every activity ↔ its rule ↔ the person answering for it, and the gaps (S208)."""

from luoshi.instruments.duties.compute import Duty, Line, Matrix, matrix
from luoshi.instruments.duties.service import matrix_for

__all__ = ["Duty", "Line", "Matrix", "matrix", "matrix_for"]

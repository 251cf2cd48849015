"""Forms drawn from declared fields: nothing here knows a verb or a type by name."""

from luoshi.web.forms.controls import Control, draw, sections
from luoshi.web.forms.entries import given, read

__all__ = ["Control", "draw", "given", "read", "sections"]

"""The types of matter of this installation."""

from __future__ import annotations

from ninja import Router

from luoshi.api import answers
from luoshi.api.auth import Asked
from luoshi.api.errors import ProblemOut
from luoshi.api.schemas import TypeOut
from luoshi.matters.types import catalogue

router = Router(tags=["types"])


@router.get("", response={200: list[TypeOut], 401: ProblemOut}, summary="事项类型")
def list_types(request: Asked) -> list[TypeOut]:
    """Every type with its fields and stages, its acts, clocks and figures."""
    return [answers.type_out(spec) for spec in catalogue().types.values()]

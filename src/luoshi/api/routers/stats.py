"""Counts, each of what the asking person may see."""

from __future__ import annotations

from typing import Any

from ninja import Router

from luoshi.api.auth import Asked, BusinessToken
from luoshi.api.errors import ProblemOut
from luoshi.api.schemas import UnitStats
from luoshi.matters import queries

router = Router(tags=["stats"], auth=BusinessToken())


@router.get(
    "/units",
    response={200: list[UnitStats], 401: ProblemOut, 403: ProblemOut},
    summary="各单位亮灯情况",
)
def unit_stats(request: Asked) -> list[dict[str, Any]]:
    """Each lead unit × late, soon, new, fine, done, in one call."""
    return queries.unit_stats(request.auth, request.now)

"""The directory of units."""

from __future__ import annotations

from ninja import Router

from luoshi.api.auth import Asked
from luoshi.api.errors import ProblemOut
from luoshi.api.schemas import UnitOut
from luoshi.lib.clock import local_date
from luoshi.org import directory
from luoshi.org.scope import current_units

router = Router(tags=["units"])


@router.get("", response={200: list[UnitOut], 401: ProblemOut}, summary="单位目录")
def list_units(request: Asked) -> list[UnitOut]:
    """Units that exist today, in the office's order; `names` also holds former names."""
    day = local_date(request.now)
    names = {entry.id: list(entry.names) for entry in directory.entries(day)}
    return [
        UnitOut(
            code=unit.code,
            name=unit.name,
            short_name=unit.short_name,
            kind=unit.kind,
            line=unit.line.name if unit.line else None,
            parent=unit.parent.code if unit.parent else None,
            names=names[unit.pk],
        )
        for unit in current_units(day).select_related("line", "parent")
    ]

"""Keyset paging: a page begins after the last row of the one before, however the ledger changes.

The cursor is opaque to callers: the order it belongs to, the last row's value, and its id.
"""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from luoshi.lib.errors import Invalid
from luoshi.matters.models import Matter
from luoshi.matters.queries import ORDERS

# order → its column; a leading minus of the order means descending, as in `queries.ORDERS`
COLUMNS = {
    "due": "due_at",
    "-due": "due_at",
    "number": "type_key",
    "-opened": "opened_at",
    "progress": "progress",
}
assert set(COLUMNS) == set(ORDERS)


def page(
    rows: QuerySet[Matter], order: str, cursor: str, limit: int
) -> tuple[list[Matter], str | None]:
    """At most `limit` rows after `cursor`, and the cursor of the next page if there is one."""
    if cursor:
        rows = rows.filter(_after(order, *_read(order, cursor)))
    found = list(rows[: limit + 1])
    following = _written(order, found[limit - 1]) if len(found) > limit else None
    return found[:limit], following


def _written(order: str, row: Matter) -> str:
    value = getattr(row, COLUMNS[order])
    plain = value.isoformat() if isinstance(value, datetime) else value
    text = json.dumps([order, plain, row.pk])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(order: str, cursor: str) -> tuple[Any, int]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        said, value, last = json.loads(base64.urlsafe_b64decode(padded.encode()))
        if said != order or not isinstance(last, int) or abs(last) >= 2**63:
            raise ValueError(cursor)
        return _typed(COLUMNS[order], value), last
    except (ValueError, TypeError):
        raise Invalid(
            "翻页位置（cursor）不对：请原样使用上一页返回的 next，且不要改变 order。",
            code="bad_cursor",
            fields={"cursor": "请使用上一页返回的 next。"},
        ) from None


def _typed(column: str, value: Any) -> Any:
    if column.endswith("_at"):
        moment = datetime.fromisoformat(value) if value is not None else None
        if moment is not None and moment.tzinfo is None:
            raise ValueError(value)
        return moment
    wanted = int if column == "progress" else str
    if not isinstance(value, wanted):
        raise ValueError(value)
    return value


def _after(order: str, value: Any, last: int) -> Q:
    """Rows that stand later: the column beyond the value, or equal with a later id; nulls last."""
    column, way = COLUMNS[order], "lt" if order.startswith("-") else "gt"
    if value is None:
        return Q(**{f"{column}__isnull": True, f"id__{way}": last})
    later = Q(**{f"{column}__{way}": value}) | Q(**{column: value, f"id__{way}": last})
    return later | Q(**{f"{column}__isnull": True})

"""Sums of money in 万元 with two decimals, kept as text so that nothing is ever rounded.

`read` takes what people type (1,250　１２５０．５　1250.5万元) and gives the one form that is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from luoshi.lib.text import fold

_SHAPE = re.compile(r"([0-9]{1,10})(?:\.([0-9]{1,2}))?(?:万元?)?")
_GROUPED = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
ZERO = Decimal("0.00")


def read(text: str) -> str:
    """The sum as `1250.50`; a ValueError for anything that is not a sum of at least nought."""
    found = _SHAPE.fullmatch(_GROUPED.sub("", fold(text).strip().replace(" ", "")))
    if found is None:
        raise ValueError(text)
    return f"{int(found[1])}.{(found[2] or '').ljust(2, '0')}"


def total(sums: Iterable[str | Decimal]) -> Decimal:
    """The exact sum; nought for none."""
    return sum((Decimal(one) for one in sums), ZERO)


def words(amount: str | Decimal) -> str:
    """`12,345.60`, as a table shows it."""
    return f"{Decimal(amount):,.2f}"

"""What is counted of the matters of a type: the figures its users report at the end of a year."""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.catalogue.acts import Where


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. Matters are counted on the day of `on`: "opened", "closed", a date field of the
    type, or an act ("act:KEY"); those of which `where` holds; by number, or by adding up the field
    `adds`. `share` makes it a percentage of two other figures of the type instead, `sums` the sum
    of several.

    `unit` is what it is counted in: 件, 批, 人次, 万元, %. `falls` marks what is better when it falls.
    """

    key: str
    label: str
    unit: str = "件"
    on: str = "opened"
    where: tuple[Where, ...] = ()
    adds: str = ""
    share: tuple[str, ...] = ()  # the part and the whole
    falls: bool = False
    sums: tuple[str, ...] = ()  # the figures it adds together: letters and persons, say

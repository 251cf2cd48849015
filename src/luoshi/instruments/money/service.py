"""The debts a person may see, as the table takes them."""

from __future__ import annotations

from datetime import datetime

from luoshi.catalogue.schema import Phase
from luoshi.instruments.money.compute import Cell, Debt, Table, table, years
from luoshi.lib.clock import local_date
from luoshi.matters import queries, repayment
from luoshi.matters.models import Matter
from luoshi.org.models import Person

NOBODY = "未定单位"


def _debt(matter: Matter) -> Debt:
    said = repayment.declared(matter.facts, matter.due_at)
    found = {}
    for one in repayment.months(matter.extra, matter.facts):
        if one.due or one.paid:
            gap = repayment.missing(matter.facts, matter.due_at)
            expected = gap if said is not None and said["month"] == one.month else Cell().gap_said
            found[one.month] = Cell(one.due, one.paid, expected)
    return Debt(matter.lead_unit.short_name if matter.lead_unit else NOBODY, found)


def debts(person: Person, now: datetime) -> list[Debt]:
    """Every debt that is not void and that `person` may see, in the units' order."""
    rows = queries.visible_to(person, now).filter(extra__has_key=repayment.SCHEDULE)
    rows = rows.exclude(phase=Phase.VOID).filter(private=False, sensitive=False)
    ordered = rows.select_related("lead_unit").order_by("lead_unit__position", "id")
    return [_debt(matter) for matter in ordered]


def table_for(
    person: Person, now: datetime, year: int | None = None
) -> tuple[Table, tuple[int, ...]]:
    """The table of `year` (the present one when left out) and the years that have anything."""
    found = debts(person, now)
    known = years(found)
    present = local_date(now).year
    chosen = year or (present if present in known or not known else known[0])
    return table(found, chosen), known

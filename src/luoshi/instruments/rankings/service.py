"""The ranks a person may see, and the exemplars beside the units: read through the queries.

Which matters are ranks is data: those of a type that asks for the rule `upper_ranking`.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from luoshi.catalogue.schema import Phase
from luoshi.instruments.rankings.compute import Entry
from luoshi.matters import queries
from luoshi.matters.models import Matter
from luoshi.matters.rules.report_once import same_name
from luoshi.matters.verbs.declared import ACTS
from luoshi.org.models import Person

RULE = "upper_ranking"
POLARITY, LAGGING = "polarity", "lagging"


def entries(person: Person, now: datetime) -> list[Entry]:
    """Every rank that is not withdrawn and that `person` may see, written one way per indicator."""
    rows = queries.under_rule(person, RULE, now).exclude(phase=Phase.VOID)
    names: dict[str, str] = {}
    return [_entry(row, names) for row in rows.select_related("lead_unit").order_by("id")]


def _entry(matter: Matter, names: dict[str, str]) -> Entry:
    said = matter.extra
    name = names.setdefault(same_name(said["indicator"]), said["indicator"])
    return Entry(
        indicator=name,
        level=said["issuer_level"],
        period=said["period"],
        ends=date.fromisoformat(said["period_end"]),
        rank=said["rank"],
        total=said["total"],
        target=said["target"],
        unit=matter.lead_unit.short_name if matter.lead_unit else "",
        number=matter.number,
        source=said["source_document"],
        value=said.get("value") or "",
        explained="explain_rank" in matter.facts.get(ACTS, {}),
    )


def exemplars_by_unit(person: Person, now: datetime) -> dict[str, tuple[int, int]]:
    """Of each unit, how many advanced and how many lagging exemplars are on record (S172)."""
    rows = queries.visible_to(person, now).filter(extra__has_key=POLARITY)
    rows = rows.exclude(phase=Phase.VOID).filter(lead_unit__isnull=False, private=False)
    kinds = Counter(
        (row.lead_unit.short_name, row.extra[POLARITY] == LAGGING)
        for row in rows.select_related("lead_unit")
        if row.lead_unit is not None
    )
    units = sorted({unit for unit, _ in kinds})
    return {unit: (kinds[unit, False], kinds[unit, True]) for unit in units}

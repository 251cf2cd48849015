"""督查计划 as pages show it: one line a plan with what it repeats, and who is inspected how often."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from luoshi.catalogue.schema import TypeSpec
from luoshi.matters.lights import ENDED, Light, light_of
from luoshi.matters.models import Attachment, Event, Matter
from luoshi.matters.types import pinned
from luoshi.matters.verbs import plans
from luoshi.org.calendar import office_calendar
from luoshi.org.directory import units_by_id
from luoshi.org.models import Unit


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan of the year. `repeats` names the other plans it collides with."""

    matter: Matter
    url: str
    plan: plans.Plan
    objects: str
    kind: str
    stage: str
    light: Light
    repeats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """How often one object is inspected in a year: per month, in all, and whether that is the
    most."""

    name: str
    months: tuple[int, ...]
    total: int
    full: bool


def choice_words(spec: TypeSpec, key: str, value: str) -> str:
    """What a choice of the type's own fields is called."""
    field = next((f for f in spec.fields if f.key == key), None)
    return dict(field.choices).get(value, "") if field else ""


def year_of(
    matters: Iterable[Matter], year: int, now: datetime
) -> tuple[list[PlanLine], list[Load]]:
    """The plans that touch `year`, earliest first, and the load they lay on their objects."""
    known = [
        (m, p) for m in matters if (p := plans.plan_of(m.number, m.title, m.extra, m.facts))
    ]  # fmt: skip
    live = [plan for m, plan in known if m.stage not in {"void", "merged"}]
    units = units_by_id(unit for _, plan in known for unit in plan.units)
    chosen = [(m, p) for m, p in known if p.first.year <= year <= p.last.year]
    lines = [_line(m, p, live, units, now) for m, p in chosen]
    most = pinned(known[0][0].type_version_id).limit("per_object_year") if known else 0
    return sorted(lines, key=lambda line: line.plan.first), _loads(live, year, units, most)


def _line(
    matter: Matter, plan: plans.Plan, live: Sequence[plans.Plan], units: dict[int, Unit],
    now: datetime,
) -> PlanLine:  # fmt: skip
    spec = pinned(matter.type_version_id)
    others = (other for other in live if other.number != plan.number)
    gone = matter.phase in ENDED
    found = [] if gone else plans.clashes(plan, others, spec.limit("near_days"))
    return PlanLine(
        matter,
        reverse("web:matter", args=[matter.number]),
        plan,
        "、".join(units[pk].short_name for pk in sorted(plan.units) if pk in units),
        choice_words(spec, "kind", plan.kind),
        spec.stage(matter.stage).label,
        light_of(matter, now, office_calendar()),
        tuple(f"{c.other.number}《{c.other.title}》" for c in found),
    )


def _loads(live: Sequence[plans.Plan], year: int, units: dict[int, Unit], most: int) -> list[Load]:
    found = []
    for pk, unit in units.items():
        months = tuple(
            sum(1 for p in live if p.approved and pk in p.units
                and (p.first.year, p.first.month) == (year, month))
            for month in range(1, 13)
        )  # fmt: skip
        counted = plans.times_in_year(pk, year, live)
        if sum(months):
            found.append(Load(unit.short_name, months, sum(months), counted >= most))
    return sorted(found, key=lambda load: (-load.total, load.name))


@dataclass(frozen=True, slots=True)
class Seen:
    """One object of an inspection with what was found there so far, newest first."""

    unit: Unit
    found: tuple[tuple[Event, tuple[Attachment, ...]], ...]


def seen_at(matter: Matter, events: Iterable[Event]) -> list[Seen]:
    """Each object of the plan with its findings."""
    objects = [row["unit"] for row in matter.extra.get("objects") or ()]
    known = units_by_id(objects)
    files: dict[int, tuple[Attachment, ...]] = {}
    for file in matter.attachments.all():
        files[file.seq] = (*files.get(file.seq, ()), file)
    told = [
        (event, files.get(event.seq, ()))
        for event in reversed(list(events))
        if event.verb == "record_finding"
    ]
    return [
        Seen(known[pk], tuple((e, of) for e, of in told if e.said["object"] == pk))
        for pk in objects
        if pk in known
    ]


def paper_of(matter: Matter) -> dict[str, Any] | None:
    """The conclusion as a paper: the whole one of an inspection, or the part that one object
    receives; None while there is none."""
    extra, facts = matter.extra, matter.facts
    if "parts" in facts:
        units = units_by_id(row["unit"] for row in facts["parts"])
        parts = [(units[r["unit"]].name, r["words"]) for r in facts["parts"] if r["unit"] in units]
        return {"whole": facts["conclusion"], "parts": parts, "on": facts["concluded_on"],
                "number": matter.number}  # fmt: skip
    if extra.get("inspection") and extra.get("concluded_on"):
        return {"whole": "", "parts": [("", matter.what)], "on": extra["concluded_on"],
                "number": matter.number}  # fmt: skip
    return None

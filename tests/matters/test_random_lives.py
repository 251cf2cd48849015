"""Two hundred random lives: whatever is allowed keeps the books exact, whatever is not is refused.

The first property walks only through what `possible` offers and then rebuilds the present from
the journal. The second throws random verbs at random people: each is either offered and done, or
refused with a sentence, and a refusal leaves no trace.
"""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.errors import Problem
from luoshi.matters import engine, verify
from luoshi.matters.models import Event, Matter
from luoshi.matters.verbs import VERBS
from tests.cast import County

ACTORS = ("clerk", "chief", "director", "leader", "head", "water", "city", "housing", "liuxi")
UNITS = ("water", "city", "housing", "liuxi", "donghu")
LIVES, STEPS = 20, 14


def _value(chance: random.Random, field: Field, county: County) -> Any:
    day = county.now.date()
    return {
        FieldKind.DATE: lambda: (day + timedelta(days=chance.randint(-3, 60))).isoformat(),
        FieldKind.PERCENT: lambda: chance.choice([0, 30, 99, 100]),
        FieldKind.CHOICE: lambda: chance.choice(field.choices)[0] if field.choices else "",
        FieldKind.UNIT: lambda: chance.choice(UNITS),
        FieldKind.UNITS: lambda: chance.sample(UNITS, 2),
        FieldKind.PERSON: lambda: "leader",
        FieldKind.RULE: lambda: "FREQ=MONTHLY;BYMONTHDAY=25",
        FieldKind.FILES: list,
        FieldKind.AMOUNT: lambda: chance.choice(["0", "12.50"]),
        FieldKind.ROWS: lambda: [{"month": "2026-12", "principal": "10"}],
    }.get(field.kind, lambda: chance.choice(["巡查完毕", "情况属实，建议继续", "缺少两份材料"]))()


def _filled(chance: random.Random, verb: str, county: County) -> dict[str, Any]:
    return {
        f.key: _value(chance, f, county)
        for f in VERBS[verb].form
        if f.required or chance.random() < 0.5
    }


def _do(
    county: County, matter: Matter, actor: str, verb: str, unit: str | None, typed: dict[str, Any]
) -> bool:
    county.later(hours=5)
    before = Event.objects.count(), Matter.objects.count()
    refusal = ""
    try:
        if verb == "decompose":
            engine.decompose(matter, county[actor], county.now, **typed)
        else:
            engine.act(matter, verb, county[actor], county.now, unit=unit, **typed)
    except Problem as problem:
        refusal = problem.sentence or "a refusal without a sentence"
    if refusal:
        assert refusal != "a refusal without a sentence"
        assert (Event.objects.count(), Matter.objects.count()) == before
    return not refusal


@pytest.mark.parametrize("batch", range(10))
def test_every_legal_life_is_rebuilt_exactly_from_its_journal(county: County, batch: int) -> None:
    chance = random.Random(batch)
    done = 0
    for _ in range(LIVES):
        matter = county.open(co=chance.sample(("city", "housing"), chance.randint(0, 2)))
        for _ in range(STEPS):
            actor = chance.choice(ACTORS)
            offered = engine.possible(matter, county[actor], county.now)
            if not offered:
                continue
            chosen = chance.choice(offered)
            codes = {u.pk: c for c, u in county.units.items()}
            unit = codes.get(chosen.unit_id) if chosen.unit_id else None
            done += _do(
                county,
                matter,
                actor,
                chosen.verb.key,
                unit,
                _filled(chance, chosen.verb.key, county),
            )
    assert done > LIVES
    assert list(verify.breaches()) == []
    for matter in Matter.objects.filter(lead_unit__isnull=False):
        leads = matter.assignments.filter(role="lead").exclude(state="withdrawn")
        assert leads.count() <= 1


@pytest.mark.parametrize("batch", range(10))
def test_what_is_not_offered_is_refused_and_leaves_no_trace(county: County, batch: int) -> None:
    chance = random.Random(1000 + batch)
    refused = 0
    matter = county.handling(co=["city"])
    while refused < LIVES:
        actor = chance.choice((*ACTORS, "outsider", "auditor", "sysadmin"))
        verb = chance.choice(sorted(VERBS))
        matter.refresh_from_db()
        offered = {p.verb.key for p in engine.possible(matter, county[actor], county.now)}
        done = _do(county, matter, actor, verb, None, _filled(chance, verb, county))
        matter.refresh_from_db()
        assert not done or verb in offered
        refused += not done
        if matter.stage in {"closed", "void"}:
            matter = county.handling(co=["city"])
    assert list(verify.breaches()) == []

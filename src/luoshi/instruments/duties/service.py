"""The rules of the office and what they say of its activities, as a person may see them."""

from __future__ import annotations

from datetime import datetime

from luoshi.catalogue.schema import Phase
from luoshi.instruments.duties.compute import Duty, Matrix, matrix
from luoshi.lib.clock import local_date
from luoshi.matters import queries
from luoshi.matters.types import catalogue
from luoshi.org.models import Person, Post
from luoshi.org.scope import valid_on

ACTIVITIES = "activities"  # the rows by which a rule says what it governs
_OVER = (Phase.DONE, Phase.VOID)


def _of_office() -> list[str]:
    """What the office does, by the catalogue: every kind of matter that people open and many may
    see."""
    types = catalogue().types.values()
    return [spec.label for spec in types if not spec.private and spec.opened_by != ("system",)]


def matrix_for(person: Person, now: datetime) -> Matrix:
    """The matrix of today."""
    rows = queries.visible_to(person, now).filter(extra__has_key=ACTIVITIES)
    rules = list(rows.exclude(phase__in=_OVER).order_by("id"))
    serving = set(
        Post.objects.filter(valid_on(local_date(now)), person__is_active=True).values_list(
            "person_id", flat=True
        )
    )
    named = {row.get("person") for rule in rules for row in rule.extra[ACTIVITIES]}
    names = dict(Person.objects.filter(pk__in=named - {None}).values_list("id", "name"))
    return matrix(
        _of_office(),
        [
            Duty(
                row["activity"], rule.number, rule.title, rule.phase == Phase.STANDING,
                names.get(row.get("person"), ""), row.get("person") in serving,
            )
            for rule in rules
            for row in rule.extra[ACTIVITIES]
        ],
    )  # fmt: skip

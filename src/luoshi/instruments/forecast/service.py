"""Keeping the forecasts: made anew for what has moved, read by pages and the API.

A forecast is no act: nothing of it enters the journal, and everything here could be dropped and
made again. Private matters are neither forecast nor learnt from (S31).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from luoshi.catalogue.schema import Phase
from luoshi.instruments.forecast.compute import (
    Case,
    History,
    Point,
    Signs,
    Verdict,
    forecast,
    learn,
    measure,
)
from luoshi.instruments.forecast.courses import courses_at, courses_of
from luoshi.instruments.forecast.models import Forecast, Outcome
from luoshi.lib.clock import local_date
from luoshi.lib.workdays import Calendar
from luoshi.matters.lights import condition
from luoshi.matters.models import Matter
from luoshi.matters.types import pinned
from luoshi.org.calendar import office_calendar

BATCH = 500
LEARNT_FROM = 10_000  # the most recently finished matters
_KEPT = ("rev", "made_on", "made_at", "expected_on", "low_on", "high_on", "p_late", "verdict",
         "why")  # fmt: skip
_DATED = Q(dispatched_at__isnull=False, due_at__isnull=False, lead_unit__isnull=False)
_OPEN = Q(phase__in=(Phase.NEW, Phase.OPEN), private=False) & _DATED
_FINISHED = Q(phase=Phase.DONE, private=False, stopped_at__isnull=False) & _DATED


def refresh(now: datetime, progress: Callable[[int], None] | None = None) -> int:
    """Every open matter has the forecast of today; returns how many were made.

    Only matters that an act has moved since, or all when the day is another. Each batch is kept by
    itself: killed in between, the next run makes the rest. A second run at once makes none.
    """
    calendar, day = office_calendar(), local_date(now)
    _forget(Forecast.objects.exclude(matter__in=Matter.objects.filter(_OPEN)))
    _remember_outcomes(calendar)
    made = Forecast.objects.filter(matter=OuterRef("pk"), rev=OuterRef("rev"), made_on=day)
    stale = _ids(Matter.objects.filter(_OPEN).exclude(Exists(made)))
    if not stale:
        return 0
    history, done = learnt(), 0
    for batch in _batches(stale):
        done += _forecast(batch, history, calendar, now, day)
        if progress:
            progress(done)
    return done


def _forget(rows: QuerySet[Any]) -> None:
    if rows.exists():  # a deletion that finds nothing would still take the writers' turn
        rows.delete()


def _ids(matters: QuerySet[Matter]) -> list[int]:
    return list(matters.order_by("id").values_list("pk", flat=True))


def _batches(ids: list[int]) -> Iterator[list[Matter]]:
    for start in range(0, len(ids), BATCH):
        found = Matter.objects.filter(pk__in=ids[start : start + BATCH]).order_by("id")
        yield list(found.defer("what", "standard", "extra", "facts"))


@transaction.atomic
def _forecast(
    matters: list[Matter], history: History, calendar: Calendar, now: datetime, day: date
) -> int:
    courses = courses_of(matters)
    rows = []
    for matter in matters:
        if (course := courses.get(matter.pk)) is None:
            continue
        said = forecast(course, day, history, calendar)
        rows.append(
            Forecast(
                matter=matter,
                rev=matter.rev,
                made_on=day,
                made_at=now,
                expected_on=said.expected_on,
                low_on=said.low_on,
                high_on=said.high_on,
                p_late=said.p_late,
                verdict=said.verdict,
                why=said.why,
            )
        )
    Forecast.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["matter"], update_fields=_KEPT
    )
    return len(rows)


def _remember_outcomes(calendar: Calendar) -> None:
    """What finished matters took is kept once, and let go when one is opened again."""
    finished = Matter.objects.filter(_FINISHED)
    _forget(Outcome.objects.exclude(matter__in=finished))
    kept = Outcome.objects.filter(matter=OuterRef("pk"), rev=OuterRef("rev"))
    for batch in _batches(_ids(finished.exclude(Exists(kept)))):
        courses = courses_of(batch)
        rows = [
            _outcome(matter, measure(courses[matter.pk], courses[matter.pk].due_on, calendar))
            for matter in batch
            if matter.pk in courses
        ]
        Outcome.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["matter"],
            update_fields=("rev", "unit", "planned", "due", "took", "points"),
        )


def _outcome(matter: Matter, case: Case) -> Outcome:
    points = [
        [p.day, p.percent, "".join("1" if said else "0" for said in p.signs)] for p in case.points
    ]
    return Outcome(
        matter=matter,
        rev=matter.rev,
        unit_id=case.unit,
        planned=case.planned,
        due=case.due,
        took=case.took or 0,
        points=points,
    )


def learnt(until: datetime | None = None) -> History:
    """What the office's finished matters teach, the latest first; of what was done by `until`."""
    outcomes = Outcome.objects.all()
    if until is not None:
        outcomes = outcomes.filter(matter__stopped_at__lte=until)
    rows = outcomes.order_by("-matter__stopped_at", "-pk").values_list(
        "matter__type_version_id", "unit_id", "planned", "due", "took", "points"
    )
    return learn(_case(*row) for row in rows[:LEARNT_FROM])


def _case(version: int, unit: int, planned: int, due: int, took: int, points: list[Any]) -> Case:
    spec = pinned(version)
    known = tuple(
        Point(day, percent, Signs(*(flag == "1" for flag in flags)))
        for day, percent, flags in points
    )
    return Case(unit, spec.family, planned, due, known, took, spec.schedule)


def forecasts_of(matters: Iterable[int]) -> dict[int, Forecast]:
    """The forecasts of these matters by id; whoever asks has asked `queries` which may be seen."""
    return {f.matter_id: f for f in Forecast.objects.filter(matter_id__in=list(matters))}


def late_at(matters: Iterable[int], moment: datetime) -> dict[int, str]:
    """Which of these matters would be late as known at `moment`, by id, each with its sentence."""
    courses = courses_at(matters, moment)
    if not courses:
        return {}
    history, calendar, day = learnt(moment), office_calendar(), local_date(moment)
    said = {pk: forecast(course, day, history, calendar) for pk, course in courses.items()}
    return {pk: one.why for pk, one in said.items() if one.verdict == Verdict.LATE_LIKELY}


def foreseen_late(now: datetime) -> Q:
    """As a condition on matters: will be late by the forecast, and the light is not red yet."""
    said = Forecast.objects.filter(verdict=Verdict.LATE_LIKELY).values("matter_id")
    lit = condition("fine", now) | condition("new", now) | condition("soon", now)
    return Q(pk__in=said) & Q(due_at__gte=now, stopped_at__isnull=True) & lit

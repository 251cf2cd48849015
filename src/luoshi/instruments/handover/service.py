"""The hand-over file of one unit: a year of its ledger, its problems, decisions and people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q

from luoshi.catalogue.schema import Phase
from luoshi.lib.clock import local_date
from luoshi.matters import narrate, queries
from luoshi.matters.lights import ENDED, Light, light_of
from luoshi.matters.models import Event, Matter
from luoshi.matters.queries import LedgerFilter
from luoshi.matters.verbs.doing import is_difficulty
from luoshi.org.calendar import office_calendar
from luoshi.org.directory import short_names
from luoshi.org.models import Person, Portfolio, Post, Unit
from luoshi.org.roles import UNIT, Role
from luoshi.org.scope import Scope, valid_on

NEW_FOR = timedelta(days=60)
BACK = timedelta(days=365)
STORY = 6  # events told of an open matter
Names = Mapping[int, str]  # units as a line of text calls them
MOST = 60  # problems and decisions told
_DECISIONS = (
    "instruct", "overrule", "reassign", "grant_extension", "refuse_extension", "hear_report",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Story:
    """An open matter with its ins and outs, oldest first; `earlier` events are not told."""

    matter: Matter
    light: Light
    steps: tuple[str, ...]
    earlier: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A matter of the last year and how it ended or stands."""

    matter: Matter
    light: Light
    result: str


@dataclass(frozen=True, slots=True)
class Said:
    """A problem or a decision: on which matter, when, who, in which words."""

    matter: Matter
    day: date
    who: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """The whole file."""

    unit: Unit
    since: date
    stories: tuple[Story, ...]
    ledger: tuple[Ended, ...]
    problems: tuple[Said, ...]
    decisions: tuple[Said, ...]
    posts: tuple[Post, ...]
    portfolios: tuple[Portfolio, ...]


def may_open(scope: Scope, unit: Unit) -> bool:
    """The office, the head, the leader in charge of the unit, and its own head."""
    heads = {u for u, roles in scope.unit_roles.items() if Role.UNIT_HEAD in roles}
    return scope.in_office or scope.is_head or unit.pk in scope.led_units or unit.pk in heads


def new_heads_units(person: Person, now: datetime) -> list[Unit]:
    """The units this person has headed for less than sixty days: their file is shown at once."""
    day = local_date(now)
    posts = Post.objects.filter(
        valid_on(day), person=person, role=Role.UNIT_HEAD, valid_from__gt=day - NEW_FOR
    )
    return [post.unit for post in posts.select_related("unit").order_by("pk")]


def put_together(viewer: Person, unit: Unit, now: datetime) -> HandOver:
    """The file of the unit at `now`, of what `viewer` may see: at least the last year."""
    begins = now - BACK
    chosen = LedgerFilter(tab="all", unit=unit.code, order="-opened")
    matters = queries.ledger(viewer, chosen, now).filter(private=False).exclude(phase=Phase.FILED)
    running = list(
        matters.exclude(phase__in=ENDED).order_by(F("due_at").asc(nulls_last=True), "pk")
    )
    recent = Q(opened_at__gte=begins) | Q(closed_at__gte=begins)
    year = list(matters.filter(recent | ~Q(phase__in=ENDED)))
    events = _journal([*running, *year], now)
    calendar, names = office_calendar(), short_names()
    return HandOver(
        unit=unit,
        since=local_date(begins),
        stories=tuple(
            Story(m, light_of(m, now, calendar), *_steps(events.get(m.pk, []), names))
            for m in running
        ),
        ledger=tuple(
            Ended(m, light_of(m, now, calendar), _result(m, events.get(m.pk, []))) for m in year
        ),
        problems=tuple(_problems(year, events, unit, now))[:MOST],
        decisions=tuple(_decisions(year, events, names))[:MOST],
        posts=tuple(_posts(unit)),
        portfolios=tuple(_portfolios(unit)),
    )


def _journal(matters: list[Matter], now: datetime) -> dict[int, list[Event]]:
    ids = {matter.pk for matter in matters}
    rows = Event.objects.filter(matter_id__in=ids, recorded_at__lte=now)
    found: dict[int, list[Event]] = {}
    for event in rows.select_related("actor", "on_behalf_of", "unit").order_by("matter_id", "seq"):
        found.setdefault(event.matter_id, []).append(event)
    return found


def _steps(events: list[Event], names: Names) -> tuple[tuple[str, ...], int]:
    told = [e for e in events if e.verb not in ("warn", "docket")]
    shown = told if len(told) <= STORY else [told[0], *told[1 - STORY :]]
    words = tuple(f"{local_date(e.recorded_at):%Y-%m-%d} {narrate.line(e, names)}" for e in shown)
    return words, len(told) - len(shown)


def _result(matter: Matter, events: list[Event]) -> str:
    for event in reversed(events):
        for key in ("reply", "result", "reason") if matter.phase in ENDED else ("progress",):
            if event.said.get(key):
                return str(event.said[key])
    return ""


def _said(matter: Matter, event: Event, kind: str, words: str) -> Said:
    who = narrate.who(event) or (event.unit.short_name if event.unit else "系统")
    return Said(matter, local_date(event.recorded_at), who, kind, words)


def _problems(
    year: list[Matter], events: dict[int, list[Event]], unit: Unit, now: datetime
) -> list[Said]:
    """Difficulties the unit named, what was sent back, what is late: newest first."""
    found, calendar = [], office_calendar()
    for matter in year:
        for event in events.get(matter.pk, []):
            if event.verb == "return_back":
                found.append(_said(matter, event, "退回", event.said.get("reason", "")))
            elif event.unit_id == unit.pk and is_difficulty(event.said.get("difficulty")):
                found.append(_said(matter, event, "困难", event.said["difficulty"]))
        light = light_of(matter, now, calendar)
        if light.key == "late":
            due = local_date(matter.due_at) if matter.due_at else local_date(now)
            found.append(Said(matter, due, "系统", "逾期", light.words))
    return sorted(found, key=lambda said: said.day, reverse=True)


def _decisions(year: list[Matter], events: dict[int, list[Event]], names: Names) -> list[Said]:
    found = []
    for matter in year:
        for event in events.get(matter.pk, []):
            if event.verb in _DECISIONS:
                words = "；".join(narrate.lines(event, names)) or narrate.headline(event)
                found.append(_said(matter, event, narrate.headline(event).split(" ")[-1], words))
    return sorted(found, key=lambda said: said.day, reverse=True)


def _posts(unit: Unit) -> list[Post]:
    held = Post.objects.filter(unit=unit, role__in=UNIT).select_related("person")
    return sorted(
        held, key=lambda p: (p.valid_to is not None, -(p.valid_from or date.min).toordinal())
    )


def _portfolios(unit: Unit) -> list[Portfolio]:
    """Who was in charge of the unit, itself or through its line, the present ones first."""
    own = Q(unit=unit) | (Q(line_id=unit.line_id) if unit.line_id else Q(pk__in=[]))
    held = Portfolio.objects.filter(own).select_related("leader", "line", "unit")
    return sorted(held, key=lambda p: (p.valid_to is not None, p.pk))

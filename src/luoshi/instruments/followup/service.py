"""The officer's day: the list grouped by unit, and ticking off what one call has covered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from luoshi.instruments.followup.compute import KINDS, Reason
from luoshi.instruments.followup.models import FollowNote
from luoshi.instruments.followup.parts import Forecast, Held, Key, held_parts
from luoshi.instruments.followup.watch import watched_units
from luoshi.lib.clock import local_date, start_of
from luoshi.lib.errors import Invalid, NotFound
from luoshi.lib.secrecy import refuse_if_marked
from luoshi.lib.workdays import Calendar
from luoshi.matters import engine, queries
from luoshi.matters.models import Assignment
from luoshi.matters.types import catalogue
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person, Post, Unit
from luoshi.org.roles import UNIT
from luoshi.org.scope import valid_on

LONGEST = 300
Chosen = tuple[int, int]  # a part's id, and the rev of its matter as the officer saw it


@dataclass(frozen=True, slots=True)
class Line:
    """One matter to press about: why, since when it has been carried over, whether done today."""

    held: Held
    reasons: tuple[Reason, ...]
    done: bool
    carried: int  # working days it has stood on the list without anything coming of it

    @property
    def silent(self) -> bool:
        """Whether somebody pressed before today and nothing has been heard since."""
        return self.held.press is not None and not self.held.moved and not self.done


@dataclass(frozen=True, slots=True)
class Group:
    """Everything one call to a unit covers."""

    unit: Unit
    contacts: tuple[Post, ...]
    lines: tuple[Line, ...]

    @property
    def left(self) -> int:
        """How many lines nobody has followed up today."""
        return sum(not line.done for line in self.lines)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A day's list; `watched` is False when nothing limits it to some units."""

    groups: tuple[Group, ...]
    watched: bool
    forecasts: bool

    @property
    def total(self) -> int:
        """All lines."""
        return sum(len(group.lines) for group in self.groups)

    @property
    def left(self) -> int:
        """The lines still to be followed up today."""
        return sum(group.left for group in self.groups)


def _pressed_types() -> list[str]:
    """The types whose matters can be urged and report: what is only watched has its own page."""
    specs = catalogue().types.values()
    return [spec.key for spec in specs if spec.knows("urge") and spec.knows("report_progress")]


def follow_up(
    viewer: Person, officer: Person | None, now: datetime, forecast: Forecast | None = None
) -> FollowUp:
    """Whom `officer` (everybody when None) has to press today, of what `viewer` may see."""
    units = watched_units(officer) if officer else None
    pressing = queries.visible_to(viewer, now).filter(type_key__in=_pressed_types())
    held = held_parts(pressing, units, now, forecast)
    by_unit: dict[int, list[Line]] = {}
    calendar = office_calendar()
    for part in held:
        if line := _line(part, now, calendar):
            by_unit.setdefault(part.part.unit_id, []).append(line)
    return FollowUp(_groups(by_unit, now), units is not None, forecast is not None)


def _line(held: Held, now: datetime, calendar: Calendar) -> Line | None:
    today = local_date(now)
    done = held.press is not None and local_date(held.press.at) == today
    if not held.reasons and not done:
        return None
    since = min((reason.since for reason in held.reasons), default=today)
    if held.press is not None and not held.moved:
        since = max(since, local_date(held.press.at))
    carried = max(0, calendar.workdays_between(since, today))
    return Line(held, held.reasons, done, 0 if done else carried)


def _weight(line: Line) -> tuple[bool, int, int]:
    kind = KINDS.index(line.reasons[0].kind) if line.reasons else len(KINDS)
    return (line.done, kind, -line.carried)


def _groups(by_unit: dict[int, list[Line]], now: datetime) -> tuple[Group, ...]:
    """The units with the most pressing lines first; those done today last."""
    held = Post.objects.filter(valid_on(local_date(now)), unit_id__in=by_unit, role__in=UNIT)
    contacts: dict[int, list[Post]] = {}
    for post in held.filter(person__is_active=True).select_related("person").order_by("role", "id"):
        contacts.setdefault(post.unit_id, []).append(post)
    groups = [
        Group(
            unit,
            tuple(contacts.get(unit.pk, ())),
            tuple(sorted(by_unit[unit.pk], key=_weight)),
        )
        for unit in Unit.objects.filter(pk__in=by_unit).order_by("position", "code")
    ]
    return tuple(sorted(groups, key=lambda group: _weight(group.lines[0])))


@transaction.atomic
def tick_off(by: Person, now: datetime, chosen: Sequence[Chosen], words: str, *, urge: bool) -> int:
    """Every chosen line is followed up for today with what was said; returns how many.

    With `urge` each is a telephone urge in its journal, else only a note of the day. All or
    nothing: when one of them has moved on meanwhile, `Stale` is raised and nothing is kept.
    """
    words = words.strip()
    if not chosen:
        raise Invalid("请勾选这次跟了哪几件。", code="nothing_chosen")
    if not words:
        sentence = "请写一句说了什么、对方怎么答的。"
        raise Invalid(sentence, fields={"words": sentence})
    if len(words) > LONGEST:
        sentence = f"最多 {LONGEST} 字，现有 {len(words)} 字，请删减。"
        raise Invalid(sentence, fields={"words": sentence})
    refuse_if_marked(words)
    seen = queries.visible_to(by, now)
    parts = Assignment.objects.filter(matter__in=seen, pk__in=[pk for pk, _ in chosen])
    found = {part.pk: part for part in parts.select_related("matter")}
    if len(found) < len({pk for pk, _ in chosen}):
        raise NotFound("勾选的事项里，有的已经不在您的范围之内，请刷新后再试。")
    urged: set[int] = set()
    for pk, rev in chosen:
        _follow(found[pk], rev, by, now, words, urged if urge else None)
    return len(found)


def _follow(
    part: Assignment, rev: int, by: Person, now: datetime, words: str, urged: set[int] | None
) -> None:
    if urged is None:
        _note(part, by, now, words)
    elif part.matter_id not in urged:
        engine.act(part.matter, "urge", by, now, rev=rev, channel="phone", note=words)
        urged.add(part.matter_id)


def _note(part: Assignment, by: Person, now: datetime, words: str) -> None:
    key: Key = (part.matter_id, part.unit_id)
    today = FollowNote.objects.filter(
        matter_id=key[0], unit_id=key[1], officer=by, noted_at__gte=start_of(local_date(now))
    )
    if not today.filter(words=words).exists():
        FollowNote.objects.create(
            matter_id=key[0], unit_id=key[1], officer=by, noted_at=now, words=words
        )

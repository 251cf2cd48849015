"""What a report is made of, gathered from the journal as of the last moment of its period.

Every matter is folded back to that moment, so that a report of last month says what was then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, Q

from luoshi.catalogue.schema import Phase
from luoshi.instruments.weekly.compute import Entry, Figures, Material, day_words
from luoshi.lib.clock import end_of, local_date, start_of
from luoshi.lib.workdays import Calendar
from luoshi.matters import queries
from luoshi.matters.ledger_filter import owed_by_a_day
from luoshi.matters.lights import ENDED, key_of, light_of
from luoshi.matters.models import Event, Matter
from luoshi.matters.nodes import unreached
from luoshi.matters.schedule import plan_of
from luoshi.matters.state import fold
from luoshi.matters.types import pinned
from luoshi.matters.verbs.doing import is_difficulty
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person

LAG = 20  # points behind the plan from which a matter may be late
AHEAD = timedelta(days=7)
Foresee = Callable[[Iterable[int], datetime], Mapping[int, str]]  # who will be late, as known then
_OPEN = (Phase.NEW, Phase.OPEN, Phase.CHECK)
_RUNNING = (Phase.NEW, Phase.OPEN)
_HELP = ("help", "words", "agenda")


@dataclass(frozen=True, slots=True)
class Then:
    """A matter as it was at the end of the period, with what had happened by then."""

    matter: Matter  # its columns folded back to that moment
    events: list[Event]
    before: int  # its phase when the period began, 0: it was not there
    inside: list[Event]  # the events of the period
    calendar: Calendar
    foreseen: str = ""  # why it would be late, as it was known then

    @property
    def now(self) -> int:
        """Its phase at the end."""
        return self.matter.phase

    @property
    def came(self) -> bool:
        """Whether it came into handling during the period."""
        if self.before in _OPEN:
            return False
        return self.now in _OPEN or any(e.changed.get("phase") in _OPEN for e in self.inside)

    @property
    def went(self) -> bool:
        """Whether it left handling during the period."""
        return self.now not in _OPEN and (self.before in _OPEN or self.came)

    def last(self, *keys: str, inside: bool = False) -> tuple[Event, str] | None:
        """The latest event that says one of these, with the words."""
        for event in reversed(self.inside if inside else self.events):
            for key in keys:
                if event.said.get(key):
                    return event, str(event.said[key])
        return None

    def words(self, *keys: str) -> str:
        """The latest words under one of these keys, '' when nobody said any."""
        found = self.last(*keys)
        return found[1] if found else ""


def gather(
    audience: Person,
    addressee: str,
    office: str,
    begins: date,
    ends: date,
    now: datetime,
    *,
    foresee: Foresee,
) -> Material:
    """The material of a report to `audience` over that period, of what they may see."""
    first, last = start_of(begins), min(end_of(ends), now)
    then = _foreseen(_all_then(audience, first, last, now), last, foresee)
    open_now = [t for t in then if t.now in _OPEN]
    return Material(
        office, addressee, begins, ends, _figures(then, open_now, last), _entries(then, last)
    )


def _all_then(audience: Person, first: datetime, last: datetime, now: datetime) -> list[Then]:
    visible = queries.visible_to(audience, now).filter(private=False, opened_at__lte=last)
    lately = ~Q(phase__in=ENDED) | Q(closed_at__gte=first)
    matters = {
        m.pk: m
        for m in visible.filter(owed_by_a_day(), lately)
        .exclude(phase=Phase.STANDING)
        .select_related("lead_unit", "opener_unit")
        .order_by(F("due_at").asc(nulls_last=True), "pk")
    }
    by_matter: dict[int, list[Event]] = {}
    rows = Event.objects.filter(matter_id__in=matters, recorded_at__lte=last)
    for event in rows.order_by("matter_id", "seq"):
        by_matter.setdefault(event.matter_id, []).append(event)
    calendar = office_calendar()
    return [
        _then(matter, by_matter[pk], first, calendar)
        for pk, matter in matters.items()
        if pk in by_matter
    ]


def _foreseen(then: list[Then], last: datetime, foresee: Foresee) -> list[Then]:
    """The same, each with why it would be late; asked of those whose due date is still ahead."""
    ahead = [t.matter.pk for t in then if t.now in _RUNNING and _is_ahead(t.matter, last)]
    said = foresee(ahead, last) if ahead else {}
    return [replace(t, foreseen=said.get(t.matter.pk, "")) for t in then]


def _is_ahead(matter: Matter, last: datetime) -> bool:
    return matter.due_at is not None and matter.due_at > last and matter.stopped_at is None


def _then(matter: Matter, events: list[Event], first: datetime, calendar: Calendar) -> Then:
    before = [e for e in events if e.recorded_at < first]
    phases = [e.changed["phase"] for e in before if "phase" in e.changed]
    _fold_back(matter, fold(e.changed for e in events))
    return Then(matter, events, phases[-1] if phases else 0, events[len(before) :], calendar)


def _fold_back(matter: Matter, row: dict[str, Any]) -> None:
    """The instance (never saved) shows what the journal added up to."""
    for name, value in row.items():
        if name == "parts":
            continue
        moment = name.endswith("_at") and isinstance(value, str)
        setattr(matter, name, datetime.fromisoformat(value) if moment else value)


def _figures(then: list[Then], open_now: list[Then], last: datetime) -> Figures:
    lights = [key_of(t.matter, last) for t in open_now]
    urges = [e for t in then for e in t.inside if "led_urges" in e.changed and e.verb != "register"]
    return Figures(
        before=sum(t.before in _OPEN for t in then),
        came=sum(t.came for t in then),
        reopened=sum(t.came and t.before == Phase.DONE for t in then),
        closed=sum(t.went and t.now == Phase.DONE for t in then),
        dropped=sum(t.went and t.now == Phase.VOID for t in then),
        now=len(open_now),
        late=lights.count("late"),
        soon=lights.count("soon"),
        new=lights.count("new"),
        fine=lights.count("fine"),
        led_urges=len(urges),
        started_urged=sum(t.matter.started_urged for t in open_now),
    )


def _entries(then: list[Then], last: datetime) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for t in then:
        for key, entry in _told(t, last):
            found.setdefault(key, []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def _told(t: Then, last: datetime) -> list[tuple[str, Entry]]:
    """In which sections this matter stands, and what it says there."""
    told = [("new", _entry(t, last))] if t.came else []
    if t.went and t.now == Phase.DONE:
        told.append(("closed", _entry(t, last, words=t.words("result") or t.words("reply"))))
    if practice := t.last("experience", inside=True):
        told.append(("practice", _entry(t, last, words=practice[1])))
    if t.now in _OPEN:
        told += _under_way(t, last)
    return told


def _under_way(t: Then, last: datetime) -> list[tuple[str, Entry]]:
    key = key_of(t.matter, last)
    told: list[tuple[str, Entry]] = []
    if t.now == Phase.CHECK:
        return told
    if key == "late" and t.matter.due_at and t.matter.due_at < last:
        told.append(("late", _entry(t, last, words=_difficulty(t), help=t.words(*_HELP))))
    elif t.foreseen and t.matter.due_at and t.matter.due_at <= last + AHEAD:
        told.append(("foreseen", _entry(t, last, words=t.foreseen, help=_difficulty(t))))
    elif slow := _slow(t, last):
        told.append(("slow", _entry(t, last, words=slow)))
    if t.matter.asked_due_at:
        told.append(("asked", _entry(t, last, words=_asked_reason(t))))
    if raised := _raised(t, last):
        told.append(("decide", raised))
    due = t.matter.due_at
    if due and last < due <= last + AHEAD:
        told.append(("coming", _entry(t, last)))
    return told


def _entry(t: Then, last: datetime, words: str = "", help: str = "") -> Entry:
    matter = t.matter
    asked = local_date(matter.asked_due_at) if matter.asked_due_at else None
    return Entry(
        title=matter.title,
        lead=_bearer(matter),
        due=day_words(local_date(matter.due_at)) if matter.due_at else "",
        light=light_of(matter, last, t.calendar).words,
        words=words,
        help=help,
        asked=day_words(asked) if asked else "",
    )


def _bearer(matter: Matter) -> str:
    """The unit that leads, or that asks: a report has no handling unit."""
    if matter.lead_unit is not None:
        return matter.lead_unit.short_name
    return f"{matter.opener_unit.short_name}提出" if matter.opener_unit else "未定单位"


def _difficulty(t: Then) -> str:
    """The difficulty the unit named last."""
    named = (e.said.get("difficulty") for e in reversed(t.events))
    return next((words for words in named if is_difficulty(words)), "")


def _asked_reason(t: Then) -> str:
    asked = (e for e in reversed(t.events) if e.verb == "extend")
    return next((e.said.get("reason", "") for e in asked), "")


def _slow(t: Then, last: datetime) -> str:
    """Why the matter may be late, though it is not yet: a missed node, then the forecast, then
    the plan."""
    missed = [n for n in unreached(t.matter.facts) if n.day < local_date(last)]
    said = [f"节点“{n.name}”应于{day_words(n.day)}到达，还没有到" for n in missed[:1]]
    if told := [*said, *filter(None, [t.foreseen])]:
        return "；".join(told)
    spec = pinned(t.matter.type_version_id)
    if spec.move(t.matter.stage, "report_progress") is None:
        return ""  # what reports no progress has no plan to be behind
    plan = plan_of(t.matter.dispatched_at, t.matter.due_at, spec.schedule, t.matter.facts)
    runs = plan is not None and t.matter.stopped_at is None
    lag = plan.expected(last) - t.matter.progress if plan and runs else 0
    return f"进度 {t.matter.progress}%，按计划应到 {t.matter.progress + lag}%" if lag >= LAG else ""


def _raised(t: Then, last: datetime) -> Entry | None:
    """The difficulty of the period's last report, when that report still names one (S97)."""
    reports = [e for e in t.inside if "difficulty" in e.said]
    if not reports or not is_difficulty(reports[-1].said["difficulty"]):
        return None
    said = reports[-1].said
    earlier = [e for e in t.events if e.seq < reports[-1].seq]
    again = any(is_difficulty(e.said.get("difficulty")) for e in earlier)
    entry = _entry(t, last, words=said["difficulty"])
    return replace(entry, step=said.get("next_step", ""), again=again)

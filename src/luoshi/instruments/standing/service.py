"""The standing list of the next executive meeting: asked last, since then, problem, proposal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q

from luoshi.catalogue.schema import Phase
from luoshi.lib.clock import local_date, start_of
from luoshi.matters import narrate, queries
from luoshi.matters.lights import Light, light_of
from luoshi.matters.models import Event, Matter
from luoshi.matters.nodes import unreached
from luoshi.matters.verbs.doing import is_difficulty
from luoshi.matters.verbs.meeting import AGENDA, CONVENED
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person

SHOWN_STEPS = 4
OFTEN = 2  # heard so many times without an end: a matter for a dispatch meeting
_ON = (Phase.NEW, Phase.OPEN, Phase.CHECK)
_TELLING = (
    "report_progress", "complete", "reach_node", "return_back", "extend", "grant_extension",
    "verify", "close_out", "convene", "suspend_clock", "resume_clock", "reassign",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StandingItem:
    """One item of the list. `suggestion` says why a dispatch meeting would help; empty: it would
    not, or one has been called. `closed` items are heard once more, with their reply."""

    matter: Matter
    light: Light
    asked: str
    asked_on: date
    meeting: str
    times: int
    since: tuple[str, ...]
    earlier: int
    problem: str
    proposal: str
    convened: str
    suggestion: str
    reply: str
    closed: bool


def standing_items(viewer: Person, now: datetime) -> tuple[StandingItem, ...]:
    """Everything the next meeting hears: open items by due date, then those closed since the last
    meeting, with their reply; what was closed before that has fallen off by itself."""
    visible = queries.visible_to(viewer, now).filter(standing_item=True, private=False)
    chosen = visible.filter(Q(phase__in=_ON) | Q(phase=Phase.DONE)).select_related("lead_unit")
    matters = list(chosen.order_by(F("due_at").asc(nulls_last=True), "pk"))
    past = _journal(matters, now)
    last = max((m.facts.get(AGENDA, {}).get("on", "") for m in matters), default="")
    items = [_item(matter, past.get(matter.pk, []), now) for matter in matters]
    kept = [item for item in items if not item.closed or _lately(item, last)]
    return tuple(sorted(kept, key=lambda item: item.closed))


def _lately(item: StandingItem, last: str) -> bool:
    """Whether it was closed since the last meeting that heard anything at all."""
    closed = item.matter.closed_at
    return closed is not None and local_date(closed).isoformat() >= last


def _journal(matters: list[Matter], now: datetime) -> dict[int, list[Event]]:
    rows = Event.objects.filter(matter__in=matters, recorded_at__lte=now)
    found: dict[int, list[Event]] = {}
    for event in rows.select_related("actor", "unit").order_by("matter_id", "seq"):
        found.setdefault(event.matter_id, []).append(event)
    return found


def _item(matter: Matter, events: list[Event], now: datetime) -> StandingItem:
    agenda = matter.facts.get(AGENDA, {})
    day = date.fromisoformat(agenda["on"]) if agenda else local_date(matter.opened_at)
    since = [e for e in events if e.recorded_at >= start_of(day) and e.verb in _TELLING]
    problem, proposal = _problem(matter, events, now)
    closed = matter.phase == Phase.DONE
    convened = matter.facts.get(CONVENED)
    coming = bool(convened) and convened["on"] >= day.isoformat()
    suggestion = "" if closed or coming else _suggestion(matter, problem, agenda, now)
    return StandingItem(
        matter=matter,
        light=light_of(matter, now, office_calendar()),
        asked=agenda.get("asked", ""),
        asked_on=day,
        meeting=agenda.get("meeting", ""),
        times=agenda.get("times", 0),
        since=tuple(_told(event) for event in since[-SHOWN_STEPS:]),
        earlier=max(0, len(since) - SHOWN_STEPS),
        problem=problem,
        proposal=proposal,
        convened=f"{convened['on']} 召开调度会：{convened['agenda']}" if coming else "",
        suggestion=suggestion,
        reply=_reply(events) if closed else "",
        closed=closed,
    )


def _told(event: Event) -> str:
    day = local_date(event.recorded_at)
    return f"{day.month}月{day.day}日 {narrate.line(event)}"


def _reply(events: list[Event]) -> str:
    return next((e.said.get("reply", "") for e in reversed(events) if e.verb == "close_out"), "")


def _problem(matter: Matter, events: list[Event], now: datetime) -> tuple[str, str]:
    """The difficulty last reported and what the unit means to do; else what the clock says."""
    report = next((e for e in reversed(events) if e.verb == "report_progress"), None)
    if report and is_difficulty(report.said.get("difficulty")):
        return report.said["difficulty"], report.said.get("next_step", "")
    missed = [n for n in unreached(matter.facts) if n.day < local_date(now)]
    step = report.said.get("next_step", "") if report else ""
    if missed:
        return f"节点“{missed[0].name}”到日子没有到达。", step
    return "", step


def _suggestion(matter: Matter, problem: str, agenda: dict[str, object], now: datetime) -> str:
    late = light_of(matter, now, office_calendar())
    if problem:
        return "有问题没有解决，建议及时开会调度，不等下次常务会。"
    if late.key == "late":
        return f"{late.words}，建议及时开会调度。"
    times = agenda.get("times", 0)
    if isinstance(times, int) and times > OFTEN and matter.progress < 100:
        return f"已在常务会上汇报 {times} 次仍未办结，建议专门调度一次。"
    return ""

"""Reading hard problems through `queries`, acting on them through the engine, keeping the days of
the monthly session.

Which matters are hard problems is data: every type of the family `problem`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from luoshi.catalogue.schema import GateRule
from luoshi.instruments.problems import compute
from luoshi.instruments.problems.models import Session
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotAllowed, NotFound
from luoshi.matters import engine, gates, narrate, queries
from luoshi.matters.lights import ENDED, Light, light_of
from luoshi.matters.models import Event, Matter
from luoshi.matters.types import catalogue, pinned
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person
from luoshi.org.scope import scope_of

FAMILY = "problem"
MEETING = "遗留问题例会"


@dataclass(frozen=True, slots=True)
class Problem:
    """A hard problem as board and agenda show it."""

    matter: Matter
    hard: compute.Hard
    stage: str
    light: Light
    days: int
    owner: str
    decided: bool
    contradiction: str


@dataclass(frozen=True, slots=True)
class GateLine:
    """One thing that must be there before the matter goes on, whether it is, and what it says."""

    label: str
    done: bool
    words: str = ""


def family(name: str) -> list[str]:
    """The keys of the types of a family, as the catalogue in force has them."""
    return [key for key, spec in catalogue().types.items() if spec.family == name]


def plain_words(matter: Matter, key: str) -> str:
    """What a field of the type's own says in a list; '' when few may read it."""
    hidden = narrate.restricted(pinned(matter.type_version_id))
    return "" if key in hidden else str(matter.extra.get(key) or "")


def line_of(matter: Matter) -> str:
    """The line a problem or risk belongs to: as typed, else that of its lead unit."""
    unit = matter.lead_unit
    return plain_words(matter, "line_name") or (unit.line.name if unit and unit.line else "")


def open_problems(person: Person, now: datetime) -> list[Problem]:
    """The open hard problems that `person` may see, oldest first."""
    rows = queries.visible_to(person, now).filter(type_key__in=family(FAMILY))
    return _problems(rows.exclude(phase__in=ENDED), now)


def _problems(rows: QuerySet[Matter], now: datetime) -> list[Problem]:
    calendar = office_calendar()
    found = rows.select_related("lead_unit__line", "leader").order_by("opened_at", "id")
    return [_problem(matter, now, light_of(matter, now, calendar)) for matter in found]


def _problem(matter: Matter, now: datetime, light: Light) -> Problem:
    opened = local_date(matter.opened_at)
    hard = compute.Hard(
        matter.number,
        matter.title,
        line_of(matter),
        gates.tier(matter.facts),
        opened,
        len(matter.facts.get("discussed", ())),
    )
    return Problem(
        matter,
        hard,
        pinned(matter.type_version_id).stage(matter.stage).label,
        light,
        (local_date(now) - opened).days,
        matter.leader.name if matter.leader else "",
        "decided" in matter.facts,
        plain_words(matter, "contradiction"),
    )


def waiting(problems: list[Problem]) -> list[Problem]:
    """Those on which a decision is still to be made: registered and not settled."""
    return [p for p in problems if p.hard.tier and not p.decided]


def session_of(month: date) -> Session | None:
    """The session of the month, when its day is set."""
    return Session.objects.filter(month=month.replace(day=1)).first()


def next_session(now: datetime) -> Session | None:
    """The session whose day has come or is still to come this month or later."""
    return Session.objects.filter(day__gte=local_date(now)).order_by("day").first()


def sessions(now: datetime, limit: int = 12) -> list[Session]:
    """The latest sessions that were held, newest first."""
    return list(Session.objects.filter(day__lt=local_date(now))[:limit])


def set_session(person: Person, day: date, now: datetime) -> Session:
    """The month's session is on `day` from now on; one a month, never on a rest day."""
    if not scope_of(person, now).in_office:
        raise NotAllowed("例会的日子由督查科来定。")
    calendar = office_calendar()
    if day < local_date(now):
        raise _wrong_day("例会的日子已经过去，请选今天或以后的工作日。")
    if not calendar.is_workday(day):
        free = calendar.next_workday(day)
        raise _wrong_day(f"{day} 是休息日，例会不占休息日，最近的工作日是 {free}。")
    held = session_of(day)
    if held is not None and held.day < local_date(now):
        raise _wrong_day(f"本月例会已在 {held.day} 开过，请选下个月的工作日。")
    made, _ = Session.objects.update_or_create(
        month=day.replace(day=1), defaults={"day": day, "set_by": person, "set_at": now}
    )
    return made


def _wrong_day(sentence: str) -> Invalid:
    return Invalid(sentence, code="bad_session_day", fields={"day": sentence})


def session_on(day: date) -> Session:
    """The session of that day; otherwise `NotFound`."""
    found = Session.objects.filter(day=day).first()
    if found is None:
        raise NotFound("这一天没有遗留问题例会。")
    return found


def outcome(matter: Matter, day: date) -> str:
    """What the session of that day made of the matter: 'decided', 'undecided' or ''."""
    on = day.isoformat()
    decided = matter.facts.get("decided", {})
    if decided.get("on") == on:
        return "decided"
    talks = matter.facts.get("discussed", ())
    return "undecided" if any(t["on"] == on and t["meeting"] == MEETING for t in talks) else ""


def of_session(person: Person, session: Session, now: datetime) -> list[Problem]:
    """What is on the agenda: everything waiting for a decision, and what that day dealt with."""
    rows = queries.visible_to(person, now).filter(type_key__in=family(FAMILY))
    every = _problems(rows, now)
    open_still = {p.matter.pk for p in waiting(every) if p.matter.phase not in ENDED}
    return [p for p in every if p.matter.pk in open_still or outcome(p.matter, session.day)]


def mark(
    person: Person, session: Session, number: str, verb: str, typed: Mapping[str, Any],
    now: datetime, rev: int | None = None,
) -> Event:  # fmt: skip
    """The session's outcome on one problem, as an act of the engine: `discuss` or `settle`."""
    if session.day > local_date(now):
        raise Invalid("例会还没有开，开过之后再登记结果。", code="session_to_come")
    matter = queries.find(person, number, now)
    held = {"meeting": MEETING, "held_on": session.day.isoformat()}
    said: dict[str, Any] = {**held, **typed}
    return engine.act(matter, verb, person, now, rev=rev, **said)


def gate_lines(matter: Matter) -> list[GateLine]:
    """What the matter still needs on its way up and what it has, in the order of the procedure."""
    rule, facts = pinned(matter.type_version_id).gates, matter.facts
    if not (rule.opinions or rule.approvals) or not gates.tier(facts):
        return []
    return [*_force(facts), *_opinions(facts, rule), *_major(facts, rule), *_decision(facts)]


def _force(facts: Mapping[str, Any]) -> list[GateLine]:
    force = facts.get("force")
    if force is None:
        return [GateLine("专班", False, "")]
    names = "、".join(row["name"] for row in force["members"])
    return [GateLine("专班", True, f"组长 {force['leader']}；成员 {names}")]


_STANCES = {"agree": "同意", "agree_if": "附条件同意", "disagree": "不同意"}
_OUTCOMES = {"passed": "通过", "passed_changed": "修改后通过", "not_passed": "未通过"}
_LAWFUL = {"lawful": "合法", "lawful_changed": "修改后合法", "unlawful": "不合法"}


def _opinions(facts: Mapping[str, Any], rule: GateRule) -> list[GateLine]:
    given = facts.get("opinions", {})
    return [
        GateLine(
            f"{label}意见", True, f"{_STANCES[row['stance']]}（{row['giver']}，{row['given_on']}）"
        )
        if (row := given.get(key))
        else GateLine(f"{label}意见", False)
        for key, label in rule.opinions
    ]


def _major(facts: Mapping[str, Any], rule: GateRule) -> list[GateLine]:
    """The gates of the third tier, once the matter has come so far."""
    if gates.tier(facts) < gates.HIGHEST:
        return []
    legality = facts.get("legality")
    words = f"{_LAWFUL[legality['conclusion']]}（{legality['reviewed_on']}）" if legality else ""
    lines = [GateLine("合法性审查", not gates.legality_missing(facts), words)]
    rows, passed = facts.get("approvals", {}), gates.approvals_given(facts)
    for key, label in rule.approvals:
        row = rows.get(key)
        said = f"{_OUTCOMES[row['outcome']]}（{row['on']}）" if row else ""
        lines.append(GateLine(label, key in passed, said))
    return lines


def _decision(facts: Mapping[str, Any]) -> list[GateLine]:
    talks, decided = len(facts.get("discussed", ())), facts.get("decided")
    if decided:
        words = (
            f"{decided['on']}；此前议而未决 {decided['undecided']} 次，历时 {decided['days']} 天"
        )
        return [GateLine("议定", True, words)]
    return [GateLine("议定", False, f"已议 {talks} 次未决")] if talks else []

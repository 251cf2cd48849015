"""督查方案: what a plan must say, what it repeats, and how often an object has been inspected.

政府督查工作条例 Art. 5, 7, 8, 11, 15 and 减负 (B13): strictly controlled in number and time, nothing
twice, nothing by several heads at once. Plain data in, sentences out; the numbers (`near_days`,
`per_object_year`) are the type's `limits`, so an office sets its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from luoshi.catalogue.schema import Phase
from luoshi.lib.errors import Refused
from luoshi.matters.state import State
from luoshi.matters.verbs.verb import Beside, Context, Known, Said

# 事件调查、线索核查 answer something that has happened: they wait for no quota (A1), and only the
# very same matter makes one of them a repetition.
REACTIVE = frozenset({"event", "clue"})
LOWER = "lower"  # Art. 5: lower governments and their departments
TOWNSHIP = "township"
_NOISE = re.compile(r"[\s，。、；：“”‘’（）()《》〈〉,.;:·-]+")


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as far as another may collide with it."""

    number: str
    title: str
    units: frozenset[int]
    about: frozenset[str]
    content: str
    kind: str
    first: date
    last: date
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Clash:
    """Another plan that asks the same of the same object at or near the same time."""

    other: Plan
    units: frozenset[int]
    same_matter: bool
    days: int  # between the two periods; 0 when they overlap


def _key(row: Mapping[str, Any]) -> str:
    return _NOISE.sub("", row.get("number") or row.get("words") or "")


def plan_of(
    number: str, title: str, extra: Mapping[str, Any], facts: Mapping[str, Any]
) -> Plan | None:
    """The plan behind a matter's own fields; None while it has no period."""
    if not extra.get("first_day") or not extra.get("last_day"):
        return None
    return Plan(
        number,
        title,
        frozenset(row["unit"] for row in extra.get("objects") or ()),
        frozenset(filter(None, map(_key, extra.get("about") or ()))),
        extra.get("content") or "",
        extra.get("kind") or "",
        date.fromisoformat(extra["first_day"]),
        date.fromisoformat(extra["last_day"]),
        "approved_on" in facts,
    )


def apart(one: Plan, other: Plan) -> int:
    """Days between two periods; 0 when they share a day or touch."""
    return max(0, (other.first - one.last).days - 1, (one.first - other.last).days - 1)


def clashes(plan: Plan, others: Iterable[Plan], near: int) -> list[Clash]:
    """What `plan` would repeat: same object, same matter or same content, at most `near` days
    apart. For what answers an event only the same matter counts."""
    found = []
    for other in others:
        objects, days = plan.units & other.units, apart(plan, other)
        same_matter = bool(plan.about & other.about)
        reactive = {plan.kind, other.kind} & REACTIVE
        same = same_matter or (plan.content == other.content and not reactive)
        if objects and days <= near and same:
            found.append(Clash(other, objects, same_matter, days))
    return found


def times_in_year(unit: int, year: int, plans: Iterable[Plan]) -> int:
    """How many approved plans begin in `year` and have the unit as object. What answers an event
    is not counted."""
    return sum(
        1
        for plan in plans
        if plan.approved
        and unit in plan.units
        and plan.first.year == year
        and plan.kind not in REACTIVE
    )


def over_limit(plan: Plan, others: Sequence[Plan], most: int) -> dict[int, int]:
    """The objects that have had their `most` inspections of the year, with how many they had."""
    if plan.kind in REACTIVE:
        return {}
    had = {unit: times_in_year(unit, plan.first.year, others) for unit in sorted(plan.units)}
    return {unit: times for unit, times in had.items() if times >= most}


def plans_beside(others: Iterable[Beside]) -> list[Plan]:
    """The other matters as plans, those without a period left out."""
    found = (plan_of(o.number, o.title, o.extra, o.facts) for o in others)
    return [plan for plan in found if plan is not None]


def clash_words(clash: Clash, units: Mapping[int, Known]) -> str:
    """One collision as a sentence that names the other plan."""
    names = "、".join(units[unit].name for unit in sorted(clash.units) if unit in units)
    other = clash.other
    when = "时间重叠" if not clash.days else f"相隔 {clash.days} 天"
    what = "同一事项" if clash.same_matter else "同类内容"
    return (
        f"{names}：{other.number}《{other.title}》（{other.first:%m月%d日}至{other.last:%m月%d日}，"
        f"{'已批准' if other.approved else '拟制中'}）督查的是{what}，{when}。"
    )


def limit_words(over: Mapping[int, int], units: Mapping[int, Known], most: int) -> list[str]:
    """Who has had the inspections of the year."""
    return [
        f"{units[unit].name}今年已安排督查 {times} 次，达到每年 {most} 次的上限。"
        for unit, times in over.items()
        if unit in units
    ]


def advice(state: State, context: Context) -> list[str]:
    """What the drafter and the approver should know: repetitions, and the year's count. While it
    is a draft, drafts of others are named as well. What has begun is judged no more."""
    if state.phase != Phase.FILED:
        return []
    approved = "approved_on" in state.facts
    return _judged(state, context, lambda other: other.approved or not approved)


def objections(state: State, context: Context) -> list[str]:
    """What stands against approving this plan as it is: only approved plans bind."""
    return _judged(state, context, lambda other: other.approved)


def _judged(state: State, context: Context, binds: Callable[[Plan], bool]) -> list[str]:
    plan = plan_of(state.number, state.title, state.extra, state.facts)
    if plan is None:
        return []
    others = plans_beside(context.ask.others())
    near, most = context.spec.limit("near_days"), context.spec.limit("per_object_year")
    found = clashes(plan, filter(binds, others), near)
    over = over_limit(plan, others, most)
    if not found and not over:
        return []
    units = context.ask.units(plan.units)
    return [*(clash_words(c, units) for c in found), *limit_words(over, units, most)]


def check_draft(state: State, said: Said, context: Context) -> None:
    """A draft makes sense: a period, one group leader, each object once. What has to be obtained
    from others (mandate, filing) may follow until it is handed in."""
    extra = state.extra
    if extra["last_day"] < extra["first_day"]:
        raise Refused("督查的结束日期早于开始日期，请改正。", code="period_backwards")
    leaders = [row for row in extra["group"] if row["role"] == "leader"]
    if len(leaders) != 1:
        raise Refused(
            f"督查组实行组长负责制：组长须有一名，现有 {len(leaders)} 名（条例第8条）。",
            code="one_group_leader",
        )
    if len({row["unit"] for row in extra["objects"]}) < len(extra["objects"]):
        raise Refused("督查对象有重复的单位，请删去一行。", code="object_twice")
    _note_group(state, context)


def check_plan(state: State, context: Context) -> None:
    """A plan says all that the regulation asks of it; otherwise `Refused` with what is missing."""
    check_draft(state, {}, context)
    extra = state.extra
    if extra["ground"] != "suggestion" and not extra.get("ground_words"):
        raise Refused(
            "由政府决定或主要领导指示确定的督查，请写明是哪次会议、哪件批示（条例第11条）。",
            code="ground_missing",
        )
    if extra.get("body") and not extra.get("mandate"):
        raise Refused(
            f"由{extra['body']}开展的，须有本级政府的指定：写明指定文书和事项、范围、期限"
            "（条例第7条）。",
            code="mandate_missing",
        )
    _check_filing(state, context)


def _check_filing(state: State, context: Context) -> None:
    """Lower levels are inspected by plan and filing only (A1, B13)."""
    rows = state.extra["objects"]
    units = context.ask.units(row["unit"] for row in rows)
    lower = [r["unit"] for r in rows if r["kind"] == LOWER or units[r["unit"]].kind == TOWNSHIP]
    if lower and not state.extra.get("filing_number"):
        names = "、".join(units[unit].name for unit in lower)
        raise Refused(
            f"对下级（{names}）的督查实行计划和备案管理，请填写备案编号。",
            code="filing_missing",
        )


def _note_group(state: State, context: Context) -> None:
    """Who of the staff belongs to the group, by name: they may not judge their own work (Art. 17).
    A group leader who is a county leader sees the inspection."""
    staff = context.ask.staff("clerk", "section_chief", "office_director", "leader", "head")
    named = {row["name"] for row in state.extra["group"]}
    state.facts["group"] = sorted(pk for pk, name in staff.items() if name in named)
    if state.leader_id is None:
        first = next(row["name"] for row in state.extra["group"] if row["role"] == "leader")
        chiefs = context.ask.staff("leader", "head")
        state.leader_id = next((pk for pk, name in chiefs.items() if name == first), None)

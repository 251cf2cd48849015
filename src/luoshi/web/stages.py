"""The nodes of a matter as lines of its page: what, by when, reached or not, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from luoshi.lib.clock import local_date
from luoshi.matters.models import Matter
from luoshi.matters.nodes import NODES, Node, nodes_of, shares
from luoshi.org.calendar import office_calendar


@dataclass(frozen=True, slots=True)
class Stage:
    """One line; `key` is that of the light it resembles, `query` fills in the form of reaching."""

    name: str
    day: date
    share: int
    gate: bool
    key: str
    words: str
    reached: bool
    query: str


def stages_of(matter: Matter, now: datetime, key: str = NODES) -> list[Stage]:
    """The nodes in force (or asked for), by day."""
    nodes = nodes_of(matter.facts, key)
    due = local_date(matter.due_at) if matter.due_at else date.max
    told = zip(nodes, shares(nodes, due), strict=True)
    return [_stage(node, share, local_date(now)) for node, share in told]


def _stage(node: Node, share: int, today: date) -> Stage:
    key, words = _state(node, today)
    query = urlencode({"node": node.name})
    return Stage(node.name, node.day, share, node.gate, key, words, bool(node.reached), query)


def _state(node: Node, today: date) -> tuple[str, str]:
    if node.reached:
        late = "，晚于计划" if node.reached > node.day else ""
        return "done", f"{node.reached.month}月{node.reached.day}日到达{late}"
    left = office_calendar().workdays_between(today, node.day)
    if node.day < today:
        return "late", f"过期 {-left} 个工作日" if left < 0 else "已过日子"
    return ("soon", "今天到日子") if node.day == today else ("new", f"还有 {left} 个工作日")

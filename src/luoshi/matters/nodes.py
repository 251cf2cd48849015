"""节点 (S88, S96): the stages a matter passes on its way, each with its day, as plain data.

They stand in `facts["nodes"]`; what a unit has proposed and the office has not yet agreed to
stands in `facts["asked_nodes"]` and binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from luoshi.lib.clock import end_of

NODES, ASKED, REACHED = "nodes", "asked_nodes", "reached_node"


@dataclass(frozen=True, slots=True)
class Node:
    """One stage: what has to stand on which day, and how far the whole is by then.

    Without a percentage the nodes divide the work evenly. Behind a `gate` nothing further may be
    reported as reached before the gate itself is. `reached` is the day on which it was.
    """

    name: str
    day: date
    percent: int | None = None
    gate: bool = False
    reached: date | None = None

    @property
    def plain(self) -> dict[str, Any]:
        """As `facts` keep it."""
        row = asdict(self)
        return row | {
            "day": self.day.isoformat(),
            "reached": self.reached.isoformat() if self.reached else None,
        }


def node_from(row: Mapping[str, Any]) -> Node:
    """A node as `facts` or a form's row hold it."""
    reached = row.get("reached")
    return Node(
        row["name"],
        date.fromisoformat(row["day"]),
        row.get("percent"),
        bool(row.get("gate")),
        date.fromisoformat(reached) if reached else None,
    )


def nodes_of(facts: Mapping[str, Any], key: str = NODES) -> tuple[Node, ...]:
    """The nodes in force (or asked for) in the order of their days."""
    found = (node_from(row) for row in facts.get(key, ()))
    return tuple(sorted(found, key=lambda node: node.day))


def unreached(facts: Mapping[str, Any]) -> tuple[Node, ...]:
    """The nodes still to come, those already missed among them."""
    return tuple(node for node in nodes_of(facts) if node.reached is None)


def plain_nodes(nodes: Iterable[Node]) -> list[dict[str, Any]]:
    """Nodes as `facts` keep them, by day."""
    return [node.plain for node in sorted(nodes, key=lambda node: node.day)]


def moved(facts: Mapping[str, Any], days: int) -> list[dict[str, Any]]:
    """The nodes with everything still to come so many days later: a clock stood still."""
    late = timedelta(days=days)
    return plain_nodes(
        node if node.reached else replace(node, day=node.day + late) for node in nodes_of(facts)
    )


def shares(nodes: tuple[Node, ...], due: date) -> tuple[int, ...]:
    """How far the whole is at each node: as planned, else in even steps up to the due day."""
    steps = len(nodes) + (0 if nodes and nodes[-1].day >= due else 1)
    return tuple(
        node.percent if node.percent is not None else 100 * place // steps
        for place, node in enumerate(nodes, 1)
    )


def points(
    nodes: tuple[Node, ...], start: datetime, due: datetime, due_day: date
) -> tuple[tuple[datetime, int], ...]:
    """The planned line from nothing at `start` through every node to all of it at `due`."""
    line, least = [(start, 0)], 0
    for node, share in zip(nodes, shares(nodes, due_day), strict=True):
        moment, least = end_of(node.day), max(least, share)
        if start < moment < due:
            line.append((moment, least))
    return (*line, (due, 100))

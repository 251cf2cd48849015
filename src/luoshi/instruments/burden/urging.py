"""合并催办: several late matters of one unit urged in one go, told in one notice.

Each matter gets its own act in its own journal; a common batch id in what they say lets the
notices floor tell the unit once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, Problem
from luoshi.matters import engine, queries
from luoshi.matters.models import Event, Matter
from luoshi.matters.queries import LedgerFilter
from luoshi.org.models import Person, Unit

URGE = "urge"
MOST = 60


@dataclass(frozen=True, slots=True)
class Late:
    """A late matter of a unit. `urged` is today's urge, if there was one."""

    matter: Matter
    urged: Event | None


@dataclass(frozen=True, slots=True)
class Together:
    """What came of urging in one go: numbers urged, and those left with the reason."""

    urged: tuple[str, ...]
    left: tuple[tuple[str, str], ...]


def late_of(person: Person, unit: Unit, now: datetime) -> list[Late]:
    """The unit's late matters that `person` may urge, the longest late first."""
    chosen = LedgerFilter(tab="late", unit=unit.code)
    rows = queries.ledger(person, chosen, now).filter(private=False)[:MOST]
    matters = [matter for matter in rows if _may_urge(matter, person, now)]
    return [Late(matter, _today(matter, now)) for matter in matters]


def _may_urge(matter: Matter, person: Person, now: datetime) -> bool:
    return any(p.verb.key == URGE for p in engine.possible(matter, person, now))


def _today(matter: Matter, now: datetime) -> Event | None:
    last = queries.journal(matter).filter(verb=URGE).last()
    same_day = last is not None and local_date(last.recorded_at) == local_date(now)
    return last if same_day else None


def urge_together(
    person: Person, unit: Unit, now: datetime, numbers: Sequence[str], batch: str,
    *, channel: str, note: str,
) -> Together:  # fmt: skip
    """Every matter of these numbers is urged, as one batch; what is refused is left with its
    sentence. Pressing twice with the same `batch` urges nothing twice and answers the same.

    Raises `Invalid` when nothing was chosen.
    """
    by_number = {late.matter.number: late for late in late_of(person, unit, now)}
    chosen = [by_number[number] for number in dict.fromkeys(numbers) if number in by_number]
    if not chosen:
        raise Invalid("请至少勾选一件逾期事项。", fields={"numbers": "请至少勾选一件。"})
    urged: list[str] = []
    left: list[tuple[str, str]] = []
    for late in chosen:
        if late.urged is not None and late.urged.said.get("batch") == batch:
            urged.append(late.matter.number)
            continue
        try:
            engine.act(late.matter, URGE, person, now, batch=batch, channel=channel, note=note)
        except Invalid:
            raise  # the words are wrong, for every matter alike
        except Problem as problem:
            left.append((late.matter.number, problem.sentence))
        else:
            urged.append(late.matter.number)
    return Together(tuple(urged), tuple(left))

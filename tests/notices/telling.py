"""What the tests of the notices share: moments, the whole run, what came of it as plain data."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from luoshi.lib.clock import CHINA, local
from luoshi.matters.state import State
from luoshi.matters.verbs import VERBS
from luoshi.matters.verbs.verb import Context, Said
from luoshi.notices.collect import collect
from luoshi.notices.digests import digests
from luoshi.notices.models import Delivery, Digest, Notice
from luoshi.notices.outbox import deliver


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of 2026 on the office's clock."""
    return datetime(2026, month, day, hour, minute, tzinfo=CHINA)


def run(now: datetime) -> None:
    """What the clock starts, without time's own acts."""
    collect(now)
    digests(now)
    deliver(now)


def heard(verb: str = "") -> list[str]:
    """Who has a notice of that act, by name; deputies with the one they stand for."""
    rows = Notice.objects.select_related("person", "behalf_of").order_by("event_id", "person_id")
    rows = rows.filter(event__verb=verb) if verb else rows
    return [
        f"{n.person.username}（代{n.behalf_of.username}）" if n.behalf_of else n.person.username
        for n in rows
    ]


def moments(username: str) -> list[str]:
    """When the person's digests go out, oldest first."""
    rows = Digest.objects.filter(person__username=username).order_by("out_at")
    return [f"{local(d.out_at):%m-%d %H:%M}{' 即时' if d.urgent else ''}" for d in rows]


def all_of_it() -> list[tuple[Any, ...]]:
    """Every notice with its digest and every delivery, free of row ids, in a fixed order."""
    notices = Notice.objects.values_list(
        "matter__number", "event__seq", "person__username", "behalf_of__username", "unit__code",
        "urgent", "moment", "out_at", "read_at", "digest__out_at", "digest__urgent",
        "digest__person__username",
    )  # fmt: skip
    ways = Delivery.objects.values_list(
        "digest__person__username", "digest__out_at", "channel", "state"
    )
    return [*sorted(map(tuple, notices), key=str), *sorted(map(tuple, ways), key=str)]


def make_urgent(
    monkeypatch: pytest.MonkeyPatch, verb: str = "instruct", *, emergency: bool = False
) -> None:
    """From now on `verb` may not wait for a digest; with `emergency` it declares one."""

    def change(state: State, said: Said, context: Context) -> None:
        if emergency:
            state.facts["emergency"] = True

    monkeypatch.setitem(VERBS, verb, replace(VERBS[verb], urgent=True, change=change))

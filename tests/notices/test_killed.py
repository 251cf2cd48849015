"""Killed at any statement and started again, the notices end the same; nothing twice, none lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection, transaction

from luoshi.matters.tick import tick
from luoshi.notices.outbox import LEASE, deliver
from tests.cast import County
from tests.notices.telling import all_of_it, at, run

END = at(11, 25, 15)


class Killed(BaseException):
    """The process is gone: nothing after it runs, nothing catches it."""


class KillAt:
    """Lets so many statements through and dies before the next, once."""

    def __init__(self, count: int) -> None:
        self.left = count
        self.dead = False

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if not self.dead and self.left == 0:
            self.dead = True
            raise Killed
        self.left -= 1
        return execute(sql, params, many, context)


@pytest.fixture
def story(county: County, monkeypatch: pytest.MonkeyPatch, settings: Any) -> County:
    """Some days with digests of several people, small batches, and a way outside that works."""
    from luoshi.notices import channels, collect
    from luoshi.notices import digests as gathering

    monkeypatch.setattr(collect, "BATCH", 4)
    monkeypatch.setattr(gathering, "SLOTS", 2)
    settings.NOTICE_CHANNELS = ["inbox", "webhook"]
    taking = replace(channels.CHANNELS["webhook"], send=lambda message, now: None)
    monkeypatch.setitem(channels.CHANNELS, "webhook", taking)
    matter = county.handling(due="2026-11-23", co=["city"])
    county.act(matter, "urge", "clerk", channel="system", note="请抓紧")
    county.now = at(11, 17, 19)
    county.dispatched("leader_directive", title="晚上交办的一件")
    for moment in (at(11, 19, 7), at(11, 20, 7), at(11, 24, 7)):
        tick(moment)
    return county


def ends_with(kill: KillAt | None) -> list[tuple[Any, ...]]:
    """What is there after a run that was killed and one that was not; then all is as before."""
    mark = transaction.savepoint()
    if kill is not None:
        with connection.execute_wrapper(kill), pytest.raises(Killed):
            run(END)
    run(END)
    deliver(END + LEASE)  # a message whose sender died is sent again after a while
    found = all_of_it()
    transaction.savepoint_rollback(mark)
    return found


def statements() -> int:
    """How many statements one whole run takes."""
    count = KillAt(10**9)
    mark = transaction.savepoint()
    with connection.execute_wrapper(count):
        run(END)
    transaction.savepoint_rollback(mark)
    return 10**9 - count.left


def test_killed_before_any_statement_and_started_again_it_ends_the_same(story: County) -> None:
    whole = ends_with(None)
    assert len(whole) > 15
    total = statements()
    assert total > 60
    for n in range(total):
        assert ends_with(KillAt(n)) == whole, f"killed before statement {n} of {total}"

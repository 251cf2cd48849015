"""`verify`: an untouched history passes, and one changed byte is named."""

from __future__ import annotations

from django.db import connection

from luoshi.matters import guards, verify
from luoshi.matters.models import Assignment, Matter
from tests.cast import County


def _raw(sql: str, *values: object) -> None:
    guards.unseal()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_one_changed_byte_of_one_event_is_named(county: County) -> None:
    county.closed()
    matter = county.closed(title="第二件")
    assert list(verify.breaches()) == []
    event = matter.events.get(seq=3)
    _raw("UPDATE matters_event SET verb = 'dispatcH' WHERE id = %s", event.pk)
    found = list(verify.breaches())
    assert [(b.number, b.seq) for b in found] == [(matter.number, 3)]


def test_a_removed_last_event_is_noticed(county: County) -> None:
    matter = county.closed()
    _raw("DELETE FROM matters_event WHERE matter_id = %s AND seq = 7", matter.pk)
    assert [b.number for b in verify.breaches()] != []


def test_a_row_changed_behind_the_engine_is_noticed(county: County) -> None:
    matter = county.handling()
    Matter.objects.filter(pk=matter.pk).update(title="改过的标题")
    Assignment.objects.filter(matter=matter).update(progress=99)
    (breach,) = verify.breaches()
    assert "title" in breach.sentence
    assert "parts" in breach.sentence


def test_the_database_itself_refuses_to_change_an_event(county: County) -> None:
    matter = county.closed()
    guards.seal()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT drill")
            try:
                cursor.execute("UPDATE matters_event SET verb='x' WHERE matter_id=%s", [matter.pk])
                changed = True
            except Exception:  # each database has its own class for a raised trigger
                changed = False
            cursor.execute("ROLLBACK TO SAVEPOINT drill")
    finally:
        guards.unseal()
    assert not changed

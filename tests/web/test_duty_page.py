"""The page of the roster of duty, as the office and the leaders use it."""

from __future__ import annotations

import pytest
from django.test import Client

from luoshi.instruments.duty.models import Roster
from luoshi.lib import clock
from tests.cast import County

DAYS = {"first_day": "2026-11-16", "last_day": "2026-11-22", "phone": "6208000"}


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def test_a_roster_is_made_changed_and_filed(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    assert "还没有值班表" in client.get("/duty/").content.decode()
    response = client.post("/duty/make/", DAYS, follow=True)
    text = response.content.decode()
    assert "6208000" in text
    assert "提前 10 分钟" in text
    roster = Roster.objects.get()
    shift = roster.shifts.last()
    assert shift is not None
    answer = client.post(
        f"/duty/shifts/{shift.pk}/", {"officers": ["clerk", "chief"], "leader": "deputy"}
    )
    assert answer.status_code == 303
    client.post(f"/duty/{roster.pk}/file/", {"filed_with": "市政府总值班室"})
    assert "报备 市政府总值班室" in client.get("/duty/").content.decode()


def test_what_is_refused_comes_back_as_it_was_typed(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    response = client.post("/duty/make/", DAYS | {"last_day": "2026-11-01"})
    assert response.status_code == 422
    assert 'value="6208000"' in response.content.decode()
    assert client.post("/duty/make/", {"first_day": "x"}).status_code == 422
    client.post("/duty/make/", DAYS)
    shift = Roster.objects.get().shifts.last()
    assert shift is not None
    assert client.post(f"/duty/shifts/{shift.pk}/", {}).status_code == 422
    assert client.post("/duty/make/", DAYS).status_code == 422
    assert Roster.objects.count() == 1


@pytest.mark.parametrize("address", ["/duty/make/", "/duty/shifts/1/", "/duty/1/file/"])
def test_by_the_wrong_method_or_person_nothing_happens(
    county: County, client: Client, address: str
) -> None:
    client.force_login(county["clerk"])
    assert client.get(address).status_code == 405
    for who in ("water", "auditor", "lawyer"):
        client.force_login(county[who])
        assert client.get("/duty/").status_code == 403
        assert client.post(address, DAYS).status_code == 403


def test_a_leader_looks_and_does_not_change(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    client.post("/duty/make/", DAYS)
    client.force_login(county["leader"])
    text = client.get("/duty/").content.decode()
    assert "改这一班" not in text
    assert client.post("/duty/make/", DAYS).status_code == 403


@pytest.mark.parametrize("wanted", ["x", "999", "-1"])
def test_an_unknown_roster_is_no_crash(county: County, client: Client, wanted: str) -> None:
    client.force_login(county["clerk"])
    assert client.get(f"/duty/?roster={wanted}").status_code in (404, 422)

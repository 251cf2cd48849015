"""A type that an office adds for itself: the API tells and does everything the pages do."""

from __future__ import annotations

from typing import Any

import pytest

from luoshi.lib import clock
from tests.api.caller import Caller
from tests.cast import County
from tests.overlays import hotline, reception  # noqa: F401
from tests.web.tickets import ticket, visit, working

pytestmark = pytest.mark.usefixtures("hotline", "reception")


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests come at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def told(county: County, key: str) -> dict[str, Any]:
    types = Caller(county["clerk"]).get("/types").json()
    found: dict[str, Any] = next(one for one in types if one["key"] == key)
    return found


def test_a_type_tells_its_acts_clocks_figures_and_columns(county: County) -> None:
    kind = told(county, "hotline_ticket")
    acts = {act["key"]: act for act in kind["acts"]}
    assert acts["contact"]["collects"] == "contacts"
    assert [f["key"] for f in acts["call_back"]["fields"]] == ["satisfied"]
    clocks = {one["key"]: one for one in kind["clocks"]}
    assert clocks["answer"]["within"] == {"amount": 10, "unit": "calendar_day"}
    assert clocks["answer"]["longest"] == {"amount": 5, "unit": "calendar_day"}
    assert clocks["again"]["when"] == [
        {"field": "satisfied", "values": ["no"], "least": None, "most": None}
    ]
    assert clocks["send"]["owed_by"] == "office"
    figures = {one["key"]: one for one in kind["figures"]}
    assert figures["pleased_rate"]["share"] == ["pleased", "called_back"]
    assert kind["columns"] == ["district", "satisfied"]
    assert kind["filters"] == ["f.district", "f.solved", "f.satisfied"]


def test_a_field_tells_its_bounds_and_whom_it_offers(county: County) -> None:
    fields = {f["key"]: f for f in told(county, "reception")["fields"]}
    assert (fields["guests"]["low"], fields["guests"]["high"]) == (1, 60)
    assert fields["escort"]["among"] == "office"
    assert fields["host"]["among"] == "leaders"
    assert fields["letter"]["among"] is None


def test_a_matter_tells_its_clocks(county: County) -> None:
    matter = ticket(county)
    county.later(days=3)
    county.act(matter, "dispatch", "clerk")
    county.act(matter, "acknowledge", "city")
    county.act(matter, "wait_for_caller", "city")
    body = Caller(county["clerk"]).get(f"/matters/{matter.number}").json()
    send, answer = body["clocks"]
    assert (send["key"], send["late"], send["next"]) == ("send", True, False)
    assert send["met_at"].startswith("2026-11-19")
    assert (answer["begun"], answer["stands_since"]) == ("2026-11-12", "2026-11-19")
    assert answer["due_at"].startswith("2026-11-23")
    county.act(matter, "go_on", "city")
    body = Caller(county["clerk"]).get(f"/matters/{matter.number}").json()
    assert [one["next"] for one in body["clocks"]] == [False, True]
    assert Caller(county["clerk"]).get(f"/matters/{county.open().number}").json()["clocks"] == []


def test_the_list_has_the_filters_of_the_page(county: County) -> None:
    ticket(county)
    ticket(county, title="西边的灯", district="west")
    visit(county, lodging="1")
    visit(county, title="不住")
    clerk = Caller(county["clerk"])

    def titles(**query: str) -> list[str]:
        return [one["title"] for one in clerk.get("/matters", **query).json()["items"]]

    assert titles(type="hotline_ticket", **{"f.district": "west"}) == ["西边的灯"]
    assert titles(type="reception", **{"f.lodging": "yes"}) == ["河道治理调研"]
    assert titles(type="reception", **{"f.lodging": "no"}) == ["不住"]
    assert len(titles(type="hotline_ticket", **{"f.district": "moon", "f.x": "1"})) == 2
    assert len(titles(**{"f.district": "west"})) == 4
    assert Caller(county["outsider"]).get(
        "/matters", type="hotline_ticket", **{"f.district": "west"}
    ).json() == {"items": [], "next": None}


def test_people_and_units_go_out_as_they_come_in(county: County) -> None:
    clerk = Caller(county["clerk"])
    said = {
        "type": "reception",
        "title": "河道治理调研",
        "from_unit": "某市水利局",
        "letter": "函〔2026〕1号",
        "arrives_at": "2026-11-19T14:30",
        "guests": 8,
        "escort": "chief",
        "lodging": True,
    }
    answer = clerk.post("/matters", said)
    assert answer.status_code == 201, answer.content.decode()
    extra = answer.json()["extra"]
    assert (extra["escort"], extra["guests"], extra["lodging"]) == ("chief", 8, True)
    refused = clerk.post("/matters", {**said, "escort": "water"})
    assert (refused.status_code, refused.json()["code"]) == (422, "not_among")


def test_rows_of_an_act_are_told_with_their_words(county: County) -> None:
    matter = working(county)
    county.act(matter, "contact", "city", way="phone", outcome="约周三")
    extra = Caller(county["city"]).get(f"/matters/{matter.number}").json()["extra"]
    assert extra["contacts"] == [{"on": "2026-11-16", "way": "phone", "outcome": "约周三"}]

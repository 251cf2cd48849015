"""Reading through the API: the ledger page by page, one matter, its journal, units and counts."""

from __future__ import annotations

import pytest

from tests.api.caller import Caller, problem
from tests.cast import County


def test_the_list_holds_what_the_person_may_see_with_its_light(county: County) -> None:
    matter = county.handling()
    [row] = Caller(county["water"]).get("/matters").json()["items"]
    assert row["number"] == matter.number
    assert row["lead_unit"] == {"code": "water", "name": "县水利局"}
    assert row["light"] in {"late", "soon", "fine"}
    assert Caller(county["outsider"]).get("/matters").json() == {"items": [], "next": None}


@pytest.mark.parametrize("order", ["due", "-due", "number", "-opened", "progress"])
def test_pages_follow_each_other_without_gap_or_repeat(county: County, order: str) -> None:
    for day in (None, "2026-11-30", "2026-11-20", None, "2026-11-30", "2026-12-05", "2026-11-20"):
        county.open(due=day)
    caller = Caller(county["clerk"])
    whole = [m["number"] for m in caller.get("/matters", order=order).json()["items"]]
    seen: list[str] = []
    cursor = ""
    while cursor is not None:
        page = caller.get("/matters", order=order, limit=2, cursor=cursor).json()
        assert len(page["items"]) <= 2
        seen += [m["number"] for m in page["items"]]
        cursor = page["next"]
    assert len(whole) == 7
    assert seen == whole


def test_filters_are_those_of_the_ledger(county: County) -> None:
    county.open(title="整治占道经营", lead="city")
    county.handling()
    caller = Caller(county["clerk"])

    def count(**query: str) -> int:
        return len(caller.get("/matters", **query).json()["items"])

    assert count() == 2
    assert count(lead_unit="city") == 1
    assert count(q="占道") == 1
    assert count(type="leader_directive") == 0
    assert count(tab="filed") == 1
    assert count(light="done") == 0


def test_a_wrong_filter_or_cursor_says_so(county: County) -> None:
    caller = Caller(county["clerk"])
    assert "light" in problem(caller.get("/matters", light="red"), 422, "invalid")["fields"]
    assert "limit" in problem(caller.get("/matters", limit="201"), 422, "invalid")["fields"]
    problem(caller.get("/matters", q="a\x00b"), 422, "invalid")
    for cursor in ("x", "bnVsbA", "W10", "WyItZHVlIiwgbnVsbCwgMV0"):
        problem(caller.get("/matters", cursor=cursor), 422, "bad_cursor")


def test_one_matter_its_journal_and_what_i_may_do(county: County) -> None:
    matter = county.dispatched(co=["city"])
    caller = Caller(county["water"])
    body = caller.get(f"/matters/{matter.number}").json()
    assert body["rev"] == 3
    assert [part["unit"]["code"] for part in body["parts"]] == ["water", "city"]
    events = caller.get(f"/matters/{matter.number}/events").json()
    assert [event["verb"] for event in events] == ["register", "docket", "dispatch"]
    acts = caller.get(f"/matters/{matter.number}/acts").json()
    assert acts[0]["verb"] == "acknowledge"
    assert acts[0]["unit"]["code"] == "water"
    assert all(field["label"] for act in acts for field in act["fields"])


def test_a_hidden_matter_and_one_that_does_not_exist_sound_the_same(county: County) -> None:
    number = county.handling().number
    caller = Caller(county["outsider"])
    for tail in ("", "/events", "/acts"):
        hidden = caller.get(f"/matters/{number}{tail}")
        missing = caller.get(f"/matters/会督〔2026〕999{tail}")
        problem(hidden, 404, "not_found")
        assert hidden.content == missing.content
    hidden = caller.post(f"/matters/{number}/acts/urge", {"rev": 4})
    problem(hidden, 404, "not_found")


def test_a_childs_parent_is_named_only_to_who_may_see_it(county: County) -> None:
    matter = county.handling()
    answer = Caller(county["clerk"]).post(
        f"/matters/{matter.number}/acts/decompose",
        {"rev": matter.rev, "title": "巡查东片河道", "lead": "city", "due": "2026-11-28"},
    )
    child = answer.json()["child"]
    assert Caller(county["clerk"]).get(f"/matters/{child}").json()["parent"] == matter.number
    made = type(matter).objects.get(number=child)
    county.act(made, "docket", "chief")
    county.act(made, "dispatch", "clerk")
    assert Caller(county["city"]).get(f"/matters/{child}").json()["parent"] is None


def test_units_types_and_counts(county: County) -> None:
    county.handling()
    caller = Caller(county["water"])
    units = {unit["code"]: unit for unit in caller.get("/units").json()}
    assert units["city"]["names"] == ["安澜县城市管理局", "县城管局", "县城管执法局"]
    assert {"meeting_resolution", "standing_rule"} <= {
        t["key"] for t in caller.get("/types").json()
    }
    [counted] = caller.get("/stats/units").json()
    assert counted["unit"] == "water"
    assert counted["total"] == sum(counted[k] for k in ("late", "soon", "new", "fine", "done")) == 1
    assert Caller(county["outsider"]).get("/stats/units").json() == []


@pytest.mark.parametrize("who", ["auditor", "sysadmin", "secadmin"])
def test_the_three_administrators_see_no_business(county: County, who: str) -> None:
    number = county.handling().number
    caller = Caller(county[who])
    for path in ("/matters", f"/matters/{number}", f"/matters/{number}/events", "/stats/units"):
        problem(caller.get(path), 403, "administrators_do_no_business")
    assert caller.get("/units").status_code == 200

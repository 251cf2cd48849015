"""Changing through the API: the same door as the pages, the same refusals, nothing done twice."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from luoshi.matters import verify
from luoshi.matters.models import Attachment, Matter
from tests.api.caller import Caller, problem
from tests.cast import County

NEW: dict[str, Any] = {
    "type": "meeting_resolution",
    "title": "完成城区积水点改造",
    "lead": "housing",
    "co": ["city"],
    "due": "2027-03-31",
    "extra": {"meeting": "县政府第22次常务会议"},
}


def test_a_matter_goes_its_whole_way(county: County) -> None:
    clerk, chief = Caller(county["clerk"]), Caller(county["chief"])
    housing, city = Caller(county["housing"]), Caller(county["city"])
    answer = clerk.post("/matters", NEW)
    assert answer.status_code == 201
    path = f"/matters/{answer.json()['number']}/acts"
    file = {"name": "验收单.txt", "content_base64": base64.b64encode("合格".encode()).decode()}
    done = {"result": "已完工", "evidence": "见附件"}
    for caller, verb, fields in (
        (chief, "docket", {}),
        (clerk, "dispatch", {"note": "请抓紧"}),
        (housing, "acknowledge", {}),
        (city, "acknowledge", {"unit": "city"}),
        (housing, "report_progress", {"progress": "已进场", "next_step": "赶工", "percent": 40}),
        (city, "complete", done),
        (housing, "complete", {**done, "files": [file]}),
        (clerk, "verify", {"finding": "现场看过"}),
        (chief, "close_out", {"reply": "已完成"}),
    ):
        rev = Matter.objects.get().rev
        answer = caller.post(f"{path}/{verb}", {"rev": rev, **fields})
        assert answer.status_code == 201, answer.content.decode()
        assert answer.json()["matter"]["rev"] == rev + 1
    assert answer.json()["matter"]["stage"] == "closed"
    assert Attachment.objects.get().name == "验收单.txt"
    assert list(verify.breaches()) == []


def test_the_types_own_fields_may_stand_beside_the_others(county: County) -> None:
    flat = {k: v for k, v in NEW.items() if k != "extra"} | {"meeting": "县政府第22次常务会议"}
    assert Caller(county["clerk"]).post("/matters", flat).status_code == 201
    assert Matter.objects.get().extra["meeting"] == "县政府第22次常务会议"


def test_the_same_idempotency_key_opens_one_matter_and_only_for_its_person(
    county: County,
) -> None:
    clerk = Caller(county["clerk"])
    key = {"Idempotency-Key": "import-17"}
    first, second = clerk.post("/matters", NEW, **key), clerk.post("/matters", NEW, **key)
    assert first.status_code == second.status_code == 201
    assert first.json()["number"] == second.json()["number"]
    other = Caller(county["chief"]).post("/matters", NEW, **key)
    assert other.json()["number"] != first.json()["number"]
    assert Matter.objects.count() == 2


def test_an_act_on_an_old_version_is_stale_and_a_double_click_is_one_act(county: County) -> None:
    matter = county.handling()
    path = f"/matters/{matter.number}/acts/urge"
    urge = {"rev": matter.rev, "channel": "phone", "note": "请抓紧"}
    clerk = Caller(county["clerk"])
    first, second = clerk.post(path, urge), clerk.post(path, urge)
    assert first.json()["event"] == second.json()["event"]
    late = problem(Caller(county["chief"]).post(path, urge), 409, "stale")
    assert late["rev"] == matter.rev + 1
    assert Matter.objects.get().urged == 1


def test_splitting_twice_by_a_double_click_makes_one_child(county: County) -> None:
    matter = county.handling()
    split = {"rev": matter.rev, "title": "巡查东片河道", "lead": "city", "due": "2026-11-28"}
    clerk = Caller(county["clerk"])
    path = f"/matters/{matter.number}/acts/decompose"
    assert clerk.post(path, split).json()["child"] == clerk.post(path, split).json()["child"]
    assert Matter.objects.count() == 2


def test_who_may_not_is_refused_with_the_rule(county: County) -> None:
    matter = county.dispatched()
    path = f"/matters/{matter.number}/acts"
    body = {"rev": matter.rev}
    problem(Caller(county["water"]).post("/matters", NEW), 403, "not_your_act")
    problem(Caller(county["clerk"]).post(f"{path}/acknowledge", body), 403, "not_your_act")
    refused = Caller(county["clerk"]).post(f"{path}/verify", {**body, "finding": "查过"})
    problem(refused, 409, "not_in_this_stage")
    problem(Caller(county["clerk"]).post(f"{path}/warn", body), 409, "not_in_this_stage")
    problem(Caller(county["clerk"]).post(f"{path}/fly", body), 404, "unknown_verb")
    assert Matter.objects.get().rev == matter.rev


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"colour": "red"}, "colour"),
        ({"due": "31/12/2026"}, "due"),
        ({"due": "0001-01-01"}, "due"),
        ({"due": "9999-12-31"}, "due"),
        ({"lead": "nobody"}, "lead"),
        ({"lead": 5}, "lead"),
        ({"co": "city"}, "co"),
        ({"title": "  "}, "title"),
        ({"title": "字\x00"}, "title"),
        ({"type": "poem"}, "type"),
        ({"extra": {"meeting": ["a"]}}, "meeting"),
        ({"extra": {"mood": "good"}}, "mood"),
        ({"extra": {}}, "meeting"),
    ],
)
def test_what_does_not_fit_is_named_by_its_field(
    county: County, changed: dict[str, Any], field: str
) -> None:
    answer = Caller(county["clerk"]).post("/matters", {**NEW, **changed})
    assert answer.status_code == 422, answer.content.decode()
    body = problem(answer, 422, answer.json()["code"])
    assert any(field in name for name in body["fields"]), body
    assert not Matter.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"at": "2020-01-01T00:00:00+08:00"},
        {"by": "head"},
        {"progress": ["a"]},
        {"percent": True},
        {"percent": 101},
        {"files": [{"name": "x", "digest": "ab", "size": 1}]},
        {"files": [{"name": "x.txt", "content_base64": "不是"}]},
        {"files": [{"name": "x.txt", "content_base64": ""}]},
        {"unit": "nobody"},
        {"rev": "three"},
    ],
)
def test_an_act_takes_the_fields_of_its_verb_and_no_others(
    county: County, typed: dict[str, Any]
) -> None:
    matter = county.handling()
    said = {"rev": matter.rev, "progress": "已进场", "next_step": "赶工", **typed}
    path = f"/matters/{matter.number}/acts/report_progress"
    answer = Caller(county["water"]).post(path, said)
    assert answer.status_code == 422, answer.content.decode()
    problem(answer, 422, answer.json()["code"])
    assert Matter.objects.get().rev == matter.rev


def test_a_secrecy_marking_is_refused(county: County) -> None:
    answer = Caller(county["clerk"]).post("/matters", {**NEW, "what": "机密★1年\n关于某事的通知"})
    problem(answer, 422, "secret_marking")
    assert not Matter.objects.exists()

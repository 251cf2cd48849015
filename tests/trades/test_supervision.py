"""Hot topics, clues and livelihood projects: whole lives, exceptions, and the days they are due."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from luoshi.lib import clock
from luoshi.lib.clock import CHINA, local_date
from luoshi.lib.errors import Invalid
from luoshi.matters import engine, verify
from luoshi.matters.models import Matter
from luoshi.org.tokens import issue
from tests.cast import County, refused

REPORTER = "罗某，电话见登记本"
OWN: dict[str, dict[str, Any]] = {
    "hot_topic": {
        "heard_from": "online", "place": "东湖街道城南市场", "dispute": "下雨就淹，没人管",
        "answer_publicly": True,
    },
    "supervision_clue": {
        "channel": "internet", "received_on": "2026-11-16", "reported": "河道清淤只清了一半",
        "reporter": REPORTER,
    },
    "livelihood_project": {
        "item": "第3件", "decided": "vote", "target": "改造老旧小区12个", "due": "2026-12-20",
    },
}  # fmt: skip


def opened(county: County, key: str, **typed: Any) -> Matter:
    """A matter of that type, led by the water bureau."""
    said = {"title": "城南市场积水整治", "lead": "water", **OWN[key], **typed}
    return engine.open_matter(key, county["clerk"], county.now, **said)


def handed(county: County, key: str, **typed: Any) -> Matter:
    """The same in the hands of its unit."""
    matter = opened(county, key, **typed)
    county.act(matter, "docket", "director")
    county.act(matter, "dispatch", "clerk")
    return matter


@pytest.mark.parametrize("key", list(OWN))
def test_a_whole_life_from_registration_to_the_answer(county: County, key: str) -> None:
    matter = handed(county, key)
    county.act(matter, "acknowledge", "water")
    county.act(matter, "report_progress", "water", progress="已进场", next_step="铺管", percent=40)
    seen = {"where": "东湖街道", "looked_on": "2026-11-16", "finding": "正在施工"}
    county.act(matter, "check_facts", "clerk", agrees="agrees", **seen)
    county.act(matter, "complete", "water", result="已整治", evidence="照片")
    county.act(matter, "verify", "clerk", finding="现场看过")
    county.act(matter, "close_out", "director", reply="已办结并答复群众")
    assert (matter.stage, matter.progress, matter.level) == ("closed", 100, 0)
    assert list(verify.breaches()) == []


@pytest.mark.parametrize("key", list(OWN))
def test_what_the_type_must_know_is_asked_for_at_once(county: County, key: str) -> None:
    needed = [k for k in OWN[key] if k not in ("answer_publicly", "reporter", "due")]
    with pytest.raises(Invalid) as problem:
        opened(county, key, **dict.fromkeys(needed, ""))
    assert problem.value.fields.keys() == set(needed)


@pytest.mark.parametrize("key", list(OWN))
def test_objection_late_extension_and_return_leave_their_marks(county: County, key: str) -> None:
    matter = handed(county, key)
    county.act(matter, "object", "water", reason="排水管网归住建")
    county.act(matter, "overrule", "clerk", reason="三定方案已明确", help="请住建局配合")
    county.act(matter, "acknowledge", "water")
    assert matter.due_at is not None
    county.now = matter.due_at
    county.later(hours=10)
    new_due = f"{local_date(county.now).year + 1}-03-31"
    county.act(matter, "extend", "water", new_due=new_due, reason="雨季")
    assert matter.asked_late
    county.act(matter, "grant_extension", "director")
    why = refused(county, matter, "extend", "water", new_due=f"{new_due[:4]}-06-30", reason="再延")
    assert why.stable_code == "extensions_used"
    county.act(matter, "complete", "water", result="已整治", evidence="照片")
    county.act(matter, "return_back", "clerk", reason="还有积水点", help="请城管局一起排查")
    assert (matter.stage, matter.returned) == ("handling", 1)


def test_a_livelihood_project_has_a_published_day_to_be_done(county: County) -> None:
    matter = opened(county, "livelihood_project", due="")
    county.act(matter, "docket", "director")
    why = refused(county, matter, "dispatch", "clerk")
    assert why.stable_code == "due_missing"
    assert "向社会公布" in why.sentence


# From the day it is handed over, counted by hand from the State Council's arrangement of 2026.
SEVEN_WORK_DAYS = (
    ("2026-01-04", "2026-01-13"),  # a Sunday that is worked
    ("2026-02-12", "2026-02-28"),  # Sat 14 is worked, 15–23 rested, Sat 28 worked
    ("2026-02-27", "2026-03-09"),
    ("2026-04-03", "2026-04-15"),  # 4–6 April rested
    ("2026-04-30", "2026-05-13"),  # 1–5 May rested, Sat 9 worked
    ("2026-06-18", "2026-06-30"),  # 19–21 June rested
    ("2026-09-18", "2026-09-29"),  # Sun 20 worked, 25–27 rested
    ("2026-09-30", "2026-10-15"),  # 1–7 October rested, Sat 10 worked
    ("2026-11-16", "2026-11-25"),
    ("2026-12-28", "2027-01-07"),  # over the turn of the year
)
FIFTEEN_WORK_DAYS = (
    ("2026-01-04", "2026-01-23"),
    ("2026-02-12", "2026-03-11"),
    ("2026-02-27", "2026-03-19"),
    ("2026-04-03", "2026-04-27"),
    ("2026-04-30", "2026-05-25"),
    ("2026-06-18", "2026-07-10"),
    ("2026-09-18", "2026-10-15"),
    ("2026-09-30", "2026-10-27"),
    ("2026-11-16", "2026-12-07"),
    ("2026-12-28", "2027-01-19"),
)


@pytest.mark.parametrize(
    ("key", "day", "due"),
    [
        *(("hot_topic", *row) for row in SEVEN_WORK_DAYS),
        *(("supervision_clue", *row) for row in FIFTEEN_WORK_DAYS),
    ],
)
def test_the_day_it_is_due_was_counted_by_hand(
    county: County, key: str, day: str, due: str
) -> None:
    county.now = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=CHINA)
    matter = handed(county, key)
    assert matter.due_at is not None
    assert f"{local_date(matter.due_at)}" == due


def everything(client: Client, county: County, who: str, matter: Matter) -> str:
    """All that this person can get at: pages, workbook and API."""
    client.force_login(county[who])
    token = issue(county[who], county.now)
    seen = [
        client.get(address).content
        for address in (f"/matters/{matter.number}/", "/ledger/?tab=all", "/figures/")
    ]
    export: Any = client.get("/ledger/export.xlsx")
    seen.append(b"".join(export.streaming_content))
    for address in (f"/api/v1/matters/{matter.number}", f"/api/v1/matters/{matter.number}/events"):
        seen.append(client.get(address, headers={"Authorization": f"Bearer {token}"}).content)
    return b"\n".join(seen).decode("utf-8", "replace")


def test_who_reported_a_clue_is_nowhere_for_the_unit_complained_of(
    county: County, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: county.now)
    matter = handed(county, "supervision_clue")
    county.act(matter, "acknowledge", "water")
    for who in ("water", "water_head"):
        words = everything(client, county, who, matter)
        assert "河道清淤只清了一半" in words
        assert REPORTER not in words
    assert REPORTER in everything(client, county, "director", matter)

"""Pages of the office's own affairs: who answers for what (S208), and work records (S162)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from luoshi.lib import clock
from luoshi.matters import engine
from tests.cast import County


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def page(client: Client, address: str, **typed: Any) -> str:
    return client.get(address, typed).content.decode()


def issue_rule(county: County) -> None:
    """A rule in force for cars, with a person; one for keys without."""
    rows = [{"activity": "公务用车", "person": "chief"}, {"activity": "钥匙保管"}]
    matter = engine.open_matter(
        "internal_rule", county["clerk"], county.now, title="后勤管理办法", owner="chief",
        edition=1, activities=rows,
    )  # fmt: skip
    county.act(matter, "circulate_draft", "clerk", comments_by="2026-11-20")
    county.act(matter, "comment_on_rule", "chief", comment="同意")
    county.act(matter, "settle_rule", "deputy", taken_up="无")
    county.act(matter, "decide_rule", "director", meeting="第30次", decision="passed")
    county.act(matter, "issue_rule", "clerk", effective_on="2026-12-01")


def test_the_matrix_lists_gaps_before_what_is_covered(county: County, client: Client) -> None:
    issue_rule(county)
    client.force_login(county["clerk"])
    shown = page(client, "/rules/")
    assert "后勤管理办法" in shown
    assert shown.index("没有制度") < shown.index("钥匙保管") < shown.index("公务用车</th>")
    only = page(client, "/rules/", gaps="1")
    assert "公务用车</th>" not in only
    assert "钥匙保管" in only


def test_the_matrix_is_the_offices_own(county: County, client: Client) -> None:
    for name, status in (("water", 403), ("auditor", 403), ("lawyer", 403), ("head", 200)):
        client.force_login(county[name])
        assert client.get("/rules/").status_code == status, name
    assert client.post("/rules/").status_code == 405
    client.logout()
    assert client.get("/rules/").status_code == 302


def test_everybody_reads_their_own_record(county: County, client: Client) -> None:
    county.closed()
    client.force_login(county["clerk"])
    shown = page(client, "/workload/")
    assert "会议议定事项" in shown
    assert "忙闲" not in shown
    client.force_login(county["outsider"])
    assert "还没有办理记录" in page(client, "/workload/")


def test_the_director_reads_anybodys_and_sees_the_spread(county: County, client: Client) -> None:
    county.closed()
    client.force_login(county["director"])
    shown = page(client, "/workload/", person="clerk")
    assert "会议议定事项" in shown
    assert "忙闲" in shown
    assert "县水利局" in shown


def test_nobody_else_reads_anothers_record(county: County, client: Client) -> None:
    for name in ("chief", "head", "water", "auditor", "lawyer"):
        client.force_login(county[name])
        assert client.get("/workload/", {"person": "clerk"}).status_code == 403, name
    client.force_login(county["director"])
    assert client.get("/workload/", {"person": "nobody"}).status_code == 403
    assert client.post("/workload/").status_code == 405


def test_what_few_may_see_is_in_no_record(county: County, client: Client) -> None:
    items = [{"area": "spending", "item": "接待", "found": "无"}]
    matter = engine.open_matter("self_check", county["clerk"], county.now, title="自查",
                                period="下半年", items=items)  # fmt: skip
    county.act(matter, "hand_in_report", "clerk", report="已查")
    client.force_login(county["director"])
    assert "自查自纠" not in page(client, "/workload/", person="clerk")

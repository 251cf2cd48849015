"""Follow-up, asked, weekly report, standing list and hand-over in the browser."""

from __future__ import annotations

import io
from datetime import date, datetime

import docx
import openpyxl
import pytest
from django.test import Client

from luoshi.instruments.followup.models import Watch
from luoshi.instruments.weekly.models import WeeklyReport
from luoshi.lib import clock
from luoshi.org.models import Post
from luoshi.web.nav import GROUPS, MENU
from tests.cast import County

PAGES = {
    "/follow-up/": {"clerk", "chief", "director"},
    "/follow-up/watch/": {"chief", "director"},
    "/asked/": {"water", "water_head", "liuxi", "outsider"},
    "/weekly/": {"clerk", "chief", "director", "head", "leader"},
    "/standing/": {"clerk", "chief", "director", "head", "leader"},
    "/handover/": {"clerk", "chief", "director", "head", "leader"},
    "/handover/water/": {"clerk", "chief", "director", "head", "leader", "water_head"},
    "/handover/water/file.xlsx": {"clerk", "chief", "director", "head", "leader", "water_head"},
}
EVERYBODY = (
    "clerk", "chief", "director", "head", "leader", "water", "water_head", "liuxi", "outsider",
    "auditor", "sysadmin",
)  # fmt: skip


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def text(client: Client, county: County, who: str, path: str, status: int = 200) -> str:
    client.force_login(county[who])
    response = client.get(path)
    assert response.status_code == status, (who, path)
    return response.content.decode()


@pytest.mark.parametrize("path", sorted(PAGES))
def test_each_page_opens_for_its_people_and_for_nobody_else(
    county: County, client: Client, path: str
) -> None:
    county.handling()
    for who in EVERYBODY:
        client.force_login(county[who])
        assert client.get(path).status_code == (200 if who in PAGES[path] else 403), who
    client.logout()
    assert client.get(path).status_code == 302


@pytest.mark.parametrize("path", ["/asked/", "/standing/", "/handover/", "/handover/water/"])
def test_pages_that_only_show_take_no_post(county: County, client: Client, path: str) -> None:
    client.force_login(county["director" if path != "/asked/" else "water"])
    assert client.post(path).status_code == 405
    assert client.put("/follow-up/").status_code in (403, 405)


def test_a_clerk_ticks_off_a_unit_and_a_refusal_gives_the_words_back(
    county: County, client: Client
) -> None:
    matter = county.dispatched()
    county.now = datetime(2026, 11, 20, 9, tzinfo=clock.CHINA)
    page = text(client, county, "clerk", "/follow-up/")
    line = f"{matter.assignments.get().pk}:{matter.rev}"
    assert f'value="{line}" checked' in page
    assert "应于11月17日签收，超过 3 个工作日" in page
    typed = {"line": line, "words": "答应今天签收", "how": "urge", "unit": "water"}
    assert client.post("/follow-up/", {**typed, "words": ""}).status_code == 422
    assert client.post("/follow-up/", {**typed, "line": "x:y"}).status_code == 422
    assert client.post("/follow-up/", {**typed, "line": "999999:1"}).status_code == 404
    done = client.post("/follow-up/?who=all", typed, follow=True)
    assert "已记下 1 件，记为电话催办" in done.content.decode()
    assert client.post("/follow-up/", typed).status_code == 302  # the same press again
    matter.refresh_from_db()
    assert matter.urged == 1
    county.act(matter, "acknowledge", "water")
    stale = client.post("/follow-up/", {**typed, "words": "另说一句"})
    assert stale.status_code == 409
    client.force_login(county["water"])
    assert client.post("/follow-up/", typed).status_code == 403


def test_the_chief_divides_the_units_among_the_officers(county: County, client: Client) -> None:
    client.force_login(county["chief"])
    typed = {"officer": "clerk", "what": "line:construction"}
    assert client.post("/follow-up/watch/", typed).status_code == 302
    assert client.post("/follow-up/watch/", {**typed, "what": "unit:x"}).status_code == 422
    row = Watch.objects.get()
    assert "城建口（整个口）" in text(client, county, "chief", "/follow-up/watch/")
    assert client.get(f"/follow-up/watch/{row.pk}/drop/").status_code == 405
    assert client.post(f"/follow-up/watch/{row.pk}/drop/").status_code == 302
    assert client.post(f"/follow-up/watch/{row.pk}/drop/").status_code == 404
    client.force_login(county["clerk"])
    assert client.post("/follow-up/watch/", typed).status_code == 403


def test_a_unit_answers_from_its_own_page_and_sees_nobody_elses(
    county: County, client: Client
) -> None:
    county.dispatched(title="水利要做的")
    page = text(client, county, "water", "/asked/")
    assert "/act/acknowledge/?unit=water" in page
    assert "水利要做的" not in text(client, county, "outsider", "/asked/")
    assert "没有等您做的" in text(client, county, "outsider", "/asked/")
    assert "水利要做的" in text(client, county, "clerk", "/asked/?unit=water")
    text(client, county, "outsider", "/asked/?unit=water", 403)


def test_a_report_is_made_edited_sent_and_read(county: County, client: Client) -> None:
    county.handling(title="在办的一件")
    client.force_login(county["clerk"])
    made = client.post("/weekly/", {"audience": "head"})
    report = WeeklyReport.objects.get()
    assert made["Location"] == f"/weekly/{report.pk}/"
    assert client.post("/weekly/", {"audience": "water"}).status_code == 422
    assert client.post("/weekly/", {"audience": "head", "ends": "昨天"}).status_code == 422
    path = f"/weekly/{report.pk}/"
    assert client.post(path, {"body": "督查周报\n第一稿", "rev": "1"}).status_code == 302
    stale = client.post(path, {"body": "督查周报\n另一稿", "rev": "1"})
    assert stale.status_code == 409
    assert "另一稿" in stale.content.decode()
    assert "第一稿" in stale.content.decode()
    secret = client.post(path, {"body": "机密★5年", "rev": "2"})
    assert secret.status_code == 422 or secret.status_code == 409
    assert "新生成" in text(client, county, "clerk", path)
    text(client, county, "head", path, 404)
    client.force_login(county["clerk"])
    assert client.post(f"{path}regenerate/", {"rev": "2"}).status_code == 302
    assert client.post(f"{path}nothing/", {"rev": "3"}).status_code == 404
    assert client.get(f"{path}send/").status_code == 405
    assert client.post(f"{path}send/", {"rev": "3"}).status_code == 302
    assert client.post(f"{path}send/", {"rev": "3"}).status_code == 302  # the same press again
    assert client.post(path, {"body": "改", "rev": "4"}).status_code == 409
    assert "第一稿" in text(client, county, "head", path)
    assert "督查周报" in text(client, county, "head", "/")
    client.force_login(county["head"])
    assert client.post(path, {"body": "领导改", "rev": "4"}).status_code == 422
    assert client.post(f"{path}send/", {"rev": "4"}).status_code == 403
    paper = client.get(f"{path}report.docx")
    lines = [
        p.text for p in docx.Document(io.BytesIO(b"".join(paper.streaming_content))).paragraphs
    ]
    assert lines == ["督查周报", "第一稿"]
    text(client, county, "leader", path, 404)
    text(client, county, "water", path, 403)


def test_the_chief_sets_how_often_a_draft_is_prepared(county: County, client: Client) -> None:
    client.force_login(county["chief"])
    typed = {"audience": "head", "every": "week"}
    assert client.post("/weekly/cycle/", typed).status_code == 302
    assert client.post("/weekly/cycle/", {**typed, "every": "hourly"}).status_code == 422
    client.force_login(county["clerk"])
    assert client.post("/weekly/cycle/", typed).status_code == 403


def test_the_standing_list_suggests_a_meeting_and_leads_to_it(
    county: County, client: Client
) -> None:
    matter = county.handling()
    county.act(matter, "put_on_agenda", "chief", asked="进度和资金")
    report = {"progress": "已巡查12条", "next_step": "会商", "difficulty": "缺口80万元"}
    county.act(matter, "report_progress", "water", **report)
    page = text(client, county, "clerk", "/standing/?on=2026-11-23")
    assert "11月23日常务会" in page
    assert "建议及时开会调度" in page
    assert "/act/convene/?agenda=" in page
    form = text(client, county, "clerk", f"/matters/{matter.number}/act/convene/?agenda=缺口80万元")
    assert "缺口80万元</textarea>" in form
    assert "act/convene" not in text(client, county, "head", "/standing/?on=后天")


def test_the_matter_page_shows_nodes_and_where_to_report_them(
    county: County, client: Client
) -> None:
    matter = county.handling()
    county.act(matter, "plan_nodes", "water", nodes=[{"name": "完成征地", "day": "2026-11-20"}])
    path = f"/matters/{matter.number}/"
    assert "等督查科同意的节点计划" in text(client, county, "clerk", path)
    county.act(matter, "agree_nodes", "chief")
    assert "act/reach_node/?node=" in text(client, county, "water", path)
    assert "act/reach_node/?node=" not in text(client, county, "clerk", path)
    form = text(client, county, "water", f"{path}act/reach_node/?node=完成征地&unit=water")
    assert 'value="完成征地"' in form
    county.now = datetime(2026, 11, 24, 9, tzinfo=clock.CHINA)
    assert "过期 2 个工作日" in text(client, county, "water", path)


def test_a_new_head_is_shown_the_file_at_once_and_it_is_a_workbook_too(
    county: County, client: Client
) -> None:
    county.closed(title="今年办结的")
    assert "交接台账" not in text(client, county, "water_head", "/")
    Post.objects.filter(person=county["water_head"]).update(valid_from=date(2026, 11, 1))
    assert "打开县水利局交接台账" in text(client, county, "water_head", "/")
    assert "今年办结的" in text(client, county, "water_head", "/handover/water/")
    client.force_login(county["water_head"])
    sent = client.get("/handover/water/file.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(sent.streaming_content)))
    assert book.sheetnames == ["在办事项", "近一年台账", "主要问题", "有关决定", "人员和分管"]
    assert book["近一年台账"]["B2"].value == "今年办结的"
    assert client.get("/handover/liuxi/").status_code == 403


def test_the_menu_is_grouped_by_the_four_duties(county: County, client: Client) -> None:
    assert {item.group for item in MENU} <= set(GROUPS)
    page = text(client, county, "clerk", "/")
    places = [page.index(f"<h2>{duty}</h2>") for duty in ("参谋", "服务", "督查", "协调")]
    assert places == sorted(places)
    assert "每日跟踪" not in text(client, county, "water", "/")
    assert "向我要的" in text(client, county, "water", "/")

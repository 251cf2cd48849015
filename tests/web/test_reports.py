"""请示汇报 in the browser: writing it, deciding it with one tap, and who sees what."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from luoshi.lib import clock
from luoshi.matters import engine
from luoshi.matters.models import Attachment, Event, Matter
from tests.cast import County
from tests.matters.reports import WHOLE, draft, submitted

LIST, WRITE = "/reports/", "/reports/write/?type=option_report"


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def typed(**changes: Any) -> dict[str, Any]:
    """The whole report as its form sends it."""
    plain = {k: v for k, v in {**WHOLE, **changes}.items() if k != "options"}
    rows = changes.get("options", WHOLE["options"])
    cells = {
        f"options-{n}-{key}": "1" if value is True else value
        for n, row in enumerate(rows)
        for key, value in row.items()
    }
    return {"title": "泵站改造分几年完成", **plain, **cells}


def page(client: Client, county: County, who: str, address: str) -> str:
    client.force_login(county[who])
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_form_reads_like_the_report_it_becomes(county: County, client: Client) -> None:
    words = page(client, county, "water", WRITE)
    places = [words.index(h) for h in ("一、上级文件", "二、我县", "三、周边县", "四、几个方案")]
    assert places == sorted(places)
    assert "给领导出选择题" in words


def test_an_unfinished_report_is_kept_as_a_draft(county: County, client: Client) -> None:
    client.force_login(county["water"])
    response = client.post(WRITE, {"title": "怎么办", "then": "keep"}, follow=True)
    assert "草稿已保存" in response.content.decode()
    assert Matter.objects.get().stage == "draft"
    assert "怎么办" not in page(client, county, "clerk", LIST)


def test_a_whole_report_is_written_and_submitted_in_one_go(county: County, client: Client) -> None:
    client.force_login(county["water"])
    scan = SimpleUploadedFile("市局文件.pdf", b"%PDF-")
    sent = {**typed(), "then": "submit", "request_key": "k1", "files": [scan]}
    assert client.post(WRITE, sent).status_code == 303
    matter = Matter.objects.get()
    assert (matter.stage, matter.leader) == ("submitted", county["leader"])
    assert Attachment.objects.get().name == "市局文件.pdf"


def test_a_bare_question_comes_back_taught_and_nothing_typed_is_lost(
    county: County, client: Client
) -> None:
    client.force_login(county["water"])
    bare = {**typed(options=[{"name": "只有一个办法"}]), "then": "submit", "request_key": "k2"}
    response = client.post(WRITE, bare)
    words = response.content.decode()
    assert response.status_code == 409
    assert "至少写2个方案" in words
    assert "只有一个办法" in words
    matter = Matter.objects.get()
    assert f'action="{reverse("web:rewrite_report", args=[matter.number])}"' in words
    again = {**typed(), "then": "submit", "rev": matter.rev}
    assert client.post(f"/reports/{matter.number}/write/", again).status_code == 303
    matter.refresh_from_db()
    assert (matter.stage, len(matter.extra["options"])) == ("submitted", 2)


def test_a_draft_kept_without_a_change_leaves_no_event(county: County, client: Client) -> None:
    matter = draft(county)
    client.force_login(county["water"])
    sent = {**typed(), "then": "keep", "rev": matter.rev}
    assert client.post(f"/reports/{matter.number}/write/", sent).status_code == 303
    assert Event.objects.filter(matter=matter).count() == 1


def test_two_people_writing_the_same_draft_lose_nothing(county: County, client: Client) -> None:
    matter = draft(county)
    county.act(matter, "revise", "water_head", title="别人改过的题目")
    client.force_login(county["water"])
    sent = {**typed(own_opinion="我的新意见"), "then": "keep", "rev": matter.rev - 1}
    response = client.post(f"/reports/{matter.number}/write/", sent)
    assert response.status_code == 409
    assert "我的新意见" in response.content.decode()


def test_a_draft_shows_which_option_is_recommended_and_only_that(
    county: County, client: Client
) -> None:
    matter = draft(county)
    words = page(client, county, "water", f"/reports/{matter.number}/write/")
    assert 'name="options-0-recommended" value="1" checked' in words
    assert 'name="options-1-recommended" value="1" checked' not in words


def test_what_lies_before_the_leader_can_no_longer_be_rewritten(
    county: County, client: Client
) -> None:
    matter = submitted(county)
    client.force_login(county["water"])
    assert client.get(f"/reports/{matter.number}/write/").status_code == 409


def test_the_leader_sees_a_choice_and_decides_with_one_form(county: County, client: Client) -> None:
    matter = submitted(county)
    words = page(client, county, "leader", f"/matters/{matter.number}/")
    for expected in ("单位推荐", "选方案一", "选方案二", "财力可承受", "缺口三百万元"):
        assert expected in words, expected
    assert words.index("选方案一") < words.index("上级文件怎么要求")
    sent = {"rev": matter.rev, "option": "2", "changes": "先改北片", "lead": "water"}
    response = client.post(f"/matters/{matter.number}/act/decide/", sent, follow=True)
    text = response.content.decode()
    assert "方案二　一年全部改造" in text
    assert "改动：先改北片" in text
    assert "落实：泵站改造分几年完成" in text


def test_the_leaders_today_begins_with_what_waits_for_a_decision(
    county: County, client: Client
) -> None:
    submitted(county)
    words = page(client, county, "leader", "/")
    assert "推荐方案一：分两年改造" in words
    assert words.index("待我决定") < words.index("件逾期或滞后")


def test_the_unit_and_others_see_the_page_without_the_choice(
    county: County, client: Client
) -> None:
    matter = submitted(county)
    for who in ("water", "clerk", "head"):
        assert "选方案一" not in page(client, county, who, f"/matters/{matter.number}/")
    client.force_login(county["outsider"])
    assert client.get(f"/matters/{matter.number}/").status_code == 404
    refused = client.post(f"/matters/{matter.number}/act/decide/", {"option": "1"})
    assert refused.status_code == 404


def test_a_second_press_of_the_same_choice_is_one_decision(county: County, client: Client) -> None:
    matter = submitted(county)
    client.force_login(county["leader"])
    sent = {"rev": matter.rev, "option": "1"}
    for _ in range(2):
        assert client.post(f"/matters/{matter.number}/act/decide/", sent).status_code == 303
    assert Event.objects.filter(matter=matter, verb="decide").count() == 1


def test_the_ground_of_a_bypass_is_shown_to_the_leader_in_charge(
    county: County, client: Client
) -> None:
    matter = draft(county)
    said = {"ground": "urgent", "told_at": "2026-11-16 08:40", "told_how": "phone"}
    county.act(matter, "submit_direct", "water", **said)
    words = page(client, county, "leader", f"/matters/{matter.number}/")
    assert "特别紧急，已向分管领导报告" in words
    assert "11月16日 08:40 电话向leader某报告过" in words
    assert "泵站改造分几年完成" in page(client, county, "leader", LIST)


def test_a_refused_bypass_keeps_what_was_typed(county: County, client: Client) -> None:
    matter = draft(county)
    client.force_login(county["water"])
    sent = {"rev": matter.rev, "ground": "major", "worst_case": "汛期溃坝"}
    response = client.post(f"/matters/{matter.number}/act/submit_direct/", sent)
    assert response.status_code == 409
    assert "汛期溃坝" in response.content.decode()
    assert "只有 0 次" in response.content.decode()


def test_the_office_sees_how_fast_leaders_answer(county: County, client: Client) -> None:
    county.act(submitted(county), "decide", "leader", option=1)
    submitted(county)
    client.force_login(county["clerk"])
    [line] = client.get(LIST).context["times"]
    assert (line.name, line.waiting, line.answered, line.in_time_percent) == (
        "leader某", 1, 1, 100,
    )  # fmt: skip


def test_a_personal_word_stands_on_no_page_of_anybody_else(county: County, client: Client) -> None:
    client.force_login(county["water"])
    sent = {"title": "家里的困难", "leader": "head", "words": "想调整分工"}
    response = client.post("/register/?type=personal_matter", sent)
    assert response.status_code == 303
    matter = Matter.objects.get()
    for who in ("clerk", "director", "leader", "water_head"):
        for address in (LIST, "/ledger/?tab=all"):
            assert "家里的困难" not in page(client, county, who, address), (who, address)
        assert client.get(f"/matters/{matter.number}/").status_code == 404
    assert "家里的困难" in page(client, county, "head", LIST)
    assert "想调整分工" in page(client, county, "head", f"/matters/{matter.number}/")


def test_a_request_for_help_shows_on_its_matter_and_its_answer_on_its_page(
    county: County, client: Client
) -> None:
    parent = county.handling()
    said = {"difficulty": "权属不清", "tried": "查了档案", "wanted": "请协调"}
    county.act(parent, "ask_help", "water", **said)
    child = Matter.objects.get(parent=parent)
    words = page(client, county, "water", f"/matters/{parent.number}/")
    assert "<h2>求助</h2>" in words
    assert "分解出的子事项" not in words
    help_ = {"method": "先测后确权", "resource": "无", "contact": "测绘股"}
    county.act(child, "give_help", "leader", **help_)
    assert "先测后确权" in page(client, county, "water", f"/matters/{child.number}/")
    client.force_login(county["water"])
    sections = client.get("/").context["sections"]
    assert [s.key for s in sections] == ["helped", "fine"]


def test_a_difficulty_named_late_is_said_in_words(county: County, client: Client) -> None:
    matter = county.handling()
    county.later(days=20)
    said = {"difficulty": "权属不清", "tried": "查了档案", "wanted": "请协调"}
    county.act(matter, "ask_help", "water", **said)
    assert "到期之后才提出困难" in page(client, county, "clerk", f"/matters/{matter.number}/")


@pytest.mark.parametrize("who", ["clerk", "director", "auditor"])
def test_who_has_nothing_to_report_cannot_write_one(
    county: County, client: Client, who: str
) -> None:
    client.force_login(county[who])
    assert client.get(WRITE).status_code == 403


def test_pages_answer_only_to_their_own_methods(county: County, client: Client) -> None:
    matter = draft(county)
    client.force_login(county["water"])
    assert client.post(LIST).status_code == 405
    assert client.delete(WRITE).status_code == 405
    assert client.delete(f"/reports/{matter.number}/write/").status_code == 405


def test_a_consulted_person_finds_it_and_answers(county: County, client: Client) -> None:
    matter = submitted(county)
    county.act(matter, "ask_opinion", "leader", ask_unit="city", question="可行吗")
    client.force_login(county["city"])
    assert [s.key for s in client.get("/").context["sections"]] == ["opinion"]
    sent = {"rev": matter.rev, "opinion": "可行"}
    client.post(f"/matters/{matter.number}/act/give_opinion/", sent)
    matter.refresh_from_db()
    assert matter.stage == "submitted"
    assert engine.possible(matter, county["city"], county.now) == []

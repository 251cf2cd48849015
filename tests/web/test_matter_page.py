"""Opening a matter and the document it came from: everything on one page, nothing for outsiders."""

from __future__ import annotations

import pytest
from django.test import Client

from luoshi.lib import clock
from luoshi.matters import documents, engine
from tests.cast import County

TEXT = "会议议定：\n县水利局要在11月底前完成河道巡查，各乡镇配合。\n散会。"


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def page(client: Client, county: County, who: str, number: str) -> str:
    client.force_login(county[who])
    response = client.get(f"/matters/{number}/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_liaison_reads_who_owes_what_and_sees_the_likeliest_act_first(
    county: County, client: Client
) -> None:
    matter = county.dispatched(standard="每条河道一份档案", co=["liuxi"])
    text = page(client, county, "water", matter.number)
    for said in ("每条河道一份档案", "县水利局（牵头）", "柳溪镇（协办）", "11月30日", "待签收"):
        assert said in text
    acts = text[text.index("现在可以做") : text.index("办理过程")]
    assert acts.index("签收") < acts.index("提出异议")
    assert f"/matters/{matter.number}/act/acknowledge/?unit=water" in client.get(
        f"/matters/{matter.number}/"
    ).content.decode().replace("%E4%BC%9A%E7%9D%A3%E3%80%942026%E3%80%951", matter.number)


def test_the_journal_is_told_newest_first_and_counted(county: County, client: Client) -> None:
    matter = county.handling()
    county.act(
        matter, "report_progress", "water", progress="已巡查12条", next_step="继续", percent=26
    )
    text = page(client, county, "clerk", matter.number)
    past = text[text.index("办理过程") :]
    assert past.index("报进展") < past.index("签收") < past.index("登记")
    assert "进展：已巡查12条" in past
    assert "5 条记录" in past
    assert "26%" in text


def test_a_unit_without_a_part_gets_the_same_page_as_for_an_unknown_number(
    county: County, client: Client
) -> None:
    matter = county.handling()
    client.force_login(county["outsider"])
    hidden = client.get(f"/matters/{matter.number}/")
    unknown = client.get("/matters/会督〔2026〕999/")
    assert hidden.status_code == unknown.status_code == 404
    assert matter.title not in hidden.content.decode()
    assert hidden.context["sentence"] == unknown.context["sentence"]


def test_an_auditor_sees_no_business(county: County, client: Client) -> None:
    matter = county.handling()
    client.force_login(county["auditor"])
    response = client.get(f"/matters/{matter.number}/")
    assert response.status_code == 403
    assert matter.title not in response.content.decode()


def test_nothing_is_possible_for_a_reader_and_the_page_says_so(
    county: County, client: Client
) -> None:
    matter = county.closed()
    assert "目前没有需要您做的" in page(client, county, "water", matter.number)


def test_a_matter_page_answers_no_post(county: County, client: Client) -> None:
    matter = county.handling()
    client.force_login(county["clerk"])
    assert client.post(f"/matters/{matter.number}/").status_code == 405


def test_the_sentence_is_quoted_and_links_into_its_document(county: County, client: Client) -> None:
    document = documents.add(TEXT, county["clerk"], county.now, title="常务会议纪要")
    start, end = TEXT.index("县水利局"), TEXT.index("，各乡镇")
    matter = engine.open_matter(
        "meeting_resolution",
        county["clerk"],
        county.now,
        origin=engine.Origin(document, (start, end)),
        title="完成河道巡查",
        lead="water",
        meeting="第22次常务会议",
        due="2026-11-30",
    )
    county.act(matter, "docket", "chief")
    county.act(matter, "dispatch", "clerk")
    address = f"/documents/{document.pk}/?at={start}-{end}"
    assert address in page(client, county, "clerk", matter.number)
    whole = client.get(address).content.decode()
    assert 'id="at">县水利局要在11月底前完成河道巡查</mark>' in whole
    assert "散会。" in whole
    theirs = page(client, county, "water", matter.number)
    assert "县水利局要在11月底前完成河道巡查</mark>" in theirs
    assert address not in theirs
    assert client.get(address).status_code == 404
    assert client.get("/documents/999/").status_code == 404


def test_a_child_is_listed_with_its_parent(county: County, client: Client) -> None:
    matter = county.handling()
    child = engine.decompose(
        matter, county["clerk"], county.now, title="柳溪镇段巡查", lead="liuxi", due="2026-11-25"
    )
    assert "柳溪镇段巡查" in page(client, county, "clerk", matter.number)
    assert matter.number in page(client, county, "clerk", child.number)


def test_the_office_sees_how_often_a_unit_was_asked_this_week(
    county: County, client: Client
) -> None:
    matter = county.handling()
    county.act(matter, "urge", "clerk", channel="phone", note="请抓紧")
    assert "县水利局</b> 本周已要求 2 次：交办 1、催办 1" in page(
        client, county, "clerk", matter.number
    )
    assert "本周" not in page(client, county, "water", matter.number)
    county.later(days=7)
    assert "本周还没有要求过" in page(client, county, "clerk", matter.number)

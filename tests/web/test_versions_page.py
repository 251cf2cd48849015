"""What a newer version changed is shown side by side, and only to whom may read the paper."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.instruments.intake import decisions
from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.lib import clock
from luoshi.matters.models import Document, Matter
from tests.cast import County

RIVERS = "由县水利局牵头，11月28日前完成全县46条河道巡查，建立一河一档，柳溪镇配合。"
MAINS = "县城管局要在12月10日前完成东湖路主管网铺设。"
CANTEENS = "县教育局要在12月10日前对全县学校食堂开展一次拉网式检查。"
ROAD = "县住建局要在12月30日前打通文昌路断头路。"
HEAD = "会议议定事项如下："
FIRST = "\n".join([HEAD, RIVERS, MAINS, CANTEENS])
SECOND = "\n".join([HEAD, RIVERS.replace("46条", "48条"), CANTEENS, ROAD])
GIVEN = {"title": "常务会议纪要", "dated": "2026-11-16", "type": "meeting_resolution"}


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def given(client: Client, text: str, **more: str) -> Reading:
    answer = client.post("/intake/", {**GIVEN, "text": text, **more})
    assert answer.status_code == 303, answer.content.decode()
    return Reading.objects.get(pk=answer["Location"].split("/")[2])


def proposal(reading: Reading, words: str) -> Proposal:
    return next(p for p in reading.proposals.all() if words in p.action)


@pytest.fixture
def two(county: County, client: Client) -> tuple[Reading, Reading]:
    """The minutes with all three matters registered, and their second version, linked."""
    client.force_login(county["clerk"])
    first = given(client, FIRST)
    for words in ("河道", "主管网", "食堂"):
        decisions.accept(proposal(first, words).pk, county["clerk"], county.now)
    second = given(client, SECOND, title="常务会议纪要（修订稿）")
    page = client.get(f"/intake/{second.pk}/").content.decode()
    assert "可能是" in page
    assert "《常务会议纪要》" in page
    confirmed = client.post(
        f"/intake/{second.pk}/version/confirm/", {"previous": first.document_id}
    )
    assert confirmed.status_code == 303
    return first, second


def page_of(client: Client, document: int, **query: object) -> str:
    answer = client.get(f"/documents/{document}/versions/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_changed_and_removed_sentences_stand_beside_the_new_ones_with_their_matters(
    county: County, client: Client, two: tuple[Reading, Reading]
) -> None:
    _, second = two
    text = page_of(client, second.document_id)
    matters = {m.title: m.number for m in Matter.objects.all()}
    first_part = text.partition("可交办的")[0]
    assert "<del>46</del>" in first_part
    assert "<ins>48</ins>" in first_part
    assert "没有这句话" in first_part
    assert "原句有变化的事项 2 件" in text
    assert "原句没有变的 1 件" in first_part
    assert all(number in text for number in matters.values())
    assert "文昌路" in text.partition("可交办的 2 条")[2]


def test_the_same_page_is_reached_from_the_older_version(
    county: County, client: Client, two: tuple[Reading, Reading]
) -> None:
    first, second = two
    assert "<del>46</del>" in page_of(client, first.document_id)
    assert "<del>46</del>" in page_of(client, second.document_id, against=first.document_id)
    assert (
        f"/documents/{second.document_id}/versions/"
        in client.get(f"/documents/{first.document_id}/").content.decode()
    )


def test_what_did_not_change_is_shown_as_decided_with_its_matter(
    county: County, client: Client, two: tuple[Reading, Reading]
) -> None:
    _, second = two
    carried = proposal(second, "食堂")
    assert carried.matter is not None
    text = client.get(f"/intake/{second.pk}/?p={carried.pk}").content.decode()
    assert "沿用旧版本的决定" in text
    assert carried.matter.number in text
    assert "沿用旧版本的决定，共 1 条" in text
    assert proposal(second, "河道").decision == "open"


def test_a_matter_says_quietly_that_its_sentence_changed(
    county: County, client: Client, two: tuple[Reading, Reading]
) -> None:
    first, second = two
    rivers = proposal(first, "河道").matter
    mains, canteens = proposal(first, "主管网").matter, proposal(first, "食堂").matter
    assert rivers
    assert mains
    assert canteens

    def said(number: str) -> str:
        return client.get(f"/matters/{number}/").content.decode()

    assert "这句话改了" in said(rivers.number)
    assert f"/documents/{second.document_id}/versions/?against={first.document_id}" in said(
        rivers.number
    )
    assert "这句话删掉了" in said(mains.number)
    assert "新版本《" not in said(canteens.number)
    client.force_login(county["head"])
    assert "这句话改了" in said(rivers.number)


def test_the_older_review_says_that_a_newer_version_has_come(
    county: County, client: Client, two: tuple[Reading, Reading]
) -> None:
    first, _ = two
    assert "已有新版本" in client.get(f"/intake/{first.pk}/").content.decode()


def test_the_link_is_taken_back_with_what_it_carried(
    county: County, client: Client, two: tuple[Reading, Reading]
) -> None:
    _, second = two
    for _ in "12":  # a second press says so and does nothing
        assert client.post(f"/intake/{second.pk}/version/undo/").status_code == 303
    assert proposal(second, "食堂").decision == "open"
    assert "还没有别的版本" in page_of(client, second.document_id)


def test_a_version_chosen_in_the_form_is_linked_at_once(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    first = given(client, FIRST)
    second = given(client, SECOND, title="另一个标题", previous=str(first.document_id))
    assert second.document.previous == first.document
    alone = given(client, ROAD, title="独立的通知")
    choices = page_of(client, alone.document_id)
    assert "关联" in choices
    assert (
        client.post(
            f"/intake/{alone.pk}/version/confirm/", {"previous": first.document_id}
        ).status_code
        == 303
    )
    assert "已经有更新的版本" in client.get(f"/intake/{alone.pk}/").content.decode()


@pytest.mark.parametrize("typed", ["", "腊月", "９", "99999999999999999999", "-1", "12345"])
def test_a_bad_choice_is_said_in_words(county: County, client: Client, typed: str) -> None:
    client.force_login(county["clerk"])
    reading = given(client, FIRST)
    answer = client.post(f"/intake/{reading.pk}/version/confirm/", {"previous": typed})
    assert answer.status_code in (303, 404)
    assert Document.objects.get().previous is None
    assert given(client, SECOND, previous=typed).document.previous is None


def test_a_suggestion_can_be_refused(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    given(client, FIRST)
    second = given(client, SECOND, title="常务会议纪要（第二稿）")
    assert client.post(f"/intake/{second.pk}/version/dismiss/").status_code == 303
    assert "可能是" not in client.get(f"/intake/{second.pk}/").content.decode()


def test_nobody_outside_sees_or_links_anything(
    county: County, client: Client, two: tuple[Reading, Reading]
) -> None:
    first, second = two
    for who, code in (("water", 404), ("outsider", 404), ("leader", 404), ("sysadmin", 403)):
        client.force_login(county[who])
        answer = client.get(f"/documents/{second.document_id}/versions/")
        assert answer.status_code == code, who
        assert "46" not in answer.content.decode()
        assert client.post(f"/intake/{second.pk}/version/undo/").status_code == 403
    client.force_login(county["head"])
    text = page_of(client, second.document_id)
    assert "<ins>48</ins>" in text
    assert f"/intake/{second.pk}/" not in text
    rivers = proposal(first, "河道").matter
    assert rivers is not None
    county.act(rivers, "docket", "chief")
    county.act(rivers, "dispatch", "clerk")
    client.force_login(county["water"])
    own = client.get(f"/matters/{rivers.number}/")
    assert own.status_code == 200
    assert "新版本《" not in own.content.decode()


def test_unknown_versions_steps_and_methods(
    county: County, client: Client, two: tuple[Reading, Reading]
) -> None:
    _, second = two
    address = f"/documents/{second.document_id}/versions/"
    assert client.get(address, {"against": "99"}).status_code == 404
    assert client.get(address, {"against": "甲"}).status_code == 404
    assert client.get(address, {"page": "甲"}).status_code == 200
    assert client.post(address).status_code == 405
    assert client.get("/documents/999/versions/").status_code == 404
    assert client.get(f"/intake/{second.pk}/version/undo/").status_code == 405
    assert client.post(f"/intake/{second.pk}/version/dance/").status_code == 404
    assert client.post("/intake/999/version/undo/").status_code == 404


def test_a_likely_repetition_is_told_with_its_reasons_and_merged_with_one_key(
    county: County, client: Client
) -> None:
    matter = county.open(title="对全县46条河道逐条巡查，一河一档", lead="water", due="2026-11-28")
    client.force_login(county["clerk"])
    reading = given(client, FIRST)
    found = proposal(reading, "河道")
    text = client.get(f"/intake/{reading.pk}/?p={found.pk}").content.decode()
    assert f"与 {matter.number}" in text
    assert "相似" in text
    assert "都由县水利局牵头" in text
    assert "时限都是11月28日" in text
    assert f"并入 {matter.number} <kbd>B</kbd>" in text
    client.post(f"/intake/{reading.pk}/{found.pk}/merge/", {"number": matter.number})
    assert proposal(reading, "河道").matter == matter


def test_a_repetition_points_to_its_first_place_and_then_to_the_matter(
    county: County, client: Client
) -> None:
    client.force_login(county["clerk"])
    first = given(client, FIRST)
    again = given(client, "\n".join([HEAD, ROAD, RIVERS, MAINS, RIVERS]), title="县长讲话")
    rivers = [p for p in again.proposals.all() if "河道" in p.action]
    page = f"/intake/{again.pk}/?p={rivers[1].pk}"
    assert "与本文第 2 条" in client.get(page).content.decode()
    earlier = client.get(f"/intake/{again.pk}/?p={rivers[0].pk}").content.decode()
    assert "与《常务会议纪要》第 1 条" in earlier
    assert "<kbd>B</kbd>" not in earlier
    matter = decisions.accept(proposal(first, "河道").pk, county["clerk"], county.now)
    later = client.get(f"/intake/{again.pk}/?p={rivers[0].pk}").content.decode()
    assert f"并入 {matter.number} <kbd>B</kbd>" in later


def test_a_closed_matter_is_named_as_closed_and_not_merged_into_with_one_key(
    county: County, client: Client
) -> None:
    matter = county.closed(title="对全县46条河道逐条巡查，一河一档", due="2026-11-28")
    client.force_login(county["clerk"])
    reading = given(client, FIRST)
    text = client.get(f"/intake/{reading.pk}/?p={proposal(reading, '河道').pk}").content.decode()
    assert f"与 {matter.number}（已销号）" in text
    assert "<kbd>B</kbd>" not in text


def test_a_version_that_is_still_being_read_is_not_compared_yet(
    county: County, client: Client, two: tuple[Reading, Reading]
) -> None:
    first, second = two
    Document.objects.filter(pk=second.document_id).update(text_digest="")
    text = page_of(client, second.document_id)
    assert "新版本还没有读完" in text
    assert "<ins>" not in text
    rivers = proposal(first, "河道").matter
    assert rivers is not None
    assert "新版本《" not in client.get(f"/matters/{rivers.number}/").content.decode()


def test_the_versions_page_costs_the_same_with_many_versions(
    county: County, client: Client, two: tuple[Reading, Reading]
) -> None:
    _, second = two
    address = f"/documents/{second.document_id}/versions/"
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    for number in range(3):
        words = SECOND + f"\n县住建局要在12月30日前完成第{number}段人行道修补。"
        given(client, words, title=f"第{number}稿", previous=str(Document.objects.latest("pk").pk))
    with CaptureQueriesContext(connection) as after:
        client.get(address)
    assert len(after) <= len(before) + 3, "one small query a version"

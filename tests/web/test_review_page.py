"""The review page: ordered by certainty, while it is being read, names settled, nothing missed."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luoshi.instruments.intake import background
from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.lib import clock
from luoshi.lib import reading as papers
from luoshi.matters.models import Document, Matter
from luoshi.org.models import Alias, NameWish, Unit
from tests.cast import County
from tests.instruments.test_background import PAGES, Scanner

TEXT = (
    "安澜县人民政府办公室关于做好年末工作的通知\n"
    "县水利局要在2026年12月20日前完成全县46条河道巡查，建立一河一档。\n"
    "县城管局要在2026年12月10日前完成东湖路主管网铺设。\n"
    "天外管理局要在2026年12月20日前拿出实施方案。\n"
    "各有关部门要在2026年12月25日前报送总结。\n"
    "我办每月25日前通报进展。\n"
    "各级各部门要提高站位，狠抓落实。\n"
    "去年柳溪河上的老桥，\n到现在还没有修好。\n"
)
GIVEN = {"text": TEXT, "title": "年末工作通知", "dated": "2026-11-16", "type": "meeting_resolution"}
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: county.now)


@pytest.fixture
def reading(county: County, client: Client) -> Reading:
    client.force_login(county["clerk"])
    assert client.post("/intake/", GIVEN).status_code == 303
    return Reading.objects.get()


def proposal(words: str) -> Proposal:
    return Proposal.objects.get(action__contains=words)


def listed(client: Client, address: str) -> list[float]:
    return [line.proposal.confidence for line in client.get(address).context["rows"]]


def test_by_certainty_the_unsure_come_first_and_the_address_keeps_it(
    county: County, client: Client, reading: Reading
) -> None:
    at = f"/intake/{reading.pk}/"
    sure = listed(client, f"{at}?order=sure")
    assert sure == sorted(sure)
    assert sorted(listed(client, at)) == sure
    page = client.get(f"{at}?order=sure").content.decode()
    assert "?order=sure&amp;p=" in page
    answer = client.post(f"{at}{proposal('46条河道').pk}/drop/?order=sure", {})
    assert answer["Location"] == f"{at}?order=sure"


def test_certainty_is_said_in_words_and_percent_and_the_unsure_are_greyed_with_words(
    county: County, client: Client, reading: Reading
) -> None:
    doubtful = proposal("46条河道")
    Proposal.objects.filter(pk=doubtful.pk).update(confidence=0.41)
    page = client.get(f"/intake/{reading.pk}/?p={doubtful.pk}").content.decode()
    assert 'class="unsure sel"' in page
    assert "把握不大" in page
    assert "41%" in page
    assert "请细看原文" in page


def test_one_kind_at_a_time_with_counts(county: County, client: Client, reading: Reading) -> None:
    page = client.get(f"/intake/{reading.pk}/?kind=assignment")
    assert {line.proposal.kind for line in page.context["rows"]} == {"assignment"}
    counts = {label: n for _, label, n, _ in page.context["kind_links"]}
    assert counts["一次性交办"] == len(page.context["rows"])
    assert counts["全部"] == sum(counts[label] for label in ("一次性交办", "常规制度", "量化目标"))
    assert client.get(f"/intake/{reading.pk}/?kind=dance&order=odd&p=x").status_code == 200


def test_the_certain_ones_are_confirmed_on_one_page_and_registered_each_by_itself(
    county: County, client: Client, reading: Reading
) -> None:
    Proposal.objects.filter(action__contains="河道").update(confidence=0.95)
    Proposal.objects.filter(action__contains="主管网").update(confidence=0.95)
    Proposal.objects.filter(action__contains="实施方案").update(confidence=0.95)
    at = f"/intake/{reading.pk}/together/"
    page = client.get(at)
    chosen = [line.proposal.pk for line in page.context["rows"]]
    assert proposal("46条河道").pk in chosen
    assert proposal("实施方案").pk not in chosen, "its lead is not in the directory"
    assert not Matter.objects.exists()
    assert client.post(at, {"p": [*chosen, "x", "999999"]}).status_code == 303
    assert Matter.objects.count() == len(chosen) >= 2
    again = client.post(at, {"p": chosen}, follow=True).content.decode()
    assert "没有新立项" in again
    assert Matter.objects.count() == len(chosen)


def test_what_was_not_certain_is_not_registered_whatever_is_posted(
    county: County, client: Client, reading: Reading
) -> None:
    found = proposal("46条河道")
    Proposal.objects.filter(pk=found.pk).update(confidence=0.5)
    client.post(f"/intake/{reading.pk}/together/", {"p": [found.pk]})
    assert not Matter.objects.exists()


def test_an_exhortation_is_promoted_and_what_it_was_taken_for_is_kept(
    county: County, client: Client, reading: Reading
) -> None:
    talk = Proposal.objects.create(
        reading=reading, start=0, end=4, kind="exhortation", action="狠抓落实", confidence=0.2
    )
    at = f"/intake/{reading.pk}/{talk.pk}/kind/"
    assert client.post(at, {"kind": "assignment"})["Location"].endswith(f"?p={talk.pk}")
    talk.refresh_from_db()
    assert (talk.kind, talk.first_kind) == ("assignment", "exhortation")
    assert "原判" in client.get(f"/intake/{reading.pk}/?p={talk.pk}").content.decode()
    assert client.post(at, {"kind": "dance"}).status_code == 422


def test_a_missed_sentence_is_pasted_and_becomes_a_proposal(
    county: County, client: Client, reading: Reading
) -> None:
    at = f"/intake/{reading.pk}/add/"
    sentence = " 去年柳溪河上的老桥，到现在\r\n还没有修好。"
    answer = client.post(at, {"sentence": sentence})
    made = Proposal.objects.get(by_hand=True)
    assert answer["Location"] == f"/intake/{reading.pk}/?p={made.pk}&do=edit"
    assert TEXT[made.start : made.end] == "去年柳溪河上的老桥，\n到现在还没有修好。"
    assert made.kind == "assignment"
    client.post(at, {"sentence": sentence})
    assert Proposal.objects.filter(by_hand=True).count() == 1


@pytest.mark.parametrize("sentence", ["这句话不在原文里面。", "短", "", "\x00"])
def test_a_sentence_that_is_not_there_comes_back_with_what_to_do(
    county: County, client: Client, reading: Reading, sentence: str
) -> None:
    answer = client.post(f"/intake/{reading.pk}/add/", {"sentence": sentence})
    assert answer.status_code == 422
    assert "复制" in answer.content.decode()
    assert sentence.replace("\x00", "") in answer.content.decode()


def test_our_side_is_the_issuer_read_from_the_paper_s_head(
    county: County, client: Client, reading: Reading
) -> None:
    assert Document.objects.get().issuer == "安澜县人民政府办公室"
    assert proposal("通报进展").lead_code == "office"


def test_the_issuer_the_clerk_gives_wins(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    text = "水利局要在12月20日前完成全县46条河道巡查，建立一河一档。"
    client.post("/intake/", {**GIVEN, "text": text, "issuer": "江州市人民政府"})
    found = proposal("46条河道")
    assert found.lead_code == ""
    page = client.get(f"/intake/{found.reading_id}/?p={found.pk}").content.decode()
    assert "来文机关不在安澜县" in page


def test_a_name_the_directory_lacks_becomes_an_alias_and_its_proposals_are_looked_up_again(
    county: County, client: Client, reading: Reading
) -> None:
    client.force_login(county["chief"])
    page = client.get(f"/intake/{reading.pk}/").content.decode()
    assert "天外管理局" in page
    assert "需确认" in client.get(f"/intake/{reading.pk}/?p={proposal('总结').pk}").content.decode()
    at = f"/intake/{reading.pk}/names/alias/?order=sure"
    answer = client.post(at, {"name": "天外管理局", "unit": "city"})
    assert answer["Location"] == f"/intake/{reading.pk}/?order=sure#names"
    assert proposal("实施方案").lead_code == "city"
    client.post(at, {"name": "天外管理局", "unit": "city"})
    assert Alias.objects.filter(name="天外管理局").count() == 1


def test_a_new_unit_is_added_from_the_review(
    county: County, client: Client, reading: Reading
) -> None:
    client.force_login(county["director"])
    typed = {"name": "天外管理局", "full": "安澜县天外管理局", "short": "天外管理局"}
    at = f"/intake/{reading.pk}/names/unit/"
    refused = client.post(at, {**typed, "kind": "dance"}, follow=True).content.decode()
    assert "请选择单位类别" in refused
    client.post(at, {**typed, "kind": "bureau"})
    unit = Unit.objects.get(short_name="天外管理局")
    assert proposal("实施方案").lead_code == unit.code


def test_a_decided_proposal_is_not_looked_up_again(
    county: County, client: Client, reading: Reading
) -> None:
    found = proposal("实施方案")
    client.post(f"/intake/{reading.pk}/{found.pk}/drop/", {})
    client.force_login(county["chief"])
    client.post(f"/intake/{reading.pk}/names/alias/", {"name": "天外管理局", "unit": "city"})
    found.refresh_from_db()
    assert found.lead_code == ""


def test_the_clerk_asks_the_keepers_and_cannot_do_it_herself(
    county: County, client: Client, reading: Reading
) -> None:
    page = client.get(f"/intake/{reading.pk}/").content.decode()
    assert "请目录管理员补充" in page
    assert "加为它的别名" not in page
    at = f"/intake/{reading.pk}/names/"
    for _ in "12":
        client.post(f"{at}wish/", {"name": "天外管理局"})
    assert [w.name for w in NameWish.objects.all()] == ["天外管理局"]
    refused = client.post(f"{at}alias/", {"name": "天外管理局", "unit": "city"}, follow=True)
    assert "由系统管理员、督查科长或政府办主任维护" in refused.content.decode()
    assert not Alias.objects.filter(name="天外管理局").exists()


@pytest.fixture
def slow(county: County, client: Client, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """A scan that was uploaded by the clerk and of which six pages have been read."""
    scanner = Scanner(PAGES)
    monkeypatch.setattr(papers, "read", scanner)
    client.force_login(county["clerk"])
    given = {**GIVEN, "text": "", "file": SimpleUploadedFile("扫描.pdf", b"%PDF-1.4 scan")}
    assert client.post("/intake/", given).status_code == 303
    scanner.dies_after = 6
    with pytest.raises(KeyboardInterrupt):
        background.work_once(lambda: county.later(seconds=5))
    return Reading.objects.get()


def test_a_slow_upload_answers_at_once_and_is_reviewed_while_it_is_read(
    county: County, client: Client, slow: Reading
) -> None:
    page = client.get(f"/intake/{slow.pk}/").content.decode()
    assert "已读 6/12 页" in page
    assert 'hx-trigger="every 3s"' in page
    found = proposal("第1批河道")
    assert client.post(f"/intake/{slow.pk}/{found.pk}/accept/").status_code == 303
    assert Matter.objects.get().lead_unit == county.units["water"]
    assert "正在读 6/12 页" in client.get("/intake/").content.decode()


def test_the_part_that_asks_again_brings_the_list_only_when_there_is_more(
    county: County, client: Client, slow: Reading
) -> None:
    at = f"/intake/{slow.pk}/progress/"
    seen = slow.proposals.count()
    same = client.get(f"{at}?seen={seen}", headers=HTMX).content.decode()
    assert "已读 6/12 页" in same
    assert "hx-swap-oob" not in same
    more = client.get(f"{at}?seen=1&order=sure&p=7", headers=HTMX).content.decode()
    assert 'id="list" hx-swap-oob="innerHTML"' in more
    assert f"seen={seen}" in more
    assert client.get(at)["Location"] == f"/intake/{slow.pk}/"
    county.later(minutes=4)
    assert "后台没有在读" in client.get(at, headers=HTMX).content.decode()


def test_when_all_is_read_it_asks_no_more(
    county: County, client: Client, slow: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "read", Scanner(PAGES))
    county.later(minutes=4)
    assert background.work_once(lambda: county.later(seconds=5))
    part = client.get(f"/intake/{slow.pk}/progress/?seen=0", headers=HTMX).content.decode()
    assert "已全部读完，共 12 页" in part
    assert "hx-trigger" not in part


def test_a_scan_s_page_stands_beside_its_text_with_the_lines_outlined(
    county: County, client: Client, slow: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "read", Scanner(PAGES))
    drawn = []

    def picture(data: bytes, name: str, page: int, *, width: int) -> bytes:
        drawn.append((data, name, page))
        return b"\x89PNG page"

    monkeypatch.setattr(papers, "picture", picture)
    county.later(minutes=4)
    background.work_once(lambda: county.later(seconds=5))
    found = proposal("第3批河道")
    page = client.get(f"/intake/{slow.pk}/?p={found.pk}").content.decode()
    assert f'loading="lazy" src="/intake/{slow.pk}/pages/3.png"' in page
    assert '<rect x="10.0" y="20.0" width="80.0" height="10.0"/>' in page
    answer = client.get(f"/intake/{slow.pk}/pages/3.png")
    assert (answer["Content-Type"], answer.content) == ("image/png", b"\x89PNG page")
    assert drawn == [(b"%PDF-1.4 scan", "扫描.pdf", 3)]
    client.force_login(county["water"])
    assert client.get(f"/intake/{slow.pk}/pages/3.png").status_code == 403


def test_a_paper_that_is_no_scan_has_no_pictures(
    county: County, client: Client, reading: Reading
) -> None:
    assert client.get(f"/intake/{reading.pk}/pages/1.png").status_code == 404


def exported(client: Client) -> list[dict[str, object]]:
    answer = client.get("/intake/corrections.jsonl")
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    return [json.loads(line) for line in text.splitlines()]


def test_corrections_tell_what_was_proposed_and_what_became_of_it(
    county: County, client: Client, reading: Reading
) -> None:
    at = f"/intake/{reading.pk}"
    kept, changed, dropped = (proposal(w) for w in ("46条河道", "主管网", "总结"))
    client.post(f"{at}/{kept.pk}/accept/")
    typed = {"edited": "1", "title": "铺设管网", "lead": "housing", "meeting": "第22次"}
    typed |= {"due": "2026-12-31"}
    assert client.post(f"{at}/{changed.pk}/accept/", typed).status_code == 303
    client.post(f"{at}/{dropped.pk}/drop/", {"reason": "另有安排"})
    rows = {(r["start"], r["end"]): r for r in exported(client)}
    assert rows[kept.start, kept.end]["decision"] == "accepted"
    row = rows[changed.start, changed.end]
    assert row["decision"] == "changed"
    assert row["proposed"]["lead"] == "city"  # type: ignore[index]
    assert row["final"]["lead"] == "housing"  # type: ignore[index]
    assert {"title", "lead", "due"} <= set(row["changed"])  # type: ignore[call-overload]
    assert row["document"] == Document.objects.get().text_digest
    assert rows[dropped.start, dropped.end]["reason"] == "另有安排"
    assert len(rows) == 3
    assert TEXT[10:30] not in json.dumps([list(rows.values())], ensure_ascii=False)


def test_of_a_voided_matter_nothing_is_told(
    county: County, client: Client, reading: Reading
) -> None:
    found = proposal("46条河道")
    typed = {"edited": "1", "title": "私下的事", "lead": "housing", "meeting": "例会"}
    client.post(f"/intake/{reading.pk}/{found.pk}/accept/", typed)
    county.act(Matter.objects.get(), "void", "chief", reason="登记有误")
    (row,) = exported(client)
    assert (row["decision"], row["final"], row["changed"]) == ("withheld", {}, [])
    assert "私下的事" not in json.dumps(row, ensure_ascii=False)


def test_others_and_wrong_methods(county: County, client: Client, reading: Reading) -> None:
    at = f"/intake/{reading.pk}"
    found = proposal("46条河道")
    posts = (f"{at}/add/", f"{at}/names/alias/", f"{at}/{found.pk}/kind/")
    gets = (f"{at}/progress/", "/intake/corrections.jsonl")
    for address in posts:
        assert client.get(address).status_code == 405
    for address in gets:
        assert client.post(address).status_code == 405
    assert client.post(f"{at}/names/dance/").status_code == 404
    assert client.put(f"{at}/together/").status_code == 405
    for who in ("water", "leader", "auditor", "sysadmin", "outsider"):
        client.force_login(county[who])
        assert [client.post(address).status_code for address in posts] == [403] * 3
        assert [client.get(address).status_code for address in gets] == [403] * 2
        assert client.post(f"{at}/together/", {"p": found.pk}).status_code == 403
    assert Document.objects.get().dated == date(2026, 11, 16)
    assert not Matter.objects.exists()

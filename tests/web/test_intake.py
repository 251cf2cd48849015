"""拆解立项: from a paper to matters, one decision after the other, nothing lost, nothing twice."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import override_settings

from luoshi.instruments.intake.models import Proposal, Reading
from luoshi.lib import clock
from luoshi.matters.models import Document, Matter
from tests.cast import County

TEXT = (
    "会议议定事项如下：\n"
    "由县水利局牵头，11月28日前完成全县46条河道巡查，建立一河一档，柳溪镇配合。\n"
    "县城管局要在12月10日前完成东湖路主管网铺设。\n"
    "天外管理局要在12月20日前拿出实施方案。\n"
    "常务会议议题每周一上午十点前报县政府办。\n"
)
GIVEN = {"text": TEXT, "title": "常务会议纪要", "dated": "2026-11-16", "type": "meeting_resolution"}


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


@pytest.fixture
def reading(county: County, client: Client) -> Reading:
    """The paper above, being read by the clerk, who is signed in."""
    client.force_login(county["clerk"])
    assert client.post("/intake/", GIVEN).status_code == 303
    return Reading.objects.get()


def proposal(words: str) -> Proposal:
    return Proposal.objects.get(action__contains=words)


def decide(client: Client, found: Proposal, decision: str, **typed: object) -> tuple[int, str]:
    address = f"/intake/{found.reading_id}/{found.pk}/{decision}/"
    response = client.post(address, typed)
    return response.status_code, response.content.decode()


def test_the_text_stands_beside_a_proposal_that_explains_itself(
    county: County, client: Client, reading: Reading
) -> None:
    found = proposal("46条河道")
    text = client.get(f"/intake/{reading.pk}/?p={found.pk}").content.decode()
    assert 'class="now" id="now"' in text
    assert "县水利局" in text
    assert "原文“11月28日前”" in text
    assert "建议 11月27日" in text
    assert "周末" in text
    assert "年份推定" in text
    assert "柳溪镇" in text


def test_a_unit_the_directory_does_not_know_is_marked(
    county: County, client: Client, reading: Reading
) -> None:
    found = proposal("实施方案")
    text = client.get(f"/intake/{reading.pk}/?p={found.pk}").content.decode()
    assert "未在目录" in text


def test_a_name_without_the_countys_own_is_found_in_the_directory(
    county: County, client: Client
) -> None:
    client.force_login(county["clerk"])
    text = "由县城市管理局牵头，12月10日前完成东湖路主管网铺设。"
    assert client.post("/intake/", {**GIVEN, "text": text}).status_code == 303
    assert proposal("东湖路").lead_code == "city"


def test_accepting_makes_a_matter_and_goes_to_the_next(
    county: County, client: Client, reading: Reading
) -> None:
    found = proposal("46条河道")
    assert decide(client, found, "accept")[0] == 303
    matter = Matter.objects.get()
    assert matter.lead_unit == county.units["water"]
    assert (matter.span_start, matter.span_end) == (found.start, found.end)
    following = client.get(f"/intake/{reading.pk}/")
    assert following.context["current"].proposal.pk != found.pk
    assert f"已立项，编号 {matter.number}" in following.content.decode()


def test_the_suggested_day_is_taken_with_one_press(
    county: County, client: Client, reading: Reading
) -> None:
    assert decide(client, proposal("46条河道"), "accept", due="2026-11-27")[0] == 303
    assert clock.local_date(Matter.objects.get().due_at).isoformat() == "2026-11-27"


def test_a_double_click_accepts_once(county: County, client: Client, reading: Reading) -> None:
    found = proposal("46条河道")
    assert [decide(client, found, "accept")[0] for _ in "12"] == [303, 303]
    assert Matter.objects.count() == 1
    assert "已经处理过" in client.get(f"/intake/{reading.pk}/").content.decode()


def test_editing_changes_what_is_registered_and_empties_what_was_emptied(
    county: County, client: Client, reading: Reading
) -> None:
    found = proposal("46条河道")
    text = client.get(f"/intake/{reading.pk}/?p={found.pk}&do=edit").content.decode()
    assert f'value="{found.action}"' in text
    typed = {"edited": "1", "title": "巡查河道", "lead": "city", "due": "", "meeting": "第22次"}
    assert decide(client, found, "accept", **typed)[0] == 303
    matter = Matter.objects.get()
    assert (matter.title, matter.due_at) == ("巡查河道", None)
    assert [p.unit.code for p in matter.assignments.all()] == ["city"]


def test_a_refused_edit_comes_back_whole(county: County, client: Client, reading: Reading) -> None:
    found = proposal("46条河道")
    typed = {"edited": "1", "title": "", "what": "先摸底", "lead": "city", "due": "腊月"}
    code, text = decide(client, found, "accept", **typed)
    assert code == 422
    assert "先摸底" in text
    assert 'value="腊月"' in text
    assert "请填写“事项”" in text
    assert not Matter.objects.exists()


def test_merging_adds_a_source_to_a_known_matter_and_can_be_taken_back(
    county: County, client: Client, reading: Reading
) -> None:
    known = county.handling()
    found = proposal("46条河道")
    assert decide(client, found, "merge", number=known.number)[0] == 303
    assert "并入" in client.get(f"/matters/{known.number}/").content.decode()
    assert decide(client, found, "take_back")[0] == 303
    found.refresh_from_db()
    assert found.decision == "open"


def test_merging_into_nothing_keeps_the_typed_number(
    county: County, client: Client, reading: Reading
) -> None:
    code, text = decide(client, proposal("46条河道"), "merge", number="会督〔2026〕999")
    assert code == 404
    assert 'value="会督〔2026〕999"' in text


def test_dropping_keeps_the_reason(county: County, client: Client, reading: Reading) -> None:
    found = proposal("46条河道")
    assert decide(client, found, "drop", reason="去年已经做完")[0] == 303
    text = client.get(f"/intake/{reading.pk}/?p={found.pk}").content.decode()
    assert "去年已经做完" in text
    assert "撤回" in text


def test_what_became_a_matter_is_not_taken_back_here(
    county: County, client: Client, reading: Reading
) -> None:
    found = proposal("46条河道")
    decide(client, found, "accept")
    code, text = decide(client, found, "take_back")
    assert code == 409
    assert "事项页作废" in text


def test_progress_is_kept_when_the_browser_closes(
    county: County, client: Client, reading: Reading
) -> None:
    decide(client, proposal("46条河道"), "drop")
    other = Client()
    other.force_login(county["chief"])
    assert "待定" in other.get("/intake/").content.decode()
    page = other.get(f"/intake/{reading.pk}/")
    assert (
        page.context["waiting"]
        == page.context["counts"]["assignment"]
        + page.context["counts"]["standing_rule"]
        + page.context["counts"]["target"]
        - 1
    )


def test_the_same_text_again_opens_the_same_reading(
    county: County, client: Client, reading: Reading
) -> None:
    response = client.post("/intake/", GIVEN)
    assert response["Location"] == f"/intake/{reading.pk}/"
    assert Reading.objects.count() == 1


@pytest.mark.parametrize("sample", ["speech", "minutes", "assignment"])
def test_a_shipped_sample_is_read(county: County, client: Client, sample: str) -> None:
    client.force_login(county["clerk"])
    assert client.post("/intake/", {"sample": sample}).status_code == 303
    reading = Reading.objects.get()
    assert reading.proposals.exclude(kind="exhortation").count() >= 8
    page = client.get(f"/intake/{reading.pk}/")
    assert page.status_code == 200


def docx(text: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
        )
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [("纪要.txt", TEXT.encode()), ("纪要.txt", TEXT.encode("gb18030")), ("纪要.docx", docx(TEXT))],
)
def test_an_uploaded_file_is_read_whatever_its_coding(
    county: County, client: Client, name: str, data: bytes
) -> None:
    client.force_login(county["clerk"])
    given = {**GIVEN, "text": "", "title": "", "file": SimpleUploadedFile(name, data)}
    assert client.post("/intake/", given).status_code == 303
    assert Document.objects.get().title == "纪要"
    assert proposal("46条河道").lead_code == "water"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("空.txt", b"  \n", "没有文字"),
        ("坏.docx", b"PK\x03\x04broken", "损坏"),
        ("谎.pdf", TEXT.encode(), "文件名说是"),
        ("讲话.mp3", b"ID3" + b"\x00" * 99, "暂不能读取"),
    ],
)
def test_a_bad_file_is_refused_in_words_and_nothing_is_kept(
    county: County, client: Client, name: str, data: bytes, said: str
) -> None:
    client.force_login(county["clerk"])
    given = {**GIVEN, "text": "另外粘贴的话", "file": SimpleUploadedFile(name, data)}
    response = client.post("/intake/", given)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert "另外粘贴的话" in response.content.decode()
    assert not Document.objects.exists()


@override_settings(UPLOAD_LIMIT=1024 * 1024)
def test_a_huge_file_is_refused_by_its_size(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    given = {**GIVEN, "file": SimpleUploadedFile("大.txt", b"x" * (3 * 1024 * 1024))}
    text = client.post("/intake/", given).content.decode()
    assert "文件有 3 MB，超过 1 MB" in text


def test_a_secret_paper_is_refused_and_not_stored(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    assert "非涉密系统" in client.get("/intake/").content.decode()
    response = client.post("/intake/", {**GIVEN, "text": "机密★3年\n" + TEXT})
    assert response.status_code == 422
    assert "国家秘密" in response.content.decode()
    assert "46条河道" in response.content.decode()
    assert not Document.objects.exists()


def test_only_the_office_reads_papers_in(county: County, client: Client, reading: Reading) -> None:
    found = proposal("46条河道")
    for who in ("water", "leader", "auditor", "outsider"):
        client.force_login(county[who])
        assert client.get("/intake/").status_code == 403
        assert client.get(f"/intake/{reading.pk}/").status_code == 403
        assert decide(client, found, "accept")[0] == 403
    assert not Matter.objects.exists()


def test_unknown_things_and_wrong_methods(county: County, client: Client, reading: Reading) -> None:
    found = proposal("46条河道")
    assert client.get("/intake/999/").status_code == 404
    assert client.post(f"/intake/{reading.pk}/999/accept/").status_code == 404
    assert decide(client, found, "dance")[0] == 404
    assert client.get(f"/intake/{reading.pk}/{found.pk}/accept/").status_code == 405
    assert client.post(f"/intake/{reading.pk}/").status_code == 405

"""Doing something to a matter: forms from declared fields, refusals that lose nothing."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import override_settings

from luoshi.lib import clock
from luoshi.matters.models import Attachment, Matter
from tests.cast import County

REPORT = {
    "progress": "已巡查12条",
    "difficulty": "无",
    "next_step": "本周再查10条",
    "percent": "26",
}


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def address(matter: Matter, verb: str) -> str:
    return f"/matters/{matter.number}/act/{verb}/"


def test_a_liaison_reports_progress_in_three_parts(county: County, client: Client) -> None:
    matter = county.handling()
    client.force_login(county["water"])
    form = client.get(address(matter, "report_progress") + "?unit=water").content.decode()
    for label in ("进展", "困难", "下一步", "进度（%）", "附件"):
        assert label in form
    assert f'name="rev" value="{matter.rev}"' in form
    response = client.post(
        address(matter, "report_progress"),
        {**REPORT, "rev": matter.rev, "unit": "water"},
        follow=True,
    )
    assert response.redirect_chain[0][1] == 303
    assert "已报进展" in response.content.decode()
    matter.refresh_from_db()
    assert matter.progress == 26


def test_a_mistake_stands_beside_its_field_and_all_typed_words_stay(
    county: County, client: Client
) -> None:
    matter = county.handling()
    client.force_login(county["water"])
    typed = {"progress": "已巡查12条", "next_step": "", "percent": "很多", "rev": matter.rev}
    response = client.post(address(matter, "report_progress"), typed)
    text = response.content.decode()
    assert response.status_code == 422
    assert "已巡查12条" in text
    assert 'value="很多"' in text
    assert "请填写“下一步”" in text[text.index('id="error-next_step"') :]
    assert "须" in text or "整数" in text[text.index('id="error-percent"') :]


def test_an_uploaded_file_survives_a_refused_form_and_is_handed_in_later(
    county: County, client: Client
) -> None:
    matter = county.handling()
    client.force_login(county["water"])
    scan = SimpleUploadedFile("现场照片.jpg", b"not really a photo")
    typed = {"progress": "", "next_step": "继续", "rev": matter.rev, "files": [scan]}
    text = client.post(address(matter, "report_progress"), typed).content.decode()
    assert "现场照片.jpg" in text
    receipt = re.search(r'name="files" value="([^"]+)"', text)
    assert receipt
    typed = {**REPORT, "rev": matter.rev, "files": [receipt[1]]}
    assert client.post(address(matter, "report_progress"), typed).status_code == 303
    assert Attachment.objects.get().name == "现场照片.jpg"


def test_a_forged_receipt_brings_no_file(county: County, client: Client) -> None:
    matter = county.handling()
    client.force_login(county["water"])
    typed = {**REPORT, "rev": matter.rev, "files": ['{"digest": "00"}']}
    response = client.post(address(matter, "report_progress"), typed)
    assert response.status_code == 422
    assert "重新选择" in response.content.decode()
    assert not Attachment.objects.exists()


@override_settings(UPLOAD_LIMIT=10)
def test_a_file_too_large_is_refused_beside_the_kept_words(county: County, client: Client) -> None:
    matter = county.handling()
    client.force_login(county["water"])
    big = SimpleUploadedFile("大.pdf", b"x" * 100)
    typed = {**REPORT, "rev": matter.rev, "files": [big]}
    text = client.post(address(matter, "report_progress"), typed).content.decode()
    assert "超过" in text
    assert "本周再查10条" in text


def test_who_comes_second_sees_what_happened_and_loses_nothing(
    county: County, client: Client
) -> None:
    matter = county.handling()
    seen = matter.rev
    county.act(matter, "urge", "clerk", channel="phone", note="请抓紧")
    client.force_login(county["water"])
    response = client.post(address(matter, "report_progress"), {**REPORT, "rev": seen})
    text = response.content.decode()
    assert response.status_code == 409
    assert "请抓紧" in text
    assert "本周再查10条" in text
    assert f'name="rev" value="{matter.rev}"' in text
    assert (
        client.post(address(matter, "report_progress"), {**REPORT, "rev": matter.rev}).status_code
        == 303
    )


def test_a_double_click_acts_once(county: County, client: Client) -> None:
    matter = county.handling()
    client.force_login(county["water"])
    typed = {**REPORT, "rev": matter.rev}
    codes = [client.post(address(matter, "report_progress"), typed).status_code for _ in "12"]
    assert codes == [303, 303]
    assert matter.events.filter(verb="report_progress").count() == 1


def test_a_double_click_on_decompose_makes_one_child(county: County, client: Client) -> None:
    matter = county.handling()
    client.force_login(county["clerk"])
    typed = {"title": "柳溪镇段", "lead": "liuxi", "due": "2026-11-25", "rev": matter.rev}
    codes = [client.post(address(matter, "decompose"), typed).status_code for _ in "12"]
    assert codes == [303, 303]
    assert Matter.objects.filter(parent=matter).count() == 1


def test_an_outsider_finds_no_form_and_an_unknown_act_is_not_there(
    county: County, client: Client
) -> None:
    matter = county.handling()
    client.force_login(county["outsider"])
    assert client.get(address(matter, "report_progress")).status_code == 404
    assert client.post(address(matter, "report_progress"), REPORT).status_code == 404
    client.force_login(county["water"])
    assert client.get(address(matter, "dance")).status_code == 404


def test_somebody_elses_act_is_refused_with_what_is_possible(
    county: County, client: Client
) -> None:
    matter = county.handling()
    client.force_login(county["water"])
    response = client.get(address(matter, "close_out"))
    assert response.status_code == 409
    assert "您现在可以" in response.content.decode()
    response = client.post(address(matter, "urge"), {"channel": "phone", "note": "x"})
    assert response.status_code == 403
    matter.refresh_from_db()
    assert matter.urged == 0


def test_an_administrator_acts_on_nothing(county: County, client: Client) -> None:
    matter = county.handling()
    client.force_login(county["secadmin"])
    assert client.post(address(matter, "report_progress"), REPORT).status_code == 403


def test_put_is_no_way_to_act(county: County, client: Client) -> None:
    matter = county.handling()
    client.force_login(county["water"])
    assert client.put(address(matter, "report_progress")).status_code == 405


def test_amending_opens_with_the_present_words_and_journals_only_what_changed(
    county: County, client: Client
) -> None:
    matter = county.open(standard="一河一档", co=["liuxi"])
    client.force_login(county["clerk"])
    text = client.get(address(matter, "amend")).content.decode()
    assert f'value="{matter.title}"' in text
    assert re.search(r'value="liuxi" checked', text)
    typed = {
        "title": matter.title,
        "what": "",
        "standard": "",
        "lead": "water",
        "co": ["liuxi"],
        "due": "2026-11-30",
        "meeting": "县政府第21次常务会议",
        "rev": matter.rev,
    }
    assert client.post(address(matter, "amend"), typed).status_code == 303
    matter.refresh_from_db()
    assert matter.standard == ""
    assert set(matter.events.last().said) == {"title", "standard"}

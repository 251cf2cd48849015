"""The pages of 督查: the year's plans, the record in the field, the paper; each asked five things."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from luoshi.lib import clock
from luoshi.matters.models import Attachment, Matter
from tests.cast import County
from tests.inspecting import approved, concluded, delivered, in_field, plan, proposal


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def shown(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def test_the_years_plans_name_what_they_repeat_and_the_load(county: County, client: Client) -> None:
    first = approved(county)
    second = plan(county, title="水毁修复回头看", first_day="2026-12-07", last_day="2026-12-09")
    client.force_login(county["clerk"])
    text = shown(client, "/inspections/")
    assert f"与 {first.number}《{first.title}》 重复" in text
    assert "2 项与其他督查重复" in text
    assert "谁被督查了几次" in text
    assert "拟督查方案" in text
    assert second.number not in shown(client, "/inspections/?year=2025")
    assert second.number in shown(client, "/inspections/?year=oops")


def test_while_drafting_the_page_says_what_the_plan_repeats(county: County, client: Client) -> None:
    first = approved(county)
    second = plan(county)
    client.force_login(county["clerk"])
    for address in (f"/matters/{second.number}/", f"/matters/{second.number}/act/submit_plan/"):
        assert f"{first.number}《{first.title}》" in shown(client, address)
    assert "督查的是同一事项" not in shown(client, f"/matters/{first.number}/act/begin_field/")


def test_a_plan_is_registered_amended_and_read_by_names(county: County, client: Client) -> None:
    matter = plan(county)
    client.force_login(county["clerk"])
    text = shown(client, f"/matters/{matter.number}/")
    for words in ("县水利局", "本级政府所属部门", "检查、访谈、暗访", "chief某", "督查范围"):
        assert words in text
    assert "干什么" not in text
    form = shown(client, f"/matters/{matter.number}/act/amend/")
    assert 'value="water" selected' in form
    blank = shown(client, "/register/?type=inspection")
    assert "督查名称" in blank
    assert "牵头单位" not in blank
    assert shown(client, "/register/?type=inspection_delivery", 404)


def test_units_and_administrators_see_no_plans(county: County, client: Client) -> None:
    matter = in_field(county)
    for who in ("water", "water_head", "outsider", "auditor"):
        client.force_login(county[who])
        assert client.get("/inspections/").status_code == 403
        assert client.get(f"/inspections/{matter.number}/field/").status_code in (403, 404)
        assert client.get(f"/inspections/{matter.number}/conclusion/").status_code in (403, 404)
    client.force_login(county["leader"])
    assert client.get("/inspections/").status_code == 200


def test_a_finding_is_recorded_on_the_spot_with_or_without_a_photo(
    county: County, client: Client
) -> None:
    matter = in_field(county)
    client.force_login(county["clerk"])
    address = f"/inspections/{matter.number}/field/"
    assert "可以不附" in shown(client, address)
    typed = {"object": "water", "found": "柳溪桥东护坡塌陷三米", "rev": matter.rev}
    for _ in "12":  # a double click is one finding
        assert client.post(address, typed).status_code == 303
    matter.refresh_from_db()
    assert matter.facts["findings"] == {str(county.units["water"].pk): 1}
    photo = SimpleUploadedFile("IMG_1.jpg", b"\xff\xd8\xff\xe0 jpeg", "image/jpeg")
    assert client.post(address, {**typed, "object": "city", "files": photo}).status_code == 303
    assert Attachment.objects.get().name == "IMG_1.jpg"
    text = shown(client, address)
    assert "柳溪桥东护坡塌陷三米" in text
    assert "IMG_1.jpg" in text


def test_what_was_written_in_the_field_is_not_lost_when_the_object_is_missing(
    county: County, client: Client
) -> None:
    matter = in_field(county)
    client.force_login(county["clerk"])
    address = f"/inspections/{matter.number}/field/"
    response = client.post(address, {"object": "", "found": "护坡塌陷"})
    assert response.status_code == 422
    assert "护坡塌陷" in response.content.decode()
    assert client.delete(address).status_code == 405


def test_two_of_the_group_may_write_at_the_same_moment(county: County, client: Client) -> None:
    matter = in_field(county)
    rev = matter.rev
    address = f"/inspections/{matter.number}/field/"
    for who, words in (("clerk", "护坡塌陷"), ("chief", "台账缺页")):
        client.force_login(county[who])
        typed = {"object": "water", "found": words, "rev": rev}
        assert client.post(address, typed).status_code == 303
    matter.refresh_from_db()
    assert matter.facts["findings"] == {str(county.units["water"].pk): 2}


def test_after_the_conclusion_nothing_more_is_recorded(county: County, client: Client) -> None:
    matter = concluded(county)
    client.force_login(county["clerk"])
    address = f"/inspections/{matter.number}/field/"
    assert "现在不能记录" in shown(client, address)
    assert client.post(address, {"object": "water", "found": "又看到一处"}).status_code == 409


def test_the_conclusion_opens_with_a_row_for_each_object(county: County, client: Client) -> None:
    matter = in_field(county)
    client.force_login(county["clerk"])
    text = shown(client, f"/matters/{matter.number}/act/conclude/")
    assert text.count('value="water" selected') == 1
    assert text.count('value="city" selected') == 1


def test_the_paper_is_whole_for_the_office_and_partial_for_an_object(
    county: County, client: Client
) -> None:
    part = delivered(county)
    whole = Matter.objects.get(pk=part.parent_id)
    client.force_login(county["clerk"])
    text = shown(client, f"/inspections/{whole.number}/conclusion/")
    assert "县水利局部分完成" in text
    assert "县城管局部分完成" in text
    assert "结论（打印）" in shown(client, f"/matters/{whole.number}/")
    client.force_login(county["water"])
    text = shown(client, f"/inspections/{part.number}/conclusion/")
    assert "县水利局部分完成" in text
    assert "县城管局" not in text
    assert "三十日内提出" in text
    assert client.get(f"/inspections/{whole.number}/conclusion/").status_code == 404
    assert client.post(f"/inspections/{part.number}/conclusion/").status_code == 405
    client.force_login(county["clerk"])
    other = county.open()
    assert client.get(f"/inspections/{other.number}/conclusion/").status_code == 404
    assert client.get(f"/inspections/{other.number}/field/").status_code == 404


def test_a_clue_stands_in_the_journal_for_those_who_may_read_it(
    county: County, client: Client
) -> None:
    matter = in_field(county)
    county.act(matter, "hand_over_clue", "director", nature="duty_crime", receipt="澜督移1号",
               organ_kind="supervisory", organ="县监委", clue="某人虚报工程量")  # fmt: skip
    for who, seen in (("clerk", False), ("chief", False), ("director", True), ("head", True)):
        client.force_login(county[who])
        assert ("虚报工程量" in shown(client, f"/matters/{matter.number}/")) is seen, who


def test_a_proposal_of_accountability_is_hidden_and_can_become_support(
    county: County, client: Client
) -> None:
    matter = proposal(county)
    for who in ("clerk", "water", "water_head"):
        client.force_login(county[who])
        assert client.get(f"/matters/{matter.number}/").status_code == 404
        assert matter.number not in shown(client, "/ledger/?tab=all")
    client.force_login(county["director"])
    text = shown(client, f"/matters/{matter.number}/")
    assert text.index("改为帮扶") < text.index("复核同意")
    typed = {"reason": "人手不够", "title": "补上水毁修复的短板", "method": "倒排工期",
             "resource": "应急资金", "person": "县水利站", "due": "2026-12-31",
             "rev": matter.rev}  # fmt: skip
    for _ in "12":
        assert (
            client.post(f"/matters/{matter.number}/act/support_instead/", typed).status_code == 303
        )
    assert Matter.objects.filter(parent=matter).count() == 1

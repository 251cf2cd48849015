"""提醒: the inbox, the way to the matter, the wish how to be told, and what leaders have not read."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from luoshi.lib import clock
from luoshi.notices import inbox, outbox
from luoshi.notices.models import Delivery, Notice, Preference
from luoshi.notices.preferences import wish_of
from luoshi.org import delegations
from tests.cast import County
from tests.notices.telling import at, run

TITLE = "完成全县河道巡查并建立一河一档"
WISH = {"scheme": "evening", "quiet_from": "17:30", "quiet_to": "09:00", "channels": "inbox"}
PAGES = ("/notices/", "/account/notices/")


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def told(county: County, **typed: Any) -> None:
    """A matter has been handed over and the half-day's digests are out."""
    county.dispatched(**typed)
    county.now = at(11, 16, 15)
    run(county.now)


def page(client: Client, county: County, who: str, address: str = "/notices/") -> str:
    client.force_login(county[who])
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_digest_stands_on_the_page_and_its_count_in_the_menu(
    county: County, client: Client
) -> None:
    told(county)
    words = page(client, county, "water")
    assert "11月16日 14:30 汇总" in words
    assert TITLE in words
    assert "clerk某 交办" in words
    assert "未读 1 件" in words
    assert "提醒</span><b>1</b>" in words


def test_looking_at_the_list_marks_nothing(county: County, client: Client) -> None:
    told(county)
    page(client, county, "water")
    page(client, county, "water")
    assert inbox.unread_count(county["water"]) == 1
    assert client.post("/notices/").status_code == 405


def test_a_line_leads_to_its_matter_and_is_read_then(county: County, client: Client) -> None:
    told(county)
    client.force_login(county["water"])
    notice = Notice.objects.get(person=county["water"])
    response = client.get(f"/notices/{notice.pk}/open/")
    assert response.status_code == 302
    assert client.get(response.url).status_code == 200  # type: ignore[attr-defined]
    assert inbox.unread_count(county["water"]) == 0
    assert inbox.unread_count(county["water_head"]) == 1
    assert client.get(f"/notices/{notice.pk}/open/").status_code == 302
    assert "没有未读" in page(client, county, "water")


def test_anothers_notice_does_not_open(county: County, client: Client) -> None:
    told(county)
    notice = Notice.objects.get(person=county["water"])
    for who in ("outsider", "water_head", "clerk"):
        client.force_login(county[who])
        assert client.get(f"/notices/{notice.pk}/open/").status_code == 404
    assert inbox.unread_count(county["water"]) == 1


def test_everything_on_the_page_is_marked_read_and_what_came_since_is_not(
    county: County, client: Client
) -> None:
    told(county)
    client.force_login(county["water"])
    drawn = client.get("/notices/").context["drawn"]
    county.dispatched(title="之后的一件")
    county.now = at(11, 17, 9, 30)
    run(county.now)
    assert client.get("/notices/read/").status_code == 405
    assert client.post("/notices/read/", {"until": drawn}).status_code == 302
    assert inbox.unread_count(county["water"]) == 1
    client.post("/notices/read/", {"until": county.now.isoformat()})
    client.post("/notices/read/", {"until": county.now.isoformat()})
    assert inbox.unread_count(county["water"]) == 0


@pytest.mark.parametrize("until", ["", "gestern", "2026-11-16T15:00"])
def test_a_broken_moment_is_refused_in_words(county: County, client: Client, until: str) -> None:
    told(county)
    client.force_login(county["water"])
    response = client.post("/notices/read/", {"until": until})
    assert response.status_code == 422
    assert "重新点一次" in response.content.decode()
    assert inbox.unread_count(county["water"]) == 1


def test_unread_digests_come_first_and_pages_can_be_turned(county: County, client: Client) -> None:
    told(county)
    for day in (17, 18):
        county.now = at(11, day, 10)
        county.dispatched(title=f"{day}日的一件")
    county.now = at(11, 19, 9)
    run(county.now)
    Notice.objects.exclude(matter__title=TITLE).update(read_at=county.now)
    client.force_login(county["water"])
    boxes = client.get("/notices/").context["boxes"]
    assert [box.unread for box in boxes] == [True, False, False]
    assert boxes[1].out_at > boxes[2].out_at > boxes[0].out_at
    for typed in ("0", "-1", "x", "²", "9" * 30):
        assert client.get(f"/notices/?page={typed}").status_code == 200


def test_a_matter_no_longer_theirs_keeps_a_line_without_words(
    county: County, client: Client
) -> None:
    delegations.delegate(
        county["water_head"],
        county["outsider"],
        at(11, 16, 8, 50),
        at(11, 17),
        "出差",
        at(11, 16, 8),
    )
    told(county)
    assert "代water_head某" in page(client, county, "outsider")
    county.now = at(11, 17, 9)
    words = page(client, county, "outsider")
    assert TITLE not in words
    assert "另有 1 件已不在您的办理范围之内" in words


def test_an_outsider_sees_an_empty_page(county: County, client: Client) -> None:
    told(county)
    words = page(client, county, "outsider")
    assert TITLE not in words
    assert "还没有提醒" in words


@pytest.mark.parametrize("who", ["auditor", "sysadmin", "secadmin"])
@pytest.mark.parametrize("address", PAGES)
def test_administrators_have_no_business_here(
    county: County, client: Client, who: str, address: str
) -> None:
    client.force_login(county[who])
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("address", PAGES)
def test_who_is_not_signed_in_signs_in_first(client: Client, county: County, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert "/sign-in/" in response.url  # type: ignore[attr-defined]


def test_a_wish_is_kept_and_shown(county: County, client: Client) -> None:
    client.force_login(county["water"])
    assert client.post("/account/notices/", WISH).status_code == 302
    wish = wish_of(county["water"], county.now)
    assert (wish.habit.scheme, f"{wish.habit.quiet_from:%H:%M}") == ("evening", "17:30")
    words = page(client, county, "water", "/account/notices/")
    assert 'value="evening" checked' in words
    assert "<option selected>17:30</option>" in words
    client.post("/account/notices/", WISH)
    assert Preference.objects.filter(person=county["water"]).count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"quiet_from": "19:00"}, "不能缩短"),
        ({"quiet_to": "07:00"}, "不能缩短"),
        ({"scheme": "hourly"}, "汇总时间"),
        ({"quiet_from": ""}, "不能缩短"),
    ],
)
def test_quiet_hours_cannot_shrink_and_what_was_typed_stays(
    county: County, client: Client, typed: dict[str, str], said: str
) -> None:
    client.force_login(county["water"])
    response = client.post("/account/notices/", WISH | typed)
    assert response.status_code == 422
    words = response.content.decode()
    assert said in words
    if "scheme" not in typed:
        assert 'value="evening" checked' in words
    assert not Preference.objects.exists()


def test_a_person_sets_only_their_own_wish(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    client.post("/account/notices/", WISH | {"person": str(county["water"].pk)})
    assert list(Preference.objects.values_list("person__username", flat=True)) == ["clerk"]


def test_the_page_offers_the_channels_of_the_installation_and_no_address(
    county: County, client: Client, settings: Any
) -> None:
    settings.NOTICE_CHANNELS = ["wecom", "email"]
    settings.WECOM_ROBOT = "https://robot.example/hook?key=geheim"
    words = page(client, county, "water", "/account/notices/")
    assert "企业微信" in words
    assert "还没有您的手机号" in words
    assert "钉钉" not in words
    assert "geheim" not in words


def test_the_office_sees_what_leaders_have_not_read_for_too_long(
    county: County, client: Client, settings: Any
) -> None:
    settings.NOTICE_UNREAD_HOURS = 4
    matter = county.handling(leader="leader")
    county.act(matter, "complete", "water", result="已巡查", evidence="见附表")
    county.act(matter, "verify", "clerk", finding="抽查属实")
    county.act(matter, "close_out", "chief", reply="已全部完成")
    run(at(11, 16, 14, 30))
    county.now = at(11, 17, 8, 50)  # 3.5 office hours on Monday, twenty minutes on Tuesday
    assert inbox.unread_by_leaders(county.now) == []
    county.now = at(11, 17, 9)
    (unread,) = inbox.unread_by_leaders(county.now)
    assert (unread.leader, unread.count) == (county["leader"], 1)
    words = page(client, county, "clerk", "/")
    assert "领导还没有看到" in words
    assert TITLE in words
    assert "领导还没有看到" not in page(client, county, "water", "/")
    client.force_login(county["leader"])
    client.get(f"/notices/{Notice.objects.get(person=county['leader']).pk}/open/")
    assert inbox.unread_by_leaders(county.now) == []


def test_what_is_private_is_not_listed_for_the_office(county: County) -> None:
    told(county)
    notice = Notice.objects.get(person=county["water"])
    notice.matter.private = True
    notice.matter.save()
    Notice.objects.filter(pk=notice.pk).update(person=county["leader"])
    assert inbox.unread_by_leaders(at(11, 20)) == []


def test_the_system_administrator_sees_what_could_not_be_delivered_and_no_content(
    county: County, client: Client, settings: Any
) -> None:
    settings.NOTICE_CHANNELS = ["webhook"]
    settings.WEBHOOK_URL, settings.WEBHOOK_SECRET = "http://127.0.0.1:9/", "s"
    told(county)
    Delivery.objects.update(attempts=outbox.TRIES)
    run(at(11, 16, 15, 30))
    words = page(client, county, "sysadmin", "/")
    assert "没有送达的提醒" in words
    assert "通用接口 2 条" in words
    assert TITLE not in words
    assert "没有送达" in page(client, county, "water", "/account/notices/")
    assert "没有送达的提醒" not in page(client, county, "secadmin", "/")


def test_the_number_of_queries_does_not_grow_with_the_notices(
    county: County,
    client: Client,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for n in range(8):
        county.dispatched(title=f"第{n}件", co=["city"])
    county.now = at(11, 16, 15)
    run(county.now)
    client.force_login(county["water"])
    with django_assert_max_num_queries(24):
        client.get("/notices/")

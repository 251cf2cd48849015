"""A person's own settings, and the pages of the three administrators."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client

from luoshi.lib import clock
from luoshi.lib.errors import Refused
from luoshi.org import delegations, restdays
from luoshi.org.calendar import office_calendar
from luoshi.org.people import posts_of
from luoshi.org.scope import scope_of
from tests.cast import PASSWORD, County

NEW = "liu-xi-zhen-88"


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def test_a_new_password_holds_and_the_session_goes_on(county: County, client: Client) -> None:
    client.force_login(county["water"])
    client.post("/account/password/", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert client.get("/account/").status_code == 200
    county["water"].refresh_from_db()
    assert county["water"].check_password(NEW)


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", NEW, NEW, "原密码不对"),
        (PASSWORD, NEW, "other", "两次输入的新密码不一致"),
        (PASSWORD, "1234567890", "1234567890", "密码"),
    ],
)
def test_an_unfit_password_is_refused_in_words(
    county: County, client: Client, old: str, new: str, again: str, said: str
) -> None:
    client.force_login(county["water"])
    response = client.post("/account/password/", {"old": old, "new": new, "again": again})
    assert response.status_code == 422
    assert said in response.content.decode()
    county["water"].refresh_from_db()
    assert county["water"].check_password(PASSWORD)


def test_a_delegation_is_given_shown_and_ended(county: County, client: Client) -> None:
    client.force_login(county["chief"])
    typed = {
        "deputy": str(county["clerk"].pk),
        "begins": "2026-11-16T08:00",
        "ends": "2026-11-20T18:00",
        "reason": "外出培训",
    }
    client.post("/account/delegations/", typed)
    assert "外出培训" in client.get("/account/").content.decode()
    assert "section_chief" in scope_of(county["clerk"], county.now).roles
    (given,) = delegations.given_by(county["chief"])
    client.force_login(county["water"])
    assert client.post(f"/account/delegations/{given.pk}/end/").status_code == 404
    client.force_login(county["chief"])
    client.post(f"/account/delegations/{given.pk}/end/")
    assert "section_chief" not in scope_of(county["clerk"], county.later(minutes=1)).roles


def test_what_was_typed_stays_when_a_delegation_is_refused(county: County, client: Client) -> None:
    client.force_login(county["chief"])
    typed = {
        "deputy": str(county["clerk"].pk),
        "begins": "2026-11-20T08:00",
        "ends": "2026-11-16T18:00",
        "reason": "外出培训",
    }
    response = client.post("/account/delegations/", typed)
    assert response.status_code == 422
    page = response.content.decode()
    assert "结束时间要晚于开始时间" in page
    assert 'value="外出培训"' in page
    assert client.post("/account/delegations/", {"deputy": "x"}).status_code == 422


def test_an_administrator_neither_gives_nor_takes_a_delegation(county: County) -> None:
    ends = datetime(2026, 11, 20, 18, 0, tzinfo=clock.CHINA)
    for principal, deputy in (("sysadmin", "clerk"), ("clerk", "auditor")):
        with pytest.raises(Refused):
            delegations.delegate(
                county[principal], county[deputy], county.now, ends, "", county.now
            )


def test_the_auditor_reads_acts_but_no_title_and_no_word_said(
    county: County, client: Client
) -> None:
    matter = county.handling()
    county.act(
        matter, "report_progress", "water", progress="已巡查三十条", next_step="继续", percent=60
    )
    client.force_login(county["auditor"])
    page = client.get("/journal/").content.decode()
    assert matter.number in page
    assert "签收" in page
    assert matter.head_digest[:12] in page
    assert matter.title not in page
    assert "三十条" not in page
    for who in ("clerk", "head", "sysadmin", "water"):
        client.force_login(county[who])
        assert client.get("/journal/").status_code == 403


def test_the_system_administrator_keeps_the_rest_days(county: County, client: Client) -> None:
    client.force_login(county["sysadmin"])
    client.post("/rest-days/", {"day": "2026-11-18", "rest": "1", "name": "县庆"})
    assert not office_calendar().is_workday(date(2026, 11, 18))
    (row,) = restdays.rest_days()
    client.post(f"/rest-days/{row.pk}/remove/")
    assert office_calendar().is_workday(date(2026, 11, 18))
    refused = client.post("/rest-days/", {"day": "明天", "name": "县庆"})
    assert refused.status_code == 422
    assert 'value="县庆"' in refused.content.decode()
    client.force_login(county["clerk"])
    assert client.post("/rest-days/", {"day": "2026-11-18"}).status_code == 403


def test_the_security_administrator_appoints_and_ends_posts(county: County, client: Client) -> None:
    client.force_login(county["secadmin"])
    typed = {"person": str(county["liuxi"].pk), "unit": "donghu", "role": "liaison"}
    client.post("/posts/", typed)
    held = posts_of(county["liuxi"], date(2026, 11, 16))
    assert [post.unit.code for post in held] == ["liuxi", "donghu"]
    client.post(f"/posts/{held[1].pk}/end/")
    assert len(posts_of(county["liuxi"], date(2026, 11, 16))) == 1


def test_the_last_administrator_of_a_kind_cannot_be_dismissed(
    county: County, client: Client
) -> None:
    client.force_login(county["secadmin"])
    (held,) = posts_of(county["auditor"], date(2026, 11, 16))
    response = client.post(f"/posts/{held.pk}/end/")
    assert response.status_code == 409
    assert "请先登记接任者" in response.content.decode()


def test_no_business_person_becomes_an_administrator(county: County, client: Client) -> None:
    client.force_login(county["secadmin"])
    typed = {"person": str(county["clerk"].pk), "unit": "office", "role": "auditor"}
    response = client.post("/posts/", typed)
    assert response.status_code == 409
    assert "三员分立" in response.content.decode()
    assert client.post("/posts/", {"person": "", "unit": "", "role": "boss"}).status_code == 422

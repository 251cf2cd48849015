"""The board of hard problems, the monthly session and the risk register as people use them."""

from __future__ import annotations

import pytest
from django.test import Client

from luoshi.instruments.problems.models import SensitivePeriod, Session
from luoshi.lib import clock
from luoshi.matters.models import Event
from luoshi.org.tokens import issue
from tests import hard
from tests.cast import County

SESSION = "/problems/session/"


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def page(client: Client, county: County, who: str, address: str) -> str:
    client.force_login(county[who])
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_board_shows_each_problem_in_its_tier(county: County, client: Client) -> None:
    hard.reported(county, title="刚报上来的")
    hard.third_tier(county)
    text = page(client, county, "clerk", "/problems/")
    assert text.index("报送登记") < text.index("刚报上来的") < text.index("三级·三重一大")
    assert text.index("三级·三重一大") < text.index("北堤安置房十年未办证")
    assert "刚报上来的" not in page(client, county, "clerk", "/problems/?line=没有的口")


def test_an_empty_board_says_how_a_problem_comes_on_it(county: County, client: Client) -> None:
    assert "单位梳理之后" in page(client, county, "clerk", "/problems/")


@pytest.mark.parametrize("address", ["/problems/", SESSION, "/risks/"])
def test_a_unit_without_a_part_sees_nothing_of_it(
    county: County, client: Client, address: str
) -> None:
    hard.first_tier(county)
    hard.watched(county)
    text = page(client, county, "outsider", address)
    assert "北堤" not in text


@pytest.mark.parametrize("address", ["/problems/", SESSION, "/risks/"])
def test_an_administrator_sees_no_business(county: County, client: Client, address: str) -> None:
    client.force_login(county["auditor"])
    assert client.get(address).status_code == 403


@pytest.mark.parametrize(
    "address", ["/risks/periods/add/", f"{SESSION}2026-11-16/遗留〔2026〕1/discuss/"]
)
def test_what_changes_something_is_not_done_by_looking(
    county: County, client: Client, address: str
) -> None:
    client.force_login(county["clerk"])
    assert client.get(address).status_code == 405


def test_the_clerk_sets_the_day_and_the_agenda_stands_by_line(
    county: County, client: Client
) -> None:
    hard.first_tier(county)
    assert "还没有定日子" in page(client, county, "clerk", SESSION)
    refused = client.post(SESSION, {"day": "2026-11-28"})
    assert refused.status_code == 422
    assert "2026-11-30" in refused.content.decode()
    done = client.post(SESSION, {"day": "2026-11-27"}, follow=True).content.decode()
    assert "例会定在 11月27日" in done
    assert done.index("城建口") < done.index("北堤安置房十年未办证")
    assert "记“议而未决”" not in done
    assert client.post(SESSION, {"day": ""}).status_code == 422


def test_a_unit_cannot_set_the_day(county: County, client: Client) -> None:
    client.force_login(county["water"])
    assert client.post(SESSION, {"day": "2026-11-27"}).status_code == 403
    assert not Session.objects.exists()


def test_an_outcome_is_marked_from_the_page_once_and_a_refusal_keeps_the_words(
    county: County, client: Client
) -> None:
    matter = hard.first_tier(county)
    client.force_login(county["clerk"])
    client.post(SESSION, {"day": "2026-11-16"})
    address = f"{SESSION}2026-11-16/{matter.number}/"
    refused = client.post(f"{address}discuss/", {"why": "补缴基数有争议", "rev": matter.rev})
    assert refused.status_code == 422
    assert "补缴基数有争议" in refused.content.decode()
    assert "下次之前要做什么" in refused.content.decode()
    said = {"why": "补缴基数有争议", "next_step": "核实", "rev": matter.rev}
    for _ in range(2):
        assert client.post(f"{address}discuss/", said).status_code == 303
    assert Event.objects.filter(matter=matter, verb="discuss").count() == 1
    text = page(client, county, "clerk", f"{SESSION}2026-11-16/")
    assert "本次议而未决" in text
    matter.refresh_from_db()
    said = {"solution": "先办证后补缴", "rev": str(matter.rev)}
    assert "已记议定方案" in client.post(f"{address}settle/", said, follow=True).content.decode()
    assert "本次已议定" in page(client, county, "clerk", f"{SESSION}2026-11-16/")


def test_only_the_office_marks_and_only_what_a_session_can_say(
    county: County, client: Client
) -> None:
    matter = hard.first_tier(county)
    client.force_login(county["clerk"])
    client.post(SESSION, {"day": "2026-11-16"})
    address = f"{SESSION}2026-11-16/{matter.number}/"
    assert client.post(f"{address}void/", {"reason": "x"}).status_code == 404
    assert client.post(f"{SESSION}2026-99-99/{matter.number}/discuss/").status_code == 404
    client.force_login(county["water"])
    said = {"why": "争议", "next_step": "核实"}
    assert client.post(f"{address}discuss/", said).status_code == 403


def test_what_was_discussed_again_and_again_stands_beside_the_agenda(
    county: County, client: Client
) -> None:
    matter = hard.first_tier(county)
    for _ in range(3):
        hard.talked(county, matter)
    text = page(client, county, "head", SESSION)
    assert "3 次" in text[text.index("两次以上") :]


def test_a_sensitive_period_turns_three_rhinos_into_an_alert(
    county: County, client: Client
) -> None:
    for title in ("北堤老闸", "北堤老桥", "北堤危房"):
        hard.watched(county, title=title)
    assert "聚集预警：" not in page(client, county, "clerk", "/risks/")
    period = {"name": "全县两会", "begins": "2026-11-20", "ends": "2026-11-24"}
    shown = client.post("/risks/periods/add/", period, follow=True).content.decode()
    assert "聚集预警：全县两会" in shown
    assert "柳溪镇有 <b>3</b> 头灰犀牛" in shown
    made = SensitivePeriod.objects.get()
    client.post(f"/risks/periods/{made.pk}/remove/")
    assert client.post(f"/risks/periods/{made.pk}/remove/").status_code == 404


def test_a_bad_period_comes_back_as_it_was_typed(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    period = {"name": "国庆", "begins": "2026-10-07", "ends": "2026-10-01"}
    refused = client.post("/risks/periods/add/", period)
    assert refused.status_code == 422
    assert 'value="国庆"' in refused.content.decode()
    client.force_login(county["water"])
    assert client.post("/risks/periods/add/", period | {"ends": "2026-10-08"}).status_code == 403


def test_the_register_shows_grade_place_and_how_long_nobody_looked(
    county: County, client: Client
) -> None:
    hard.watched(county)
    county.later(days=12)
    text = page(client, county, "water", "/risks/")
    for said in ("5 × 3 = <b>15</b>", "柳溪镇", "12 天前", "汛期溃口"):
        assert said in text


def test_the_page_of_a_problem_says_which_gates_are_open(county: County, client: Client) -> None:
    matter = hard.first_tier(county)
    text = page(client, county, "clerk", f"/matters/{matter.number}/")
    gates = text[text.index("办理关口") :]
    assert gates.count("还缺") == 5
    assert "财政意见" in gates


def test_a_place_of_a_risk_is_shown_by_name_and_its_form_by_code(
    county: County, client: Client
) -> None:
    matter = hard.watched(county)
    assert "柳溪镇" in page(client, county, "clerk", f"/matters/{matter.number}/")
    form = page(client, county, "clerk", f"/matters/{matter.number}/act/supplement/")
    assert '<option value="liuxi" selected>' in form
    token = {"Authorization": f"Bearer {issue(county['clerk'], county.now)}"}
    answer = client.get(f"/api/v1/matters/{matter.number}", headers=token).json()
    assert answer["extra"]["area"] == "liuxi"

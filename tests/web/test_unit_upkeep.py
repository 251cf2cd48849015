"""Keeping the directory: the system administrator alone, nothing lost, papers still understood."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from luoshi.instruments.intake.compute.model import Mention
from luoshi.instruments.intake.compute.resolve import Resolver
from luoshi.instruments.intake.units import directory_view
from luoshi.lib import clock
from luoshi.org import upkeep
from luoshi.org.models import Alias, NameWish, Unit
from tests.cast import County

TODAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def present(county: County, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: county.now)
    client.force_login(county["sysadmin"])


def means(name: str, dated: date = TODAY, issuer: str = "") -> Mention:
    """What a paper of that day means by the name."""
    return Resolver(directory_view(TODAY, dated, issuer)).resolved(Mention(name, 0, len(name)))


def test_a_new_unit_is_found_by_its_names_at_once(county: County, client: Client) -> None:
    upkeep.wish(county["clerk"], county.now, "县低空中心")
    assert "县低空中心" in client.get("/units/").content.decode()
    typed = {"name": "安澜县低空经济中心", "short_name": "县低空中心", "kind": "institution"}
    answer = client.post("/units/add/", typed)
    made = Unit.objects.get(name="安澜县低空经济中心")
    assert answer["Location"] == f"/units/{made.code}/"
    assert means("低空中心").code == made.code
    assert not NameWish.objects.exists(), "the wish is fulfilled"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            {"name": "安澜县水利局", "short_name": "新水利局", "kind": "bureau"},
            "已是安澜县水利局的名称",
        ),
        ({"name": "", "short_name": "新局", "kind": "bureau"}, "请填写单位全称"),
        ({"name": "新局", "short_name": "新局", "kind": "dance"}, "请选择单位类别"),
        (
            {"name": "新局", "short_name": "新局", "kind": "bureau", "from": "明天"},
            "请选择起始日期",
        ),
    ],
)
def test_a_bad_unit_is_refused_and_comes_back_as_typed(
    county: County, client: Client, typed: dict[str, str], said: str
) -> None:
    answer = client.post("/units/add/", typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{typed["short_name"]}"' in answer.content.decode()
    assert Unit.objects.count() == len(county.units)


def test_renamed_it_answers_to_both_names_each_in_its_time(county: County, client: Client) -> None:
    typed = {"name": "安澜县水务局", "short_name": "县水务局", "from": "2026-11-01"}
    assert client.post("/units/water/rename/", typed).status_code == 302
    old = Alias.objects.get(name="县水利局")
    assert (old.former, old.valid_to) == (True, date(2026, 10, 31))
    assert means("县水务局").code == "water"
    for day in (TODAY, date(2020, 1, 1)):
        found = means("县水利局", day)
        assert (found.code, found.how) == ("water", "former")
        assert "用到2026年10月31日，今县水务局" in found.note
    page = client.get("/units/water/").content.decode()
    assert "县水利局" in page
    assert client.post("/units/water/rename/", typed).status_code == 422, "nothing changes twice"


def test_renamed_back_the_old_name_is_its_name_again(county: County, client: Client) -> None:
    client.post("/units/water/rename/", {"name": "安澜县水务局", "short_name": "县水务局"})
    client.post("/units/water/rename/", {"name": "安澜县水利局", "short_name": "县水利局"})
    assert means("县水利局").how == "alias"
    assert {a.name for a in Alias.objects.filter(unit=county.units["water"])} == {
        "安澜县水务局",
        "县水务局",
    }


def test_an_alias_comes_and_ends(county: County, client: Client) -> None:
    assert client.post("/units/water/alias/", {"alias": " 县河长办 "}).status_code == 302
    assert means("县河长办").code == "water"
    client.post("/units/water/alias/", {"alias": "县河长办"})
    alias = Alias.objects.get(name="县河长办")
    assert client.post("/units/water/end-alias/", {"alias_id": alias.pk}).status_code == 302
    client.post("/units/water/end-alias/", {"alias_id": alias.pk})
    alias.refresh_from_db()
    assert (alias.former, alias.valid_to) == (True, date(2026, 11, 15))
    assert means("县河长办").how == "former"
    assert client.post("/units/water/end-alias/", {"alias_id": "x"}).status_code == 422
    taken = client.post("/units/water/alias/", {"alias": "县城管局"})
    assert "已是安澜县城市管理局的名称" in taken.content.decode()
    assert 'value="县城管局"' in taken.content.decode()


def test_a_closed_unit_s_papers_find_its_successor(county: County, client: Client) -> None:
    typed = {"successor": "housing", "from": "2026-11-01", "sure": "1"}
    unsure = client.post("/units/city/close/", {**typed, "sure": ""})
    assert unsure.status_code == 422
    assert "请勾选确认" in unsure.content.decode()
    assert client.post("/units/city/close/", typed).status_code == 302
    for name in ("县城管局", "城市管理局", "县城管执法局"):
        found = means(name)
        assert (found.code, found.how) == ("housing", "former")
        assert "职能由县住建局承接" in found.note
    assert "已撤并" in client.get("/units/?q=城管").content.decode()
    assert client.post("/units/city/close/", typed).status_code == 409
    assert client.post("/units/city/alias/", {"alias": "新名"}).status_code == 409


def test_a_closed_unit_without_successor_stays_open(county: County, client: Client) -> None:
    client.post("/units/city/close/", {"sure": "1"})
    found = means("县城管局")
    assert found.code is None
    assert "没有登记承接单位" in found.note


def test_neither_the_government_nor_a_unit_s_own_self_is_taken_over(
    county: County, client: Client
) -> None:
    assert client.post("/units/gov/close/", {"sure": "1"}).status_code == 409
    own = client.post("/units/city/close/", {"sure": "1", "successor": "city"})
    assert own.status_code == 422


def test_a_name_that_moved_to_another_unit_means_whoever_had_it_that_day(county: County) -> None:
    city, housing = county.units["city"], county.units["housing"]
    Alias.objects.create(unit=city, name="县公用局", former=True, valid_to=date(2019, 2, 28))
    Alias.objects.create(unit=housing, name="县公用局", valid_from=date(2019, 3, 1))
    assert means("县公用局", date(2018, 5, 1)).code == "city"
    assert means("县公用局", date(2026, 5, 1)).code == "housing"


def test_a_superior_s_paper_does_not_name_our_units_by_short_names(county: County) -> None:
    assert means("水利局", issuer="安澜县人民政府").code == "water"
    assert means("我局", issuer="县水利局").code == "water"
    assert means("水利局", issuer="江州市人民政府").code is None
    assert means("安澜县水利局", issuer="江州市人民政府").code == "water"


def test_a_wish_may_be_dropped(county: County, client: Client) -> None:
    wish = upkeep.wish(county["clerk"], county.now, "县某某专班")
    for _ in "12":
        assert client.post(f"/units/wishes/{wish.pk}/drop/").status_code == 302
    assert not NameWish.objects.exists()


def test_others_and_wrong_methods(county: County, client: Client) -> None:
    posts = ("/units/add/", "/units/water/rename/", "/units/water/close/", "/units/wishes/1/drop/")
    assert [client.get(address).status_code for address in posts] == [405] * 4
    assert client.post("/units/water/dance/").status_code == 404
    assert client.post("/units/nowhere/alias/", {"alias": "某局"}).status_code == 404
    assert client.post("/units/").status_code == 405
    for who in ("clerk", "chief", "head", "water", "auditor", "secadmin", "outsider"):
        client.force_login(county[who])
        assert [client.post(address).status_code for address in posts] == [403] * 4
        page = client.get("/units/water/").content.decode()
        assert "撤并" not in page
    assert Unit.objects.get(code="water").name == "安澜县水利局"

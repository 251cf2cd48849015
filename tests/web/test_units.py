"""The directory: units by any name, people and their posts, and no business that is not seen."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import County

TITLE = "完成全县河道巡查并建立一河一档"


def page(client: Client, county: County, who: str, address: str) -> str:
    client.force_login(county[who])
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_units_stand_by_kind_and_are_found_by_a_former_name(county: County, client: Client) -> None:
    assert "乡镇（街道）" in page(client, county, "clerk", "/units/")
    found = page(client, county, "clerk", "/units/?q=城管执法")
    assert "县城管局" in found
    assert "县水利局" not in found
    assert "没有叫“光缆”的单位" in page(client, county, "clerk", "/units/?q=光缆")


def test_a_unit_page_shows_names_people_leader_and_its_matters(
    county: County, client: Client
) -> None:
    county.dispatched(lead="city")
    words = page(client, county, "clerk", "/units/city/")
    for said in ("县城管执法局", "leader某", "city某", "联络员", TITLE):
        assert said in words


@pytest.mark.parametrize("who", ["outsider", "sysadmin", "auditor"])
def test_whoever_has_no_part_sees_the_directory_but_no_matter(
    county: County, client: Client, who: str
) -> None:
    county.handling()
    assert TITLE not in page(client, county, who, "/units/water/")
    assert TITLE not in page(client, county, who, f"/people/{county['water'].pk}/")


def test_a_person_page_shows_posts_and_matters_handled(county: County, client: Client) -> None:
    county.handling()
    words = page(client, county, "clerk", f"/people/{county['water'].pk}/")
    assert TITLE in words
    assert "联络员" in words


def test_an_unknown_unit_or_person_is_not_found(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    assert client.get("/units/nowhere/").status_code == 404
    assert client.get("/people/999999/").status_code == 404

"""A lawyer in a task force on the pages: the one matter, nothing restricted, nothing else."""

from __future__ import annotations

import pytest
from django.test import Client

from luoshi.lib import clock
from luoshi.matters.models import Matter
from luoshi.org.tokens import issue
from tests import hard
from tests.cast import County

ELSEWHERE = (
    *("/ledger/", "/ledger/export.xlsx", "/problems/", "/problems/session/", "/risks/", "/units/"),
    *("/facts/", "/counters/", "/burden/", "/reports/", "/sources/", "/money/", "/copies/"),
    *("/inspections/", "/oral/", "/weekly/", "/register/"),
)


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


@pytest.fixture
def matter(county: County, client: Client) -> Matter:
    """A hard problem whose task force has the lawyer, who has signed in."""
    made = hard.first_tier(county)
    row = {"name": "lawyer某", "unit": "某律师事务所", "role": "lawyer", "account": "lawyer"}
    hard.force(county, made, members=[row])
    client.force_login(county["lawyer"])
    return made


def test_the_desk_shows_the_matter_and_its_page_nothing_restricted(
    county: County, client: Client, matter: Matter
) -> None:
    desk = client.get("/").content.decode()
    assert matter.title in desk
    assert 'href="/ledger/"' not in desk
    text = client.get(f"/matters/{matter.number}/").content.decode()
    assert "补缴土地款由谁承担" in text
    assert hard.KEY_PERSONS not in text
    address = f"/matters/{matter.number}/act/advise/"
    assert client.get(address).status_code == 200
    typed = {"opinion": "先确权再办证", "rev": matter.rev}
    assert client.post(address, typed).status_code == 303
    assert "先确权再办证" in client.get(f"/matters/{matter.number}/").content.decode()


@pytest.mark.parametrize("address", ELSEWHERE)
def test_every_other_page_is_closed_with_a_word_on_where_to_go(
    county: County, client: Client, matter: Matter, address: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 403
    assert "从“今天”打开" in answer.content.decode() or "政府" in answer.content.decode()


def test_another_matter_and_the_interface_are_closed(
    county: County, client: Client, matter: Matter
) -> None:
    other = hard.first_tier(county, title="另一件")
    assert client.get(f"/matters/{other.number}/").status_code == 404
    assert client.get(f"/people/{county['clerk'].pk}/").status_code == 403
    token = {"Authorization": f"Bearer {issue(county['lawyer'], county.now)}"}
    answer = client.get(f"/api/v1/matters/{matter.number}", headers=token)
    assert (answer.status_code, answer.json()["code"]) == (403, "outside_member")

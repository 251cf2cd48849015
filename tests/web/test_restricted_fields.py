"""Need to know (B9): what is restricted is read by few, on pages, in the API and in the journal."""

from __future__ import annotations

import pytest
from django.test import Client

from luoshi.lib import clock
from luoshi.matters import engine, narrate
from luoshi.matters.models import Matter
from luoshi.org.tokens import issue
from tests import hard
from tests.cast import County

SECRET = hard.KEY_PERSONS
LATER = "另一名关键人物吴某"


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


@pytest.fixture
def matter(county: County) -> Matter:
    """Opened by the liaison of the water bureau, supplemented by the director."""
    made = hard.first_tier(county, co=["city"])
    county.act(made, "supplement", "director", key_persons=f"{SECRET}；{LATER}")
    return made


def everything(client: Client, county: County, who: str, matter: Matter) -> str:
    """All that this person can get at: pages, forms, lists and the API."""
    client.force_login(county[who])
    seen = []
    for address in (
        f"/matters/{matter.number}/",
        f"/matters/{matter.number}/act/supplement/",
        "/problems/",
        "/problems/session/",
        "/ledger/",
        "/",
    ):
        seen.append(client.get(address).content.decode())
    token = {"Authorization": f"Bearer {issue(county[who], county.now)}"}
    for tail in ("", "/events", "/acts"):
        response = client.get(f"/api/v1/matters/{matter.number}{tail}", headers=token)
        seen.append(response.content.decode())
    return "\n".join(seen)


@pytest.mark.parametrize("who", ["clerk", "chief", "city", "outsider", "auditor"])
def test_key_persons_are_hidden_from_clerks_and_units(
    county: County, client: Client, matter: Matter, who: str
) -> None:
    seen = everything(client, county, who, matter)
    assert SECRET not in seen
    assert LATER not in seen


@pytest.mark.parametrize("who", ["leader", "head", "director", "water"])
def test_leaders_the_director_and_who_opened_it_read_them(
    county: County, client: Client, matter: Matter, who: str
) -> None:
    assert SECRET in everything(client, county, who, matter)


def test_the_journal_says_that_something_restricted_was_written(
    county: County, client: Client, matter: Matter
) -> None:
    client.force_login(county["clerk"])
    text = client.get(f"/matters/{matter.number}/").content.decode()
    assert "关键人物：（限知）" in text


def test_whoever_forgets_to_ask_who_reads_shows_too_little(matter: Matter) -> None:
    event = matter.events.get(verb="supplement")
    assert LATER not in "".join(narrate.lines(event))
    assert LATER in "".join(narrate.lines(event, hidden=frozenset()))


def test_supplementing_what_one_may_read_leaves_what_one_may_not(
    county: County, client: Client, matter: Matter
) -> None:
    client.force_login(county["clerk"])
    address = f"/matters/{matter.number}/act/supplement/"
    form = {**matter.extra, "entry_point": "先办无争议的五十户", "rev": matter.rev}
    form |= {"key_persons": "", "legal_basis": ""}
    sent = {key: value for key, value in form.items() if value is not None}
    assert client.post(address, sent).status_code == 303
    matter.refresh_from_db()
    assert matter.extra["entry_point"] == "先办无争议的五十户"
    assert LATER in matter.extra["key_persons"]


def test_the_answer_to_ones_own_act_does_not_tell_it_either(
    county: County, client: Client, matter: Matter
) -> None:
    token = {"Authorization": f"Bearer {issue(county['clerk'], county.now)}"}
    done = client.post(
        f"/api/v1/matters/{matter.number}/acts/supplement",
        {"entry_point": "先易后难"},
        content_type="application/json",
        headers=token,
    )
    assert done.status_code == 201
    assert SECRET not in done.content.decode()


def test_a_clerk_may_write_key_persons_without_reading_those_of_others(
    county: County, matter: Matter
) -> None:
    offered = {p.verb.key for p in engine.possible(matter, county["clerk"], county.now)}
    assert "supplement" in offered

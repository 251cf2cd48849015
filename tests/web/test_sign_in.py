"""Signing in and out, and what was typed when the session ended."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from luoshi.web.pages.account import _safe
from tests.cast import PASSWORD, County

NOTICE = "本系统为非涉密系统，禁止存储、处理、传输国家秘密"


def signed(client: Client, username: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/sign-in/", {"username": username, "password": password, **more})


def test_the_page_names_the_office_and_says_that_no_secrets_belong_here(client: Client) -> None:
    page = client.get("/sign-in/").content.decode()
    assert settings.OFFICE in page
    assert NOTICE in page


def test_a_person_signs_in_and_lands_where_they_wanted_to_go(
    county: County, client: Client
) -> None:
    asked = client.get("/ledger/?tab=late")
    assert asked.status_code == 302
    assert asked["Location"] == "/sign-in/?next=%2Fledger%2F%3Ftab%3Dlate"
    response = signed(client, "clerk", next="/ledger/?tab=late")
    assert response["Location"] == "/ledger/?tab=late"


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", "", "evil"],
)
def test_no_redirect_leads_elsewhere(address: str) -> None:
    assert _safe(address) == "/"


def test_a_wrong_password_says_what_to_do_and_keeps_the_name(
    county: County, client: Client
) -> None:
    response = signed(client, "clerk", "wrong")
    assert response.status_code == 422
    page = response.content.decode()
    assert "用户名或密码不对" in page
    assert 'value="clerk"' in page


def test_five_wrong_passwords_lock_even_against_the_right_one(
    county: County, client: Client
) -> None:
    for _ in range(5):
        last = signed(client, "clerk", "wrong")
    assert last.status_code == 429
    locked = signed(client, "clerk")
    assert locked.status_code == 429
    assert "暂停半小时" in locked.content.decode()
    assert signed(client, "chief").status_code == 302


def test_somebody_who_left_cannot_sign_in(county: County, client: Client) -> None:
    county["clerk"].is_active = False
    county["clerk"].save()
    assert signed(client, "clerk").status_code == 422


def test_signing_out_takes_a_post_and_ends_the_session(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert client.get("/ledger/").status_code == 302


def test_a_session_that_ended_while_typing_loses_nothing(county: County, client: Client) -> None:
    typed = {"day": "2026-12-31", "rest": "1", "name": "县庆放假一天"}
    expired = client.post("/rest-days/", typed)
    assert expired.status_code == 401
    assert "没有丢" in expired.content.decode()
    sealed = expired.context["kept_sealed"]
    wrong = signed(client, "sysadmin", "wrong", kept=sealed)
    assert wrong.context["kept_sealed"] == sealed
    resumed = signed(client, "sysadmin", kept=sealed).content.decode()
    assert "县庆放假一天" in resumed
    assert 'action="/rest-days/"' in resumed


def test_kept_fields_that_somebody_changed_are_not_believed(county: County, client: Client) -> None:
    assert signed(client, "clerk", kept="eyJwYXRoIjoiLyJ9:forged:seal").status_code == 302


def test_an_outdated_page_asks_to_press_once_more(county: County) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(county["sysadmin"])
    typed = {"day": "2026-12-31", "name": "县庆放假一天", "csrfmiddlewaretoken": "old"}
    response = strict.post("/rest-days/", typed, headers={"Origin": "http://testserver"})
    assert response.status_code == 403
    assert "县庆放假一天" in response.content.decode()
    foreign = strict.post("/rest-days/", typed, headers={"Origin": "https://evil.example"})
    assert foreign.status_code == 403
    assert "县庆放假一天" not in foreign.content.decode()


def test_demo_sign_ins_are_listed_in_the_demo_only(
    client: Client, settings: object, tmp_path: Path
) -> None:
    doors = [{"username": "u1", "password": "p1", "role": "督查员", "name": "某", "unit": "办"}]
    (tmp_path / "demo.json").write_text(json.dumps(doors), "utf-8")
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    assert "演示账号" not in client.get("/sign-in/").content.decode()
    settings.DEMO = True  # type: ignore[attr-defined]
    assert "u1 / p1" in client.get("/sign-in/").content.decode()

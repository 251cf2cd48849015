"""What cannot be done is said in a designed page, in plain words, with the right status."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from luoshi.web.pages.errors import broken
from tests.cast import County


def test_what_may_not_be_seen_looks_like_what_is_not_there(county: County, client: Client) -> None:
    matter = county.handling()
    client.force_login(county["outsider"])
    hidden = client.get(f"/matters/{matter.number}/")
    absent = client.get("/matters/会督〔2026〕999/")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content


def test_an_unknown_address_is_answered_by_a_page_of_the_house(client: Client) -> None:
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    page = response.content.decode()
    assert "没有找到" in page
    assert 'lang="zh-Hans"' in page


def test_a_wrong_method_is_refused(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    assert client.get("/ledger/views/").status_code == 405


def test_our_own_fault_is_admitted_without_touching_the_database() -> None:
    response = broken(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "不是您的操作有误" in response.content.decode()


@pytest.mark.parametrize("address", ["/sign-in/", "/no/such/page/"])
def test_the_content_policy_allows_no_inline_code(client: Client, address: str) -> None:
    policy = client.get(address)["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("address", ["/", "/ledger/", "/units/", "/account/"])
def test_pages_with_business_are_not_kept_by_the_browser(
    county: County, client: Client, address: str
) -> None:
    client.force_login(county["clerk"])
    assert client.get(address)["Cache-Control"] == "no-store"

"""Whatever goes wrong, the API answers with problem+json and never with a page."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from luoshi.api.api import api
from luoshi.lib import clock
from luoshi.matters import queries
from luoshi.org import tokens
from tests.api.caller import Caller, problem
from tests.cast import County

SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "openapi.json"


def test_without_a_token_nothing_is_told(county: County) -> None:
    number = county.handling().number
    nobody = Caller(None)
    for path in ("/matters", f"/matters/{number}", "/units", "/types", "/stats/units"):
        answer = nobody.get(path)
        problem(answer, 401, "no_token")
        assert answer["WWW-Authenticate"] == "Bearer"
    problem(nobody.post("/matters", {}), 401, "no_token")


def test_a_token_that_ended_or_was_never_issued_opens_nothing(county: County) -> None:
    past = clock.now() - timedelta(days=2)
    ended = tokens.issue(county["clerk"], past, ends_at=past + timedelta(days=1))
    caller = Caller(None)
    for token in (ended, "ls_guess", "", "令牌"):
        caller.headers = {"Authorization": f"Bearer {token}"}
        problem(caller.get("/matters"), 401, "no_token")


@pytest.mark.parametrize("body", ["{", "", "\ufeff{}", '{"type": "\\ud800"}', "[]", "null", "5"])
def test_broken_json_is_a_problem(county: County, body: str) -> None:
    answer = Caller(county["clerk"]).post("/matters", body)
    assert answer.status_code in {400, 422}
    problem(answer, answer.status_code, answer.json()["code"])


def test_a_body_beyond_the_limit_is_a_problem(county: County) -> None:
    answer = Caller(county["clerk"]).post("/matters", '{"title": "' + "x" * 6_000_000 + '"}')
    assert answer.status_code in {400, 413}
    problem(answer, answer.status_code, answer.json()["code"])


@pytest.mark.parametrize("path", ["/", "/nothing", "/matters/x/y/z", "/docs"])
def test_an_unknown_address_is_a_problem(county: County, path: str) -> None:
    problem(Caller(county["clerk"]).get(path), 404, "no_such_address")


def test_a_wrong_method_names_the_right_ones(county: County) -> None:
    answer = Caller(county["clerk"]).post("/units", {})
    problem(answer, 405, "wrong_method")
    assert answer["Allow"] == "GET"


def test_a_fault_of_ours_is_a_problem_without_its_insides(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("password of the database")

    monkeypatch.setattr(queries, "unit_stats", broken)
    answer = Caller(county["clerk"]).get("/stats/units")
    assert "password" not in problem(answer, 500, "broken")["detail"]


def test_the_committed_schema_is_the_schema_served(county: County) -> None:
    served = Caller(None).get("/openapi.json").json()
    assert served == json.loads(SCHEMA.read_text("utf-8")), (
        "docs/reference/openapi.json is old: run `python -m tests.api.refresh_schema`"
    )
    assert served == json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/")))
    for path, operations in served["paths"].items():
        for method, operation in operations.items():
            declared = set(operation["responses"])
            assert "401" in declared, (method, path)
            if method == "post":
                assert {"201", "400", "403", "404", "409", "422"} <= declared, path

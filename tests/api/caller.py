"""Calling the API as one of the cast, the way a program outside would."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.test import Client

from luoshi.lib import clock
from luoshi.org import tokens
from luoshi.org.models import Person


class Caller:
    """Sends requests with the bearer token of one person."""

    def __init__(self, person: Person | None) -> None:
        self.headers = (
            {"Authorization": f"Bearer {tokens.issue(person, clock.now())}"} if person else {}
        )
        self.client = Client(raise_request_exception=False)

    def get(self, path: str, **query: Any) -> Any:
        """GET; the answer is remembered by its status and body."""
        return self.client.get(f"/api/v1{quote(path)}", query, headers=self.headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        """POST with a JSON body, or with the text given as it is."""
        data = body if isinstance(body, str) else json.dumps(body)
        return self.client.post(
            f"/api/v1{quote(path)}", data, "application/json", headers={**self.headers, **headers}
        )


def problem(response: HttpResponse, status: int, code: str) -> dict[str, Any]:
    """The body of a problem of that status and code; anything else fails the test."""
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    body: dict[str, Any] = json.loads(response.content)
    assert (body["status"], body["code"]) == (status, code)
    assert set(body) >= {"type", "title", "status", "code", "detail", "fields"}
    assert any("\u4e00" <= letter <= "\u9fff" for letter in body["detail"])
    return body

"""What a person typed into a form, by declared field: kept as typed, and as the engine takes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib import deadlines
from luoshi.lib.errors import Problem
from luoshi.matters.forms import MOST_ROWS
from luoshi.web.forms import uploads

_BLANK: tuple[Any, ...] = (None, "", [])


def read(fields: Iterable[Field], request: HttpRequest) -> tuple[dict[str, Any], dict[str, str]]:
    """The values as typed, and what was wrong with uploads by field. Good files are stored."""
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for field in fields:
        if field.kind == FieldKind.FILES:
            values[field.key], problem = _files(field.key, request)
            wrong |= {field.key: problem} if problem else {}
        elif field.kind == FieldKind.UNITS:
            values[field.key] = [code for code in request.POST.getlist(field.key) if code]
        elif field.kind == FieldKind.ROWS:
            values[field.key] = _rows(field, request)
        else:
            values[field.key] = request.POST.get(field.key, "")
    return values, wrong


def _rows(field: Field, request: HttpRequest) -> list[dict[str, Any]]:
    """The rows as typed: `key-0-column`, `key-1-column` …, blank ones left out."""
    found = []
    for number in range(MOST_ROWS):
        row = {c.key: request.POST.get(f"{field.key}-{number}-{c.key}", "") for c in field.columns}
        if any(cell.strip() for cell in row.values()):
            found.append(row)
    return found


def _files(key: str, request: HttpRequest) -> tuple[list[dict[str, Any]], str]:
    found: list[dict[str, Any]] = []
    sentences: list[str] = []
    try:
        found += uploads.kept(receipt for receipt in request.POST.getlist(key) if receipt)
    except Problem as problem:
        sentences.append(problem.sentence)
    for upload in request.FILES.getlist(key):
        try:
            ref = uploads.taken(upload)
        except Problem as problem:
            sentences.append(problem.sentence)
        else:
            found += [] if ref in found else [ref]
    return found, "".join(sentences)


def given(
    fields: Iterable[Field],
    values: Mapping[str, Any],
    day: date,
    before: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What the engine is told: fields that say something and, on a form that showed `before`,
    those that say something else now. A recurrence in words (每月25日) goes in as its rule."""
    known = before or {}
    told: dict[str, Any] = {}
    for field in fields:
        value = values.get(field.key)
        value = value.strip() if isinstance(value, str) else value
        if field.kind == FieldKind.RULE and value:
            value = _rule(value, day)
        old = known.get(field.key)
        unsaid = value in _BLANK and old in _BLANK
        if field.key in values and not unsaid and (field.required or value != old):
            told[field.key] = value
    return told


def _rule(words: str, day: date) -> str:
    found = (d.rrule for d in deadlines.find(words, anchor=day) if d.rrule)
    return next(found, words)

"""Matters: list, open, look, act. Reads through `queries`, changes through `engine`."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError
from ninja import Header, Query, Router, Status

from luoshi.api import answers, paging
from luoshi.api.auth import Asked, BusinessToken
from luoshi.api.errors import ProblemOut
from luoshi.api.schemas import (
    ActIn,
    ActOut,
    DoneOut,
    EventOut,
    FileIn,
    MatterIn,
    MatterOut,
    MattersOut,
)
from luoshi.api.schemas import Asked as Wanted
from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.clock import local_date
from luoshi.lib.digest import sm3
from luoshi.lib.errors import Invalid
from luoshi.matters import engine, files, queries
from luoshi.matters.models import Event, Matter
from luoshi.matters.types import current
from luoshi.matters.verbs import VERBS
from luoshi.org.scope import current_units

router = Router(tags=["matters"], auth=BusinessToken())
READING = {401: ProblemOut, 403: ProblemOut, 404: ProblemOut, 422: ProblemOut}
CHANGING = {400: ProblemOut, **READING, 409: ProblemOut, 413: ProblemOut}


def _find(request: Asked, number: str) -> Matter:
    # A database of the other kind refuses the zero character with an error of its own.
    return queries.find(request.auth, number.replace("\x00", ""), request.now)


@router.get("", response={200: MattersOut, **READING}, summary="事项清单")
def list_matters(request: Asked, asked: Query[Wanted]) -> MattersOut:
    """One page of the matters the person may see."""
    typed = {name: value or "" for name, value in asked.dict().items()}
    rows = queries.ledger(request.auth, queries.LedgerFilter.parse(typed), request.now)
    found, following = paging.page(rows, asked.order, asked.cursor, asked.limit)
    return MattersOut(items=answers.rows(found, request.now), next=following)


@router.post("", response={201: MatterOut, **CHANGING}, summary="登记事项")
def open_matter(
    request: Asked,
    typed: MatterIn,
    idempotency_key: str | None = Header(None, alias="Idempotency-Key"),
) -> Status[MatterOut]:
    """A new matter. The same `Idempotency-Key` again answers with the same matter."""
    said = {k: v for k, v in typed.dict(exclude={"type"}).items() if v not in (None, "", [])}
    said["extra"] = _fitting(current(typed.type).fields, typed.extra)
    person = request.auth
    # Kept per person: nobody reaches another's matter by guessing a key.
    key = sm3(f"{person.pk}:{idempotency_key}".encode()) if idempotency_key else None
    try:
        made = engine.open_matter(typed.type, person, request.now, request_key=key, **said)
    except IntegrityError:  # the same press twice at once: the other one has just been kept
        made = engine.open_matter(typed.type, person, request.now, request_key=key, **said)
    return Status(201, answers.matter(made, person, request.now))


@router.get("/{number}", response={200: MatterOut, **READING}, summary="事项详情")
def show_matter(request: Asked, number: str) -> MatterOut:
    """One matter with its parts."""
    return answers.matter(_find(request, number), request.auth, request.now)


@router.get("/{number}/events", response={200: list[EventOut], **READING}, summary="办理过程")
def list_events(request: Asked, number: str) -> list[EventOut]:
    """The whole journal, oldest first."""
    names = answers.unit_names(request.now)
    return [answers.event(row, names) for row in queries.journal(_find(request, number))]


@router.get("/{number}/acts", response={200: list[ActOut], **READING}, summary="我能做什么")
def list_acts(request: Asked, number: str) -> list[ActOut]:
    """What this person may do to the matter now, likeliest first, with the fields of each."""
    matter = _find(request, number)
    units = {unit.pk: unit for unit in current_units(local_date(request.now))}
    permits = engine.possible(matter, request.auth, request.now)
    return [answers.act(permit, units) for permit in permits]


@router.post("/{number}/acts/{verb}", response={201: DoneOut, **CHANGING}, summary="办理")
def do_act(request: Asked, number: str, verb: str, typed: ActIn) -> Status[DoneOut]:
    """The act is in the journal. 409 `stale` when somebody else acted after `rev`."""
    matter = _find(request, number)
    known = VERBS.get(verb)
    said = _fitting(known.form if known else (), typed.__pydantic_extra__ or {})
    if typed.files:
        said["files"] = _kept(typed.files)
    event = _done(matter, verb, request, typed, said)
    matter = _find_again(request, matter)
    out = answers.event(event, answers.unit_names(request.now))
    return Status(201, DoneOut(event=out, matter=answers.matter(matter, request.auth, request.now)))

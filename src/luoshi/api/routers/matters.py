"""Matters: list, open, look, act. Reads through `queries`, changes through `engine`."""

from __future__ import annotations

import base64
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
from luoshi.catalogue.schema import Field, FieldKind, TypeSpec
from luoshi.instruments.forecast.service import foreseen_late
from luoshi.lib.clock import local_date
from luoshi.lib.digest import sm3
from luoshi.lib.errors import Invalid, NotAllowed, NotFound
from luoshi.matters import engine, files, queries
from luoshi.matters.ledger_filter import OWN
from luoshi.matters.models import Matter
from luoshi.matters.types import current, pinned
from luoshi.matters.verbs import verbs_of
from luoshi.matters.verbs.filing import form_of
from luoshi.matters.verbs.sensitivity import NOT_LEAVING
from luoshi.org.scope import current_units

router = Router(tags=["matters"], auth=BusinessToken())
READING = {401: ProblemOut, 403: ProblemOut, 404: ProblemOut, 422: ProblemOut}
RELATED = ("lead_unit", "leader", "parent", "document")
CHANGING = {400: ProblemOut, **READING, 409: ProblemOut, 413: ProblemOut}


def _find(request: Asked, number: str) -> Matter:
    # A database of the other kind refuses the zero character with an error of its own.
    found = queries.find(request.auth, number.replace("\x00", ""), request.now)
    if found.sensitive:
        raise NotAllowed(NOT_LEAVING, code="sensitive_stays")
    return found


def _type(key: str) -> TypeSpec:
    try:
        return current(key)
    except NotFound as unknown:
        raise Invalid(
            unknown.sentence, code=unknown.stable_code, fields={"type": unknown.sentence}
        ) from None


@router.get("", response={200: MattersOut, **READING}, summary="事项清单")
def list_matters(request: Asked, asked: Query[Wanted]) -> MattersOut:
    """One page of the matters the person may see. With `type`, `f.KEY=value` narrows by a choice or
    flag (yes, no) of that type: the parameters are the `filters` of the type."""
    typed = {name: value or "" for name, value in asked.dict().items()}
    typed |= {name: value for name, value in request.GET.items() if name.startswith(OWN)}
    chosen = queries.LedgerFilter.parse(typed)
    also = foreseen_late(request.now) if chosen.outlook else queries.EVERY
    rows = queries.ledger(request.auth, chosen, request.now, also)
    rows = rows.filter(sensitive=False)  # work secrets go through no interface (S185)
    found, following = paging.page(rows, asked.order, asked.cursor, asked.limit)
    return MattersOut(items=answers.rows(found, request.now), next=following)


@router.post("", response={201: MatterOut, **CHANGING}, summary="登记事项")
def open_matter(
    request: Asked,
    typed: MatterIn,
    idempotency_key: str | None = Header(None, alias="Idempotency-Key"),
) -> Status[MatterOut]:
    """A new matter. The same `Idempotency-Key` again answers with the same matter."""
    beside = typed.model_extra or {}
    shared = typed.model_dump(exclude={"type", *beside})
    said = {k: v for k, v in shared.items() if v not in (None, "", [])}
    said["extra"] = _fitting(_type(typed.type).fields, {**typed.extra, **beside})
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
    names, matter = answers.unit_names(request.now), _find(request, number)
    reads_all = queries.reads_restricted(request.auth, request.now)
    return [
        answers.event(
            row,
            names,
            queries.hidden_in(row, reads_all=reads_all or row.actor_id == request.auth.pk),
        )
        for row in queries.journal(matter)
    ]


@router.get("/{number}/acts", response={200: list[ActOut], **READING}, summary="我能做什么")
def list_acts(request: Asked, number: str) -> list[ActOut]:
    """What this person may do to the matter now, likeliest first, with the fields of each."""
    matter = _find(request, number)
    units = {unit.pk: unit for unit in current_units(local_date(request.now))}
    spec = pinned(matter.type_version_id)
    permits = engine.possible(matter, request.auth, request.now)
    spec = pinned(matter.type_version_id)
    return [answers.act(permit, spec, units) for permit in permits]


@router.post("/{number}/acts/{verb}", response={201: DoneOut, **CHANGING}, summary="办理")
def do_act(request: Asked, number: str, verb: str, typed: ActIn) -> Status[DoneOut]:
    """The act is in the journal. 409 `stale` when somebody else acted after `rev`."""
    matter, person, now = _find(request, number), request.auth, request.now
    if (known := verbs_of(pinned(matter.type_version_id)).get(verb)) is None:
        raise NotFound(f"没有“{verb}”这个动作，请先查询可以做的动作。", code="unknown_verb")
    said = _fitting(form_of(known, pinned(matter.type_version_id)), typed.model_extra or {})
    if typed.files:
        said["files"] = _kept(typed.files)
    child = None
    if verb == "decompose":
        child = engine.decompose(matter, person, now, rev=typed.rev, **said)
        event = queries.journal(matter).filter(verb=verb).last()
    else:
        event = engine.act(matter, verb, person, now, rev=typed.rev, unit=typed.unit, **said)
    assert event is not None
    # Whoever has handed a matter on may not see it any longer.
    left = queries.visible_to(person, now).filter(pk=matter.pk).select_related(*RELATED).first()
    done = DoneOut(
        event=answers.event(
            event, answers.unit_names(now), queries.hidden_in(event, reads_all=True)
        ),
        matter=answers.matter(left, person, now) if left else None,
        child=child.number if child else None,
    )
    return Status(201, done)


def _fitting(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, each known to the form and of a shape its kind can read; otherwise `Invalid`."""
    kinds = {field.key: field.kind for field in fields}
    wrong = {key: "没有这一项。" for key in values if key not in kinds}
    for key, value in values.items():
        listed, flagged = isinstance(value, list), isinstance(value, bool)
        kind = kinds.get(key)
        several = kind in (FieldKind.UNITS, FieldKind.ROWS)
        if (listed and not several) or (flagged and kind != FieldKind.FLAG):
            wrong.setdefault(key, "填写的内容不符合要求，请对照可做动作里的字段类型修改。")
    if wrong:
        sentence = "；".join(f"{key}：{words}" for key, words in wrong.items())
        raise Invalid(sentence, code="unknown_field", fields=wrong)
    return {
        k: str(v) if isinstance(v, int) and not isinstance(v, bool) else v
        for k, v in values.items()
    }


def _kept(sent: list[FileIn]) -> list[dict[str, Any]]:
    """The files of an act, on disk. Only content is taken: a digest alone opens nobody's file."""
    try:
        return [files.keep(base64.b64decode(f.content_base64, validate=True), f.name) for f in sent]
    except ValueError:
        raise Invalid(
            "附件内容不是有效的 Base64，请检查后重发。",
            code="bad_file",
            fields={"files": "附件内容不是有效的 Base64。"},
        ) from None

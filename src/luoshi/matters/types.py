"""The catalogue in force, and the pinned version a matter was opened under."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from luoshi.catalogue.loader import Catalogue, load
from luoshi.catalogue.schema import TypeSpec
from luoshi.catalogue.stored import digest, normalised, restored
from luoshi.lib.errors import NotFound, Refused
from luoshi.lib.kept import KeptOf
from luoshi.matters.models import Event, TypeVersion
from luoshi.matters.verbs import VERBS, Verb, verbs_of


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The shipped types with this office's overlay; read once per process."""
    return load([Path(settings.HOME) / "catalogue"], frozenset(VERBS))


def current(key: str) -> TypeSpec:
    """The type of that key as it stands today."""
    spec = catalogue().types.get(key)
    if spec is None:
        raise NotFound(f"没有“{key}”这种事项类型。", code="unknown_type")
    return spec


_digest = KeptOf(digest)


def named_people(spec: TypeSpec, extra: Mapping[str, Any]) -> frozenset[int]:
    """Whom a matter of this type names in a field that makes them a party to it."""
    return frozenset(pk for field in naming(spec) if isinstance(pk := extra.get(field), int))


def _naming(spec: TypeSpec) -> tuple[str, ...]:
    parties = catalogue().parties
    acting = {party for stage in spec.stages for move in stage.moves for party in move.by}
    told = {party for act in spec.acts for party in act.tells}
    known = acting | told | set(spec.readers)
    named = {parties[key].field for key in known if key in parties}
    return tuple(sorted(named - {""}))


_NAMING = KeptOf(_naming)


def naming(spec: TypeSpec) -> tuple[str, ...]:
    """The fields by which matters of this type make the person they name a party."""
    return _NAMING(spec)


def pin(spec: TypeSpec) -> TypeVersion:
    """The stored version of `spec`, made on first use; changed content needs a new version."""
    made = TypeVersion.objects.filter(key=spec.key, version=spec.version).first()
    if made is None:
        kept = {"digest": _digest(spec), "label": spec.label, "spec": normalised(spec)}
        made, _ = TypeVersion.objects.get_or_create(
            key=spec.key, version=spec.version, defaults=kept
        )
        # SQLite gives the id of a rolled-back row out again: what was kept under it is not this.
        pinned.cache_clear()
    if made.digest != _digest(spec):
        raise Refused(
            f"类型“{spec.label}”第{spec.version}版的内容变了而版本号没变；请把 version 加一。",
            code="type_changed",
        )
    return made


def verb_of(event: Event) -> Verb | None:
    """The act that an event is of, as the matter's own type knows it."""
    return verbs_of(pinned(event.matter.type_version_id)).get(event.verb)


@lru_cache(maxsize=512)
def pinned(type_version_id: int) -> TypeSpec:
    """The rule behind a stored version; versions never change, so this may be kept."""
    return restored(TypeVersion.objects.get(pk=type_version_id).spec)

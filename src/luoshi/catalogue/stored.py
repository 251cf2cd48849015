"""A type as a matter is pinned to it: plain JSON data with its digest, and back again.

The stored form outlives the files: an old matter keeps the rule it was opened under. It says only
what differs from the defaults, so the vocabulary may grow without changing what is stored.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, cast, get_args, get_origin, get_type_hints

from luoshi.catalogue.schema import TypeSpec
from luoshi.lib.digest import canonical, sm3


def _said(value: Any) -> Any:
    """A value as JSON keeps it; of a dataclass only what differs from its defaults."""
    if is_dataclass(value) and not isinstance(value, type):
        shown = ((f, getattr(value, f.name)) for f in fields(value))
        return {f.name: _said(own) for f, own in shown if own != f.default}
    return [_said(one) for one in value] if isinstance(value, tuple) else value


def normalised(spec: TypeSpec) -> dict[str, object]:
    """The whole declaration as plain JSON data: what a matter is pinned to."""
    plain: dict[str, object] = json.loads(canonical(_said(spec)))
    return plain


def digest(spec: TypeSpec) -> str:
    """The SM3 digest of a declaration; the same content always gives the same digest."""
    return sm3(canonical(_said(spec)))


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields(cast(Any, kind))}


def _made(kind: Any, raw: Any) -> Any:
    """`raw` as a value of that type: dataclass, enum, tuple or plain."""
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _made(hints[name], raw[name]) for name in hints if name in raw})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(raw)
    if get_origin(kind) is tuple:
        of = get_args(kind)
        each = of[:1] * len(raw) if of[-1:] == (...,) else of
        return tuple(_made(one, value) for one, value in zip(each, raw, strict=True))
    if NoneType in get_args(kind):
        return None if raw is None else _made(get_args(kind)[0], raw)
    return raw


def restored(raw: Mapping[str, Any]) -> TypeSpec:
    """The declaration behind its stored form; `restored(normalised(spec)) == spec`."""
    spec: TypeSpec = _made(TypeSpec, raw)
    return spec

"""A type as a matter is pinned to it: plain JSON data with its digest, and back again.

The stored form outlives the files: an old matter keeps the rule it was opened under.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from luoshi.catalogue.schema import (
    AuthorityRule,
    DeadlineRule,
    ExtensionRule,
    Field,
    FieldKind,
    GateRule,
    LightRule,
    Limit,
    Move,
    Phase,
    Rung,
    ScheduleRule,
    SourceRule,
    Stage,
    TypeSpec,
)
from luoshi.lib.digest import canonical, sm3


def normalised(spec: TypeSpec) -> dict[str, object]:
    """The whole declaration as plain JSON data: what a matter is pinned to."""
    plain: dict[str, object] = json.loads(canonical(asdict(spec)))
    return plain


def digest(spec: TypeSpec) -> str:
    """The SM3 digest of a declaration; the same content always gives the same digest."""
    return sm3(canonical(asdict(spec)))


def _limit(raw: Mapping[str, Any] | None) -> Limit | None:
    return Limit(**raw) if raw else None


def _field(raw: Mapping[str, Any]) -> Field:
    own = {
        "kind": FieldKind(raw["kind"]),
        "choices": tuple(map(tuple, raw["choices"])),
        "columns": tuple(_field(column) for column in raw.get("columns", ())),
    }
    return Field(**{**raw, **own})


def restored(raw: Mapping[str, Any]) -> TypeSpec:
    """The declaration behind its stored form; `restored(normalised(spec)) == spec`."""
    deadline = raw["deadline"]
    plain = {**raw, "basis": tuple(raw["basis"]), "opened_by": tuple(raw["opened_by"])}
    plain["fields"] = tuple(_field(f) for f in raw["fields"])
    plain["stages"] = tuple(
        Stage(
            s["key"],
            s["label"],
            Phase(s["phase"]),
            tuple(Move(m["verb"], m["to"], tuple(m["by"])) for m in s["moves"]),
        )
        for s in raw["stages"]
    )
    plain["deadline"] = DeadlineRule(
        deadline["required"],
        _limit(deadline["within"]),
        deadline["counted_from"],
        tuple(Limit(**w) for w in deadline["warn"]),
        deadline["basis"],
    )
    plain["acknowledge_within"] = Limit(**raw["acknowledge_within"])
    plain["object_within"] = Limit(**raw["object_within"])
    extension = raw["extension"]
    plain["extension"] = ExtensionRule(
        tuple(extension["by"]), extension["times"], extension["basis"]
    )
    plain["escalation"] = tuple(
        Rung(**{**r, "after": Limit(**r["after"]), "tell": tuple(r["tell"])})
        for r in raw["escalation"]
    )
    # What the vocabulary has gained since a version was stored means what its absence meant then.
    plain["light"] = LightRule(**raw.get("light", {}))
    plain["schedule"] = ScheduleRule(**raw.get("schedule", {}))
    plain["feedback_every"] = _limit(raw.get("feedback_every"))
    plain["rules"] = tuple(raw.get("rules", ()))
    plain["once_within"] = _limit(raw.get("once_within"))
    plain["readers"] = tuple(raw.get("readers", ()))
    for pairs in ("asks", "limits"):
        plain[pairs] = tuple((key, value) for key, value in raw.get(pairs, ()))
    plain["authority"] = tuple(AuthorityRule(**rule) for rule in raw.get("authority", ()))
    gates = raw.get("gates", {})
    plain["gates"] = GateRule(**{name: tuple(map(tuple, pairs)) for name, pairs in gates.items()})
    source = raw.get("source", {})
    plain["source"] = SourceRule(**{**source, "words": tuple(map(tuple, source.get("words", ())))})
    return TypeSpec(**plain)

"""From TOML files to `TypeSpec`s: the shipped types first, then the office's overlay.

The overlay (`$LUOSHI_HOME/catalogue/*.toml`) adds types or replaces one of the same key with a
higher version. Whatever is wrong is collected as `Fault`s, all of them, with file and hint; a
type with a fault is not loaded.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luoshi.catalogue.declared import act, certain, clock, field, figure, limit, pairs
from luoshi.catalogue.floors import softened
from luoshi.catalogue.lint import Fault, faults_of
from luoshi.catalogue.schema import (
    AuthorityRule,
    DeadlineRule,
    ExtensionRule,
    GateRule,
    LightRule,
    Move,
    Phase,
    Rung,
    ScheduleRule,
    SourceRule,
    Stage,
    TypeSpec,
)

SHIPPED = Path(__file__).parent / "types"
LIFECYCLES = Path(__file__).parent / "lifecycles"
_FRAME = {"families", "ladders", "roles", "sources"}
_PLACEHOLDERS = {"docketer": "approval", "closer": "closing", "extender": "extension"}


@dataclass(frozen=True, slots=True)
class Party:
    """Who an act is open to: holders of roles, or people standing in a relation to the matter."""

    key: str
    label: str
    roles: frozenset[str]
    relation: str
    field: str = ""  # of the relation "named": the field of the type that names the person


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every type of this installation by key, the parties, and what was wrong."""

    types: Mapping[str, TypeSpec]
    parties: Mapping[str, Party]
    faults: tuple[Fault, ...]


def _stages(raw: Mapping[str, Any], parties: Mapping[str, tuple[str, ...]]) -> tuple[Stage, ...]:
    def by(move: Mapping[str, Any]) -> tuple[str, ...]:
        spread = [parties.get(p, (p,)) for p in move["by"]]
        return tuple(dict.fromkeys(p for group in spread for p in group))

    def moves(stage: Mapping[str, Any]) -> tuple[Move, ...]:
        own = [m for m in raw.get("move", ()) if stage["key"] in m["in"]]
        known = {m["verb"] for m in own}
        every = [*own, *(m for m in stage["moves"] if m["verb"] not in known)]
        return tuple(Move(m["verb"], m.get("to", stage["key"]), by(m)) for m in every)

    return tuple(
        Stage(s["key"], s["label"], Phase[s["phase"].upper()], moves(s)) for s in raw["stage"]
    )


def _lifecycle(raw: Mapping[str, Any], lifecycles: Mapping[str, Any]) -> dict[str, Any]:
    """The stages of a type: its own, or those of the lifecycle it names, with its own moves and
    acts put in. A move of its own replaces that of the same act."""
    shared = lifecycles[raw["lifecycle"]] if "lifecycle" in raw else {"stage": raw["stage"]}
    own = {a["key"]: a for a in (*shared.get("act", ()), *raw.get("act", ()))}
    return {
        "initial": shared.get("initial", shared["stage"][0]["key"]),
        "stage": shared["stage"],
        "move": raw.get("move", ()),
        "act": tuple(own.values()),
        "figure": (*shared.get("figure", ()), *raw.get("figure", ())),
    }


def _deadline(raw: Mapping[str, Any]) -> DeadlineRule:
    return DeadlineRule(
        bool(raw.get("required", False)),
        limit(raw.get("within", "")),
        raw.get("from", "dispatch"),
        tuple(certain(w) for w in raw.get("warn", ())),
        raw.get("basis", ""),
    )


def _rung(raw: Mapping[str, Any]) -> Rung:
    return Rung(
        certain(raw["after"]),
        raw["level"],
        tuple(raw["tell"]),
        raw.get("since", "due"),
        raw.get("unless", ""),
        bool(raw.get("urgent", False)),
        bool(raw.get("emergency", False)),
    )


def _source(raw: Mapping[str, Any]) -> SourceRule:
    words = tuple(raw.get("words", {}).items())
    return SourceRule(raw.get("kind", "other"), raw.get("by", ""), words)


def spec_from(
    raw: Mapping[str, Any], lifecycles: Mapping[str, Any], ladders: Mapping[str, Any]
) -> TypeSpec:
    """One declaration as a `TypeSpec`. The declaration has passed `lint` before."""
    parties = {name: tuple(raw.get(part, {}).get("by", ())) for name, part in _PLACEHOLDERS.items()}
    lifecycle = _lifecycle(raw, lifecycles)
    extension = raw.get("extension", {})
    rungs = ladders[raw["ladder"]]["rung"] if "ladder" in raw else raw.get("escalation", ())
    return TypeSpec(
        key=raw["key"],
        version=raw["version"],
        label=raw["label"],
        family=raw["family"],
        number=raw["number"],
        basis=tuple(raw["basis"]),
        opened_by=tuple(raw.get("opened_by", ("office",))),
        fields=tuple(field(f) for f in raw.get("field", ())),
        initial=lifecycle["initial"],
        stages=_stages(lifecycle, parties),
        deadline=_deadline(raw.get("deadline", {})),
        acknowledge_within=certain(raw.get("acknowledge", {}).get("within", "1 work_day")),
        object_within=certain(raw.get("objection", {}).get("within", "3 work_day")),
        extension=ExtensionRule(
            tuple(extension.get("by", ())), extension.get("times", 0), extension.get("basis", "")
        ),
        escalation=tuple(_rung(r) for r in rungs),
        occurrence=raw.get("occurrence", ""),
        retention=raw["retention"],
        light=LightRule(**raw.get("light", {})),
        schedule=ScheduleRule(**raw.get("schedule", {})),
        private=bool(raw.get("private", False)),
        feedback_every=limit(raw.get("feedback", {}).get("every", "")),
        rules=tuple(raw.get("rules", ())),
        once_within=limit(raw.get("once_within", "")),
        asks=tuple(raw.get("asks", {}).items()),
        limits=tuple(raw.get("limits", {}).items()),
        readers=tuple(raw.get("readers", ())),
        addressed=bool(raw.get("addressed", False)),
        begins_with=raw.get("begins_with", ""),
        follow_up=raw.get("follow_up", ""),
        authority=tuple(AuthorityRule(**rule) for rule in raw.get("authority", ())),
        gates=GateRule(**{name: pairs(words) for name, words in raw.get("gates", {}).items()}),
        source=_source(raw.get("source", {})),
        confirm_first=bool(raw.get("confirm_first", False)),
        acts=tuple(act(a) for a in lifecycle["act"]),
        clocks=tuple(clock(c) for c in raw.get("clock", ())),
        figures=tuple(figure(f) for f in lifecycle["figure"]),
        emergency=bool(raw.get("emergency", False)),
        work_days=bool(raw.get("work_days", False)),
        columns=tuple(raw.get("columns", ())),
    )


def _read(path: Path, fault: Callable[[str, str, str], None]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        fault(path.name, "catalogue.E001", f"读不懂这个文件：{error}")
        return None


def _parties(raw: Mapping[str, Any]) -> dict[str, Party]:
    return {
        key: Party(
            key,
            p["label"],
            frozenset(p.get("roles", ())),
            p.get("relation", ""),
            p.get("field", ""),
        )
        for key, p in raw["parties"].items()
    }


def shipped_lifecycles() -> dict[str, Any]:
    """Every lifecycle by name, as declared: one file each."""
    files = (tomllib.loads(path.read_text("utf-8")) for path in sorted(LIFECYCLES.glob("*.toml")))
    return {name: lifecycle for file in files for name, lifecycle in file["lifecycle"].items()}


_Wrong = list[tuple[str, str]]


def _stray(spec: TypeSpec, verbs: frozenset[str] | None, parties: Mapping[str, Party]) -> _Wrong:
    """What a type names and nobody knows: acts, and parties that are to do them."""
    if verbs is None:
        return []
    known = verbs | {act.key for act in spec.acts}
    moves = [move for stage in spec.stages for move in stage.moves]
    timed = {v for c in spec.clocks for v in (*c.starts, *c.ends, *c.pauses, *c.resumes)}
    counted = {f.on.removeprefix("act:") for f in spec.figures if f.on.startswith("act:")}
    unknown = {move.verb for move in moves} | counted | (timed - {"register"})
    strangers = {party for move in moves for party in move.by} | set(spec.opened_by) - {"system"}
    strangers |= {party for act in spec.acts for party in act.not_by}
    return [
        *(("catalogue.E021", f"没有 {verb} 这个动作。") for verb in sorted(unknown - known)),
        *(
            ("catalogue.E021", f"{party} 不在 roles.toml 中。")
            for party in sorted(strangers - set(parties))
        ),
    ]


def _misplaced(spec: TypeSpec, earlier: TypeSpec | None) -> _Wrong:
    if earlier is None:
        return []
    if earlier.version < spec.version:
        return [("catalogue.E035", sentence) for sentence in softened(spec, earlier)]
    return [("catalogue.E010", f"{spec.key} 已有第 {earlier.version} 版，须用更高的版本号。")]


def load(overlays: Iterable[Path] = (), verbs: frozenset[str] | None = None) -> Catalogue:
    """The catalogue of this installation. Never raises for a bad file: see `faults`.

    `verbs` are the acts the engine knows: with them a type that names another is a fault, too.
    """
    faults: list[Fault] = []

    def fault(where: str, code: str, sentence: str) -> None:
        faults.append(Fault(where, code, sentence))

    lifecycles = shipped_lifecycles()
    ladders = tomllib.loads((SHIPPED / "ladders.toml").read_text("utf-8"))["ladder"]
    parties = _parties(tomllib.loads((SHIPPED / "roles.toml").read_text("utf-8")))
    types: dict[str, TypeSpec] = {}
    paths = sorted(p for p in SHIPPED.glob("*.toml") if p.stem not in _FRAME)
    for path in [*paths, *(p for folder in overlays for p in sorted(folder.glob("*.toml")))]:
        raw = _read(path, fault)
        if raw is None:
            continue
        found = faults_of(path.name, raw, lifecycles, parties, ladders)
        faults.extend(found)
        if found:
            continue
        spec = spec_from(raw, lifecycles, ladders)
        wrong = _stray(spec, verbs, parties) or _misplaced(spec, types.get(spec.key))
        for code, sentence in wrong:
            fault(path.name, code, sentence)
        if not wrong:
            types[spec.key] = spec
    for spec in types.values():
        for name in ("occurrence", "follow_up"):
            named = getattr(spec, name)
            if named and named not in types:
                fault(spec.key, "catalogue.E011", f"{name} 指向不存在的类型 {named}。")
    return Catalogue(types, parties, tuple(faults))

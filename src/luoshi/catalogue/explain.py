"""这类事项怎么办: a type told to the clerk who works with it, generated from its declaration.

`describe.golden` is the same type for whoever writes declarations; here every key has its label, so
that no manual is needed. Whatever is said here is what the engine does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from luoshi.catalogue.acts import SAID, UNSAID, Act, Clock, Where
from luoshi.catalogue.describe import OWED, among_words, reminders, taking, warnings
from luoshi.catalogue.fields import length
from luoshi.catalogue.figures import Figure
from luoshi.catalogue.loader import Party
from luoshi.catalogue.schema import Field, FieldKind, Move, Phase, Stage, TypeSpec

KINDS = {
    FieldKind.LINE: "一行字",
    FieldKind.TEXT: "一段话",
    FieldKind.DATE: "日期",
    FieldKind.MOMENT: "日期和时间",
    FieldKind.NUMBER: "整数",
    FieldKind.AMOUNT: "金额（万元）",
    FieldKind.PERCENT: "百分数",
    FieldKind.CHOICE: "选一项",
    FieldKind.FLAG: "是或否",
    FieldKind.UNIT: "一个单位",
    FieldKind.UNITS: "几个单位",
    FieldKind.PERSON: "一个人",
    FieldKind.RULE: "周期",
    FieldKind.FILES: "附件",
    FieldKind.ROWS: "一行一行地填",
}
_ROW = re.compile(r"^[A-Z]\d+(?:[—–、-][A-Z]?\d+)*\s+")
_LIKELIEST = 4  # acts of a stage that are told at length
_ENDS = (Phase.DONE, Phase.VOID)
_STANDS = {"running": "还在计时", "in_time": "按期办到", "late": "超期办到"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as a form asks for it: what, of what kind, whether it must be filled in."""

    label: str
    kind: str
    required: bool
    help: str


@dataclass(frozen=True, slots=True)
class Doing:
    """An act in one stage: who does it, where it leads, what it asks for, what comes first."""

    label: str
    who: str
    leads: str
    help: str
    asks: str
    notes: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Station:
    """A stage with what may be done there, likeliest first."""

    label: str
    ends: bool
    doings: tuple[Doing, ...]

    @property
    def first(self) -> tuple[Doing, ...]:
        """What is told at length: the likeliest acts, and the type's own."""
        return tuple(d for n, d in enumerate(self.doings) if n < _LIKELIEST or d.own)

    @property
    def further(self) -> tuple[tuple[str, str], ...]:
        """What is only named: by whom, which acts."""
        told, found = set(self.first), dict[str, list[str]]()
        for doing in self.doings:
            if doing not in told:
                found.setdefault(doing.who, []).append(doing.label)
        return tuple((who, "、".join(labels)) for who, labels in found.items())


@dataclass(frozen=True, slots=True)
class Period:
    """A clock of the law in words."""

    label: str
    since: str
    within: str
    until: str
    owed_by: str
    when: str
    basis: str


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in words: what is counted, of what."""

    label: str
    unit: str
    how: str


class Known(Protocol):
    """An act as the engine knows it for this type: its name, what it does, what it asks for."""

    @property
    def label(self) -> str: ...
    @property
    def help(self) -> str: ...
    @property
    def form(self) -> tuple[Field, ...]: ...


class Words:
    """The labels of one type: of its fields, acts and stages. `shared` are the fields that every
    type has, `verbs` its acts by key."""

    def __init__(
        self, spec: TypeSpec, shared: tuple[Field, ...], verbs: Mapping[str, Known]
    ) -> None:
        self.verbs = verbs
        asked = (*shared, *spec.fields, *(f for act in spec.acts for f in act.fields))
        self.fields = {field.key: field for field in reversed(asked)}
        self.acts = {key: verb.label for key, verb in verbs.items()} | {"register": "登记"}
        self.rows = {act.collects: act.label for act in spec.acts if act.collects}
        self.clocks = {f"clock_{clock.key}": clock.label for clock in spec.clocks}
        self.stages = {stage.key: stage.label for stage in spec.stages}
        self.figures = {figure.key: figure.label for figure in spec.figures}

    def act(self, keys: tuple[str, ...]) -> str:
        """“派单”或“不予受理”."""
        return "或".join(f"“{self.acts.get(key, key)}”" for key in keys)

    def field(self, key: str) -> str:
        """What the form calls it."""
        if key in self.clocks:
            return f"{self.clocks[key]}期限"
        if key in self.fields:
            return self.fields[key].label
        return self.rows.get(key) or {"stage": "阶段", "quadrant": "轻重缓急"}.get(key, key)

    def where(self, conditions: tuple[Where, ...]) -> str:
        """“是否满意”是不满意，“反映人数”不少于 5; empty without a condition."""
        return "，".join(self._one(where) for where in conditions)

    def _one(self, where: Where) -> str:
        name = f"“{self.field(where.field)}”"
        if where.values == (SAID,):
            return f"填了{name}"
        if where.values == (UNSAID,):
            return f"没有填{name}"
        bounds = ((where.least, "不少于"), (where.most, "不超过"))
        numbers = [f"{words} {n}" for n, words in bounds if n is not None]
        if numbers:
            return f"{name}{'且'.join(numbers)}"
        return f"{name}是{'或'.join(self._value(where.field, value) for value in where.values)}"

    def _value(self, key: str, value: str) -> str:
        field = self.fields.get(key)
        if field is not None and field.kind == FieldKind.FLAG:
            return {"yes": "是", "no": "否"}.get(value, value)
        choices = dict(field.choices) if field is not None else {}
        return choices.get(value) or self.stages.get(value) or _STANDS.get(value, value)


def asked(field: Field) -> Asked:
    """A field of a form, its choices among its kind."""
    kind = KINDS[field.kind] + among_words(field)
    if field.choices:
        kind = " / ".join(label for _, label in field.choices)
    if field.columns:
        kind += f"：{'、'.join(column.label for column in field.columns)}"
    return Asked(field.label, kind, field.required, field.help)


def line(spec: TypeSpec) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The stages a matter goes through when all goes well, and the other ways it may end."""
    on = tuple(stage.label for stage in spec.stages if stage.phase != Phase.VOID)
    off = tuple(stage.label for stage in spec.stages if stage.phase == Phase.VOID)
    return on, off


def stations(spec: TypeSpec, words: Words, parties: Mapping[str, Party]) -> list[Station]:
    """Stage by stage who does what."""
    acts = {act.key: act for act in spec.acts}

    def doing(stage: Stage, move: Move) -> Doing:
        act, verb = acts.get(move.verb), words.verbs[move.verb]
        return Doing(
            verb.label,
            "、".join(parties[party].label for party in move.by) or "到时自动",
            "" if move.to == stage.key else words.stages[move.to],
            verb.help,
            "、".join(f.label + ("（必填）" if f.required else "") for f in verb.form),
            _notes(act, words) if act else (),
            act is not None,
        )

    return [
        Station(stage.label, stage.phase in _ENDS, tuple(doing(stage, m) for m in stage.moves))
        for stage in spec.stages
    ]


def _notes(act: Act, words: Words) -> tuple[str, ...]:
    needs = (
        f"{words.where(need.when)}的：{need.says}" if need.when else need.says for need in act.needs
    )
    turns = (f"{words.where(turn.when)}的，转到“{words.stages[turn.to]}”。" for turn in act.turns)
    return (*needs, *turns)


def periods(spec: TypeSpec, words: Words) -> list[Period]:
    """The clocks of the law: from what, how long, until what, owed by whom, by which article."""
    return [_period(clock, words) for clock in spec.clocks]


def _period(clock: Clock, words: Words) -> Period:
    since = words.act(clock.starts)
    if clock.counted_from:
        name = f"“{words.field(clock.counted_from)}”"
        since = f"{name}之前" if clock.before else f"{name}那天起（{since}时开始计）"
    else:
        since = f"{since}起"
    longer = f"，最多再延{length(clock.longest)}" if clock.longest else ""
    stands = f"；{words.act(clock.pauses)}时中止计时" if clock.pauses else ""
    law = "；法律规定的期限，本单位只能缩短" if clock.law else ""
    return Period(
        clock.label,
        since,
        f"{length(clock.within)}{longer}{stands}{law}",
        words.act(clock.ends),
        OWED[clock.owed_by],
        words.where(clock.when),
        clock.basis,
    )


def numbers(spec: TypeSpec, words: Words) -> list[Number]:
    """What is counted of the type."""
    return [Number(f.label, f.unit, _how(f, words)) for f in spec.figures]


def _how(figure: Figure, words: Words) -> str:
    if figure.share:
        part, whole = (f"“{words.figures[key]}”" for key in figure.share)
        return f"{part}占{whole}的百分比"
    ways = {"opened": "按登记的日子", "closed": "按了结的日子"}
    way = ways.get(figure.on) or (
        f"按{words.act((figure.on.removeprefix('act:'),))}的日子"
        if figure.on.startswith("act:")
        else f"按“{words.field(figure.on)}”"
    )
    where = f"，只计{words.where(figure.where)}的" if figure.where else ""
    adds = f"，把“{words.field(figure.adds)}”相加" if figure.adds else ""
    return f"{way}{where}{adds}"


def time_words(spec: TypeSpec) -> list[str]:
    """The limit of the office's own, reminders, lights, what is told to whom when late."""
    deadline = spec.deadline
    own = []
    basis = numbered(spec, deadline.basis)
    if deadline.required or not spec.clocks:
        needed = "必须有完成时限" if deadline.required else "可以没有时限"
        within = f"；没写明的自交办起{length(deadline.within)}" if deadline.within else ""
        own = [f"{needed}{within}{f'（{basis}）' if basis else ''}"]
    taken = [taking(spec)] if spec.knows("acknowledge") else []
    return [*own, *warnings(spec), *taken, *reminders(spec)]


def purpose(spec: TypeSpec) -> str:
    """What it is for in one line: its first basis, without the number of the office's own row."""
    return bases(spec)[0]


def bases(spec: TypeSpec) -> list[str]:
    """Every basis as a clerk reads it."""
    return [_ROW.sub("", basis) for basis in spec.basis]


def numbered(spec: TypeSpec, text: str) -> str:
    """A sentence of the declaration with the numbers its rules go by in place of their names."""
    for key, number in spec.limits:
        text = text.replace(f" {key} ", f"{number}").replace(key, str(number))
    return text

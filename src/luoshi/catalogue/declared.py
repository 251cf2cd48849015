"""From the tables of a declaration to the acts, clocks, figures and fields they declare."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from luoshi.catalogue.acts import Act, Clock, Need, Turn, Where
from luoshi.catalogue.fields import LEADERS, Field, FieldKind, Limit
from luoshi.catalogue.figures import Figure

_BOUND = re.compile(r"(>=|<=)(\d+)")
Raw = Mapping[str, Any]


def limit(text: str) -> Limit | None:
    """'3 work_day' as a `Limit`; an empty text means no limit."""
    if not text:
        return None
    amount, unit = text.split()
    return Limit(int(amount), unit)


def certain(text: str) -> Limit:
    """The same of a text that must not be empty; a ValueError otherwise."""
    found = limit(text)
    if found is None:
        raise ValueError("a length of time is missing")
    return found


def pairs(words: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """'key label' each, as keys and labels."""
    return tuple((w.split(" ", 1)[0], w.split(" ", 1)[1]) for w in words)


def field(raw: Raw) -> Field:
    """One field of a type or of an act."""
    return Field(
        raw["key"],
        raw["label"],
        FieldKind(raw.get("kind", "line")),
        bool(raw.get("required", False)),
        raw.get("help", ""),
        pairs(raw.get("choices", ())),
        tuple(field(column) for column in raw.get("column", ())),
        raw.get("least", 0),
        raw.get("most", 0),
        raw.get("spare", 1),
        bool(raw.get("restricted", False)),
        raw.get("low"),
        raw.get("high"),
        bool(raw.get("law", False)),
        raw.get("among", LEADERS),
    )


def where(raw: Mapping[str, Any]) -> tuple[Where, ...]:
    """`{ channel = "visit|net", persons = ">=5" }` as conditions, all of which must hold."""
    return tuple(_where(name, str(text)) for name, text in raw.items())


def _where(name: str, text: str) -> Where:
    if bound := _BOUND.fullmatch(text):
        number = int(bound[2])
        return Where(name, least=number) if bound[1] == ">=" else Where(name, most=number)
    return Where(name, tuple(text.split("|")))


def _words(raw: Raw, key: str) -> tuple[str, ...]:
    """A list of words, or one word by itself."""
    said = raw.get(key, ())
    return (said,) if isinstance(said, str) else tuple(said)


def _need(raw: Raw) -> Need:
    return Need(
        raw["says"],
        _words(raw, "done"),
        _words(raw, "said"),
        where(raw.get("when", {})),
        raw.get("not_lead", ""),
        bool(raw.get("law", False)),
        since=raw.get("since", ""),
    )


def act(raw: Raw) -> Act:
    """One `[[act]]`."""
    return Act(
        raw["key"],
        raw["label"],
        raw.get("help", ""),
        tuple(field(f) for f in raw.get("field", ())),
        tuple(raw.get("tells", ())),
        bool(raw.get("urgent", False)),
        raw.get("collects", ""),
        tuple(_need(n) for n in raw.get("need", ())),
        tuple(Turn(t["to"], where(t["when"])) for t in raw.get("turn", ())),
        raw.get("opens", ""),
        bool(raw.get("once", False)),
        rules=_words(raw, "rules"),
        not_by=_words(raw, "not_by"),
        gives=tuple(raw.get("gives", {}).items()),
        numbered=raw.get("numbered", ""),
    )


def clock(raw: Raw) -> Clock:
    """One `[[clock]]`."""
    return Clock(
        raw["key"],
        raw["label"],
        certain(raw["within"]),
        _words(raw, "starts"),
        _words(raw, "ends"),
        raw["basis"],
        raw.get("counted_from", ""),
        where(raw.get("when", {})),
        bool(raw.get("statutory", True)),
        _words(raw, "pauses"),
        _words(raw, "resumes"),
        limit(raw.get("longest", "")),
        raw.get("owed_by", "unit"),
        bool(raw.get("before", False)),
        bool(raw.get("law", False)),
        raw.get("at", ""),
    )


def figure(raw: Raw) -> Figure:
    """One `[[figure]]`."""
    share = raw.get("share", ())
    return Figure(
        raw["key"],
        raw["label"],
        raw.get("unit", "%" if share else "件"),
        raw.get("on", "opened"),
        where(raw.get("where", {})),
        raw.get("adds", ""),
        tuple(share),
        bool(raw.get("falls", False)),
    )

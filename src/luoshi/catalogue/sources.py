"""来源: the closed list of where a supervised matter may come from (S3), kept as data.

Every matter has exactly one kind, derived by its type's `source` rule or asked in a field of it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from luoshi.catalogue.schema import TypeSpec

_FILE = Path(__file__).parent / "types" / "sources.toml"


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of source. `important`: what comes from there counts as important (S22)."""

    key: str
    label: str
    important: bool


SOURCES: dict[str, Source] = {
    row["key"]: Source(row["key"], row["label"], bool(row.get("important", False)))
    for row in tomllib.loads(_FILE.read_text("utf-8"))["source"]
}


def source_of(spec: TypeSpec, extra: Mapping[str, Any]) -> str:
    """The kind of source of a matter of that type with these fields; always one of `SOURCES`."""
    said = str(extra.get(spec.source.by) or "")
    if said in SOURCES:
        return said
    return next((kind for word, kind in spec.source.words if word in said), spec.source.kind)


def label_of(kind: str) -> str:
    """The kind in Chinese; what is unknown reads as 其他."""
    return SOURCES.get(kind, SOURCES["other"]).label

"""The fictional labelled papers in `benchmarks/papers`: the intake is trained and tested on them.

Each file is a short head (group, title, date), a line `---`, and the paper with its labels as tags:

    <a u="县水利局、县财政局" lead="县水利局" k="date" dt="12月底前" n="2026-12-31">…</a>

Tags: a assignment, r standing_rule, g target, x exhortation. Attributes, all optional: `u` units as
written; `lead`; `k`, `dt`, `n` kind, words and normal form of the deadline (`k2`, `dt2`, `n2` of a
second one); `t` the figure to be reached; `low="1"` where a reasonable reader could go either way.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "papers"
KINDS = {"a": "assignment", "r": "standing_rule", "g": "target", "x": "exhortation"}
_TAG = re.compile(r"<(/?)([argx])((?:\s+[a-z0-9]+=\"[^\"]*\")*)\s*>")
_ATTRIBUTE = re.compile(r"([a-z0-9]+)=\"([^\"]*)\"")
# What starts a count or what a limit waits for has no one name: such a normal form is not compared.
_NAMELESS = re.compile(r"REL:\w+\+|EVENT:")
_UNITS = re.compile(r"[|｜]|、(?![^（(]*[）)])")


@dataclass(frozen=True, slots=True)
class Paper:
    """One labelled paper; `rows` are labels in the form of the scorer."""

    name: str
    group: str
    title: str
    date: str
    text: str
    rows: tuple[dict[str, Any], ...]

    @property
    def held_back(self) -> bool:
        """Every third paper is never trained or tuned on: it is only reported."""
        return int(re.sub(r"\D", "", self.name) or 0) % 3 == 0


def papers(folder: Path = FOLDER) -> Iterator[Paper]:
    """Every paper in order of its name. Raises ValueError with the file where a label is wrong."""
    for path in sorted(folder.glob("*/*.txt")):
        yield read(path)


def read(path: Path) -> Paper:
    """The paper of one file."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    said = dict(re.findall(r"^#\s*(\w+):\s*(.*?)\s*$", head, re.MULTILINE))
    text, rows = _unlabelled(body.strip("\n"), path)
    name = f"{path.parent.name}_{path.stem}"
    for order, row in enumerate(rows, 1):
        row.update(id=f"{name}-{order:03d}", doc=name)
    return Paper(
        name, said.get("group", path.parent.name), said["title"], said["date"], text, tuple(rows)
    )


def _unlabelled(body: str, path: Path) -> tuple[str, list[dict[str, Any]]]:
    text, rows, at, length = [], [], 0, 0
    opened: tuple[str, dict[str, str], int] | None = None
    for match in _TAG.finditer(body):
        text.append(body[at : match.start()])
        length += match.start() - at
        at = match.end()
        if not match.group(1):
            if opened:
                raise ValueError(f"{path}: <{match.group(2)}> inside <{opened[0]}> at {length}")
            opened = match.group(2), dict(_ATTRIBUTE.findall(match.group(3))), length
        elif opened is None or opened[0] != match.group(2):
            raise ValueError(f"{path}: </{match.group(2)}> closes nothing at {length}")
        else:
            tag, attributes, start = opened
            rows.append(_row(tag, attributes, start, length, "".join(text)[start:length]))
            opened = None
    if opened:
        raise ValueError(f"{path}: <{opened[0]}> is never closed")
    whole = "".join([*text, body[at:]])
    if "</" in whole or re.search(r"<[argx]\b", whole):
        raise ValueError(f"{path}: a broken tag is left in the text")
    return whole, rows


def _row(tag: str, said: dict[str, str], start: int, end: int, text: str) -> dict[str, Any]:
    units = [u for u in _UNITS.split(said.get("u", "")) if u]
    lead = said.get("lead") or (units[0] if len(units) == 1 else None)
    row = {
        "start": start, "end": end, "text": text, "units": units, "lead": lead,
        "deadline": _deadline(said, ""), "target": said.get("t"), "kind": KINDS[tag],
        "conf": "low" if said.get("low") else "high",
    }  # fmt: skip
    if said.get("k2"):
        row["deadline2"] = _deadline(said, "2")
    return row


def _deadline(said: dict[str, str], which: str) -> dict[str, str | None]:
    kind = said.get("k" + which, "none")
    if kind not in ("none", "date", "period", "relative", "recurring"):
        raise ValueError(f"unknown kind of deadline: {kind}")
    normal = said.get("n" + which)
    if normal and _NAMELESS.match(normal):
        normal = None
    return {"kind": kind, "text": said.get("dt" + which), "normalized": normal or None}


def covers(label: dict[str, Any], start: int, end: int) -> float:
    """How much of the shorter of the two the other covers."""
    both = max(0, min(label["end"], end) - max(label["start"], start))
    return float(both / max(1, min(label["end"] - label["start"], end - start)))


def write_gold(folder: Path, found: list[Paper]) -> None:
    """The papers as the scorer wants them: docs/NAME.txt, gold/NAME.jsonl, gold/SPLIT.json."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    (folder / "gold").mkdir(parents=True, exist_ok=True)
    groups: dict[str, list[str]] = {}
    for paper in found:
        groups.setdefault(paper.group, []).append(paper.name)
        (folder / f"docs/{paper.name}.txt").write_text(paper.text, encoding="utf-8")
        lines = [json.dumps(row, ensure_ascii=False) for row in paper.rows]
        (folder / f"gold/{paper.name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    split = {
        "open": [p.name for p in found if not p.held_back],
        "held_back": [p.name for p in found if p.held_back],
        "groups": groups,
    }
    (folder / "gold/SPLIT.json").write_text(json.dumps(split, indent=1), encoding="utf-8")


def main() -> int:
    """Says of each paper how many labels of each kind it has; 1 when one cannot be read."""
    wrong = 0
    for path in [Path(p) for p in sys.argv[1:]] or sorted(FOLDER.glob("*/*.txt")):
        try:
            paper = read(path)
        except (ValueError, KeyError) as error:
            print(f"{path}: {error!r}")
            wrong = 1
            continue
        kinds = [row["kind"] for row in paper.rows]
        units = {u for row in paper.rows for u in row["units"]}
        missing = [u for u in units if u not in paper.text]
        counts = " ".join(f"{name} {kinds.count(name)}" for name in KINDS.values())
        print(f"{paper.name}: {len(paper.text)} characters; {counts}; not in the text: {missing}")
    return wrong


if __name__ == "__main__":
    sys.exit(main())

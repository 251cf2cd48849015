"""How well the whole intake reads documents that its models never saw; by hand only, like training.

    python benchmarks/left_out_intake.py [--write]

Each labelled document of the corpus is read by models fitted on all the others (the versions of one
speech are left out together) and the corpus's scorer judges the lot. The rules are the same for
all: whoever wrote them had read these documents. `--write` puts the table into
docs/reference/intake.md.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from luoshi.instruments.intake.compute import Proposal, chain, judgement, propose
from luoshi.lib.text import fold_radicals, full_marks

sys.path.insert(0, str(Path(__file__).parent))
import eval_intake
import train_chain
import train_intake


def models(
    held: str, data: list[train_intake.Row], named: list[train_chain.Row]
) -> tuple[dict[str, judgement.Weights], chain.Chain]:
    """The models of the intake, fitted without the paper `held`."""
    kept = [row for row in data if row.paper != held]
    ruled = train_intake.rules(kept)
    fits = {
        "owed": (kept, [row.owed for row in kept]),
        "rule": (ruled, [row.kind == "standing_rule" for row in ruled]),
    }
    weights = {}
    for name, (rows, labels) in fits.items():
        told = train_intake.Model(rows, labels, name).weights()
        weights[name] = judgement.Weights(**told)
    return weights, train_chain.fit([row for row in named if row.paper != held])


def read(text: str, day: date | None, known: tuple[Any, chain.Chain]) -> list[Proposal]:
    """What the intake finds with these models."""
    weights, names = known
    with (
        patch.object(judgement, "weights", lambda: weights),
        patch.object(chain, "shipped", lambda: names),
    ):
        return propose(text, date=day)


def found() -> Iterator[eval_intake.Read]:
    """Each document with what is found in it by models that never saw it."""
    data, named = train_intake.rows(), train_chain.rows()
    for source, doc, raw, day, _ in train_intake.documents():
        if source != "real":
            continue
        text = full_marks(fold_radicals(raw))
        papers = sorted({train_intake.paper_of(doc, text, at) for at in range(0, len(text), 50)})
        ones = []
        for paper in papers:
            every = read(raw, day, models(paper, data, named))
            ones += [p for p in every if train_intake.paper_of(doc, text, p.start) == paper]
        yield doc, sorted(ones, key=lambda one: one.start)
        print(doc, len(ones), flush=True)


def main() -> None:
    """Prints the scorer's table."""
    with tempfile.TemporaryDirectory() as folder:
        pred = Path(folder) / "pred.jsonl"
        told = eval_intake.score(list(found()), eval_intake.CORPUS, pred, "dev", ["--per-doc"])
    if "--write" in sys.argv:
        day = f"Measured on {date.today().isoformat()}.\n\n"  # noqa: DTZ011
        eval_intake.write("left-out", day + eval_intake.table(told))


if __name__ == "__main__":
    main()

"""How well the intake reads: the labelled documents outside, and our own fictional papers.

    python benchmarks/eval_intake.py [--write] [--per-doc] [--pred FILE] [--json FILE]

Both are scored by the corpus's own scorer, which lies outside the repository with the real
documents (LUOSHI_CORPUS, or ../shared/corpus); without it one line says so. `--write` puts the
tables into docs/reference/intake.md.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from luoshi.cli.intake import row, written_on
from luoshi.instruments.intake.compute import Proposal, propose

sys.path.insert(0, str(Path(__file__).parent))
import papers

CORPUS = Path(os.environ.get("LUOSHI_CORPUS", "../shared/corpus"))
PAGE = Path("docs/reference/intake.md")
OWED = {"assignment", "standing_rule", "target"}
COLUMNS = {
    "gold": "labels", "P": "P", "R": "R", "F1": "F1", "unit_F1": "unit F1", "lead_acc": "lead",
    "deadline_norm_acc": "dates", "kind_acc": "kind", "edit_free_of_gold": "edit-free",
}  # fmt: skip
Read = tuple[str, list[Proposal]]  # a document's name and what was found in it


def day_of(doc: str) -> date | None:
    """The document's day as its description gives it; a year alone is read as its first day."""
    path = CORPUS / f"docs/{doc}.meta.json"
    if not path.exists():
        return None
    said = str(json.loads(path.read_text(encoding="utf-8")).get("date") or "")
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return date(int(said[:4]), 1, 1) if said[:4].isdigit() and "-" not in said[4:5] else None


def real() -> list[Read]:
    """What is found in the development documents of the corpus."""
    split = json.loads((CORPUS / "gold/SPLIT.json").read_text(encoding="utf-8"))
    found = []
    for doc in split["dev"]:
        text = (CORPUS / f"docs/{doc}.txt").read_text(encoding="utf-8")
        found.append((doc, propose(text, date=day_of(doc) or written_on(text))))
    return found


def own(found: Iterable[papers.Paper]) -> list[Read]:
    """What is found in our own papers."""
    return [(p.name, propose(p.text, date=date.fromisoformat(p.date))) for p in found]


def score(read: list[Read], home: Path, pred: Path, split: str, more: list[str]) -> dict[str, Any]:
    """The scorer's report on `read`; prints its table."""
    lines = [json.dumps(row(doc, one), ensure_ascii=False) for doc, ones in read for one in ones]
    pred.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "scores.json"
        command = [sys.executable, str(CORPUS / "score_intake.py"), "--gold", str(home / "gold"),
                   "--pred", str(pred), "--docs-dir", str(home / "docs"), "--split", split,
                   "--json", str(out), *more]  # fmt: skip
        subprocess.run(command, check=True)
        told: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return told


def reliability(read: list[Read], labels: dict[str, list[dict[str, Any]]]) -> str:
    """A table of how often a confidence is right, over everything proposed or greyed."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for doc, ones in read:
        for one in ones:
            hits = [g for g in labels[doc] if papers.covers(g, one.start, one.end) >= 0.5]
            owed = [g for g in hits if g["kind"] in OWED]
            if owed and all(g["conf"] == "low" for g in owed):
                continue
            bins.setdefault(min(9, int(one.confidence * 10)), []).append(
                (one.confidence, bool(owed))
            )
    lines = ["| confidence | sentences | said | true |", "|---|---|---|---|"]
    for at, part in sorted(bins.items()):
        said, true = (sum(p for p, _ in part), sum(t for _, t in part))
        lines.append(
            f"| {at / 10:.1f}–{(at + 1) / 10:.1f} | {len(part)} "
            f"| {said / len(part):.2f} | {true / len(part):.2f} |"
        )
    return "\n".join(lines)


def table(told: dict[str, Any]) -> str:
    """The lenient scores of each group as Markdown, in per cent."""
    lines = [
        "| group | " + " | ".join(COLUMNS.values()) + " |",
        "|---" * (len(COLUMNS) + 1) + "|",
    ]
    for group, scores in told["lenient_groups"].items():
        shown = [
            str(scores[key]) if key == "gold" else
            "–" if scores.get(key) is None else f"{100 * scores[key]:.1f}"
            for key in COLUMNS
        ]  # fmt: skip
        lines.append(f"| {group} | " + " | ".join(shown) + " |")
    macro = told.get("lenient_macro", {})
    shown = [f"{100 * macro[key]:.1f}" if key in macro else "" for key in COLUMNS]
    lines.append("| **macro** | " + " | ".join(shown) + " |")
    return "\n".join(lines)


def write(name: str, words: str) -> None:
    """Puts `words` between the marks of that name in the page."""
    page = PAGE.read_text(encoding="utf-8")
    mark = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    if not mark.search(page):
        raise SystemExit(f"{PAGE} has no place for {name}")
    page = mark.sub(lambda m: f"{m.group(1)}{words}\n{m.group(2)}", page)
    PAGE.write_text(page, encoding="utf-8")


def main() -> int:
    """Prints both tables; 0 also when the corpus is absent."""
    if not (CORPUS / "score_intake.py").exists():
        print(f"eval-intake：没有找到语料（{CORPUS}），跳过。")
        return 0
    parser = argparse.ArgumentParser()
    parser.add_argument("--pred", default="")
    parser.add_argument("--json", default="")
    parser.add_argument("--write", action="store_true")
    options, more = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        pred = Path(options.pred or home / "pred.jsonl")
        print("# the corpus's development documents (tuned on)", flush=True)
        outside = score(real(), CORPUS, pred, "dev", more)
        every = list(papers.papers())
        back = [paper for paper in every if paper.held_back]
        papers.write_gold(home, every)
        print("# our own papers, held back (never tuned on)", flush=True)
        read = own(back)
        inside = score(read, home, home / "own.jsonl", "held_back", more)
        sure = reliability(read, {paper.name: list(paper.rows) for paper in back})
    print(sure)
    if options.json:
        told = json.dumps(outside, ensure_ascii=False)
        Path(options.json).write_text(told, encoding="utf-8")
    if options.write:
        day = f"Measured on {date.today().isoformat()}.\n\n"  # noqa: DTZ011
        write("dev", day + table(outside))
        write("held-back", day + table(inside))
        write("reliability", day + sure)
    return 0


if __name__ == "__main__":
    sys.exit(main())

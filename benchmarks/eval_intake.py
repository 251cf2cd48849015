"""The intake on every labelled dev document, scored by the corpus's own scorer.

    python benchmarks/eval_intake.py [--per-doc]

The corpus lies outside the repository (LUOSHI_CORPUS, or ../shared/corpus); without it there is
nothing to measure and one line says so.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from luoshi.cli.intake import row, written_on
from luoshi.instruments.intake.compute import propose

CORPUS = Path(os.environ.get("LUOSHI_CORPUS", "../shared/corpus"))


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


def main() -> int:
    """Prints the scorer's table; 0 also when the corpus is absent."""
    if not (CORPUS / "score_intake.py").exists():
        print(f"eval-intake：没有找到语料（{CORPUS}），跳过。")
        return 0
    parser = argparse.ArgumentParser()
    parser.add_argument("--pred", default="")
    options, more = parser.parse_known_args()
    split = json.loads((CORPUS / "gold/SPLIT.json").read_text(encoding="utf-8"))
    lines = []
    for doc in split["dev"]:
        text = (CORPUS / f"docs/{doc}.txt").read_text(encoding="utf-8")
        found = propose(text, date=day_of(doc) or written_on(text))
        lines += [json.dumps(row(doc, one), ensure_ascii=False) for one in found]
    with tempfile.TemporaryDirectory() as folder:
        pred = Path(options.pred or Path(folder) / "pred.jsonl")
        pred.write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [sys.executable, str(CORPUS / "score_intake.py"), "--gold", str(CORPUS / "gold"),
                   "--pred", str(pred), "--docs-dir", str(CORPUS / "docs"),
                   "--split", "dev", *more]  # fmt: skip
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

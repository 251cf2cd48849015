"""On the labelled corpus every group lies above the simple floor (skipped where it is absent)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CORPUS = Path(os.environ.get("LUOSHI_CORPUS", ROOT.parent / "shared" / "corpus"))
pytestmark = pytest.mark.skipif(not (CORPUS / "score_intake.py").exists(), reason="no corpus here")
FLOOR = {
    "speech": 0.40, "bracket": 0.92, "plain": 0.71, "minutes": 0.64,
    "replies": 0.36, "report": 0.18, "ledger": 0.88,
}  # fmt: skip


def test_every_group_beats_the_floor(tmp_path: Path):
    out = tmp_path / "scores.json"
    subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "eval_intake.py"), "--json", str(out)],
        check=True, cwd=ROOT, capture_output=True, env={**os.environ, "LUOSHI_CORPUS": str(CORPUS)},
    )  # fmt: skip
    scores = json.loads(out.read_text(encoding="utf-8"))["lenient_groups"]
    assert {group: scores[group]["F1"] > floor for group, floor in FLOOR.items()} == dict.fromkeys(
        FLOOR, True
    )

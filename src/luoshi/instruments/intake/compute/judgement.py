"""How likely a sentence asks for something one can be held to: a small logistic model.

The weights are sums over cue classes (`cues`), fitted by `benchmarks/train_intake.py` and shipped
as numbers; no sentence of any document is in them. Deterministic and explainable: `reasons` quotes
the words of the classes that weighed most.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

# Where precision and recall balance on documents left out of the fit: docs/reference/intake.md.
CUTS = {"speech": 0.3, "plain": 0.35, "report": 0.3}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The probability and the cue classes that spoke for it, strongest first."""

    probability: float
    pro: tuple[str, ...]
    contra: tuple[str, ...]


@cache
def weights() -> dict[str, dict[str, float]]:
    """The shipped weights, by model and class."""
    path = resources.files("luoshi.instruments.intake.compute") / "weights.json"
    loaded: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def judge(model: str, seen: Iterable[str]) -> Judgement:
    """What `model` makes of the cue classes `seen`."""
    table = weights()[model]
    parts = sorted(((table[name], name) for name in seen if name in table), reverse=True)
    score = table.get("bias", 0.0) + sum(value for value, _ in parts)
    pro = tuple(n for v, n in parts if v > 0.15)
    contra = tuple(n for v, n in reversed(parts) if v < -0.15)
    return Judgement(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), pro, contra)

"""How likely a sentence asks for something one can be held to: a small logistic model.

The weights are sums over what `features` sees, fitted by `benchmarks/train_intake.py` and shipped
as numbers; no sentence of any document is in them. Deterministic and explainable: `reasons` quotes
the words of the classes that weighed most.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from luoshi.instruments.intake.compute.features import View


@dataclass(frozen=True, slots=True)
class Judgement:
    """The probability and the cue classes that spoke for it, strongest first."""

    probability: float
    pro: tuple[str, ...]
    contra: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """One fitted model: what each class and each piece adds."""

    bias: float
    classes: dict[str, float]
    pieces: dict[str, float]
    known: frozenset[str]  # the pieces that weigh anything


@cache
def _shipped() -> dict[str, Any]:
    path = resources.files("luoshi.instruments.intake.compute") / "weights.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@cache
def weights() -> dict[str, Weights]:
    """The shipped models by name."""
    return {
        name: Weights(**parts, known=frozenset(parts["pieces"]))
        for name, parts in _shipped()["models"].items()
    }


@cache
def cuts() -> dict[str, float]:
    """By genre the probability from which a sentence counts: chosen on papers left out."""
    found: dict[str, float] = _shipped()["cuts"]
    return found


def judge(model: str, view: View) -> Judgement:
    """What `model` makes of the sentence."""
    table = weights()[model]
    classes, small = table.classes, table.pieces
    parts = sorted(
        ((classes[name], name) for name in view.classes if name in classes), reverse=True
    )
    score = table.bias + sum(value for value, _ in parts)
    # fsum: the same to the last bit in whatever order a set hands its pieces out.
    score += math.fsum([small[one] for one in view.pieces & table.known])
    pro = tuple(n for v, n in parts if v > 0.15)
    contra = tuple(n for v, n in reversed(parts) if v < -0.15)
    return Judgement(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), pro, contra)

"""How likely a sentence asks for something one can be held to: a small logistic model.

The weights are sums over what `features` sees, fitted by `benchmarks/train_intake.py` and shipped
as numbers; no sentence of any document is in them. Deterministic and explainable: `reasons` quotes
the words of the classes that weighed most.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

from luoshi.instruments.intake.compute.features import View

_TELLING = 0.15  # a weight worth naming as a reason


@dataclass(frozen=True, slots=True)
class Judgement:
    """The probability, the cue classes that were weighed and what each can add."""

    probability: float
    seen: frozenset[str]
    weights: dict[str, float]

    @property
    def pro(self) -> tuple[str, ...]:
        """The classes that spoke for it, strongest first."""
        strong = [(w, name) for name in self.seen if (w := self.weights[name]) > _TELLING]
        return tuple(name for _, name in sorted(strong, reverse=True))

    @property
    def contra(self) -> tuple[str, ...]:
        """The classes that spoke against it, strongest first."""
        strong = [(w, name) for name in self.seen if (w := self.weights[name]) < -_TELLING]
        return tuple(name for _, name in sorted(strong))


@dataclass(frozen=True)
class Weights:
    """One fitted model: what each class and each piece adds."""

    bias: float
    classes: dict[str, float]
    pieces: dict[str, float]

    @cached_property
    def known_classes(self) -> frozenset[str]:
        """The classes that weigh anything."""
        return frozenset(self.classes)

    @cached_property
    def known_pieces(self) -> frozenset[str]:
        """The pieces that weigh anything."""
        return frozenset(self.pieces)


@cache
def _shipped() -> dict[str, Any]:
    path = resources.files("luoshi.instruments.intake.compute") / "weights.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@cache
def weights() -> dict[str, Weights]:
    """The shipped models by name."""
    return {name: Weights(**parts) for name, parts in _shipped()["models"].items()}


@cache
def cuts() -> dict[str, float]:
    """By genre the probability from which a sentence counts: chosen on papers left out."""
    found: dict[str, float] = _shipped()["cuts"]
    return found


def judge(model: str, view: View) -> Judgement:
    """What `model` makes of the sentence."""
    table = weights()[model]
    seen = view.classes & table.known_classes
    # fsum: the same to the last bit in whatever order a set hands its members out.
    score = table.bias + math.fsum(map(table.classes.__getitem__, seen))
    score += math.fsum(map(table.pieces.__getitem__, view.pieces & table.known_pieces))
    probability = 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
    return Judgement(probability, seen, table.classes)

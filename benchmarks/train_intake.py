"""Fits the two small models of the intake and writes their weights; scikit-learn, by hand only.

    uv pip install scikit-learn
    python benchmarks/train_intake.py [--write] [--alone]

Learns from the open papers in `benchmarks/papers` and, where it lies beside the repository, from
the labelled corpus; the papers that are held back are never read. Prints the scores with each
document left out in turn (speeches that repeat one another are left out together), the cuts where
F1 is best on them, and their reliability. `--alone` leaves the corpus out of the fit and scores it
as a whole: what papers of our own making are worth on real ones. `--write` fits on everything and
writes the weights: one number per class or piece, no sentence.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from luoshi.cli.intake import written_on
from luoshi.instruments.intake.compute import (
    brackets,
    features,
    genres,
    prose,
    replies,
    structure,
)
from luoshi.instruments.intake.compute.features import View
from luoshi.instruments.intake.compute.prose import Candidate
from luoshi.instruments.intake.compute.structure import Line
from luoshi.lib.text import fold_radicals, full_marks

sys.path.insert(0, str(Path(__file__).parent))
import papers
from eval_intake import day_of

CORPUS = Path(os.environ.get("LUOSHI_CORPUS", "../shared/corpus"))
OUT = Path("src/luoshi/instruments/intake/compute/weights.json")
ACCOUNTABLE = {"assignment", "standing_rule", "target"}
BY_RULE = {"rally", "opens_with_ban"}  # `kinds` reads these itself; the models do not weigh them
STRENGTH = {"owed": 0.05, "rule": 0.4}  # scikit-learn's C, chosen on documents left out
# How much a feature of a kind may weigh beside a class of the sentence itself: there are many of
# them, each seen seldom.
SCALE = {"piece": 0.3, "place": 0.4}
# The real letters are few and unlike our own: long accounts of what was done, few promises.
WEIGHT: dict[str, dict[tuple[str, str], float]] = {
    "owed": {("real", genres.REPLIES): 3.0}, "rule": {},
}  # fmt: skip
FEWEST, FEWEST_PAPERS = 4, 3  # sentences and documents in which a feature must be seen
SMALLEST = 0.02  # a weight below this is left out of the file
PLACE = re.compile(r"(?:before|after)_")


@dataclass(frozen=True, slots=True)
class Row:
    """One candidate sentence with its label (None: a reader could go either way)."""

    source: str
    paper: str
    genre: str
    view: View
    owed: bool
    kind: str


def documents() -> Iterator[tuple[str, str, str, date | None, list[dict[str, Any]]]]:
    """Source, name, text, day and labels of everything that may be learnt from."""
    for paper in papers.papers():
        if not paper.held_back:
            day = date.fromisoformat(paper.date)
            yield "own", paper.name, paper.text, day, list(paper.rows)
    if not (CORPUS / "gold/SPLIT.json").exists():
        return
    split = json.loads((CORPUS / "gold/SPLIT.json").read_text(encoding="utf-8"))
    for doc in split["dev"]:
        text = (CORPUS / f"docs/{doc}.txt").read_text(encoding="utf-8")
        scored = split.get("ranges", {}).get("dev", {}).get(doc)
        lines = (CORPUS / f"gold/{doc}.jsonl").read_text(encoding="utf-8").splitlines()
        text, labels = text[: scored[1]] if scored else text, [json.loads(one) for one in lines]
        yield "real", doc, text, day_of(doc) or written_on(text), labels


def rows() -> list[Row]:
    """Every candidate sentence of the labelled prose."""
    return [row for document in documents() for row in _rows_of(*document)]


def _rows_of(
    source: str, doc: str, raw: str, day: date | None, gold: list[dict[str, Any]]
) -> Iterator[Row]:
    text = full_marks(fold_radicals(raw))
    every = structure.lines(text)
    genre = genres.genre(text, every)
    if genre == genres.LEDGER:
        return
    for one, view in _candidates(text, every, genre, day):
        hits = [g for g in gold if papers.covers(g, one.span.start, one.span.end) >= 0.5]
        owed = [g for g in hits if g["kind"] in ACCOUNTABLE]
        real = [g for g in owed if g.get("conf") != "low"]
        if owed and not real:
            continue
        paper = paper_of(doc, text, one.span.start)
        view = View(view.classes - BY_RULE, view.pieces)
        kind = real[0]["kind"] if real else ""
        yield Row(source, paper, genre, view, bool(real), kind)


def _candidates(
    text: str, every: list[Line], genre: str, day: date | None
) -> Iterator[tuple[Candidate, View]]:
    """Every candidate with its view, as the pipeline has them."""
    if genre == genres.REPLIES:
        for reply in replies.replies(text, day):
            yield from zip(reply.candidates, reply.views, strict=True)
        return
    items = [(item.start, item.end) for item in brackets.items(text, every)]
    constant = {f"genre_{genre}"} | ({"bracketed"} if len(items) >= 3 else set())
    found = list(prose.candidates(text, every, genre, items))
    yield from zip(found, features.views(text, found, constant), strict=True)


def paper_of(doc: str, text: str, position: int) -> str:
    """The paper that `position` belongs to: of a collection of speeches the speech, where the
    first and third count as one, being versions of one another."""
    if doc != "seed":
        return doc
    number = len(re.findall(r"^第[二三四五]篇", text[:position], re.MULTILINE)) + 1
    return doc + ("-1-3" if number in (1, 3) else f"-{number}")


class Model:
    """A logistic model over named features."""

    def __init__(self, data: list[Row], labels: list[bool], name: str) -> None:
        self.names = _worth_knowing(data)
        self._at = {name: at for at, name in enumerate(self.names)}
        self._scale = np.array([_scale(name) for name in self.names])
        self._fit = LogisticRegression(C=STRENGTH[name], max_iter=4000, solver="liblinear")
        weigh = [WEIGHT[name].get((row.source, row.genre), 1.0) for row in data]
        self._fit.fit(self._matrix(data), labels, sample_weight=weigh)

    def _matrix(self, data: Iterable[Row]) -> csr_matrix:
        at, columns, size = [], [], 0
        for size, row in enumerate(data, 1):
            known = [self._at[name] for name in _named(row.view) if name in self._at]
            at += [size - 1] * len(known)
            columns += known
        return csr_matrix((self._scale[columns], (at, columns)), shape=(size, len(self.names)))

    def __call__(self, data: list[Row]) -> list[float]:
        return [float(p) for p in self._fit.predict_proba(self._matrix(data))[:, 1]]

    def weights(self) -> dict[str, Any]:
        """The numbers to ship: bias, classes, pieces."""
        scaled = self._fit.coef_[0] * self._scale
        kept = [
            (name, round(float(weight), 3))
            for name, weight in zip(self.names, scaled, strict=True)
            if abs(weight) >= SMALLEST
        ]
        return {
            "bias": round(float(self._fit.intercept_[0]), 3),
            "classes": {name[2:]: weight for name, weight in kept if name[0] == "c"},
            "pieces": {name[2:]: weight for name, weight in kept if name[0] == "p"},
        }


def _named(view: View) -> Iterator[str]:
    yield from (f"c:{name}" for name in view.classes)
    yield from (f"p:{name}" for name in view.pieces)


def _scale(name: str) -> float:
    if name[0] == "p":
        return SCALE["piece"]
    return SCALE["place"] if PLACE.match(name, 2) else 1.0


def _worth_knowing(data: list[Row]) -> list[str]:
    """The features seen often enough, and in papers enough, to mean something elsewhere."""
    times: Counter[str] = Counter()
    seen_in: dict[str, set[str]] = defaultdict(set)
    for row in data:
        for name in _named(row.view):
            times[name] += 1
            seen_in[name].add(row.paper)
    return sorted(
        name
        for name, count in times.items()
        if count >= FEWEST and (name[0] == "c" or len(seen_in[name]) >= FEWEST_PAPERS)
    )


def left_out(data: list[Row], labels: list[bool], name: str) -> list[tuple[Row, float, bool]]:
    """(row, probability, label) of every row, judged by a model that never saw its paper."""
    found = []
    for held in sorted({row.paper for row in data}):
        kept = [(row, label) for row, label in zip(data, labels, strict=True) if row.paper != held]
        model = Model([row for row, _ in kept], [label for _, label in kept], name)
        out = [(r, label) for r, label in zip(data, labels, strict=True) if r.paper == held]
        judged = model([row for row, _ in out])
        found += [(row, p, label) for (row, label), p in zip(out, judged, strict=True)]
    return found


def scores(judged: list[tuple[Row, float, bool]], cut: float) -> tuple[float, float, float]:
    """Precision, recall and F1 at the cut."""
    tp = sum(p >= cut and y for _, p, y in judged)
    fp = sum(p >= cut and not y for _, p, y in judged)
    fn = sum(p < cut and y for _, p, y in judged)
    precision, recall = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def best_cut(judged: list[tuple[Row, float, bool]]) -> float:
    """The best cut, to a twentieth; real papers and our own count alike.

    In speeches, full of what only sounds like an order, a false alarm costs the clerk more than a
    miss. Never above 0.45: what is likelier than not is always shown; never below 0.35 in speeches.
    """
    weight = 0.85 if judged[0][0].genre == genres.SPEECH else 1.0
    sources = {row.source for row, _, _ in judged}
    parts = [[one for one in judged if one[0].source == source] for source in sorted(sources)]
    return max(
        (c / 20 for c in range(7 if weight < 1 else 4, 10)),
        key=lambda cut: sum(_weighed(*scores(part, cut)[:2], weight) for part in parts),
    )


def _weighed(precision: float, recall: float, weight: float) -> float:
    return (1 + weight) * precision * recall / max(1e-9, weight * precision + recall)


def report(judged: list[tuple[Row, float, bool]]) -> dict[str, float]:
    """Prints the scores of each genre and source; returns the cuts."""
    chosen = {}
    for genre in sorted({row.genre for row, _, _ in judged}):
        part = [one for one in judged if one[0].genre == genre]
        chosen[genre] = cut = best_cut(part)
        for source in sorted({row.source for row, _, _ in part}):
            some = [one for one in part if one[0].source == source]
            p, r, f = scores(some, cut)
            own = best_cut(some)
            print(
                f"{genre:8} {source:5} n={len(some):4d} owed={sum(y for _, _, y in some):4d} "
                f"cut {cut:.2f} P {p:.2f} R {r:.2f} F1 {f:.3f} "
                f"(best at {own:.2f}: {scores(some, own)[2]:.3f})"
            )
    return chosen


def reliability(judged: list[tuple[Row, float, bool]]) -> None:
    """Prints how often a probability is right, on papers left out."""
    for low in range(10):
        part = [(p, y) for _, p, y in judged if low / 10 <= p < (low + 1) / 10]
        if part:
            said, true = (sum(x[i] for x in part) / len(part) for i in (0, 1))
            print(f"  {low / 10:.1f}: n={len(part):4d} said {said:.2f} true {true:.2f}")


def rules(data: list[Row]) -> list[Row]:
    """What the second model learns from: the accountable sentences that are no target."""
    return [row for row in data if row.owed and row.kind != "target"]


def alone(data: list[Row]) -> None:
    """Our own papers alone against the corpus, as a whole."""
    own = [row for row in data if row.source == "own"]
    real = [row for row in data if row.source == "real"]
    model = Model(own, [row.owed for row in own], "owed")
    print("# fitted on our own papers, scored on the corpus")
    report([(row, p, row.owed) for row, p in zip(real, model(real), strict=True)])
    own, real = rules(own), rules(real)
    model = Model(own, [row.kind == "standing_rule" for row in own], "rule")
    right = sum(
        (p >= 0.5) == (r.kind == "standing_rule") for r, p in zip(real, model(real), strict=True)
    )
    print(f"rule or assignment: right {right / max(1, len(real)):.2f} of {len(real)}")


def main() -> None:
    """Cross-validates and prints; with --write fits on everything and writes the weights."""
    data = rows()
    if "--alone" in sys.argv:
        alone(data)
        return
    print("# each paper left out in turn")
    judged = left_out(data, [row.owed for row in data], "owed")
    chosen = report(judged)
    reliability(judged)
    ruled = rules(data)
    labels = [row.kind == "standing_rule" for row in ruled]
    kinds = left_out(ruled, labels, "rule")
    for source in ("own", "real"):
        part = [one for one in kinds if one[0].source == source]
        right = sum((p >= 0.5) == y for _, p, y in part)
        print(f"rule or assignment, {source}: right {right / max(1, len(part)):.2f} of {len(part)}")
    if "--write" in sys.argv:
        models = {
            "owed": Model(data, [row.owed for row in data], "owed").weights(),
            "rule": Model(ruled, labels, "rule").weights(),
        }
        told = {"cuts": chosen, "models": models}
        words = json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True)
        OUT.write_text(words + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""How well a task is found again in other words: the fictional pairs of `likeness_pairs`.

    python benchmarks/bench_likeness.py [--write]

Beside the pairs, tasks of the fictional papers of different counties choose: whatever of one paper
looks like something of another is a false alarm. Papers that are held back report. `--write` keeps
the weights for the product. Without the extra `semantic` the lines that need it are left out.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import papers
from likeness_pairs import Pair, best_cut, half, ledger, measures, pairs

from luoshi.instruments.intake.compute import propose
from luoshi.instruments.intake.likeness import Index, Scorer, Task, evidence, meaning, score
from luoshi.instruments.intake.likeness.task import READ

WEIGHTS = Path(score.__file__).parent / "weights.json"
# Look-alikes that the index hands over and that are no match choose too, at less weight: of the
# pairs' own ledger, and of other papers.
NEGATIVES, WORTH = 10, 0.3
# All strangers together weigh as much as a few pairs, and one task in a hundred with a false alarm
# as much as four wrong verdicts, however many papers there are.
STRANGERS, STRANGER, ALARM = 3, 5.0, 400
BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01)
Row = dict[str, float]
METHODS = {
    "n-grams alone": ("title", "inside"),
    "n-grams, units, deadlines": evidence.NAMES,
    "embeddings alone": ("meaning",),
    "all together (extra `semantic`)": (*evidence.NAMES, "meaning", "rests"),
}
SHIPPED = {"plain": "n-grams, units, deadlines", "meaning": "all together (extra `semantic`)"}


def fit(rows: Sequence[tuple[Row, bool, float]], names: Sequence[str]) -> Row:
    """Logistic regression by gradient descent on weighted rows; no evidence may count against its
    own direction."""
    size = sum(worth for _, _, worth in rows)
    spread = {n: _spread([row[n] for row, _, _ in rows]) for n in names}
    scaled = [([row[n] / spread[n] for n in names], truth, worth) for row, truth, worth in rows]
    weights, bias, rate, keep = [0.0] * len(names), 0.0, 0.5, 0.01
    for _ in range(2000):
        slopes, slope = [0.0] * len(names), 0.0
        for values, truth, worth in scaled:
            said = bias + sum(map(float.__mul__, weights, values))
            off = worth * (1 / (1 + math.exp(-said)) - truth)
            slope += off
            slopes = [s + off * v for s, v in zip(slopes, values, strict=True)]
        bias -= rate * slope / size
        weights = [
            max(0.0, w - rate * (s / size + keep * w)) for w, s in zip(weights, slopes, strict=True)
        ]
    found = zip(names, weights, strict=True)
    return {"bias": round(bias, 4), **{n: round(w / spread[n], 4) for n, w in found}}


def _spread(values: Sequence[float]) -> float:
    middle = sum(values) / len(values)
    return math.sqrt(sum((v - middle) ** 2 for v in values) / len(values)) + 1e-6


def judge(model: Row, row: Row) -> float:
    """What this model says, by the evidence it knows."""
    return score.judged(model, {name: row[name] for name in model if name != "bias"})


def _read(paper: papers.Paper) -> Iterator[Task]:
    for one in propose(paper.text, date=date.fromisoformat(paper.date)):
        if one.kind == "exhortation":
            continue
        lead = next((unit.text for unit in one.units if unit.role == "lead"), "")
        units, limit = frozenset(unit.text for unit in one.units), one.deadline
        due, rrule = (limit.due, limit.rrule or "") if limit else (None, "")
        yield Task(one.action, paper.text[one.start : one.end][:READ], lead, units, due, rrule)


class Strangers:
    """Tasks of papers of different counties: none of one paper is any of another.

    What shares so little that the product does not weigh it is left out of `alike`.
    """

    def __init__(self, *, held_back: bool) -> None:
        some = [p for p in papers.papers() if p.held_back == held_back]
        self.tasks = [(paper.name, task) for paper in some for task in _read(paper)]
        self.index = Index()
        for key, (_, task) in enumerate(self.tasks):
            self.index.add(key, task)

    def alike(self) -> Iterator[tuple[Task, list[Task]]]:
        """Each task with what the index hands over of other papers."""
        for name, task in self.tasks:
            found = (self.tasks[key] for key in self.index.candidates(task))
            others = (other for of, other in found if of != name)
            weigh = self.index.frequencies
            yield task, [o for o in others if evidence.inside(weigh, task, o) >= score.LEAST]

    def alarms(self, extra: meaning.Meaning | None) -> float:
        """The share of tasks for which the product shows a likeness."""
        scorer = Scorer(self.index.frequencies, extra)
        best = (scorer.best(task, others, most=1) for task, others in self.alike())
        return sum(bool(b) and b[0][1] >= scorer.shown for b in best) / len(self.tasks)


@dataclass
class Bench:
    """One labelled set, the ledger it makes, and the evidence on any two tasks."""

    every: list[Pair]
    extra: meaning.Meaning | None

    def __post_init__(self) -> None:
        self.known = ledger(self.every)
        self.index = Index()
        for key, task in enumerate(self.known):
            self.index.add(key, task)
        self.scorer = Scorer(self.index.frequencies, self.extra)
        self.group = {p.new.title: p.group for p in self.every if p.label == "other"}
        self.group |= {p.known.title: p.group for p in self.every}

    def asked(self, some: Sequence[Pair]) -> Iterator[tuple[Pair, list[Task]]]:
        """Every task in other words with the candidates that the index hands over."""
        for pair in some:
            if pair.same:
                yield pair, [self.known[key] for key in self.index.candidates(pair.new)]

    def rows(self) -> list[tuple[Row, bool, float]]:
        """The evidence on the even half: its pairs, then look-alikes from the even groups."""
        chosen = half(self.every, 0)
        rows = [(self.scorer.seen(p.new, p.known), p.same, 1.0) for p in chosen]
        for pair, tasks in self.asked(chosen):
            group = self.group
            others = [t for t in tasks if group[t.title] % 2 == 0 and group[t.title] != pair.group]
            rows += [(self.scorer.seen(pair.new, t), False, WORTH) for t in others[:NEGATIVES]]
        return rows

    def shipped(self, some: Sequence[Pair]) -> tuple[float, ...]:
        """Precision, recall, F1, and how often the one meant is shown when the whole ledger is
        searched, all by the product's own way."""
        scores = [self.scorer.score(p.new, p.known) for p in some]
        told = measures(scores, [p.same for p in some], self.scorer.shown)
        shown, best = self.scorer.shown, self.scorer.best
        hits = [
            pair.known.title in [tasks[at].title for at, s in best(pair.new, tasks) if s >= shown]
            for pair, tasks in self.asked(some)
        ]
        return *told, sum(hits) / len(hits)


def methods(bench: Bench) -> dict[str, tuple[Row, float]]:
    """The table of methods, each with weights and threshold of its own; returns those."""
    few = Strangers(held_back=False)
    scorer = Scorer(few.index.frequencies, bench.extra)
    strange = [[scorer.seen(t, other) for other in some[:STRANGERS]] for t, some in few.alike()]
    rows = bench.rows()
    cut_rows = rows[: len(half(bench.every, 0))]
    few_rows = [row for some in strange for row in some]
    rows += [(row, False, STRANGER / len(few_rows)) for row in few_rows]
    told = half(bench.every, 1)
    seen = [bench.scorer.seen(p.new, p.known) for p in told]
    print("| method | threshold | precision | recall | F1 |\n|---|---|---|---|---|")
    found = {}
    for label, names in METHODS.items():
        if "meaning" in names and bench.extra is None:
            continue
        model = fit(rows, names)
        alarms = [max((judge(model, row) for row in some), default=0.0) for some in strange]
        worth = ALARM / len(few.tasks)
        scores = [judge(model, row) for row, _, _ in cut_rows]
        cut = best_cut(scores, [truth for _, truth, _ in cut_rows], alarms, worth)
        p, r, f = measures([judge(model, row) for row in seen], [t.same for t in told], cut)
        print(f"| {label} | {cut:.2f} | {p:.2f} | {r:.2f} | {f:.2f} |", flush=True)
        found[label] = (model, cut)
    return found


def as_shipped(told: dict[str, tuple[Bench, list[Pair]]], extra: meaning.Meaning | None) -> None:
    """What the product does with the weights it has."""
    strangers = Strangers(held_back=True)
    alarms = {way: strangers.alarms(way) for way in {None, extra}}
    print("\n| as shipped | pairs | precision | recall | F1 | shown | false alarms |")
    print("|---|---|---|---|---|---|---|")
    for label, (bench, some) in told.items():
        p, r, f, shown = bench.shipped(some)
        print(f"| {label} | {len(some)} | {p:.2f} | {r:.2f} | {f:.2f} | {shown:.2f} |"
              f" {alarms[bench.extra]:.1%} of {len(strangers.tasks)} |", flush=True)  # fmt: skip


def reliability(benches: Sequence[tuple[Bench, list[Pair]]]) -> None:
    """Of pairs with such a score, how many are one task."""
    print("\n| score | " + " | ".join("pairs | the same" for _ in benches) + " |")
    print("|---|" + "---|" * 2 * len(benches))
    scored = [[(b.scorer.score(p.new, p.known), p.same) for p in some] for b, some in benches]
    for low, high in pairwise(BINS):
        cells = []
        for one in scored:
            truth = [same for s, same in one if low <= s < high]
            cells += [str(len(truth)), f"{sum(truth) / len(truth):.0%}" if truth else ""]
        print(f"| {low:.1f}–{min(1.0, high):.1f} | " + " | ".join(cells) + " |")


def main() -> None:
    """Prints the tables; with `--write` keeps what was chosen first."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    extra = meaning.installed()
    if extra is None:
        print("the extra `semantic` is not installed\n")
    every, later = pairs(), pairs("later")
    found = methods(Bench(every, extra))
    if options.write:
        models = {key: found[label] for key, label in SHIPPED.items() if label in found}
        kept = score.weights() | {k: {**w, "shown": round(c, 3)} for k, (w, c) in models.items()}
        WEIGHTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")
        score.weights.cache_clear()
    told: dict[str, tuple[Bench, list[Pair]]] = {}
    for way in [None, extra] if extra else [None]:
        name = "with `semantic`" if way else "without"
        told[f"held-back half, {name}"] = (Bench(every, way), half(every, 1))
        told[f"written later, {name}"] = (Bench(later, way), later)
    as_shipped(told, extra)
    reliability(list(told.values()))


if __name__ == "__main__":
    main()

"""Fits the three small models of the intake on the labelled corpus and writes their weights.

    python benchmarks/train_intake.py [--write]

Prints, for each model, the scores with each document left out in turn (the speeches that repeat
one another are left out together); `--write` then fits on everything and writes the weights.
Nothing of the corpus goes into the file but one number per cue class.
"""

from __future__ import annotations

import json
import math
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from luoshi.instruments.intake.compute import brackets, genres, prose, structure
from luoshi.instruments.intake.compute.judgement import CUTS
from luoshi.instruments.intake.compute.pipeline import model_of
from luoshi.lib.text import fold_radicals

CORPUS = Path(os.environ.get("LUOSHI_CORPUS", "../shared/corpus"))
OUT = Path("src/luoshi/instruments/intake/compute/weights.json")
ACCOUNTABLE = {"assignment", "standing_rule", "target"}
BY_RULE = {"rally", "opens_with_ban"}  # `kinds` reads these itself; the models do not weigh them
PENALTY = {"speech": 1.0, "plain": 2.0, "report": 1.0}
Judged = tuple[float, int, str]  # probability, label, held-out group
Row = tuple[str, frozenset[str], int, str]  # held-out group, cue classes, label, kind


def covers(gold: dict, start: int, end: int) -> float:
    """How much of the shorter of the two the other covers."""
    both = max(0, min(gold["end"], end) - max(gold["start"], start))
    return both / max(1, min(gold["end"] - gold["start"], end - start))


def rows() -> list[tuple[str, Row]]:
    """(model, row) for every candidate sentence of the labelled prose."""
    split = json.loads((CORPUS / "gold/SPLIT.json").read_text(encoding="utf-8"))
    return [found for doc in split["dev"] for found in _rows_of(doc, split)]


def _rows_of(doc: str, split: dict) -> Iterator[tuple[str, Row]]:
    text = fold_radicals((CORPUS / f"docs/{doc}.txt").read_text(encoding="utf-8"))
    scored = split.get("ranges", {}).get("dev", {}).get(doc)
    text = text[: scored[1]] if scored else text
    gold = [
        json.loads(line)
        for line in (CORPUS / f"gold/{doc}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    every = structure.lines(text)
    genre = genres.genre(text, every)
    if genre in (genres.LEDGER, genres.REPLIES):
        return
    items = [(item.start, item.end) for item in brackets.items(text, every)]
    constant = {f"genre_{genre}"} | ({"bracketed"} if len(items) >= 3 else set())
    for one in prose.candidates(text, every, genre, items):
        hits = [g for g in gold if covers(g, one.span.start, one.span.end) >= 0.5]
        owed = [g for g in hits if g["kind"] in ACCOUNTABLE]
        real = [g for g in owed if g.get("conf") != "low"]
        if owed and not real:
            continue
        group = doc + _speech(text, one.span.start) if genre == genres.SPEECH else doc
        kind = real[0]["kind"] if real else ""
        yield (
            model_of(genre),
            (group, frozenset((one.seen | constant) - BY_RULE), int(bool(real)), kind),
        )


def _speech(text: str, position: int) -> str:
    """Which speech of a collection; the first and third are versions of one another."""
    number = len(re.findall(r"^第[二三四五]篇", text[:position], re.MULTILINE)) + 1
    return "-1-3" if number in (1, 3) else f"-{number}"


def fit(data: list[Row], l2: float, rounds: int = 400) -> dict[str, float]:
    """Full-batch gradient descent on the log loss with an L2 penalty."""
    counts: dict[str, int] = {}
    for _, seen, _, _ in data:
        for name in seen:
            counts[name] = counts.get(name, 0) + 1
    weight = {name: 0.0 for name, times in counts.items() if times >= 4}
    bias, rate, size = 0.0, 1.0, len(data)
    inputs = [([n for n in seen if n in weight], label) for _, seen, label, _ in data]
    velocity = dict.fromkeys(weight, 0.0)
    vbias = 0.0
    for _ in range(rounds):
        grad = {name: l2 * value for name, value in weight.items()}
        gbias = 0.0
        for names, label in inputs:
            score = bias + sum(weight[n] for n in names)
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - label
            gbias += error
            for n in names:
                grad[n] += error
        for name in weight:
            velocity[name] = 0.8 * velocity[name] - rate * grad[name] / size
            weight[name] += velocity[name]
        vbias = 0.8 * vbias - rate * gbias / size
        bias += vbias
    rounded = {
        name: round(value, 3) for name, value in sorted(weight.items()) if abs(value) >= 0.02
    }
    return {"bias": round(bias, 3), **rounded}


def score(weight: dict[str, float], seen: frozenset[str]) -> float:
    """The probability the weights give."""
    z = weight["bias"] + sum(weight.get(n, 0.0) for n in seen)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def left_out(data: list[Row], l2: float, extra: list[Row]) -> list[Judged]:
    """(probability, label, group) of every row, judged by weights that never saw its group."""
    found = []
    for held in sorted({row[0] for row in data}):
        weight = fit([row for row in data if row[0] != held] + extra, l2)
        found += [
            (score(weight, seen), label, held) for group, seen, label, _ in data if group == held
        ]
    return found


def scores(judged: list[Judged], cut: float = 0.5) -> tuple[float, float, float]:
    """Precision, recall and F1 at the cut."""
    tp = sum(p >= cut and y for p, y, _ in judged)
    fp = sum(p >= cut and not y for p, y, _ in judged)
    fn = sum(p < cut and y for p, y, _ in judged)
    precision, recall = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def reliability(judged: list[Judged]) -> None:
    """Prints how often a probability is right, on documents left out."""
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        part = [(p, y) for p, y, _ in judged if low <= p < low + 0.2 or (p == 1.0 and low == 0.8)]
        if part:
            said = sum(p for p, _ in part) / len(part)
            true = sum(y for _, y in part) / len(part)
            print(f"  {low:.1f}-{low + 0.2:.1f}: n={len(part):3d} said {said:.2f} true {true:.2f}")


def main() -> None:
    """Cross-validates and prints; with --write fits on everything and writes the weights."""
    every = rows()
    table = {}
    pooled: list[Judged] = []
    for model, l2 in PENALTY.items():
        data = [row for name, row in every if name == model]
        # One report is too little: the other prose helps to fit it.
        extra = [row for name, row in every if name != model] if model == "report" else []
        judged = left_out(data, l2, extra)
        pooled += judged
        precision, recall, f1 = scores(judged, CUTS[model])
        print(f"{model}: n={len(data)}, left out P {precision:.2f} R {recall:.2f} F1 {f1:.2f}")
        for group in sorted({row[0] for row in data}):
            part = scores([one for one in judged if one[2] == group], CUTS[model])
            print(f"  {group}: F1 {part[2]:.2f}")
        table[model] = fit(data + extra, l2)
    reliability(pooled)
    rule = [
        (group, seen, int(kind == "standing_rule"), kind)
        for _, (group, seen, real, kind) in every
        if real and kind != "target"
    ]
    judged = left_out(rule, 3.0, [])
    right = sum((p >= 0.5) == bool(y) for p, y, _ in judged)
    print(f"rule or assignment: right {right / len(judged):.2f} of {len(judged)}, left out")
    table["rule"] = fit(rule, 3.0)
    if "--write" in sys.argv:
        words = json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True)
        OUT.write_text(words + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

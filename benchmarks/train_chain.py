"""Fits the chain model that reads who is to act; python-crfsuite, by hand only.

    uv pip install python-crfsuite
    python benchmarks/train_chain.py [--write]

Learns from the same papers as `train_intake.py`; the papers that are held back are never read.
Prints the unit F1 and the share of sentences with exactly the right units, each eighth of the
papers left out in turn, for the grammar alone and for the chain over it. `--write` fits on
everything and writes the weights.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pycrfsuite

from luoshi.instruments.intake.compute import actors, brackets, chain, genres, structure, units
from luoshi.lib.text import Span, fold, fold_radicals, full_marks

sys.path.insert(0, str(Path(__file__).parent))
import train_intake

OUT = Path("src/luoshi/instruments/intake/compute/chain.json")
FOLDS = 8
FEWEST_PAPERS = 3  # in which a piece of text must stand
SMALLEST = 0.03  # a weight below this is left out
LONGEST = 400
TAGS = "BIO"


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence that calls for something, its gold units and what the grammar found."""

    source: str
    paper: str
    genre: str
    words: str
    gold: frozenset[str]
    tags: tuple[str, ...]
    guess: units.Actors


def rows() -> list[Row]:
    """Every accountable sentence of the labelled prose."""
    return [row for document in train_intake.documents() for row in _rows_of(*document)]


def _rows_of(
    source: str, doc: str, raw: str, _: date | None, gold: list[dict[str, Any]]
) -> list[Row]:
    text = full_marks(fold_radicals(raw))
    every = structure.lines(text)
    genre = genres.genre(text, every)
    if genre == genres.LEDGER:
        return []
    items = [(item.start, item.end) for item in brackets.items(text, every)]
    found = []
    for label in gold:
        start, end = label["start"], label["end"]
        taken = any(begin < end and start < stop for begin, stop in items)
        if label["kind"] not in train_intake.ACCOUNTABLE or end - start > LONGEST or taken:
            continue
        words = structure.bare(text, Span(start, end)).of(text)
        names = [fold(name) for name in label.get("units") or []]
        tags = _tagged(fold(words), names)
        known = frozenset(name for name in names if name in fold(words))
        guess = units.actors(words, 0, len(words))
        paper = train_intake.paper_of(doc, text, start)
        found.append(Row(source, paper, genre, words, known, tuple(tags), guess))
    return found


def _tagged(words: str, names: list[str]) -> list[str]:
    tags = ["O"] * len(words)
    for name in sorted(names, key=len, reverse=True):
        at = words.find(name)
        while at >= 0:
            if set(tags[at : at + len(name)]) == {"O"}:
                tags[at : at + len(name)] = ["B", *("I" * (len(name) - 1))]
            at = words.find(name, at + len(name))
    return tags


def _seen(row: Row) -> list[list[str]]:
    """The features of each character."""
    guessed = actors.guessed_tags(fold(row.words), row.guess, 0)
    found = [
        [f"mark={mark}" for mark in chain.marks(place)]
        for place in actors.places(fold(row.words), guessed, units.endings(fold(row.words)))
    ]
    for name, values in chain.pieces(fold(row.words)):
        for features, value in zip(found, values, strict=True):
            features.append(f"{name}={value}")
    return found


def _worth_knowing(data: list[Row]) -> set[str]:
    papers: dict[str, set[str]] = defaultdict(set)
    for row in data:
        for features in _seen(row):
            for name in features:
                papers[name].add(row.paper)
    return {name for name, where in papers.items() if len(where) >= FEWEST_PAPERS}


def fit(data: list[Row]) -> chain.Chain:
    """The chain fitted on `data`."""
    known = _worth_knowing(data)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.02, "c2": 0.3, "max_iterations": 120})
    for row in data:
        trainer.append([[f for f in fs if f in known] for fs in _seen(row)], row.tags)
    with tempfile.NamedTemporaryFile(suffix=".crf") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        told = tagger.info()
        tagger.close()
    tables: dict[str, dict[str, list[float]]] = defaultdict(dict)
    for (feature, tag), weight in told.state_features.items():
        name, _, value = feature.partition("=")
        tables[name].setdefault(value, [0.0] * 3)[TAGS.index(tag)] = weight
    turns = tuple(tuple(round(told.transitions.get((a, b), 0.0), 2) for b in TAGS) for a in TAGS)
    return chain.Chain({name: _beside_outside(table) for name, table in tables.items()}, turns)


def _beside_outside(table: dict[str, list[float]]) -> dict[str, chain.Weight]:
    """What each value adds to a name's begin and inside beyond what it adds outside of names."""
    found = {value: (round(b - o, 2), round(i - o, 2)) for value, (b, i, o) in table.items()}
    return {v: (b, i) for v, (b, i) in found.items() if max(abs(b), abs(i)) >= SMALLEST}


def read(row: Row, model: chain.Chain) -> frozenset[str]:
    """The units that the model finds in the row."""
    whole = Span(0, len(row.words))
    found = actors.actors(row.words, whole, row.guess, model)
    return frozenset(fold(name.text) for name in found.named)


def left_out(data: list[Row]) -> list[tuple[Row, frozenset[str]]]:
    """Every row read by a model that never saw its paper."""
    names = sorted({row.paper for row in data})
    fold_of = {name: at % FOLDS for at, name in enumerate(names)}
    found = []
    for held in range(FOLDS):
        model = fit([row for row in data if fold_of[row.paper] != held])
        found += [(row, read(row, model)) for row in data if fold_of[row.paper] == held]
    return found


def _scores(pairs: list[tuple[frozenset[str], frozenset[str]]]) -> str:
    tp = sum(len(gold & got) for gold, got in pairs)
    fp = sum(len(got - gold) for gold, got in pairs)
    fn = sum(len(gold - got) for gold, got in pairs)
    exact = sum(gold == got for gold, got in pairs) / max(1, len(pairs))
    p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return f"P {p:.2f} R {r:.2f} F1 {2 * p * r / max(1e-9, p + r):.3f} exact {exact:.2f}"


def main() -> None:
    """Cross-validates and prints; with --write fits on everything and writes the weights."""
    data = rows()
    print(len(data), "sentences", dict(Counter(row.source for row in data)))
    if "--write" not in sys.argv or "--check" in sys.argv:
        judged = left_out(data)
        parts = [*sorted({(row.source, row.genre) for row in data}), ("", "")]
        for source, genre in parts:
            part = [
                (row, got) for row, got in judged
                if not source or (row.source, row.genre) == (source, genre)
            ]  # fmt: skip
            plain = [
                (row.gold, frozenset(fold(n.text) for n in row.guess.named)) for row, _ in part
            ]
            print(f"{source or 'all':5} {genre:8} n={len(part):4d} grammar {_scores(plain)}"
                  f" | chain {_scores([(row.gold, got) for row, got in part])}")  # fmt: skip
    if "--write" in sys.argv:
        model = fit(data)
        told = {"turns": model.turns, "weights": model.weights}
        words = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        OUT.write_text(words.replace("},", "},\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

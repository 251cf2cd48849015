"""How fast the intake reads, as a ratio to only splitting the same text into sentences.

    python benchmarks/bench_intake.py [--seconds 6]

Reads our own fictional papers (and the corpus, where it is beside the repository) over and over on
one core after warm-up, without a file to parse and without `ocr`; prints MB of UTF-8 text a second,
the ratio, and how much memory is held after ten and after sixty documents.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

from luoshi.instruments.intake.compute import propose
from luoshi.lib.text import paragraphs, sentences

sys.path.insert(0, str(Path(__file__).parent))
import papers

CORPUS = Path(os.environ.get("LUOSHI_CORPUS", "../shared/corpus"))
OUT = Path(__file__).parent / "results" / "intake.json"
DAY = date(2026, 11, 16)


def texts() -> list[str]:
    """Every text to read, our own first."""
    own = [paper.text for paper in papers.papers()]
    return own + [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("docs/*.txt"))]


def split(text: str) -> int:
    """Only the sentences: the least that any reader must do."""
    return sum(len(sentences(text, p.start, p.end)) for p in paragraphs(text))


def rate(work: Callable[[str], object], every: list[str], seconds: float) -> float:
    """MB of UTF-8 a second: the best of the rounds that fit, after one to warm up."""
    size = sum(len(text.encode()) for text in every) / 1e6
    best, until = 0.0, time.perf_counter() + seconds
    for text in every:
        work(text)
    while time.perf_counter() < until:
        begun = time.perf_counter()
        for text in every:
            work(text)
        best = max(best, size / (time.perf_counter() - begun))
    return best


def held(every: list[str]) -> tuple[int, int]:
    """Bytes held after ten documents and after sixty: the second must not be the larger by much."""
    tracemalloc.start()
    marks = []
    for count, text in enumerate((every * 60)[:60], 1):
        propose(text, date=DAY)
        if count in (10, 60):
            gc.collect()
            marks.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    return marks[0], marks[1]


def main() -> None:
    """Prints the figures and keeps them in benchmarks/results."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=6.0)
    seconds = parser.parse_args().seconds
    every = texts()
    read = rate(lambda text: propose(text, date=DAY), every, seconds)
    bare = rate(split, every, seconds / 3)
    ten, sixty = held(every)
    figures = {
        "documents": len(every), "MB": round(sum(len(t.encode()) for t in every) / 1e6, 2),
        "intake MB/s": round(read, 2), "sentences only MB/s": round(bare, 2),
        "ratio": round(bare / read, 1), "held after 10 (kB)": ten // 1000,
        "held after 60 (kB)": sixty // 1000,
    }  # fmt: skip
    for name, value in figures.items():
        print(f"{name:24} {value}")
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

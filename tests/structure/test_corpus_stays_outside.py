"""The real documents are for measuring: no passage of theirs may enter this repository."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.structure.source import ROOT, files, told

CORPUS = ROOT.parent / "shared" / "corpus" / "docs"
PASSAGE = 20
OTHER = re.compile(r"[^\u4e00-\u9fff]+")


def passages(text: str) -> Iterator[str]:
    """Every twenty Chinese characters in a row, whatever stands between them."""
    chinese = OTHER.sub("", text)
    for start in range(len(chinese) - PASSAGE + 1):
        yield chinese[start : start + PASSAGE]


def copied(text: str, known: set[str]) -> Iterator[str]:
    """The known passages that stand in a text."""
    return (passage for passage in passages(text) if passage in known)


def texts(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Name and content of every file that is text."""
    for path in paths:
        raw = path.read_bytes()
        if b"\0" not in raw[:4096]:
            yield path.relative_to(ROOT).as_posix(), raw.decode("utf-8", "ignore")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the repository")
def test_no_passage_of_the_corpus_is_in_the_repository() -> None:
    """Neither in code nor in samples, tests or documentation; a list of its units neither."""
    known = {p for path in CORPUS.glob("*.txt") for p in passages(path.read_text("utf-8"))}
    assert known
    found = [
        f"{name}: {passage}" for name, text in texts(files()) for passage in copied(text, known)
    ]
    assert not found, told(found)


def test_a_copied_passage_is_found_however_it_is_broken() -> None:
    """The check can fail; a shorter passage is nobody's property."""
    known = set(passages("各乡镇人民政府应当在本月底之前完成安置房的质量复查工作。"))
    assert list(copied("x = '乡镇人民政府应当，\n在本月底之前完成安置房的'", known))
    assert not list(copied("各乡镇人民政府应当在本月底之前完成复查", known))

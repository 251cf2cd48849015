"""The real documents are for measuring: no sentence of theirs may enter this repository."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.structure.source import ROOT, files, told

CORPUS = ROOT.parent / "shared" / "corpus" / "docs"
SENTENCE = 20
BLANK = re.compile(r"\s+")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def sentences(texts: Iterable[str]) -> dict[str, set[str]]:
    """The sentences of at least twenty characters, without blanks, under their first twenty."""
    found: dict[str, set[str]] = {}
    for text in texts:
        for line in re.split(r"[。；！？\n]", text):
            sentence = BLANK.sub("", line)
            if len(sentence) >= SENTENCE and CHINESE.search(sentence):
                found.setdefault(sentence[:SENTENCE], set()).add(sentence)
    return found


def copied(text: str, known: dict[str, set[str]]) -> Iterator[str]:
    """The known sentences that stand in a text."""
    if not CHINESE.search(text):
        return
    text = BLANK.sub("", text)
    for start in range(len(text) - SENTENCE + 1):
        for sentence in known.get(text[start : start + SENTENCE], ()):
            if text.startswith(sentence, start):
                yield sentence


def texts(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Name and content of every file that is text."""
    for path in paths:
        raw = path.read_bytes()
        if b"\0" not in raw[:4096]:
            yield path.relative_to(ROOT).as_posix(), raw.decode("utf-8", "ignore")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the repository")
def test_no_sentence_of_the_corpus_is_in_the_repository() -> None:
    """Neither in code nor in samples, tests or documentation."""
    known = sentences(path.read_text("utf-8") for path in CORPUS.glob("*.txt"))
    found = [f"{name}: {s}" for name, text in texts(files()) for s in copied(text, known)]
    assert not found, told(found)


def test_a_copied_sentence_is_found_however_it_is_broken() -> None:
    """The check can fail; a shorter or merely similar sentence is nobody's property."""
    known = sentences(["各乡镇人民政府应当在本月底之前完成安置房的质量复查工作。短句不算。"])
    assert list(copied("x = '各乡镇人民政府应当在本月底之前\n完成安置房的质量复查工作'", known))
    assert not list(copied("各乡镇人民政府应当在本月底之前完成安置房的验收", known))
    assert not list(copied("短句不算", known))

"""What a text is recognised by: the letters of its sentences, and numbers that stand for them."""

from __future__ import annotations

import re
from hashlib import blake2b

from luoshi.lib.text import Span, fold, paragraphs, sentences

_NUMBER = re.compile(
    r"^(?:第?[一二三四五六七八九十百]{1,4}[、是章节条]|第[一二三四五六七八九十]{1,3},|\([一二三四五六七八九十\d]{1,3}\)"
    r"|\d{1,3}[.、)]|[①-⑳])+"
)
_TELLING = 8  # letters from which a sentence is unlikely to stand in another document by chance


def numbered(sentence: str) -> int:
    """How many characters its number in the list takes: 2 of 一、…"""
    found = _NUMBER.match(fold(sentence))
    return found.end() if found else 0


def plain(sentence: str) -> str:
    """The letters and digits of a sentence, its number in the list, spaces and marks aside."""
    told = _NUMBER.sub("", fold(sentence).strip().lower())
    return "".join(c for c in told if c.isalnum()) or "".join(sentence.split())


def split(text: str) -> list[Span]:
    """The sentences of a text, line by line."""
    return [s for line in paragraphs(text) for s in sentences(text, line.start, line.end)]


def telling(text: str) -> set[str]:
    """The sentences a text can be recognised by, as their letters."""
    return {words for s in split(text) if len(words := plain(s.of(text))) >= _TELLING}


def mark(words: str) -> int:
    """A number of 63 bits that stands for these words: the same words, the same number."""
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big") >> 1


def marks(text: str, most: int = 64) -> list[int]:
    """The smallest marks of a text's telling sentences: two texts that share half of their
    sentences share about half of these (a bottom-k sketch)."""
    return sorted(mark(words) for words in telling(text))[:most]

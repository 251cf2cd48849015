"""Where things stand in a Chinese text: folding, lines, sentences. Offsets are never lost.

Every function here keeps `text[start:end]` true: folding changes characters but never their
number, spans point into the text that was given. It knows nothing of matters or of files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Radicals that PDF fonts put in place of the character and that NFKC leaves alone.
_RADICALS = dict(
    zip(
        "⺠⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⺟⻄⻁⻳⺫⻀⻊",
        "民见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙母西虎龟目幺足",
        strict=True,
    )
)
_FOLDED_RANGES = ((0x2F00, 0x2FD6), (0xFF01, 0xFF5F), (0x3000, 0x3001), (0x00A0, 0x00A1))


def _fold_table() -> dict[int, str]:
    table = {ord(a): b for a, b in _RADICALS.items()}
    for first, last in _FOLDED_RANGES:
        for point in range(first, last):
            plain = unicodedata.normalize("NFKC", chr(point))
            if len(plain) == 1:
                table[point] = plain
    return table


_TABLE = _fold_table()
_RADICAL_TABLE = {point: char for point, char in _TABLE.items() if 0x2E80 <= point < 0x2FE0}
_OPEN, _CLOSE = "（(〔［[【《“「『", "）)〕］]】》”」』"
_OPENER = dict(zip(_CLOSE, _OPEN, strict=True))
_CLOSER = dict(zip(_OPEN, _CLOSE, strict=True))
_DEEPEST = 16  # nesting beyond this is noise, and keeps the work linear
_LINE = re.compile(r"[^\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_STOP = re.compile(r"[。！？!?；;（(〔［\[【《“「『）)〕］\]】》”」』]")
_TRAIL = "。！？!?；;”」』’）)"
_INK = re.compile(r"[^\n]")
_SPACE = " \t\u3000\u00a0\ufeff\r"


class _Widths(dict[str, float]):
    """How wide a character is; each is looked up in the tables of Unicode once."""

    def __missing__(self, char: str) -> float:
        wide = unicodedata.east_asian_width(char) in "WFA"
        return self.setdefault(char, 1.0 if wide else 0.5)


_WIDTHS = _Widths()


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of some text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` in this span."""
        return text[self.start : self.end]

    def __len__(self) -> int:
        return self.end - self.start


def fold(text: str) -> str:
    """`text` with full-width forms, radicals and odd spaces made plain; same length, always."""
    return text.translate(_TABLE)


def fold_radicals(text: str) -> str:
    """`text` with the radicals that PDF fonts use in place of characters made plain."""
    return text.translate(_RADICAL_TABLE)


# Half-width marks next to a Chinese character; 一.加强 and 3.5 keep theirs. The mark comes first and
# what stands before it is looked at then: so the text is searched for the marks alone.
_HALF = re.compile(
    r"[,;:!?.](?<=[\u4e00-\u9fff%）)”」』》].)(?:(?<!\.)(?=\D)"
    r"|(?<=\.)(?<![\n\s][一二三四五六七八九十]\.)(?=\s*(?:[\u4e00-\u9fff“（(\d]|\Z)))"
)
_FULL = str.maketrans(",;:!?.", "，；：！？。")


def full_marks(text: str) -> str:
    """`text` with the half-width marks of a Chinese sentence made full-width; same length."""
    return _HALF.sub(lambda match: match.group().translate(_FULL), text)


def blanked(text: str, spans: Iterable[Span]) -> str:
    """`text` with the stretches `spans` (in order) blank; line breaks stay, so does the length."""
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], _INK.sub(" ", text[span.start : span.end])]
        at = span.end
    return "".join(parts) + text[at:]


def width(line: str) -> float:
    """How wide a printed line is, in Chinese characters; a letter or digit is half of one."""
    return sum(map(_WIDTHS.__getitem__, line))


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at either end (empty at `start` when nothing is left)."""
    while start < end and text[start] in _SPACE:
        start += 1
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    return Span(start, end)


def paragraphs(text: str) -> list[Span]:
    """Every line that is not blank, without the white space around it, in order."""
    found = (trimmed(text, m.start(), m.end()) for m in _LINE.finditer(text))
    return [span for span in found if len(span)]


def _breaks(text: str, start: int, end: int, stops: str) -> Iterator[int]:
    """Where sentences end in one paragraph; a stop inside brackets or quotes does not count."""
    depth: list[str] = []
    # An opening mark that is never closed in this paragraph must not swallow the rest of it.
    last = {char: text.rfind(_CLOSER[char], start, end) for char in _OPEN}
    for match in _STOP.finditer(text, start, end):
        char, at = match.group(), match.end()
        if char in _CLOSER:
            if last[char] >= at and len(depth) < _DEEPEST:
                depth.append(char)
        elif char in _OPENER:
            if _OPENER[char] in depth:
                while depth.pop() != _OPENER[char]:
                    pass
        elif char in stops and (not depth or (depth == ["“"] and text[at : at + 1] == "”")):
            yield at


def sentences(text: str, start: int, end: int, *, stops: str = "。！？!?；;") -> list[Span]:
    """The sentences of one paragraph, each with its closing mark; together they cover all of it."""
    spans: list[Span] = []
    at = start
    for stop in _breaks(text, start, end, stops):
        while stop < end and text[stop] in _TRAIL:
            stop += 1
        if stop <= at:
            continue
        span = trimmed(text, at, stop)
        if len(span):
            spans.append(span)
        at = stop
    rest = trimmed(text, at, end)
    if len(rest):
        spans.append(rest)
    return spans

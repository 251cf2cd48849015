"""Letters and their answers: which stretches are answers, whose they are and of what day.

What a citizen asks for binds nobody, so the demands have to be found; whatever is no demand (nor a
host's question, nor a field) is read as answer. Each answer has its own unit and its own day: from
its field, its label, its signature, else the day of the letter, else that of the paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from luoshi.instruments.intake.compute import labels, structure
from luoshi.instruments.intake.compute.brackets import Named
from luoshi.instruments.intake.compute.labels import DATED, Label, Says
from luoshi.instruments.intake.compute.structure import Line
from luoshi.lib import zhnum
from luoshi.lib.text import Span, fold, paragraphs, trimmed

_CELLS = re.compile(r"[^\t]+")
_FIELD = re.compile(r"【[^【】\n]{1,12}】")
_NUMERAL = r"[〇○零一二三四五六七八九十\d]"
_SIGNED = re.compile(
    rf"(?P<y>{_NUMERAL}{{4}})\s*[年./-]\s*(?P<m>{_NUMERAL}{{1,3}})\s*[月./-]\s*(?P<d>{_NUMERAL}{{1,3}})日?"
    r"(?:\s*\d{1,2}:\d\d(?::\d\d)?)?[）)]?\s*$"
)
_BRIEF = re.compile(r"[（(](?P<m>\d{1,2})月(?P<d>\d{1,2})日[）)]\s*$")
_MAY_CORRESPOND = re.compile(
    r"[答问QA]\s*[：:]|(?:答复|回复|办理|处理|处置)[^，。\n]{0,4}[：:】\]\t\n]|主持人[^，。\n]{0,4}[：:]|网友[^，。\n]{0,12}[：:]"
)
_FEWEST, _LABELLED = 3, 0.15  # labels in a letter file; their share of its lines
_TITLE = 36  # characters
_BULLET = re.compile(r"[●◆■▲★◎○#]|第[\d一二三四五六七八九十]+[件封条]|\d{1,3}$")
_TAIL = 40  # characters at the end of an answer that may hold its signature
_OVER = re.compile(
    r"(?:来信|来电|来函|留言|建议|提案|诉求|反映)[^，。]{0,30}(?:收悉|已?收到)|现(?:[将就]|答|回)[^，。]{0,20}(?:答复|回复|函复|告知|反馈)|(?:答复|回复|函复)如下"
)
_SIGNER = re.compile(r"[（(]?(?P<unit>[^\s，。；：]{4,30}[局厅委办处院会部府镇乡心道站司所队])$")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its lines, who gives it ("" when it does not say) and when."""

    lines: tuple[Line, ...]
    unit: str
    day: date | None

    @property
    def start(self) -> int:
        """Where its first line begins."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where its last line ends."""
        return self.lines[-1].end


_SIDES = (Says.DEMAND, Says.ANSWER, Says.TO_CITIZEN, Says.TO_OFFICE)


@dataclass
class _Open:
    """An answer while its lines are being gathered; `sure` when a label or a greeting opened it."""

    sure: bool = False
    unit: str = ""
    day: date | None = None
    asked: date | None = None
    spans: list[tuple[Span, bool]] = field(default_factory=list)


def pieces(text: str) -> Iterator[Span]:
    """The lines of the text, cut at the cells of a table and before 【…】."""
    for line in paragraphs(text):
        for cell in _CELLS.finditer(text, line.start, line.end):
            edges = [cell.start(), *(m.start() for m in _FIELD.finditer(text, *cell.span())), cell.end()]
            for start, end in zip(edges, edges[1:], strict=False):
                span = trimmed(text, start, end)
                if len(span):
                    yield span


def answers(text: str, day: date | None) -> list[Answer]:
    """Every answer of `text` that says something, in order."""
    found = list(pieces(text))
    reader = _Reader(text, day, found)
    for at in range(len(found)):
        reader.read(at)
    return reader.closed()


def corresponds(text: str) -> bool:
    """Whether the file is made of questions and answers, told by the labels of its lines."""
    if not _MAY_CORRESPOND.search(text):
        return False
    found = [labels.label(text, one.start, one.end) for one in pieces(text)]
    said = [one.says for one in found if one]
    asked = said.count(Says.DEMAND) + said.count(Says.ASIDE)
    sides = min(asked, said.count(Says.ANSWER))
    return sides >= 1 and len(said) >= max(_FEWEST, len(found) * _LABELLED)


class _Reader:
    """Goes through a letter file piece by piece."""

    def __init__(self, text: str, day: date | None, every: list[Span]) -> None:
        self._text, self._day, self._every = text, day, every
        self._labels = [labels.label(text, one.start, one.end) for one in every]
        self._ahead = _ahead(self._labels)
        self._now, self._in = _Open(), Says.ANSWER
        self._asked: date | None = None
        self._unit, self._answered = "", None  # fields that stand before their answer
        self._chapter = False
        self._done: list[Answer] = []

    def read(self, at: int) -> None:
        """Takes the piece of that number in."""
        piece, found = self._every[at], self._labels[at]
        if found:
            self._labelled(found, piece)
        elif self._now.sure and self._begins_record(at):
            self._close()
            self._in = Says.DEMAND if self._ahead[at] is Says.ANSWER else Says.ANSWER
        elif self._in is Says.DEMAND:
            if _OVER.search(self._text, piece.start, piece.end):
                self._open(piece.start, piece)
        elif self._in is not Says.ASIDE and not self._chapters(piece):
            self._in = Says.ANSWER
            self._add(piece, labelled=False)

    def closed(self) -> list[Answer]:
        """All answers, the last one ended."""
        self._close()
        return self._done

    def _begins_record(self, at: int) -> bool:
        """Whether the piece is the title of the next letter: short, no sentence, set apart."""
        piece = self._every[at]
        words = piece.of(self._text)
        if len(words) > _TITLE or words[-1] in "。；：，:;,.）)" or structure.signature(words):
            return False
        apart = "\n" in self._text[self._every[at - 1].end : piece.start].replace("\n", "", 1)
        return apart or _BULLET.match(words) is not None

    def _labelled(self, found: Label, piece: Span) -> None:
        rest = trimmed(self._text, found.end, piece.end)
        match found.says:
            case Says.ANSWER if len(rest) or self._in is not Says.ANSWER or self._now.sure:
                unit = labels.unit_in(found.words)
                self._open(found.end, rest, unit, _day(found.words, self._base))
            case Says.DAY | Says.DAY_BEFORE | Says.UNIT:
                self._field(found, rest)
            case Says.TO_CITIZEN if self._in is not Says.ANSWER:
                self._open(piece.start, piece)
            case Says.TO_CITIZEN | Says.ANSWER:
                self._add(piece, labelled=False)
            case Says.FIELD:
                self._in = Says.FIELD if self._in is not Says.DEMAND else self._in
            case _:
                self._demand(found)

    def _demand(self, found: Label) -> None:
        self._close()
        self._in = Says.ASIDE if found.says is Says.ASIDE else Says.DEMAND
        if found.says is Says.DEMAND:
            self._unit, self._answered = "", None
        if dated := _day(found.words, self._base):
            self._asked = dated

    def _field(self, found: Label, rest: Span) -> None:
        says, words = found.says, rest.of(self._text)
        of_letter = self._in is Says.DEMAND and found.words in ("时间", "日期")
        if says is Says.DAY_BEFORE or of_letter:
            self._asked = _day(words, self._base) or self._asked
            self._demand(Label(Says.DEMAND, "", 0))
            return
        open_answer = self._now.sure and self._now.spans
        if says is Says.UNIT:
            if open_answer and not self._now.unit:
                self._now.unit = words
            else:
                self._unit = words
        elif open_answer and self._now.day is None:
            self._now.day = _day(words, self._base)
        else:
            self._answered = _day(words, self._base)
        if open_answer and self._now.unit and self._now.day:
            self._close()
        self._in = Says.FIELD

    def _chapters(self, piece: Span) -> bool:
        """Follows the chapters of an official answer; True while one repeats the demand."""
        if labels.opens_demand(self._text, piece.start, piece.end):
            self._chapter = True
        elif self._chapter and labels.closes_demand(self._text, piece.start, piece.end):
            self._chapter = False
        return self._chapter

    @property
    def _base(self) -> date | None:
        return self._day or self._asked

    def _open(self, start: int, rest: Span, unit: str = "", day: date | None = None) -> None:
        self._close()
        self._now = _Open(True, unit or self._unit, day or self._answered, self._asked)
        self._unit, self._answered = "", None
        self._in, self._chapter = Says.ANSWER, False
        if len(rest):
            self._add(Span(max(start, rest.start), rest.end), labelled=True)

    def _add(self, piece: Span, *, labelled: bool) -> None:
        self._now.spans.append((piece, labelled))
        if structure.signature(piece.of(self._text)):
            self._close(sign=True)

    def _close(self, *, sign: bool = False) -> None:
        now, self._now = self._now, _Open()
        if not any(one.of(self._text)[-1] not in "：:" and len(one) > 4 for one, _ in now.spans):
            return
        text = self._text
        last = now.spans[-1][0].end
        tail = text[max(now.spans[0][0].start, last - _TAIL) : last]
        signed = _signed(tail, self._base)
        day = max(filter(None, (now.day, signed)), default=now.asked or self._day)
        lines = tuple(_lines(text, now.spans))
        if lines:
            self._done.append(Answer(lines, now.unit or _signer(text, now.spans), day))
        if sign:
            self._chapter = False


def _ahead(found: list[Label | None]) -> list[Says | None]:
    """For each place what the next letter, answer or greeting is."""
    ahead: list[Says | None] = []
    coming: Says | None = None
    for one in reversed(found):
        if one and one.says in _SIDES:
            coming = one.says
        ahead.append(coming)
    return ahead[::-1]


def _lines(text: str, spans: list[tuple[Span, bool]]) -> Iterator[Line]:
    """The lines of an answer; what was labelled or tells an act is no title."""
    every = structure.lines(text, [span for span, _ in spans])
    for line, (span, labelled) in zip(every, spans, strict=True):
        if line.role in ("title", "heading") and (labelled or _acts(span.of(text))):
            yield replace(line, role="body")
        else:
            yield line


def _acts(words: str) -> bool:
    return len(words) > 10 and re.search(r"，|将|拟|已|\d月|[日底旬]前", words) is not None


def _day(words: str, base: date | None) -> date | None:
    """The first date that the words of a field or label hold."""
    found = DATED.search(fold(words))
    if not found:
        return None
    if found["y"]:
        return _date(int(found["y"]), int(found["m"]), int(found["d"]))
    return _near(int(found["m2"]), int(found["d2"]), base)


def _signed(tail: str, base: date | None) -> date | None:
    """The date that ends an answer."""
    folded = fold(tail).rstrip("。 \t\r\n")
    if found := _SIGNED.search(folded):
        year, month, day = (zhnum.parse(part) for part in found.group("y", "m", "d"))
        if isinstance(year, int) and isinstance(month, int) and isinstance(day, int):
            return _date(year, month, day)
    if found := _BRIEF.search(folded):
        return _near(int(found["m"]), int(found["d"]), base)
    return None


def _near(month: int, day: int, base: date | None) -> date | None:
    """The day of that name on or before the paper's day."""
    if base is None:
        return None
    found = _date(base.year, month, day)
    return found if found is None or found <= base else _date(base.year - 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _signer(text: str, spans: list[tuple[Span, bool]]) -> str:
    """The unit above the date that ends the answer."""
    if len(spans) < 2 or not structure.signature(spans[-1][0].of(text)):
        return ""
    found = _SIGNER.fullmatch(spans[-2][0].of(text))
    return found["unit"] if found else ""


__all__ = ["Answer", "Named", "answers", "pieces"]

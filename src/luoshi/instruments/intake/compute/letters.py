"""Letters and their answers: which stretches are answers, whose they are and of what day.

What a citizen asks for binds nobody, so the demands have to be found; whatever is no demand (nor a
host's question, nor a field) is read as answer. Each answer has its own unit and its own day: from
its field, its label, its signature, else the day of the letter, else that of the paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from luoshi.instruments.intake.compute import letter_days, structure
from luoshi.instruments.intake.compute import letter_labels as labels
from luoshi.instruments.intake.compute.letter_labels import Label, Says
from luoshi.instruments.intake.compute.letter_pieces import Piece, pieces, tabled
from luoshi.instruments.intake.compute.structure import Line
from luoshi.lib.text import Span, trimmed

_MAY_CORRESPOND = re.compile(
    r"[答问QA]\s*[：:]|(?:答复|回复|办理|处理|处置)[^，。\n]{0,4}[：:】\]\t\n]"
    r"|主持人[^，。\n]{0,4}[：:]|网友[^，。\n]{0,12}[：:]"
)
_PUBLIC = re.compile(r"访谈|在线|直播|热线|网友|网民|观众|听众|问政|发布会")
_FEWEST, _LABELLED = 3, 0.15  # labels in a letter file; their share of its lines
_TITLE = 36  # characters
_BULLET = re.compile(r"[●◆■▲★◎○#]|第[\d一二三四五六七八九十]+[件封条]|\d{1,3}$")
_OVER = re.compile(
    r"(?:来信|来电|来函|留言|建议|提案|诉求|反映)[^，。]{0,30}(?:收悉|已?收到)"
    r"|现(?:[将就]|答|回)[^，。]{0,20}(?:答复|回复|函复|告知|反馈)|(?:答复|回复|函复)如下"
)
_ANNOUNCES = re.compile(r"(?:如下|以下)[^，。；：:\n]{0,8}[：:。]")
_HELLO = re.compile(r"您好[！!，,。]")
_SIDES = (Says.DEMAND, Says.ANSWER, Says.TO_CITIZEN, Says.TO_OFFICE)


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


@dataclass
class _Open:
    """An answer while its lines are being gathered; `sure` when a label or a greeting opened it."""

    sure: bool = False
    unit: str = ""
    day: date | None = None
    asked: date | None = None
    spans: list[tuple[Span, bool]] = field(default_factory=list)


def answers(text: str, day: date | None) -> list[Answer]:
    """Every answer of `text` that says something, in order."""
    reader = _Reader(text, day, list(pieces(text)))
    return reader.answers()


def corresponds(text: str) -> bool:
    """Whether the file is made of questions and answers, told by the labels of its lines."""
    if tabled(text):
        return True
    if not _MAY_CORRESPOND.search(text):
        return False
    found = [piece.label for piece in pieces(text)]
    said = [one.says for one in found if one]
    asked = said.count(Says.DEMAND)
    if _PUBLIC.search(text):  # a host asks for the public; in a meeting he only gives the word
        asked += said.count(Says.ASIDE)
    sides = min(asked, said.count(Says.ANSWER))
    return sides >= 1 and len(said) >= max(_FEWEST, len(found) * _LABELLED)


class _Reader:
    """Goes through a letter file piece by piece."""

    def __init__(self, text: str, day: date | None, every: Sequence[Piece]) -> None:
        self._text, self._day, self._every = text, day, every
        self._ahead = _ahead(every)
        self._now, self._in = _Open(), Says.ANSWER
        self._asked: date | None = None
        self._unit = ""  # a field that stands before its answer, as does the next
        self._answered: date | None = None
        self._empty: Label | None = None  # a field whose value stands in the next line
        self._chapter = False
        self._spoken = False  # the demand has text
        self._by_speaker = False  # it was opened by a speaker's name, not by a field
        self._done: list[Answer] = []

    def answers(self) -> list[Answer]:
        """Every answer, in order."""
        for at, piece in enumerate(self._every):
            empty, self._empty = self._empty, None
            if piece.label and self._speaks(at, piece.label):
                self._labelled(piece.label, piece.span)
            elif empty:
                self._field(empty, piece.span)
            else:
                self._plain(at, piece.span)
        self._close()
        return self._done

    def _speaks(self, at: int, found: Label) -> bool:
        """Whether a speaker's name is one: who asks is answered, and a letter that a field opened
        is answered by a field."""
        if not found.spoken:
            return True
        coming = self._ahead[at + 1] if at + 1 < len(self._ahead) else None
        if found.says is Says.DEMAND and self._in is Says.ANSWER:
            return coming in (Says.ANSWER, Says.TO_CITIZEN)
        by_field = self._in is Says.DEMAND and not self._by_speaker
        return not (found.says is Says.ANSWER and by_field and coming is Says.ANSWER)

    def _plain(self, at: int, span: Span) -> None:
        """Takes in a piece without a label."""
        if self._now.sure and self._begins_record(at):
            self._close()
            self._in = Says.DEMAND if self._ahead[at] is Says.ANSWER else Says.ANSWER
        elif self._in is Says.DEMAND:
            if self._turns(span):
                self._open(span.start, span)
        elif self._in is Says.FIELD and (self._unit or self._answered):
            self._open(span.start, span)
        elif self._in is not Says.ASIDE and not self._chapters(span):
            self._in = Says.ANSWER
            self._add(span, labelled=False)

    def _turns(self, span: Span) -> bool:
        """Whether a demand ends and its answer begins here, without a label."""
        if _OVER.search(self._text, span.start, span.end):
            return True
        if labels.closes_demand(self._text, span.start, span.end):
            return True
        said, self._spoken = self._spoken, True
        return said and _HELLO.match(self._text, span.start, span.end) is not None

    def _begins_record(self, at: int) -> bool:
        """Whether the piece is the title of the next letter: short, no sentence, set apart."""
        span = self._every[at].span
        words = span.of(self._text)
        if len(words) > _TITLE or words[-1] in "。；：，:;,.）)" or structure.signature(words):
            return False
        between = self._text[self._every[at - 1].span.end : span.start]
        return between.count("\n") > 1 or _BULLET.match(words) is not None

    def _labelled(self, found: Label, span: Span) -> None:
        rest = trimmed(self._text, found.end, span.end)
        match found.says:
            case Says.ANSWER if len(rest) or self._in is not Says.ANSWER or self._now.sure:
                unit = labels.unit_in(found.words)
                self._open(found.end, rest, unit, letter_days.stated(found.words, self._base))
            case Says.DAY | Says.DAY_BEFORE | Says.UNIT:
                self._empty = None if len(rest) else found
                if len(rest):
                    self._field(found, rest)
            case Says.TO_CITIZEN if self._in is not Says.ANSWER:
                self._open(span.start, span)
            case Says.TO_CITIZEN | Says.ANSWER:
                self._add(span, labelled=False)
            case Says.ASIDE:
                self._in = Says.ASIDE
            case Says.FIELD:
                self._in = Says.FIELD if self._in is not Says.DEMAND else self._in
            case _:
                self._demand(found, said=found.says is Says.DEMAND and len(rest) > 0)

    def _demand(self, found: Label, *, said: bool) -> None:
        self._close()
        self._in, self._spoken, self._by_speaker = Says.DEMAND, said, found.spoken
        self._unit, self._answered = "", None
        self._asked = letter_days.stated(found.words, self._base) or self._asked

    def _field(self, found: Label, rest: Span) -> None:
        """Takes in a field: of the answer before it, or of the one to come."""
        words = rest.of(self._text)
        day = letter_days.stated(words, self._base)
        general = found.words in ("时间", "日期")
        if general and not self._done and not self._now.sure and self._in is Says.ANSWER:
            self._day = day or self._day
            return
        if found.says is Says.DAY_BEFORE or (general and self._in is Says.DEMAND):
            self._demand(found, said=False)
            self._asked = day or self._asked
            return
        if found.says is Says.DAY and day is None and self._in is Says.ANSWER:
            self._add(rest, labelled=False)  # 办理时间：工作日全天
            return
        of_this = self._now if self._now.sure and self._now.spans else None
        if found.says is Says.UNIT:
            if of_this and not of_this.unit:
                of_this.unit = words
            else:
                self._unit = words
        elif of_this and of_this.day is None:
            of_this.day = day
        else:
            self._answered = day
        if of_this and of_this.unit and of_this.day:
            self._close()
        self._in = Says.FIELD

    def _chapters(self, span: Span) -> bool:
        """Follows the chapters of an official answer; True while one repeats the demand."""
        if labels.opens_demand(self._text, span.start, span.end):
            self._chapter = True
        elif self._chapter and labels.closes_demand(self._text, span.start, span.end):
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

    def _add(self, span: Span, *, labelled: bool) -> None:
        self._now.spans.append((span, labelled))
        if structure.signature(span.of(self._text)):
            self._close()
            self._chapter = False

    def _close(self) -> None:
        now, self._now = self._now, _Open()
        lines = tuple(_lines(self._text, now.spans))
        if not any(line.role in ("body", "opening") for line in lines):
            return
        words = [span.of(self._text) for span, _ in now.spans]
        signed = letter_days.signed(words[-1], self._base)
        day = max(filter(None, (now.day, signed)), default=now.asked or self._day)
        unit = now.unit or letter_days.signer(words[-1], words[-2] if words[1:] else "")
        self._done.append(Answer(lines, unit, day))


def _ahead(every: Sequence[Piece]) -> list[Says | None]:
    """For each place what the next letter, answer or greeting is."""
    ahead: list[Says | None] = []
    coming: Says | None = None
    for piece in reversed(every):
        if piece.label and piece.label.says in _SIDES:
            coming = piece.label.says
        ahead.append(coming)
    return ahead[::-1]


def _lines(text: str, spans: list[tuple[Span, bool]]) -> Iterator[Line]:
    """The lines of an answer; what was labelled or tells an act is no title."""
    spans = [(part, labelled) for span, labelled in spans for part in _cut(text, span)]
    every = structure.lines(text, [span for span, _ in spans])
    for line, (span, labelled) in zip(every, spans, strict=True):
        if text[line.end - 1] in "？?" and len(span) <= _TITLE:
            yield replace(line, role="title")
        elif line.role in ("title", "heading") and (labelled or _acts(span.of(text))):
            yield replace(line, role="body")
        else:
            yield line


def _cut(text: str, span: Span) -> Iterator[Span]:
    """The stretch, parted where it announces what follows (现答复如下：…)."""
    at = span.start
    for found in _ANNOUNCES.finditer(text, span.start, span.end):
        yield Span(at, found.end())
        at = found.end()
    rest = trimmed(text, at, span.end)
    if len(rest):
        yield rest


def _acts(words: str) -> bool:
    return len(words) > 10 and re.search(r"，|将|拟|已|\d月|[日底旬]前", words) is not None

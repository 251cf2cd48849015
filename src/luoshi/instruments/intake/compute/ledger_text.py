"""Ledgers that came as text: where their tables lie, and every matter in them.

A heading row opens a table, in a ledger as in the middle of a notice; a sheet's name or a title
over it may say whose it is. What is no table (titles, notes, prose) is left to other readers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from luoshi.instruments.intake.compute import (
    columns,
    ledger_rows,
    ledger_units,
    tables,
    units,
)
from luoshi.instruments.intake.compute.brackets import Named
from luoshi.instruments.intake.compute.ledger_rows import Row, Table
from luoshi.instruments.intake.compute.remarks import FIRST_LEADS
from luoshi.instruments.intake.compute.tables import Line
from luoshi.lib.text import Span

_MARKS = ("\t", "|", "｜", "│", "┃")
# Blanks between two cells, not those that open a paragraph; two commas in a line.
_BETWEEN = tuple(
    map(re.compile, (r"(?<=\S)  +(?=\S)", r"(?<=\S)\u3000\u3000+(?=\S)", r",[^,\n]{0,99},"))
)
_SHEET = re.compile(
    r"[【〖\[]\s*(?:工作表|表|sheet)\s*\d*\s*[】〗\]]?\s*[:：]?\s*(?P<sheet>.*?)\s*[】〗\]]?$"
    r"|(?:工作表|sheet)\s*\d*(?:\s*[:：\s]\s*(?P<named>.*))?$"
    r"|(?:#{1,4}|[■◆●▲★◇□]+|[=*—-]{2,})\s*(?:工作表|附?表|sheet)?\s*\d*"
    r"[.、:：]?\s*(?P<marked>.*?)\s*[=*#—-]*$"
    r"|[（(【]?附?表\s*[\d一二三四五六七八九十]{1,3}(?:-\d+)?[）)】]?(?:[:：、.\s]+(?P<listed>.*))?$"
    r"|[【〖\[](?P<alone>[^】〗\]]{2,20})[】〗\]]$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"((?:19|20)\d\d)年?(?:度|重点|全年|工作|任务|目标|政府|民生|第|-|—|$|(?=年))")
_PAGE = re.compile(r"[—\-－–\s]*(?:第?\s*\d{1,4}\s*页?)(?:[/／，,共\s]*\d*\s*页?)[—\-－–\s]*")
_TITLE = re.compile(r"(?:表|台账|清单|计划|安排|方案|分解|分工|一览|汇总)\s*(?:[（(].*[）)])?$")
_LONGEST_TITLE = 60
_LONGEST_BETWEEN_COMMAS = 8  # characters of a heading; a clause of prose is longer
_FEWEST_ROWS = 3  # of a table without headings


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the tables of a text hold: `rows` are its matters, `taken` the lines that are theirs.

    `whole`: most of the text's lines are theirs."""

    rows: tuple[Row, ...] = ()
    taken: tuple[Span, ...] = ()
    whole: bool = False


def read(text: str) -> Ledger:
    """Every ledger row of `text`."""
    if not any(mark in text for mark in _MARKS) and not any(r.search(text) for r in _BETWEEN):
        return Ledger()
    every = tables.lines(text)
    if sum(bool(line.cells) for line in every) < 2:
        return Ledger()
    walk = _Walk(text)
    for line in every:
        walk.take(line)
    found = [row for table in walk.ended() for row in ledger_rows.rows(text, table)]
    whole = len(walk.taken) * 2 > len(every) and bool(found)
    return Ledger(tuple(found), tuple(sorted(walk.taken, key=lambda one: one.start)), whole)


def rows(text: str) -> list[Row]:
    """Every row of every table in `text`."""
    return list(read(text).rows)


def is_ledger(text: str) -> bool:
    """Whether most lines of `text` are rows of a table."""
    return read(text).whole


@dataclass
class _Walk:
    """Goes through the lines once, and opens and fills the tables it meets."""

    text: str
    tables: list[Table] = field(default_factory=list)
    taken: list[Span] = field(default_factory=list)
    sheet: Named | None = None
    title: Named | None = None
    year: int | None = None
    first_leads: bool = False
    open: Table | None = None
    style: str = ""
    head: Line | None = None
    before: Line | None = None
    loose: list[Line] = field(default_factory=list)
    groups: list[Span] = field(default_factory=list)
    titles: list[Span] = field(default_factory=list)

    def take(self, line: Line) -> None:
        """One more line."""
        words = line.span.of(self.text)
        sheet = _SHEET.match(words) if len(words) <= _LONGEST_TITLE else None
        if sheet and not _filled(line) > 1:
            self._sheet(line, sheet)
        elif _filled(line) > 1 and self._heading(line):
            self.taken += [*self.titles, line.span]
            self.titles = []
        elif self._is_row(line):
            self._row(line)
        elif line.cells and line.style in (tables.TABS, tables.PIPES):
            self._loose(line)
        else:
            self._words(line)

    def _is_row(self, line: Line) -> bool:
        """Whether the line may be a row of the open table; between commas every cell has to be
        there, or a sentence might be taken for one."""
        if self.open is None or not line.cells or line.style != self.style:
            return False
        return line.style != tables.COMMAS or len(line.cells) == len(self.open.heading)

    def ended(self) -> list[Table]:
        """Every table, those without headings too."""
        self._headless()
        return self.tables

    def _sheet(self, line: Line, sheet: re.Match[str]) -> None:
        self._headless()
        named = next((name for name in sheet.groupdict() if sheet[name]), "")
        span = Span(*(line.span.start + at for at in sheet.span(named))) if named else None
        read = ledger_units.of_sheet if named in ("sheet", "named") else ledger_units.titled
        self.sheet = read(self.text, span) if span else None
        self.title = self.open = self.before = None
        self._year_of(line)
        self.titles.append(line.span)

    def _heading(self, line: Line) -> bool:
        """Whether the line is a heading; then its table is open."""
        words = line.words(self.text)
        if len(line.cells) < 3 and line.style in (tables.BLANKS, tables.COMMAS):
            return False
        if line.style == tables.COMMAS and max(map(len, words)) > _LONGEST_BETWEEN_COMMAS:
            return False
        table = self.open
        if table is not None and not table.lines and columns.goes_on(table.heading, words):
            self._open(columns.merged(table.heading, words), line, table.places)
            self.tables.remove(table)
            return True
        if columns.roles(words):
            if table is None or _same(table.heading) != _same(words):
                self._open(words, line, [])
            return True
        before = self.before
        if before is None or before.style != line.style:
            return False
        upper = before.words(self.text)
        if not columns.goes_on(upper, words):
            return False
        self._open(columns.merged(upper, words), line, list(before.cells))
        return True

    def _open(self, heading: list[str], line: Line, upper: list[Span]) -> None:
        if self.loose and self.loose[-1] is self.before:
            self.loose.pop()
        self._headless()
        wide = max(len(line.cells), len(upper))
        lower = [*line.cells, *[Span(0, 0)] * (wide - len(line.cells))]
        upper = [*upper, *[Span(0, 0)] * (wide - len(upper))]
        places = [low if len(low) else up for low, up in zip(lower, upper, strict=True)]
        first = self.first_leads or bool(FIRST_LEADS.search(line.span.of(self.text)))
        self.open = Table(heading, places, self._unit(), first, self.year)
        self.tables.append(self.open)
        self.style, self.head, self.before = line.style, line, None

    def _unit(self) -> Named | None:
        """Whose the tables here are: the sheet is nearer than a title within it, unless it has only
        a short name."""
        if self.sheet is not None and units.ends_like_unit(self.sheet.text.rstrip("）)")):
            return self.sheet
        return self.title or self.sheet

    def _loose(self, line: Line) -> None:
        """A line of cells under no heading: a form, the upper of two heading rows, a mere row."""
        if ledger_rows.is_form(self.text, line):
            self.title = ledger_units.titled(self.text, line.span) or self.title
            self.taken.append(line.span)
            return
        self.before = line
        self.loose.append(line)

    def _row(self, line: Line) -> None:
        assert self.open is not None
        assert self.head is not None
        if ledger_rows.is_note(self.text, line):
            return
        self.open.lines.append(tables.placed(self.text, line, self.head))
        self.taken += [*self.groups, line.span]
        self.groups = []
        self.titles = []

    def _words(self, line: Line) -> None:
        """A line that is no row: a title over a table to come, or a group within one."""
        words = line.span.of(self.text)
        self.first_leads = self.first_leads or bool(FIRST_LEADS.search(words))
        if self.open is not None and self.first_leads:
            self.open.first_leads = True
        if (
            len(words) > _LONGEST_TITLE
            or words[-1] in "。；;"
            or ledger_rows.is_note(self.text, line)
        ):
            self._headless()
            self.titles = []
            return
        if _PAGE.fullmatch(words) or (line.style == tables.BLANKS and line.cells):
            return
        if _TITLE.search(words):
            self.titles.append(line.span)
        self._year_of(line)
        unit = ledger_units.titled(self.text, line.span)
        self.title = unit or self.title
        if self.open is not None:
            self.open.lines.append(Line(line.span))
            self.groups.append(line.span)

    def _year_of(self, line: Line) -> None:
        found = _YEAR.search(self.text, line.span.start, line.span.end)
        self.year = int(found[1]) if found else self.year

    def _headless(self) -> None:
        """A table whose headings were cut off, read by what stands in its columns."""
        loose, self.loose = self.loose, []
        if len(loose) < (1 if self.sheet else _FEWEST_ROWS) or self.open is not None:
            return
        heading = [""] * max(len(line.cells) for line in loose)
        named = columns.by_content(heading, [line.words(self.text) for line in loose])
        if not self.sheet and not {"owner", "due"} <= set(named):
            return
        places = [Span(0, 0)] * len(heading)
        table = Table(heading, places, self._unit(), self.first_leads, self.year)
        table.lines = loose
        self.tables.append(table)
        self.taken += [line.span for line in loose]


def _filled(line: Line) -> int:
    return sum(bool(len(cell)) for cell in line.cells)


def _same(words: list[str]) -> list[str]:
    return [re.sub(r"\s", "", word) for word in words]

"""The matters of one table: which of its lines are rows, and what each row says.

One row is one matter; a cell of several steps with their own months (3月：… 4—6月：…) is one matter a
step, and so are columns of months or quarters where no cell says when the whole is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from luoshi.instruments.intake.compute import columns, ledger_steps, ledger_units, ledger_words
from luoshi.instruments.intake.compute.brackets import Named
from luoshi.instruments.intake.compute.ledger_steps import Step
from luoshi.instruments.intake.compute.ledger_units import Cell, Owners
from luoshi.instruments.intake.compute.ledger_words import Closing
from luoshi.instruments.intake.compute.tables import Line
from luoshi.lib.deadlines import read_cell
from luoshi.lib.text import Span, trimmed

_SUM = re.compile(r".{0,4}(?:合计|小计|总计|共计)[:：\d]*.{0,8}")
_NOTE = re.compile(
    r"(?:[备表附]?注|说明|填[表报]说明|编制说明|使用说明)\s*[\d一二三四五六七八九十]*[：:]"
    r"|注[\d一二三四五六七八九十]*[：:.、]"
)
_FORM = re.compile(r"[^：:，。；]{2,8}[：:][^，。；]{0,24}|(?:单位|金额)[：:].*")
_STROKE = re.compile(r"[/／\\—－\-–_、.·…无]+")
_SAME = re.compile(r"同上|[〃″]|″″|同")
_NUMBERS = re.compile(r"[\d.,%％约≥≤\-—/／ ]*(?:万?元|亿元|个|公里|%)?")
_PART = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、.．]?")
_ROW_NUMBER = re.compile(r"\d{1,3}[.、]?")
_SECOND = re.compile(r"面商|中期|阶段|初[稿审步]|会办|预审|征求")
_WORDS = re.compile(r"[一-龥]{2}")
_PEOPLE = re.compile(r"人(?!民)|领导")
_DUTIES = re.compile(r"任务|措施|事项|举措")  # headings of what somebody has to do
_SHORT_STEP = 14  # characters of a step that says little without its task
_GROUP_DUE = re.compile(
    r"(?P<due>(?:20\d\d年)?\d[^，。；、]{0,8}?前)"
    r"|\A(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]+\s*)?"
    r"(?P<month>(?:20\d\d年)?(?:1?\d|[一二三四五六七八九]|十[一二]?)月份?|第?[一二三四1-4]季度|[上下]半年)"
)
_GROUP_LIMIT = 24
_NAMES = ("task", "steps", "problem", "", "goal", "stage")  # of what a row is called by
_SAID = ("task", "steps", "goal", "")  # where figures are goals and words may set a day
_CLOSED = ("task", "steps", "")  # what may end with the units that are to do it


@dataclass(frozen=True, slots=True)
class Row:
    """One matter of a ledger: its span, whose it is, the cells that hold its deadlines, the cell
    whose words are its title and all those that say what is to be reached. `topic` is the cell that
    a step too short to stand alone (开工) belongs to."""

    start: int
    end: int
    owners: Owners
    title: Span
    said: tuple[Span, ...]
    due: Span | None = None
    second: Span | None = None
    year: int | None = None
    topic: Span | None = None

    @property
    def lead(self) -> str | None:
        """The unit that leads."""
        return self.owners.lead


@dataclass
class Table:
    """One table: its headings and where they stand, the lines under them, what governs all."""

    heading: list[str]
    places: list[Span]
    unit: Named | None = None
    first_leads: bool = False
    year: int | None = None
    lines: list[Line] = field(default_factory=list)


_Dues = tuple[Span | None, Span | None]
_Found = tuple[Row, list[Span]]  # a row and the cells that may name it


@dataclass
class _State:
    """What a row may take from the lines over it."""

    group: Named | None = None
    due: Span | None = None
    above: dict[int, Span] = field(default_factory=dict)


def rows(text: str, table: Table) -> list[Row]:
    """Every matter of `table`, in order."""
    # A bare 单位 may be the unit of measure: what stands under it decides.
    named = ["" if word == "单位" else columns.role_of(word) for word in table.heading]
    data = [line.words(text) for line in table.lines if _is_data(text, line)]
    roles = columns.settled(columns.by_content(named, data))
    reader = _Reader(text, table, roles)
    found = list(_titled(text, [one for line in table.lines for one in reader.read(line)]))
    told = any(row.owners.named or row.due for row in found)
    return found if told or any(_DUTIES.search(word) for word in table.heading) else []


def is_group(text: str, line: Line) -> bool:
    """Whether the line has but one thing to say, at its front: 一、重点项目."""
    filled = [at for at, cell in enumerate(line.cells) if len(cell)]
    return filled == [0] or not line.cells


def is_note(text: str, line: Line) -> bool:
    """Whether the line is a remark under the table, which is prose."""
    first = next((cell for cell in line.cells if len(cell)), line.span)
    return _NOTE.match(text, first.start, first.end) is not None


def is_form(text: str, line: Line) -> bool:
    """Whether every cell is a label with what was filled in: 填报人：　审核人：."""
    filled = [word for word in line.words(text) if word] or [line.span.of(text)]
    return all(_FORM.fullmatch(word) for word in filled)


def _is_data(text: str, line: Line) -> bool:
    return not (is_group(text, line) or _is_sum(text, line) or is_form(text, line))


def _is_sum(text: str, line: Line) -> bool:
    first = next((cell for cell in line.cells if len(cell)), line.span)
    words = re.sub(r"\s", "", first.of(text))
    return _SUM.fullmatch(words) is not None or words in ("全市", "全县", "市本级", "县本级")


class _Reader:
    """Reads the lines of one table from the top down."""

    def __init__(self, text: str, table: Table, roles: list[str]) -> None:
        self._text = text
        self._table = table
        self._roles = roles
        self._state = _State()
        due = [at for at, role in enumerate(roles) if role == "due"]
        # What is due in between comes second, whatever order the columns stand in.
        self._dues = sorted(due, key=lambda at: _SECOND.search(self._heading(at)) is not None)
        self._closings = self._closed() if not set(columns.UNITS) & set(roles) else {}

    def _heading(self, at: int) -> str:
        return self._table.heading[at] if at < len(self._table.heading) else ""

    def _role(self, at: int) -> str:
        return self._roles[at] if at < len(self._roles) else ""

    def read(self, line: Line) -> Iterator[_Found]:
        """The matters of one line; none for a group row, a sum, a form or a line of nothing."""
        text = self._text
        if is_group(text, line) or self._is_part(line):
            if not _is_sum(text, line):
                self._state = self._grouped(line)
            return
        if not _is_data(text, line):
            unit = ledger_units.titled(text, line.span) if is_form(text, line) else None
            self._state = _State(unit) if unit else self._state
            return
        filled = self._filled(line)
        about = (at for at in filled if self._role(at) in columns.SUBJECT)
        if not any(_WORDS.search(filled[at].of(text)) for at in about):
            return
        dues = self._due(filled)
        owners = self._owners(filled, line)
        closings = map(self._closing, filled.values())
        closing = next((one for one in closings if one), None)
        if closing is not None:
            owners = closing.owners
            dues = (dues[0] or closing.due, dues[1])
        yield from self._matters(line, filled, owners, dues)
        self._remember(filled)

    def _is_part(self, line: Line) -> bool:
        """Whether the line has but a number and a title, 一,校园安全, where rows are numbered 1, 2."""
        filled = [cell.of(self._text) for cell in line.cells if len(cell)]
        alone = len(filled) == 2 and len(self._table.heading) > 3
        return (alone and _PART.fullmatch(filled[0]) is not None) and any(
            _ROW_NUMBER.fullmatch(other.cells[0].of(self._text))
            for other in self._table.lines
            if other.cells
        )

    def _closed(self) -> dict[int, Closing]:
        """The cells that end with units, by where they begin; bare names count where most say for
        sure that they are to act."""
        first = self._table.first_leads
        lines = [line for line in self._table.lines if _is_data(self._text, line)]
        cells = [
            cell
            for line in lines
            for at, cell in enumerate(line.cells)
            if self._role(at) in _CLOSED
        ]
        read = ((one, ledger_words.closing(self._text, one, first_leads=first)) for one in cells)
        found = {cell.start: one for cell, one in read if one}
        every = ledger_words.believed(list(found.values()))
        return {at: one for at, one in found.items() if every or one.sure}

    def _closing(self, cell: Span) -> Closing | None:
        return self._closings.get(cell.start)

    def _remember(self, filled: dict[int, Span]) -> None:
        """What the next row may repeat: all of an item that goes on, else only whose it is."""
        above = self._state.above
        if not self._continued(filled):
            kept = [at for at in above if self._role(at) in ("lead", "owner") or self._grouping(at)]
            above = {at: above[at] for at in kept}
        self._state.above = above | filled

    def _grouped(self, line: Line) -> _State:
        cells = [cell for cell in line.cells if len(cell)]
        place = cells[-1] if cells else trimmed(self._text, line.span.start, line.span.end)
        limit = _GROUP_DUE.search(place.of(self._text))
        named = "due" if limit and limit["due"] else "month"
        due = (
            Span(*(place.start + at for at in limit.span(named)))
            if limit and len(place) <= _GROUP_LIMIT
            else None
        )
        if due is not None and read_cell(due.of(self._text)).kind != "date":
            due = None
        return _State(ledger_units.titled(self._text, place), due)

    def _filled(self, line: Line) -> dict[int, Span]:
        """The cells that say something; 同上 is the cell above."""
        found = {}
        for at, cell in enumerate(line.cells):
            words = cell.of(self._text)
            if _SAME.fullmatch(words) and at in self._state.above:
                found[at] = self._state.above[at]
            elif words and not (_STROKE.fullmatch(words) and self._role(at) != "due"):
                found[at] = cell
        return found

    def _continued(self, filled: dict[int, Span]) -> bool:
        """Whether the row goes on with the item above: its number or its topic is merged."""
        numbered = [at for at, role in enumerate(self._roles) if role == "serial"]
        topics = [at for at, role in enumerate(self._roles) if role in ("task", "problem")]
        if numbered:
            return not any(at in filled for at in numbered)
        return len(topics) > 1 and topics[0] not in filled

    def _owners(self, filled: dict[int, Span], line: Line) -> Owners:
        cells = self._units(filled, line)
        unit = self._state.group or self._table.unit
        found = ledger_units.owners(self._text, cells, unit, first_leads=self._table.first_leads)
        own = set(filled.values())
        from_above = found.how == "column" and not any(cell.span in own for cell in cells)
        return replace(found, how="above") if from_above else found

    def _units(self, filled: dict[int, Span], line: Line) -> list[Cell]:
        """The cells that name the row's units; an empty one repeats the one above it, a stroke
        says that there is none."""
        above = self._state.above
        leading = [at for at, role in enumerate(self._roles) if role in ("lead", "owner")]
        empty = bool(leading) and not any(
            len(line.cells[at]) for at in leading if at < len(line.cells)
        )
        taken = ["lead", "owner", "co"] if self._continued(filled) else ["lead", "owner"]
        found = []
        for at, role in enumerate(self._roles):
            if role not in columns.UNITS:
                continue
            span = filled.get(at) or (above.get(at) if empty and role in taken else None)
            if span:
                above[at] = span
                found.append(Cell(role, span, _PEOPLE.search(self._heading(at)) is not None))
        return found

    def _grouping(self, at: int) -> bool:
        """Whether the column holds limits and stands before what is to be done, as months do."""
        subjects = (one for one, role in enumerate(self._roles) if role in columns.SUBJECT)
        return self._role(at) == "due" and at < next(subjects, 0)

    def _due(self, filled: dict[int, Span]) -> _Dues:
        """The due cells of the row; an empty one repeats the one above only where the whole item
        is merged with it, its number and its unit too, or where the months stand at the front."""
        found = [filled[at] for at in self._dues if at in filled]
        above = self._state.above
        if not found:
            whole = self._continued(filled) and not any(
                self._role(at) in columns.UNITS for at in filled
            )
            taken = (at for at in self._dues if at in above and (whole or self._grouping(at)))
            found = [above[at] for at in taken]
        if not found and self._state.due is not None:
            found = [self._state.due]
        return (found[0] if found else None, found[1] if len(found) > 1 else None)

    def _matters(
        self, line: Line, filled: dict[int, Span], owners: Owners, dues: _Dues
    ) -> Iterator[_Found]:
        year = self._table.year
        steps = self._steps(filled) or ([] if dues[0] else list(self._stages(filled)))
        for step, head in steps:
            topic = self._topic(filled) if len(step) <= _SHORT_STEP else None
            own = ledger_words.of_step(self._text, step, owners)
            due = head or dues[0]
            yield Row(step.start, step.end, own, step, (step,), due, None, year, topic), [step]
        if steps:
            return
        about = {at: span for at, span in filled.items() if self._role(at) in columns.SUBJECT}
        cells = [cell for cell in line.cells if len(cell)]
        about = {at: self._without_units(span) for at, span in about.items()}
        said = tuple(cell for at, cell in about.items() if self._role(at) in _SAID)
        titles = self._titles(filled, about)
        yield (
            Row(cells[0].start, cells[-1].end, owners, titles[0], said, *dues, year),
            titles,
        )

    def _without_units(self, cell: Span) -> Span:
        closing = self._closing(cell)
        return closing.words if closing else cell

    def _topic(self, filled: dict[int, Span]) -> Span | None:
        tasks = (at for at in filled if self._role(at) in ("task", "problem", ""))
        return next((filled[at] for at in tasks), None)

    def _titles(self, filled: dict[int, Span], about: dict[int, Span]) -> list[Span]:
        """The cells that may name the matter, the likeliest first; a topic merged with the row
        above stands first, so that it is seen to be shared."""
        cells = dict(about)
        if self._continued(filled):
            topics = [at for at, role in enumerate(self._roles) if role == "task"]
            if len(topics) > 1 and topics[0] in self._state.above:
                cells[topics[0]] = self._state.above[topics[0]]
        return [
            cells[at] for at in sorted(cells, key=lambda at: (_NAMES.index(self._role(at)), at))
        ]

    def _steps(self, filled: dict[int, Span]) -> list[Step]:
        """The steps that a cell of the row lists; in a column not made for steps each of them has
        to be labelled with its months."""
        for at, cell in filled.items():
            role = self._role(at)
            found: list[Step] = []
            if role in ("steps", "due", "task", "goal", ""):
                found = ledger_steps.steps(self._text, cell, labelled=role != "steps")
            if len(found) < 2 and role in _CLOSED:
                found = ledger_steps.listed(self._text, cell) or found
            if len(found) > 1 or (found and role == "steps" and not self._has_due(filled)):
                return found
        return []

    def _has_due(self, filled: dict[int, Span]) -> bool:
        return any(at in filled for at in self._dues)

    def _stages(self, filled: dict[int, Span]) -> Iterator[Step]:
        for at, cell in filled.items():
            if self._role(at) == "stage" and at < len(self._table.places):
                if not _NUMBERS.fullmatch(cell.of(self._text)):
                    yield cell, self._table.places[at]


def _titled(text: str, found: list[_Found]) -> Iterator[Row]:
    """Each row under the first of its names that it does not share with the row beside it."""
    names = [[name.of(text) for name in titles] for _, titles in found]
    for at, (row, titles) in enumerate(found):
        beside = {
            one for other in (at - 1, at + 1) if 0 <= other < len(found) for one in names[other]
        }
        own = (title for title, name in zip(titles, names[at], strict=True) if name not in beside)
        yield replace(row, title=next(own, titles[0]))

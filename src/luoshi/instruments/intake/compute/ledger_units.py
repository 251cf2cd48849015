"""Whose a row of a ledger is: the units in its cells, in the row above, in the group, the sheet.

责任单位 leads unless 牵头单位 stands beside it; of several in one cell nobody leads who is not said
to. An empty cell repeats the one above it; an empty 配合单位 does so only in a row that goes on with
the same item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from luoshi.instruments.intake.compute import brackets, units
from luoshi.instruments.intake.compute.brackets import Named
from luoshi.lib.text import Span, trimmed

_PIECE = re.compile(r"[/／]|<br\s*/?>", re.IGNORECASE)
_LABEL = re.compile(r"(?:牵头|主办|主责|责任|承办|落实|配合|协办|会办|参与)[^：:、，；]{0,4}[：:]")
_HELPS = re.compile(r"^(?:配合|协办|会办|参与|协助)")
_ROLE_BEHIND = re.compile(
    r"[（(\[【]\s*(?:(?P<lead>牵头|主办|主责|负责|总牵头)|(?P<co>配合|协办|会办|参与|协助))[^）)\]】]{0,4}[）)\]】]$"
)
_NUMBER = re.compile(r"(?:[①-⑳]|\d{1,2}[.．、)）]|[（(]\d{1,2}[)）])\s*")
_PERSON_BEHIND = re.compile(r"[（(：:]\s*([^（()）：:]{2,6})[）)]?$")
_RANKS = ("县", "市", "区", "省", "州", "旗")
_SECOND_UNIT = re.compile(
    r"(?<=[局委办院厅])([县市区省州旗])(?![级直域])[^（）()]{1,12}[局委办院厅]$"
)
_NOBODY = re.compile(r"[\d.,%\s/／—\-－–_、无]*|待定|同上|详见.*|见.*")
_GAP = re.compile(r"\s+")
# A title names its unit before what kind of list it is.
_KIND_OF_LIST = re.compile(
    r"(?=(?:19|20)\d\d|年度|全年|重点|重大|主要|工作|任务|责任|目标|台账|清单|整改|督[查办]|分解|推进|问题|计划|报表|[（(])"
)
_TITLE_NUMBER = re.compile(
    r"^(?:[（(][一二三四五六七八九十\d]{1,3}[）)][、.\s]*|[①-⑳]\s*"
    r"|[一二三四五六七八九十\d]{1,3}[）)]?[、.．：:\-—\s]+|附?[表件]\s*[\d一二三四五六七八九十]*[：:、.\s]*"
    r"|第[一二三四五六七八九十\d]{1,3}(?:部分|篇|章|节)[：:、\s]*)?"
    r"(?:(?:19|20)\d\d年度?)?"
)
_MANY = re.compile(r"(?:单位|部门|机关|机构)$")  # for whom a list was made, not who answers for it
_SHORT_NAME = re.compile(r"[一-龥]{2,10}")
_LISTED = re.compile(
    r"项目|任务|工作|清单|台账|台帐|表|汇总|总体|类$|目录|计划|[年月周季]|其[他它]|附件|说明|封面|问题|整改|事项|目标|数据|指标|建设|发展|民生|产业|安全"
    r"|模板|填报|样式|方面|重点|部分|批$"
)
_PART = re.compile(r"[科股室]$")
_BRACKETED = re.compile(r"[（(]([^（()）]{2,12})[）)]$")
_OWNER_LINE = re.compile(
    r"(?:^|(?<=[\s（(]))(?:(?:责任|牵头|承办|主办|填报|报送|落实|整改)?"
    r"(?:单位|部门|科室|处室)(?:名称)?|牵头|主办)[：:]\s*([^\s）)]+)"
)


@dataclass(frozen=True, slots=True)
class Owners:
    """The units of one row, who leads, and where they come from: column, above, group, sheet."""

    named: tuple[Named, ...] = ()
    lead: str | None = None
    how: str = "column"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that names units: the role of its column, and whether persons stand there as well."""

    role: str
    span: Span
    people: bool = False


def titled(text: str, line: Span) -> Named | None:
    """The unit whose list a sheet or a title announces; nobody for a bare 表1 or 重点项目."""
    owner = _OWNER_LINE.search(line.of(text))
    if owner:
        place = Span(*(line.start + at for at in owner.span(1)))
        named = _cell(text, Cell("owner", place))
        alone = len(named) == 1 and units.ends_like_unit(named[0].text)
        return replace(named[0], role="owner") if alone else None
    number = _TITLE_NUMBER.match(line.of(text))
    start = line.start + (number.end() if number else 0)
    words = text[start : line.end]
    inside = _BRACKETED.search(words)
    outer = words[: inside.start()] if inside else ""
    part = _PART.search(inside[1]) if inside else None  # 县水利局（河湖股）
    if inside and units.ends_like_unit(inside[1]) and units.ends_like_unit(outer):
        if part is None or outer.endswith(part.group()):
            return Named(words, start, line.end, "owner")  # one unit under two names
    for cut in [*(match.start() for match in _KIND_OF_LIST.finditer(words)), len(words)]:
        name = words[:cut].rstrip("的：: ")
        own = units.ends_like_unit(name) and not _MANY.search(name) and "关于" not in name
        if 2 <= len(name) <= 24 and own:
            return Named(name, start, start + len(name), "owner")
    return None


def of_sheet(text: str, name: Span) -> Named | None:
    """The unit a sheet is named after, short as such names are (水利, 城管); nobody where the name
    says what is listed (重点项目, 2026年, 汇总)."""
    found = titled(text, name)
    words = name.of(text)
    if found or not _SHORT_NAME.fullmatch(words) or _LISTED.search(words):
        return found
    return Named(words, name.start, name.end, "owner")


def owners(text: str, cells: list[Cell], fallback: Named | None, *, first_leads: bool) -> Owners:
    """The units in `cells`, or the one that governs the table."""
    named = [name for cell in sorted(cells, key=_helps) for name in _cell(text, cell)]
    unique = tuple({name.text: name for name in named}.values())
    leads = [name for name in unique if name.role == "lead"]
    owning = [name for name in unique if name.role == "owner"]
    if not leads and not owning and fallback is not None:
        rest = tuple(name for name in unique if name.text != fallback.text)
        return Owners((fallback, *rest), fallback.text, "sheet")
    if not unique:
        return Owners(how="none")
    if leads:
        return Owners(unique, leads[0].text)
    alone = owning[:1] if len(owning) == 1 or first_leads else []
    return Owners(unique, alone[0].text if alone else None)


def _helps(cell: Cell) -> bool:
    return cell.role == "co"


def _cell(text: str, cell: Cell) -> list[Named]:
    """The units of one cell, each with its role: by column, unless the cell says otherwise."""
    found: list[Named] = []
    said = ""
    for piece in _pieces(text, cell.span):
        label = _LABEL.match(text, piece.start, piece.end)
        said = label.group() if label else said
        named = brackets.in_cell(text, piece)
        for name in _whole(text, named):
            given = _role(name, cell.role, said if not label else "")
            found += _as_unit(replace(name, role=given), people=cell.people)
    if cell.role == "lead" and found and not any(name.role == "lead" for name in found):
        found[0] = replace(found[0], role="lead")
    return found


def _as_unit(name: Named, *, people: bool) -> Iterator[Named]:
    """`name` without the remark behind it (（牵头）, a person); nothing when it names nobody."""
    number = _NUMBER.match(name.text)
    if number:
        name = replace(name, text=name.text[number.end() :], start=name.start + number.end())
    behind = _ROLE_BEHIND.search(name.text)
    if behind:
        name = _cut(name, behind.start(), "lead" if behind["lead"] else "co")
    person = _PERSON_BEHIND.search(name.text) if people else None
    if person and not units.ends_like_unit(person[1]):
        name = _cut(name, person.start(), name.role)
    cut = _run_on(name.text)
    if cut:
        yield _cut(name, cut, name.role)
        name = replace(name, text=name.text[cut:], start=name.start + cut)
    nobody = people and len(name.text) <= 4 and not units.ends_like_unit(name.text)
    if len(name.text) >= 2 and not nobody and not _NOBODY.fullmatch(name.text):
        yield name


def _run_on(words: str) -> int:
    """Where a second unit begins that only a lost line's end parted from the first: 县教育局县财政局."""
    if words[:1] not in _RANKS:
        return 0
    cuts = (match.start() for match in _SECOND_UNIT.finditer(words) if match[1] == words[0])
    return next((at for at in cuts if units.ends_like_unit(words[:at])), 0)


def _cut(name: Named, at: int, role: str) -> Named:
    words = name.text[:at].strip()
    return replace(name, text=words, end=name.start + len(words), role=role)


def _role(name: Named, column: str, said: str) -> str:
    if said:
        return "co" if _HELPS.match(said) else "lead"
    if name.role == "co" or column == "co":
        return "co"
    return "lead" if name.role == "lead" or column == "lead" else "owner"


def _pieces(text: str, cell: Span) -> Iterator[Span]:
    at = cell.start
    for cut in [*_PIECE.finditer(text, cell.start, cell.end), None]:
        piece = trimmed(text, at, cut.start() if cut else cell.end)
        if len(piece):
            yield piece
        at = cut.end() if cut else cell.end


def _whole(text: str, named: tuple[Named, ...]) -> list[Named]:
    """`named` with the names put together again that only a line's end had cut."""
    found: list[Named] = []
    for name in named:
        last = found[-1] if found else None
        cut = last is not None and _GAP.fullmatch(text, last.end, name.start)
        if last is not None and cut and not units.ends_like_unit(last.text):
            found[-1] = replace(last, text=last.text + name.text, end=name.end)
        else:
            found.append(name)
    return found

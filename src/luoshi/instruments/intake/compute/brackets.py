"""Responsibility brackets: the （责任单位：…） that closes an item and says whose it is.

One bracket governs the text of its paragraph since the bracket before it; a remark inside
(列第一位者为牵头单位，下同) changes who leads in all brackets from there on. A bracket on a line of
its own governs the paragraphs before it, back to the nearest heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.instruments.intake.compute.structure import Line
from luoshi.lib.text import Span

_ROLE = (
    r"(?:(?:牵头|责任|主要责任|负责|配合|承办|协办|主办|参与|参加|协助|支持|"
    r"落实)(?:和[^：:，；。]{2,4})?(?:市直|省直|县直)?(?:单位|部门|处室|科室|地区|"
    r"主体|领导|人)?)"
)
BRACKET = re.compile(
    r"[（(【\[](?=[^（）()【】\n]{0,400}?(?:负责(?!解释)|责任单位|责任部门|责任主体|"
    r"责任领导|责任人|牵头|承办单位|主办单位|落实单位|承办部门|配合单位|责任处室|"
    r"责任科室))"
    r"(?:[^（）()\n]|[（(][^（）()\n]*[）)])*?[）)】\]]"
)
_LABEL = re.compile(rf"{_ROLE}[：:]\s*")
FIRST_LEADS = re.compile(
    r"(?:列|排)(?:在)?第一(?:位)?[^，。；]{0,8}(?:牵头|主办)|首位[^，。；]{0,8}牵头|第一[^，。；]{0,10}为牵头"
)
_REMARK = re.compile(
    r"[，。；,;]?[〔\[]?[^，。；、（(〔]{0,10}(?:列|"
    r"排)(?:在)?第一[^）)〕\]]*[〕\]]?|[，；。,;]?\s*适用范围[：:].*|[，；"
    r",;]\s*(?:以下|下同|完成时限|整改时限|时限|完成时间|持续)[^）)]*|[〔\[][^〕\]]*[〕\]]"
)
_TAIL = re.compile(
    r"(?:等?(?:有关|相关)?(?:部门|单位)?(?:和单位)?)?(?:按(?:照)?职责(?:分工)?|按(?:照)?分工|分工|分别|共同|具体|依职责|根据职责)*"
    r"(?:牵头负责|牵头|负责落实|组织实施|负责|落实|配合|参与|协助|参加)$"
)
_MEET = re.compile(r"会同|商|，(?=配合)|牵头[，,、]\s*")
_SPLIT = re.compile(r"[、,，；;]|\s{1,}|(?<=[局委办厅部府])(?:和|与|及|以及)(?=[各省市县国有相])")
_EMPTY = re.compile(r"^等?(?:有关|相关)?(?:部门|单位)?(?:和单位)?(?:等)?$")
_LABELLED_LINE = re.compile(rf"{_ROLE}[：:]")
_DUE_LINE = re.compile(r"(?:完成|办结)?(?:时限|时间|期限)[：:]\s*")
# 、 and spaces may stand inside a limit (2026年12月、2027年6月); a further label ends it.
_DUE_INSIDE = re.compile(
    r"(?:完成|办结|整改)?(?:时限|时间|期限)(?:要求)?[：:]\s*([^；;，,。）)】\]]+)"
)
_COUNTY = re.compile(
    r"各(?:市|区|县|州|省)(?:、(?:县级市|自治区|直辖市|县|区|市|旗|州)(?:（[^）]*）|\([^)]*\))?)+[^、，；]{0,8}"
)

_INSIDE = re.compile(r"[（(][^（）()]*[）)]")  # 各县（市、区）: no name ends in there


@dataclass(frozen=True, slots=True)
class Named:
    """A unit name inside a bracket and where it stands."""

    text: str
    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of text with the bracket that assigns it."""

    start: int
    end: int
    bracket_start: int
    bracket_end: int
    named: tuple[Named, ...]
    lead: str | None
    due: Span | None = None


def items(text: str, every: list[Line]) -> list[Item]:
    """All items that a responsibility bracket closes, in order."""
    found: list[Item] = []
    first_leads = False
    for at, line in enumerate(every):
        last = line.start
        for match in BRACKET.finditer(text, line.start, line.end):
            first_leads = first_leads or bool(FIRST_LEADS.search(match.group()))
            named, lead = _read(text, match.start(), match.end(), first_leads)
            if not named:
                continue
            start = last if last < match.start() else _earlier(every, at, found)
            end = _past_stop(text, match.end(), line.end)
            due = _due_inside(text, match)
            found.append(Item(start, end, match.start(), match.end(), named, lead, due))
            last = end
        if last == line.start and _LABELLED_LINE.match(text, line.start, line.end):
            found += _labelled_line(text, every, at, found, first_leads)
    return found


def in_cell(text: str, cell: Span) -> tuple[Named, ...]:
    """The units in the cell of a table, which is written as the inside of a bracket is."""
    return _read(text, cell.start - 1, cell.end + 1, first_leads=False)[0]


def _labelled_line(
    text: str, every: list[Line], at: int, found: list[Item], first_leads: bool
) -> Iterator[Item]:
    """The item above a line 责任单位：… without brackets; 完成时限：… may be the next line."""
    line = every[at]
    named, lead = _read(text, line.start - 1, line.end + 1, first_leads)
    start = _earlier(every, at, found)
    if not named or start == line.start:
        return
    following = every[at + 1] if at + 1 < len(every) else line
    due = _DUE_LINE.match(text, following.start, following.end)
    end = following.end if due else line.end
    span = Span(due.end(), following.end) if due else None
    yield Item(start, end, line.start, line.end, named, lead, span)


def _due_inside(text: str, bracket: re.Match[str]) -> Span | None:
    """The limit that stands in the bracket beside the units: （牵头单位：…；完成时限：…）."""
    due = _DUE_INSIDE.search(text, bracket.start(), bracket.end())
    return Span(due.start(1), due.end(1)) if due else None


def _past_stop(text: str, at: int, end: int) -> int:
    return at + 1 if at < end and text[at] in "。；;" else at


def _earlier(every: list[Line], at: int, found: list[Item]) -> int:
    """Where the item of a bracket on its own line begins."""
    floor = found[-1].end if found else 0
    start = every[at].start
    for line in reversed(every[:at]):
        if line.start < floor or line.role in ("title", "opening", "addressee", "signature"):
            break
        start = line.start
        if line.number:
            break
    return start


def _read(
    text: str, start: int, end: int, first_leads: bool
) -> tuple[tuple[Named, ...], str | None]:
    """The units of the bracket and its lead: as labelled, by the 第一位 remark, or the only one."""
    inner = text[start + 1 : end - 1]
    labels = list(_LABEL.finditer(inner))
    named: list[Named] = []
    if labels:
        for order, label in enumerate(labels):
            stop = labels[order + 1].start() if order + 1 < len(labels) else len(inner)
            role = "lead" if re.match("牵头|主办", label.group()) else _label_role(label.group())
            named += _names(inner, label.end(), stop, start + 1, role)
    else:
        named = list(_unlabelled(inner, start + 1))
    return tuple(named), _lead(named, first_leads)


def _label_role(label: str) -> str:
    return "co" if re.match("配合|协办|参与|参加|协助|支持", label) else "owner"


def _unlabelled(inner: str, offset: int) -> Iterator[Named]:
    """X、Y负责 / X会同Y负责 / X牵头，Y配合."""
    remark = _REMARK.search(inner)
    stop = remark.start() if remark else len(inner)
    stop = min([stop, *(at for mark in "。" if (at := inner.find(mark)) >= 0)])
    pieces = list(re.finditer(r"(.+?)(?:牵头(?!负责)(?:[，,；;、]|$)|$)", inner[:stop]))
    if len(pieces) > 1 or "会同" in inner[:stop]:
        cut = re.search(r"会同|牵头[，,；;、]?", inner[:stop])
        if cut:
            leads = list(_names(inner, 0, cut.start(), offset, "lead"))
            yield from leads[:1] if len(leads) == 1 else leads
            yield from _names(inner, cut.end(), stop, offset, "co")
            return
    role = (
        "lead"
        if re.search(r"牵头(?:负责)?$", inner[:stop]) and "、" not in inner[:stop]
        else "owner"
    )
    yield from _names(inner, 0, stop, offset, role)


def _names(inner: str, start: int, stop: int, offset: int, role: str) -> Iterator[Named]:
    remark = _REMARK.search(inner, start, stop)
    if remark:
        stop = remark.start()
    tail = _TAIL.search(inner, start, stop)
    if tail:
        stop = tail.start()
    at = start
    held = [m.span() for rule in (_COUNTY, _INSIDE) for m in rule.finditer(inner, start, stop)]
    for match in [*_SPLIT.finditer(inner, start, stop), None]:
        edge = match.start() if match else stop
        if match and any(a <= edge < b for a, b in held):
            continue
        yield from _name(inner, at, edge, offset, role)
        at = match.end() if match else stop


def _name(inner: str, start: int, stop: int, offset: int, role: str) -> Iterator[Named]:
    words = inner[start:stop]
    lead_blank = len(words) - len(words.lstrip(" 。，、和及与"))
    words = re.sub(r"等(?:有关|相关)?(?:部门|单位|地区)?(?:和单位)?$", "", words.strip(" 。，、"))
    words = words.lstrip("和及与")
    if len(words) < 2 or len(words) > 24 or re.fullmatch(r"等?(?:有关|相关)(?:部门|单位)", words):
        return
    begin = offset + start + lead_blank
    yield Named(words, begin, begin + len(words), role)


def _lead(named: list[Named], first_leads: bool) -> str | None:
    leads = [name.text for name in named if name.role == "lead"]
    if leads:
        return leads[0]
    owners = [name.text for name in named if name.role == "owner"]
    if owners and (first_leads or len(named) == 1):
        return owners[0]
    return owners[0] if len(owners) == 1 and len(named) > 1 else None

"""Ledgers that came as text: tab between cells, one line a row, perhaps several sheets.

Columns are known by the words of their heading. A unit stands in its own column or is the name of
the sheet; an empty cell repeats the one above it (merged cells); a cell of steps with their own
months (3月：… 4—6月：…) is one matter a step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from luoshi.instruments.intake.compute.brackets import Named
from luoshi.lib.text import Span, trimmed

_SHEET = re.compile(r"^[【\[]\s*(?:工作表|表|sheet)\s*[】\]:：]?\s*(.*?)[】\]]?\s*$", re.IGNORECASE)
_COLUMNS = (
    (
        "lead",
        re.compile(
            r"牵头|主办|主责|责任(?:单位|部门|处室|科室|主体|人|领导)|承办|负责|落实单位|办理单位|答复单位|实施(?:单位|主体)|^(?:单位"
            r"|部门)(?:名称)?$"
        ),
    ),
    ("co", re.compile(r"配合|协办|协助|参与|参加|会办")),
    ("due", re.compile(r"时限|时间|期限|日期|完成时|节点")),
    ("steps", re.compile(r"时序|进度|步骤|分解")),
    ("criterion", re.compile(r"考核|标准|要点|指标|备注|成果|进展|完成情况|目标")),
    ("task", re.compile(r"任务|事项|内容|工作|措施|项目|要求|举措|建议|问题")),
    ("serial", re.compile(r"序号|编号|^号$|类别")),
)
_MONTH = r"(?:20\d\d年)?1?\d月(?:份|底|初|[上中下]旬|1?\d日|[23]\d日)?"
_STEP = re.compile(
    rf"(?<![\d年第])(?:{_MONTH}?\s*(?:[-~～—－–至到]{{1,2}}\s*{_MONTH})|1?\d\s*[-~～—－–至到]{{1,2}}\s*1?"
    rf"\d月|{_MONTH}"
    r"|全年|第?[一二三四1-4]季度|[上下]半年)(?:前|底前|末)?"
)
_UNIT_SPLIT = re.compile(r"[、，,；;\s/]+")
_LABEL = re.compile(r"(牵头|责任|配合|主办|协办)(?:单位|部门)?[：:]")


@dataclass(frozen=True, slots=True)
class Row:
    """One matter of a ledger: its span, its units, the words that hold its deadline."""

    start: int
    end: int
    named: tuple[Named, ...]
    lead: str | None
    due: Span | None
    sheet: bool
    title: Span


@dataclass
class _Table:
    sheet: Named | None = None
    roles: list[str] = field(default_factory=list)
    above: dict[int, Span] = field(default_factory=dict)


def is_ledger(text: str) -> bool:
    """Whether most lines of `text` are rows of a table."""
    found = [line for line in text.splitlines() if line.strip()]
    rows = sum("\t" in line.strip() for line in found)
    return rows >= 2 and rows * 2 > len(found)


def rows(text: str) -> list[Row]:
    """Every row of every table in `text`."""
    found: list[Row] = []
    table = _Table()
    for match in re.finditer(r"[^\n]+", text):
        line = match.group()
        sheet = _SHEET.match(line)
        if sheet and sheet.group(1):
            name = sheet.group(1)
            at = match.start() + line.index(name)
            table = _Table(Named(name, at, at + len(name), "owner"))
        elif "\t" in line:
            cells = list(_cells(line, match.start()))
            roles = _roles(text, cells)
            if roles:
                table.roles, table.above = roles, {}
            elif table.roles or table.sheet:
                found += _row(text, cells, table)
    return found


def _cells(line: str, offset: int) -> Iterator[Span]:
    at = offset
    for piece in line.split("\t"):
        yield Span(at, at + len(piece))
        at += len(piece) + 1


def _roles(text: str, cells: list[Span]) -> list[str]:
    """The columns' roles when the row is a heading, else nothing."""
    words = [cell.of(text).strip() for cell in cells]
    if any(len(word) > 16 for word in words) or sum(bool(word) for word in words) < 2:
        return []
    named = [next((role for role, rule in _COLUMNS if rule.search(word)), "") for word in words]
    known = sum(bool(role) for role in named)
    tasks = {"task", "steps"} & set(named)
    return named if known * 2 > len(words) and known >= 2 and tasks else []


def _row(text: str, cells: list[Span], table: _Table) -> Iterator[Row]:
    filled = {at: trimmed(text, cell.start, cell.end) for at, cell in enumerate(cells)}
    filled = {at: span for at, span in filled.items() if len(span)}
    if not filled:
        return
    roles = table.roles
    by_role: dict[str, list[Span]] = {}
    merged = not any(at in filled for at, role in enumerate(roles) if role == "lead")
    for at, role in enumerate(roles):
        above = table.above.get(at) if merged and role in ("lead", "co") else None
        span = filled.get(at) or above
        if span:
            table.above[at] = span
            by_role.setdefault(role, []).append(span)
    if not ({"task", "steps", ""} & {roles[at] if at < len(roles) else "" for at in filled}):
        return
    named, lead = _units(text, by_role, table)
    start, end = min(s.start for s in filled.values()), max(s.end for s in filled.values())
    title = (by_role.get("task") or by_role.get("steps") or [Span(start, end)])[0]
    due = by_role.get("due", [None])[0]
    steps = [step for cell in by_role.get("steps", []) for step in _steps(text, cell)]
    if steps:
        for step, head in steps:
            yield Row(step.start, step.end, named, lead, head, not by_role.get("lead"), step)
        return
    yield Row(start, end, named, lead, due, not by_role.get("lead"), title)


def _steps(text: str, cell: Span) -> list[tuple[Span, Span]]:
    """The steps of a cell, each with the months that open it."""
    heads = [m for m in _STEP.finditer(text, cell.start, cell.end) if _opens(text, cell, m)]
    if not heads or (heads[0].start() - cell.start > 2 and text[heads[0].start() - 1] not in "：:"):
        return []
    edges = [*(head.start() for head in heads[1:]), cell.end]
    spans = [(trimmed(text, h.start(), end), h) for h, end in zip(heads, edges, strict=True)]
    return [(span, Span(h.start(), h.end())) for span, h in spans if len(span) > 3]


def _opens(text: str, cell: Span, match: re.Match[str]) -> bool:
    before = text[match.start() - 1] if match.start() > cell.start else ""
    labelled = text[match.end() : match.end() + 1] in ("：", ":")
    return labelled or not before or before in " \n；;。：:\u3000"


def _units(
    text: str, by_role: dict[str, list[Span]], table: _Table
) -> tuple[tuple[Named, ...], str | None]:
    named = [
        n for role in ("lead", "co") for s in by_role.get(role, []) for n in _split(text, s, role)
    ]
    if not named and table.sheet:
        named = [table.sheet]
    leads = [name for name in named if name.role in ("lead", "owner")]
    return tuple(named), leads[0].text if leads else None


def _split(text: str, cell: Span, role: str) -> Iterator[Named]:
    at = cell.start
    for match in [*_UNIT_SPLIT.finditer(text, cell.start, cell.end), None]:
        stop = match.start() if match else cell.end
        words = text[at:stop]
        label = _LABEL.match(words)
        if label:
            role = "co" if label.group(1) in ("配合", "协办") else "lead"
            at += label.end()
            words = text[at:stop]
        if len(words) >= 2:
            yield Named(words, at, stop, role)
        at = match.end() if match else stop

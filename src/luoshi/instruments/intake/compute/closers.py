"""The words that close an item: brackets and labelled lines that say whose it is.

A bracket counts where an item can end, not inside a sentence that goes on; one with nothing but
names counts in papers that have several closers. What stands side by side is one closer:
（牵头单位：…）（配合单位：…）（完成时限：…）.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from luoshi.instruments.intake.compute import roles
from luoshi.instruments.intake.compute.labels import WHO_KINDS, Label, after_stops, labels, opening
from luoshi.instruments.intake.compute.remarks import FIRST_LEADS
from luoshi.instruments.intake.compute.roles import Assigned, Named
from luoshi.instruments.intake.compute.structure import NUMBER, Line, level
from luoshi.lib.text import Span

_INNER = r"[（(〔\[【][^（()）〔〕\[\]【】\n]{0,80}[）)〕\]】]"
_BROKEN = (
    r"\n(?:[ \t]*[-—－–]?[ \t]*\d{1,3}[ \t]*[-—－–]?[ \t]*\n)?"
    r"(?!\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]))"
)
# One bracket with brackets inside; a line or page may end in it.
BRACKET = re.compile(
    rf"[（(〔\[【](?:[^（()）〔〕\[\]【】\n]|{_INNER}|{_BROKEN}){{2,400}}[）)〕\]】]"
)
# One that was never closed, at the end of an item.
_UNSHUT = re.compile(rf"[（(][^（()）\n]{{4,60}}(?=\s*\Z|\n(?:\s*\n)*{NUMBER.pattern}\S)")
_SAYS_WHO = re.compile(
    r"负责|(?:按|职责|”)分工|责任|牵头|承办|主办|落实单位|配合|会同|组织实施|实施单位|协办"
)
_NO_CLOSER = re.compile(
    r"^.(?:以下(?!(?:各项|任务|工作|事项|均|都|各条)*[由，：:])|下称|简称|原|含|包括|即|如|详见|见|附|注|截至|不含|除)"
)
_RANKED = re.compile(
    r"^(?:[省市县区州旗]|各|国家|国务院|中央|团[省市县]|驻)|.{3,}(?:局|委|办|部|厅)$"
)
_FEW = 3  # closers from which a paper is one of brackets
_ENDS = "。；;！.，,"
_TASK_LEVEL = 3  # （1） and lines without a number may be listed under a task
_LISTED = 12  # lines
_LOOK_BACK = 300  # characters before a remark in which its bracket may open


@dataclass(frozen=True, slots=True)
class Closer:
    """Words that assign: where, on which line, whether lines of their own, and what they say."""

    start: int
    end: int
    line: int
    own: bool
    said: Assigned
    bracket: bool
    task: Span | None = None


def find_closers(text: str, every: list[Line]) -> list[Closer]:
    """Every closer of the paper. Brackets that hold nothing but names count in papers that have
    several closers."""
    starts = [line.start for line in every]
    first_leads = _told_before(text)
    found: list[Closer] = []
    spans = [
        *((one, True) for one in _brackets(text)),
        *((one, False) for one in _runs(text, every)),
    ]
    for one, bracket in sorted(spans, key=lambda pair: pair[0].start):
        at = bisect_right(starts, one.start) - 1
        if at < 0 or one.start >= every[at].end or (found and one.start < found[-1].end):
            continue
        read = roles.read_bracket if bracket else roles.read
        shut = bracket and text[one.end - 1] in "）)〕]】"
        said = read(text, one.start + bracket, one.end - shut, first_leads=first_leads)
        first_leads = first_leads or said.first_leads
        own = not text[every[at].start : one.start].strip()
        task = None if bracket else _task(text, one)
        closer = Closer(one.start, one.end, at, own, said, bracket, task)
        if found and task is None and _beside(text, found[-1], one):
            found[-1] = _joined(found[-1], closer, first_leads=first_leads)
        elif said.named and _closes(text, every[at], one, said):
            found.append(closer)
    sure = [one for one in found if says_who(text, one.start, one.end)]
    if len(found) >= _FEW and (len(found) - len(sure)) * 4 >= len(sure):
        return [one for one in found if one in sure or _is_names(one.said)]
    return sure


def _is_names(said: Assigned) -> bool:
    return said.sure and any(map(is_ranked, said.named))


def _beside(text: str, before: Closer, one: Span) -> bool:
    """Whether nothing but a stop or the end of a line stands between the two."""
    between = text[before.end : one.start]
    return between.count("\n") <= 1 and not between.strip(" \t\u3000\n。；;、，")


def _joined(before: Closer, after: Closer, *, first_leads: bool) -> Closer:
    """Both as one closer: the names of both, the limit of either."""
    named = (*before.said.named, *after.said.named)
    said = replace(
        before.said,
        named=named,
        lead=roles.lead(named, first_leads=first_leads),
        due=before.said.due or after.said.due,
        sure=before.said.sure and (after.said.sure or not after.said.named),
    )
    return replace(before, end=after.end, said=said)


def is_ranked(name: Named) -> bool:
    """Whether the name begins with a rank or ends as a bureau does: a unit even standing alone."""
    return _RANKED.search(name.text) is not None


def says_who(text: str, start: int, end: int) -> bool:
    """Whether the stretch has a word that assigns (负责, 牵头, 责任单位), not names alone."""
    return _SAYS_WHO.search(text, start, end) is not None


def last_bracket(text: str, within: Span) -> Span | None:
    """The bracket that may close an item and ends the stretch; a stop may follow it."""
    end = within.start + len(within.of(text).rstrip(_ENDS + " "))
    if end <= within.start or text[end - 1] not in "）)〕]】":
        return None
    found = (Span(*one.span()) for one in BRACKET.finditer(text, within.start, end))
    return next((one for one in found if one.end == end and _may_close(text, one)), None)


def _told_before(text: str) -> bool:
    """Whether the paper says outside the words that close an item that who stands first leads."""
    for told in FIRST_LEADS.finditer(text):
        line = max(text.rfind("\n", 0, told.start()) + 1, told.start() - _LOOK_BACK)
        label = opening(text, line, told.end())
        if label and label.kind in WHO_KINDS:
            continue
        opened: list[int] = []
        for at in range(line, told.start()):
            if text[at] in "（(〔[【":
                opened.append(at)
            elif text[at] in "）)〕]】" and opened:
                opened.pop()
        ahead = text[opened[0] + 1 : told.start()] if opened else ""
        if not re.search(r"[、：:，]|负责", ahead):
            return True
    return False


def _brackets(text: str) -> Iterator[Span]:
    for match in BRACKET.finditer(text):
        if _may_close(text, span := Span(*match.span())):
            yield span
    for match in _UNSHUT.finditer(text):
        yield Span(match.start(), match.end())


def _may_close(text: str, bracket: Span) -> bool:
    words = bracket.of(text)
    label = opening(text, bracket.start, bracket.end) if words[0] in "【[〔" else None
    return words.count("\n") <= 3 and not _NO_CLOSER.match(words) and not label


def _runs(text: str, every: list[Line]) -> Iterator[Span]:
    """Runs of labelled lines that name somebody or set a limit, and labels behind the last stop of
    a line. What is listed under 整改措施： belongs to its run where a label follows."""
    run: list[tuple[Line, Label]] = []
    listed = 0
    for line in every:
        label = opening(text, line.start, line.end)
        if label:
            run.append((line, label))
            listed = 0
            continue
        if (
            run
            and run[-1][1].kind == "task"
            and level(line.number) > _TASK_LEVEL
            and listed < _LISTED
        ):
            listed += 1
            continue
        yield from _run(run)
        run = []
        for one in after_stops(text, line.start, line.end):
            if one.kind in WHO_KINDS and text[one.start] not in "（(〔[":
                yield Span(one.start, line.end)
                break
    yield from _run(run)


def _run(run: list[tuple[Line, Label]]) -> Iterator[Span]:
    """The run cut where a label comes back: 责任单位 … 责任单位 are two items."""
    begin = 0
    for at in range(1, len(run) + 1):
        part = run[begin:at]
        if at == len(run) or run[at][1].words in {label.words for _, label in part}:
            if any(label.kind in WHO_KINDS or label.kind == "due" for _, label in part):
                yield Span(part[0][1].start, part[-1][0].end)
            begin = at


def _task(text: str, span: Span) -> Span | None:
    """What 整改措施：… in a run of labelled lines says is to be done."""
    found = labels(text, span.start, span.end)
    edges = [*(one.start for one in found[1:]), span.end]
    for one, edge in zip(found, edges, strict=False):
        if one.kind == "task":
            return Span(one.end, one.end + len(text[one.end : edge].rstrip()))
    return None


def _closes(text: str, line: Line, one: Span, said: Assigned) -> bool:
    """Whether the words stand where an item ends, not inside a sentence that goes on."""
    before = text[line.start : one.start].rstrip()
    after = text[one.end : line.end].lstrip()
    return said.labelled or not before or before[-1] in _ENDS or not after or after[0] in _ENDS


__all__ = ["BRACKET", "Closer", "find_closers", "is_ranked", "last_bracket", "says_who"]

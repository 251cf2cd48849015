"""Items whose units stand elsewhere: in the heading above them, or in a note below.

（二）…（县水利局牵头） governs what stands under the heading and has no bracket of its own; 以上6至8项
任务由县水利局牵头，… and 第三至五条由… govern the numbered items they speak of. 凡没有写明时限的，一律… gives
its day to the items that have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from luoshi.instruments.intake.compute import brackets, roles, units
from luoshi.instruments.intake.compute.beside import NOT_NOW
from luoshi.instruments.intake.compute.brackets import Item
from luoshi.instruments.intake.compute.closers import Closer, is_ranked
from luoshi.instruments.intake.compute.roles import Assigned
from luoshi.instruments.intake.compute.structure import PART_OF_ITEM, Line, bare, level
from luoshi.lib import zhnum
from luoshi.lib.text import Span, sentences

_HEADING = re.compile(r"[^，。；：:,;\d]{2,30}")
_NOT_UNDER = re.compile(r"^(?:各|请|本|附|以上|上述|联系)")
_NUMERAL = r"[\d一二三四五六七八九十]{1,3}"
_NOTE = re.compile(
    r"^[（(〔\[]?(?:注[：:]?|说明[：:])?\s*"
    rf"(?P<what>(?P<above>以上|上述|前述)|(?P<whole>本(?:节|部分|章|方面|项))|(?=第{_NUMERAL}))"
    rf"(?:第?(?P<first>{_NUMERAL})(?:项|条|款)?(?:[至到\-—－~～–和及、]+第?(?P<last>{_NUMERAL}))?(?:项|条|款)?)?"
    r"[^，。；\d]{0,16}?(?:均|都|统一|全部|分别)?(?:由|(?:责任|牵头)(?:单位|部门)[为是：:]+)(?P<who>[^。\n]{2,160})"
)
_SPEAKS_OF = re.compile(r"以上|上述|前述|本节|本部分|本章|本方面|本项|第")
_NO_LIMIT = re.compile(
    r"(?:没有|未|无)[写注标明列规定确作]{0,3}[^，。；]{0,4}(?:时间|时限|期限)[^，。；]{0,4}[，,]?"
    r"|除[^，。；]{0,6}[注标写载]明[^，。；]{0,8}(?:外|的)[，,]?(?:其余|其他|均|都|一律)?"
    r"|(?:时间|时限|期限)(?:没有|未)[写注标明列规定确作]{1,3}[^，。；]{0,2}[，,]?"
    r"|(?<=\n)(?:以上|上述|前述)(?:各项|全部|所有)?(?:任务|工作|事项|措施|项目)[^，。；\d]{0,8}"
    r"(?=[^，。；\n]{2,16}[前底内]?[^，。；\n]{0,6}(?:完成|办结|落实|到位))"
)
# 县水利局：负责…; 县水利局、县住建局：6月底前完成…
_HEAD = re.compile(r"(?:[^，。；：:;\n]|[（(][^（）()]{1,12}[）)]){2,60}[：:](?=.{6})")
_DUTY = re.compile(
    r"负责|牵头|承担|完成|制定|做好|开展|组织|加强|推进|落实|建立|提供|指导|督促|会同|配合|报送|抓好|实施|要|应|须"
)
_FEW_HEADS = 2
_SEVERAL = 3  # items from which a note of the whole paper is looked for
_NOTE_ENDS = re.compile(r"[。；\n]")
_DAY = re.compile(r"\d\s*[年月日]|年底|月底")
# What says of one item that another leads.
_CHANGES = re.compile(
    r"[（(〔\[【][此本该](?:[项条款]|任务|工作|事项|措施){1,2}(?:改|具体|统一)*由"
)
_UNDER = 15  # characters of the first line under a heading


@dataclass(frozen=True, slots=True)
class Governed:
    """The items of a paper, the stretches that are notes and no matters, and the limit of those
    that set none."""

    items: list[Item]
    notes: list[Span]
    unless: Span | None


def items(text: str, every: list[Line]) -> Governed:
    """All items of the paper that brackets, lines, headings and notes assign, in order."""
    closed = brackets.closed(text, every)
    found = _under_headings(text, every, closed)
    notes: list[Span] = []
    if "由" in text or "单位" in text:
        for at, span, note in _notes(text, every):
            governed = list(_spoken_of(text, every, at, note, found))
            if governed:
                notes.append(span)
                found += governed
    found += _by_unit(text, every, found)
    found.sort(key=lambda item: item.start)
    unless = _unless(text) if len(found) >= _SEVERAL else None
    if unless and text[unless[0].start] not in "以上前":
        notes.append(unless[0])
    return Governed(found, notes, unless[1] if unless else None)


def _under_headings(
    text: str, every: list[Line], closed: Sequence[tuple[Item, Closer]]
) -> list[Item]:
    found: list[Item] = []
    changes = [pair for pair in closed if pair[0].lead and _CHANGES.match(text, pair[1].start)]
    closed = [pair for pair in closed if pair not in changes]
    own = [item for item, _ in closed]
    for item, closer in closed:
        below = list(_below(text, every, closer, own)) if _is_heading(text, every, closer) else []
        found += brackets.shared(every, below, closer.said, "heading", item.start) or [item]
    return _changed(found, changes)


def _changed(found: list[Item], changes: Sequence[tuple[Item, Closer]]) -> list[Item]:
    """`found` with the leads that remarks (此项由县水利局牵头) give to single items; a remark in no
    item is one of its own."""
    for alone, closer in changes:
        at = next((at for at, one in enumerate(found) if one.start < closer.start < one.end), -1)
        if at < 0:
            found.append(alone)
            continue
        known = {name.text for name in found[at].named}
        more = tuple(name for name in alone.named if name.text not in known)
        found[at] = replace(found[at], named=(*found[at].named, *more), lead=alone.lead)
    return found


def _is_heading(text: str, every: list[Line], closer: Closer) -> bool:
    """Whether the bracket closes a heading: a few words without a figure, and text under them."""
    line = every[closer.line]
    title = bare(text, Span(line.start, closer.start)).of(text)
    if closer.own or not line.number or closer.end < line.end or not _HEADING.fullmatch(title):
        return False
    if closer.line + 1 >= len(every):
        return False
    under = every[closer.line + 1]
    if under.number:
        return level(under.number) > level(line.number)
    words = text[under.start : under.end]
    return under.role == "body" and len(words) >= _UNDER and not _NOT_UNDER.match(words)


def _below(text: str, every: list[Line], closer: Closer, own: Sequence[Item]) -> Iterator[int]:
    """The lines under the heading that no item has taken."""
    depth = level(every[closer.line].number)
    for at in range(closer.line + 1, len(every)):
        line = every[at]
        if line.role in ("title", "signature", "addressee") or level(line.number) <= depth:
            return
        if NOT_NOW.search(text, line.start, line.end):
            continue
        if not any(item.reach < line.end and line.start < item.end for item in own):
            yield at


def _by_unit(text: str, every: list[Line], taken: Sequence[Item]) -> list[Item]:
    """One item for each sentence of a line that a unit's name opens, where several lines do."""
    heads: list[tuple[Span, int, Assigned]] = []
    for line in every:
        span = bare(text, Span(line.start, line.end))
        head = _HEAD.match(text, span.start, span.end) if line.role == "body" else None
        if not head or any(one.reach < line.end and line.start < one.end for one in taken):
            continue
        said = roles.read(text, head.start(), head.end() - 1)
        units_only = said.sure and not said.labelled and all(map(is_ranked, said.named))
        if units_only and _DUTY.search(text, head.end(), span.end):
            heads.append((Span(head.start(), span.end), head.end(), said))
    if len(heads) < _FEW_HEADS:
        return []
    return [item for head in heads for item in _sentences(text, *head)]


def _sentences(text: str, span: Span, told: int, said: Assigned) -> Iterator[Item]:
    for part in sentences(text, span.start, span.end, stops="。！？"):
        words = Span(max(told, part.start), part.end)
        yield Item(part.start, part.end, words, part.start, said.named, said.lead, None, "head")


def _notes(text: str, every: list[Line]) -> Iterator[tuple[int, Span, re.Match[str]]]:
    """The sentences that say whose earlier items are, with their line."""
    for at, line in enumerate(every):
        if not _SPEAKS_OF.search(text, line.start, min(line.end, line.start + 12)):
            continue
        match = _NOTE.match(text[line.start : line.end])
        if match:
            yield at, Span(line.start, line.start + match.end()), match


def _spoken_of(
    text: str, every: list[Line], at: int, note: re.Match[str], taken: Sequence[Item]
) -> Iterator[Item]:
    """The items the note gives to its units."""
    offset = every[at].start
    said = roles.read(text, offset + note.start("who"), offset + note.end("who"))
    if not said.named:
        return
    free = [
        order
        for order in (_numbered(every, at, note) if note["first"] else _section(every, at, note))
        if not any(one.reach < every[order].end and every[order].start < one.end for one in taken)
        and not units.actors(text, *_words(text, every[order])).named
    ]
    yield from brackets.shared(every, free, said, "note")


def _words(text: str, line: Line) -> tuple[int, int]:
    span = bare(text, Span(line.start, line.end))
    return span.start, span.end


def _value(numeral: str) -> int:
    found = zhnum.parse(re.sub(r"\D(?<![一二三四五六七八九十])", "", numeral))
    return int(found) if found is not None else -1


def _numbered(every: list[Line], at: int, note: re.Match[str]) -> list[int]:
    """The nearest lines before the note, else after it, that have the numbers it names."""
    first = _value(note["first"])
    wanted = range(first, _value(note["last"] or note["first"]) + 1)
    nearest: dict[tuple[int, int], int] = {}
    for order, line in [*enumerate(every[at:], at), *enumerate(every[:at])]:
        if line.number and level(line.number) < PART_OF_ITEM and _value(line.number) in wanted:
            nearest[level(line.number), _value(line.number)] = order
    levels = [depth for depth, value in nearest if value == first]
    depth = max(levels, default=0)
    return sorted(order for (one, _), order in nearest.items() if one == depth)


def _section(every: list[Line], at: int, note: re.Match[str]) -> list[int]:
    """The numbered items around the note (以上: before it) as far as the heading above them."""
    found: list[int] = []
    depth = 0
    for order in range(at - 1, -1, -1):
        here = level(every[order].number)
        if every[order].role in ("title", "addressee", "opening") or (depth and here < depth):
            break
        depth = depth or (here if here < PART_OF_ITEM else 0)
        found.append(order)
    if not depth or (every[found[-1]].role == "heading" and len(found) == 1):
        return []
    if note["whole"]:
        after = range(at + 1, len(every))
        stop = next((o for o in after if level(every[o].number) < depth), len(every))
        found += [o for o in after if o < stop]
    return sorted(found)


def _unless(text: str) -> tuple[Span, Span] | None:
    """凡没有写明时限的，一律按…: the note and its limit."""
    for match in _NO_LIMIT.finditer(text):
        stop = _NOTE_ENDS.search(text, match.end())
        limit = Span(match.end(), stop.start() if stop else len(text))
        if _DAY.search(limit.of(text)):
            return Span(match.start(), limit.end), limit
    return None


__all__ = ["Governed", "items"]

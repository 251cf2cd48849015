"""A sentence that gives several parties a task each, cut at the clauses where a new one begins.

A part needs a subject of its own and what it is to do; who only helps (各乡镇配合), what stands in
quotes or brackets, and a condition (逾期不报的，) begin no part. Nothing is left between the parts
but the comma they were cut at.
"""

from __future__ import annotations

import re

from luoshi.instruments.intake.compute import units
from luoshi.instruments.intake.compute.cues import WANT
from luoshi.lib.text import Span

_CLAUSE = re.compile(r"[^，；;]+")
_MARK = re.compile(r"[，；;]")
_CONDITION = re.compile(
    r"(?:的|时|后|之后|以后|情况|前提下)$|^(?:凡|如|若|逾期|一旦|对于?|会后|同时|另外|此外)"
)
_DUTY = re.compile(
    r"(?:也|都|均|还|就|一定|务必|尤其|具体|今后|会后|原则上)*"
    r"(?:要(?!求)|必须|应(?!急|用|对)|须|需|不得|不准|严禁|负责|牵头|会同|[^，；。]{1,12}(?<!以)前"
    r"|(?:每个?(?:[年月周天旬]|半[年月]|季度?|学期)|逐[月周季年]|定期|适时)(?=.{4}))"
)
# What `_DUTY` and `_ASKED` can begin with: without one of these nobody is told anything.
_MAY_TELL = re.compile(
    r"[要必应须需前由请责交]|每个?[年月周天旬半季学]|逐[月周季年]|不[得准]|严禁|负责|牵头|会同|定期|适时"
)
_ASKED = re.compile(r"(?:由|请|责成|交由)$")
_TOPIC = re.compile(r"(?:明确|规定|要求|强调|指出|知道)$|^对于?|^(?:就是|其中|包括)")
_BAN = re.compile(r"严禁|禁止")
_LONGEST = 600  # characters; what is longer without a full stop is no sentence of parties
_TASK = 4  # characters after the subject: 要通报 is one, 负责 alone is none
_TURNED = 10  # characters of the shortest part of a spoken sentence
_PAIRS = ("（）", "“”", "《》", "()")


# A clause of a speech that opens a demand of its own: with its rhythm, its case, or an emphasis.
_TURN = re.compile(
    r"(?:同时|另外|还有|并且)?(?:(?:每个?(?:天|日|周|月|季度?|年|星期|礼拜|半年)|一两个月|原则上|一年中|从(?:下周|今天|现在|本月|下个?月)"
    r"|[^，。；]{1,8}每个?[天日周月季年])|(?:特别是|尤其是)?(?:遇到|凡是?|离开|涉及)|(?:特别是|尤其是))"
)
_CALL = re.compile(
    rf"{WANT}|必须|一定|务必|不得|不准|严禁|确保|[召列]开|上报|安排|牵头|严格|坚持|[报交听读写查看](?!告)"
)


def spoken_parts(text: str, span: Span) -> list[Span]:
    """The parts of a spoken sentence: cut also where one demand ends and the next begins with a
    rhythm of its own (每月召开…), a case (遇到…必须…) or an emphasis (特别是…)."""
    found = []
    for part in parts(text, span):
        found += _turns(text, part)
    return found


def _turns(text: str, part: Span) -> list[Span]:
    cuts: list[int] = []
    clauses = list(_CLAUSE.finditer(text, part.start, part.end))
    for at, clause in enumerate(clauses[1:], 1):
        begin = cuts[-1] if cuts else part.start
        behind = clauses[at + 1].end() if at + 1 < len(clauses) else clause.end()
        if (
            _TURN.match(text, clause.start(), clause.end())
            and clause.start() - begin >= _TURNED
            and _CALL.search(text, begin, clause.start())
            and _CALL.search(text, clause.start(), behind)
            and part.end - clause.start() >= _TURNED
        ):
            cuts.append(clause.start())
    edges = [*(cut - 1 for cut in cuts), part.end]
    return [Span(a, b) for a, b in zip([part.start, *cuts], edges, strict=True)]


def parts(text: str, span: Span) -> list[Span]:
    """The parts of the sentence `span`, or the sentence itself where fewer than two act."""
    if len(span) > _LONGEST or not _MARK.search(text, span.start, span.end):
        return [span]
    begins: list[int] = []
    parties: list[str] = []
    clauses = list(_CLAUSE.finditer(text, span.start, span.end))
    telling = [at for at, one in enumerate(clauses) if _MAY_TELL.search(text, *one.span())]
    if len(telling) < 2:
        return [span]
    for at in telling:
        clause = clauses[at]
        party = _party(text, span.start, clause)
        if not party or party in parties:
            continue
        parties.append(party)
        begins.append(_with_condition(clauses, at, begins))
    if len(parties) < 2:
        return [span]
    begins[0] = span.start
    edges = [*(begin - 1 for begin in begins[1:]), span.end]
    return [Span(begin, edge) for begin, edge in zip(begins, edges, strict=True)]


def _with_condition(clauses: list[re.Match[str]], at: int, begins: list[int]) -> int:
    """Where the part of clause `at` begins: with the condition before it, if there is one."""
    before = clauses[at - 1] if at else None
    if before and _CONDITION.search(before.group()) and before.start() not in begins:
        return before.start()
    return clauses[at].start()


def _party(text: str, start: int, clause: re.Match[str]) -> str:
    """Who is told to act in the clause; empty when nobody of its own is."""
    ahead = text[start : clause.start()]
    if any(ahead.count(pair[0]) > ahead.count(pair[1]) for pair in _PAIRS):
        return ""
    if _CONDITION.search(clause.group()[-4:]) or units.helps_only(clause.group()):
        return ""
    if _TOPIC.search(ahead.rstrip("，；;").rpartition("，")[2]):
        return ""
    if clause.start() == start and _BAN.match(clause.group()):
        return _BAN.pattern
    found = units.actors(text, clause.start(), clause.end())
    if not found.named:
        return ""
    first, last = found.named[0], max(name.end for name in found.named)
    told = _DUTY.match(text, last, clause.end()) or _ASKED.search(text, start, first.start)
    begins = first.start - clause.start() <= 6
    rest = text[last : clause.end()].rstrip("。！")
    return first.text if begins and told and len(rest) >= _TASK else ""

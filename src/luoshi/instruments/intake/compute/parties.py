"""A sentence that gives several parties a task each, cut at the clauses where a new one begins.

A part needs a subject of its own and what it is to do; who only helps (各乡镇配合), what stands in
quotes or brackets, and a condition (逾期不报的，) begin no part. Nothing is left between the parts
but the comma they were cut at.
"""

from __future__ import annotations

import re

from luoshi.instruments.intake.compute import units
from luoshi.lib.text import Span

_CLAUSE = re.compile(r"[^，；;]+")
_CONDITION = re.compile(r"(?:的|时|后|之后|以后|情况|前提下)$|^(?:凡|如|若|逾期|一旦|对于?|会后|同时|另外|此外)")
_TASK = 4  # characters after the subject: 要通报 is one, 负责 alone is none
_PAIRS = ("（）", "“”", "《》", "()")


def parts(text: str, span: Span, least: int) -> list[Span]:
    """The parts of the sentence `span`, or the sentence itself where fewer than `least` act."""
    begins, parties = [], []
    clauses = list(_CLAUSE.finditer(text, span.start, span.end))
    for at, clause in enumerate(clauses):
        party = _party(text, span.start, clause)
        if not party or party in parties:
            continue
        parties.append(party)
        begins.append(_with_condition(clauses, at, begins))
    if len(parties) < least:
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
    """Who acts in the clause; empty when nobody of its own does."""
    ahead = text[start : clause.start()]
    if any(ahead.count(pair[0]) > ahead.count(pair[1]) for pair in _PAIRS):
        return ""
    found = units.actors(text, clause.start(), clause.end())
    if not found.named or units.helps_only(clause.group()):
        return ""
    last = max(name.end for name in found.named)
    rest = text[last : clause.end()].rstrip("。！")
    begins = found.named[0].start - clause.start() <= 6
    return found.named[0].text if begins and len(rest) >= _TASK else ""

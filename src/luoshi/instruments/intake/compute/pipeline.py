"""The intake, in the order it works. Read this first; everything else is a detail of one step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from luoshi.instruments.intake.compute import (
    actors,
    beside,
    features,
    genres,
    governed,
    inherit,
    ledger_text,
    letter_pieces,
    promises,
    prose,
    replies,
    structure,
    wraps,
)
from luoshi.instruments.intake.compute.judgement import cuts, judge
from luoshi.instruments.intake.compute.kinds import (
    kind_of,
    only_exhorts,
    only_goal,
    promises_figure,
)
from luoshi.instruments.intake.compute.limits import Limits, limits, met_on
from luoshi.instruments.intake.compute.model import DirectoryView, Proposal, Reason
from luoshi.instruments.intake.compute.prose import Candidate
from luoshi.instruments.intake.compute.reasons import reasons
from luoshi.instruments.intake.compute.resolve import Resolver
from luoshi.instruments.intake.compute.settle import Draft, distinct, settle
from luoshi.instruments.intake.compute.structure import Line
from luoshi.instruments.intake.compute.targets import target
from luoshi.lib.text import Span, blanked, fold_radicals, full_marks

PROMISED = 0.5  # below this an answer only hopes
_WHERE = {
    "column": "取自责任单位一栏",
    "above": "一栏空着，按合并的单元格取自上面一行",
    "sheet": "取自工作表、表格或分组的名称",
    "words": "取自这一条自己的文字",
    "none": "没有写明",
}
WORTH_SHOWING = 0.15  # below this a sentence is not even shown as an exhortation


def propose(
    text: str, *, date: date | None, directory: DirectoryView | None = None, name: str = ""
) -> list[Proposal]:
    """Everything in `text` that somebody may have to answer for, in order of its place.

    `date` is the document's day (None: years stay unknown). Each proposal satisfies
    `proposal.text == text[proposal.start:proposal.end]`. The same input gives the same output.
    """
    flat = wraps.joined(text)
    if flat is None:
        return _read(text, date, Resolver(directory))
    found = _read(flat.text, date, Resolver(directory))
    return [flat.restored(one, text) for one in found]


def _read(text: str, date: date | None, resolver: Resolver) -> list[Proposal]:
    folded = fold_radicals(text)
    # Where a comma may part two cells it must not have been made wide.
    ledger = ledger_text.read("" if letter_pieces.tabled(folded) else folded)
    plain = full_marks(folded)
    rows = [settle(text, draft, Limits(date, ()), resolver) for draft in _from_ledger(ledger)]
    every = structure.outside(structure.lines(plain), ledger.taken)
    genre = genres.PLAIN if ledger.whole else genres.of_prose(plain, every)
    if genre == genres.REPLIES:
        outside = blanked(plain, ledger.taken)
        around = list(_from_letters(text, outside, date, resolver))
    else:
        around = _from_paper(text, plain, every, genre, date, resolver)
    return sorted([*rows, *around], key=lambda one: one.start) if rows else around


def _from_paper(
    text: str, plain: str, every: list[Line], genre: str, day: date | None, resolver: Resolver
) -> list[Proposal]:
    assigned = governed.items(text, every)
    drafts = list(_from_brackets(assigned))
    taken = sorted(
        [(item.reach, item.end) for item in assigned.items]
        + [(note.start, note.end) for note in assigned.notes]
    )
    strict = len(assigned.items) >= 3
    known = limits(text, met_on(text, day) if genre == genres.MINUTES else day)
    found = list(prose.candidates(plain, every, genre, taken))
    if strict:
        found = list(beside.owed(plain, every, assigned.items, found))
    drafts += _from_prose(plain, every, genre, found, known, strict=strict)
    drafts.sort(key=lambda draft: draft.span.start)
    settled = [settle(text, draft, known, resolver) for draft in drafts]
    return inherit.deadlines(text, settled)


def _from_ledger(ledger: ledger_text.Ledger) -> Iterator[Draft]:
    for row in ledger.rows:
        where = _WHERE[row.owners.how]
        why = (Reason(f"ledger.{row.owners.how}", f"台账中的一行；责任单位{where}。"),)
        yield Draft(
            Span(row.start, row.end), "assignment", 0.97, row.owners.named, row.lead, why,
            how="sheet" if row.owners.how == "sheet" else "", due=row.due, title=row.title,
            second=row.second, said=row.said, year=row.year, topic=row.topic,
        )  # fmt: skip


_SURE = {"head": 0.85}  # 县水利局：落实属地责任 may be no more than a call
_ASSIGNED_BY = {
    "bracket": "条目末尾括注写明责任单位：{}。",
    "line": "条目下方单列一行写明责任单位：{}。",
    "heading": "所在标题括注写明责任单位：{}。",
    "head": "行首写明责任单位：{}。",
    "note": "文中统一说明写明责任单位：{}。",
}


def _from_brackets(assigned: governed.Governed) -> Iterator[Draft]:
    for item in assigned.items:
        named = distinct(item.named)
        words = "、".join(name.text for name in named)
        why = (Reason(item.how, _ASSIGNED_BY[item.how].format(words)),)
        yield Draft(
            Span(item.start, item.end), "assignment", _SURE.get(item.how, 0.97), named,
            item.lead, why,
            words=item.words, due=item.due, unless=assigned.unless, certain=True,
        )  # fmt: skip


def _from_letters(
    text: str, plain: str, day: date | None, resolver: Resolver
) -> Iterator[Proposal]:
    speaking = cache(resolver.speaking)
    for reply in replies.replies(plain, day):
        voice = speaking(reply.answer.unit)
        for candidate, view in zip(reply.candidates, reply.views, strict=True):
            verdict = judge("owed", view)
            words = candidate.span.of(plain)
            goal = target(words)
            sure = verdict.probability
            if sure < WORTH_SHOWING or promises.only_informs(candidate.seen):
                continue
            owed = sure >= cuts()[genres.REPLIES]
            kind = kind_of(view, goal, genres.REPLIES) if owed else "exhortation"
            times = reply.known.within(candidate.span.start, candidate.span.end)
            acting = candidate.actors
            how = acting.how if acting.how == "inherited" else ""
            why = reasons(words, verdict, acting, how, times, owed=owed)
            draft = Draft(candidate.span, kind, sure, acting.named, acting.lead, why, how=how)
            yield settle(text, draft, reply.known, voice)


def _from_prose(
    plain: str,
    every: list[Line],
    genre: str,
    found: list[Candidate],
    known: Limits,
    *,
    strict: bool,
) -> list[Draft]:
    drafts = []
    subjects = inherit.Subjects(plain, every, genre)
    constant = {f"genre_{genre}"} | ({"bracketed"} if strict else set())
    for candidate, view in zip(found, features.views(plain, found, constant), strict=True):
        verdict = judge("owed", view)
        goal = target(candidate.span.of(plain))
        sure = verdict.probability
        alone = only_goal(candidate.seen | constant, goal)
        if promises_figure(candidate.seen, goal, genre) or (alone and goal):
            sure = max(sure, PROMISED)
        kind = "exhortation"
        if sure >= cuts()[genre] and not only_exhorts(candidate.seen | constant):
            kind = kind_of(view, goal, genre)
        owed = kind != "exhortation"
        acting = candidate.actors
        if owed:
            acting = actors.actors(plain, candidate.span, acting)
        named, lead, how = subjects.of(candidate, acting)
        if kind == "target" and alone:
            named, lead = (), None
        if sure < WORTH_SHOWING:
            continue
        times = known.within(candidate.span.start, candidate.span.end)
        why = reasons(candidate.span.of(plain), verdict, acting, how, times, owed=owed)
        drafts.append(Draft(candidate.span, kind, sure, named, lead, why, how=how))
    return drafts


__all__ = ["PROMISED", "propose"]

"""The intake, in the order it works. Read this first; everything else is a detail of one step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from luoshi.instruments.intake.compute import (
    actors,
    brackets,
    features,
    genres,
    inherit,
    ledger_text,
    prose,
    replies,
    structure,
)
from luoshi.instruments.intake.compute.judgement import cuts, judge
from luoshi.instruments.intake.compute.kinds import kind_of, only_exhorts, promises_figure
from luoshi.instruments.intake.compute.limits import Limits, limits, met_on
from luoshi.instruments.intake.compute.model import DirectoryView, Proposal, Reason
from luoshi.instruments.intake.compute.reasons import reasons
from luoshi.instruments.intake.compute.resolve import Resolver
from luoshi.instruments.intake.compute.settle import Draft, distinct, settle
from luoshi.instruments.intake.compute.structure import Line
from luoshi.instruments.intake.compute.targets import target
from luoshi.lib.text import Span, fold_radicals, full_marks

PROMISED = 0.5  # below this an answer only hopes
_WHERE = {
    "column": "取自责任单位一栏",
    "above": "一栏空着，按合并的单元格取自上面一行",
    "sheet": "取自工作表、表格或分组的名称",
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
    resolver = Resolver(directory)
    folded = fold_radicals(text)
    ledger = ledger_text.read(folded)  # where a comma may part two cells
    plain = full_marks(folded)
    rows = [settle(text, draft, Limits(date, ()), resolver) for draft in _from_ledger(ledger)]
    every = structure.outside(structure.lines(plain), ledger.taken)
    genre = genres.PLAIN if ledger.whole else genres.of_prose(plain, every)
    if genre == genres.REPLIES:
        around = _from_letters(text, plain, every, date, resolver)
    else:
        around = _from_paper(text, plain, every, genre, date, resolver)
    return sorted([*rows, *around], key=lambda one: one.start) if rows else around


def _from_paper(
    text: str, plain: str, every: list[Line], genre: str, day: date | None, resolver: Resolver
) -> list[Proposal]:
    items = brackets.items(text, every)
    drafts = list(_from_brackets(items))
    taken = [(item.start, item.end) for item in items]
    strict = len(items) >= 3
    known = limits(text, met_on(text, day) if genre == genres.MINUTES else day)
    drafts += _from_prose(plain, every, genre, taken, known, strict=strict)
    drafts.sort(key=lambda draft: draft.span.start)
    found = [settle(text, draft, known, resolver) for draft in drafts]
    return inherit.deadlines(text, found)


def _from_ledger(ledger: ledger_text.Ledger) -> Iterator[Draft]:
    for row in ledger.rows:
        where = _WHERE[row.owners.how]
        why = (Reason(f"ledger.{row.owners.how}", f"台账中的一行；责任单位{where}。"),)
        yield Draft(
            Span(row.start, row.end), "assignment", 0.97, row.owners.named, row.lead, why,
            how="sheet" if row.owners.how == "sheet" else "", due=row.due, title=row.title,
            second=row.second, said=row.said, year=row.year, topic=row.topic,
        )  # fmt: skip


def _from_brackets(items: list[brackets.Item]) -> Iterator[Draft]:
    for item in items:
        named = distinct(item.named)
        words = "、".join(name.text for name in named)
        why = (Reason("bracket", f"条目末尾括注写明责任单位：{words}。"),)
        yield Draft(
            Span(item.start, item.end), "assignment", 0.97, named, item.lead, why,
            words=Span(item.start, item.bracket_start), due=item.due,
        )  # fmt: skip


def _from_letters(
    text: str, plain: str, every: list[Line], day: date | None, resolver: Resolver
) -> list[Proposal]:
    found: list[Proposal] = []
    answers = replies.letters(plain, day)
    # Every answer counts from its own day.
    parts = zip(answers.starts, answers.ends, strict=True)
    known = [limits(text, one, Span(*part)) for one, part in zip(answers.days, parts, strict=True)]
    every_one = list(prose.candidates(plain, every, genres.REPLIES, []))
    seen = features.views(plain, every_one, {f"genre_{genres.REPLIES}"})
    for candidate, view in zip(every_one, seen, strict=True):
        at = answers.at(candidate.span.start)
        if at is None:
            continue
        sure = replies.commitment(candidate.span.of(plain))
        if sure <= 0.0:
            continue
        kind = "exhortation" if sure < PROMISED else kind_of(view, None, genres.REPLIES)
        why = (Reason("reply.commitment", "答复中对尚未完成的事项作了承诺。"),)
        draft = Draft(
            candidate.span, kind, sure, candidate.actors.named, candidate.actors.lead, why
        )
        found.append(settle(text, draft, known[at], resolver))
    return found


def _from_prose(
    plain: str,
    every: list[Line],
    genre: str,
    taken: list[tuple[int, int]],
    known: Limits,
    *,
    strict: bool,
) -> list[Draft]:
    drafts = []
    subjects = inherit.Subjects(plain, every, genre)
    constant = {f"genre_{genre}"} | ({"bracketed"} if strict else set())
    found = list(prose.candidates(plain, every, genre, taken))
    for candidate, view in zip(found, features.views(plain, found, constant), strict=True):
        verdict = judge("owed", view)
        goal = target(candidate.span.of(plain))
        sure = verdict.probability
        if promises_figure(candidate.seen, goal, genre):
            sure = max(sure, PROMISED)
        kind = "exhortation"
        if sure >= cuts()[genre] and not only_exhorts(candidate.seen | constant):
            kind = kind_of(view, goal, genre)
        owed = kind != "exhortation"
        acting = candidate.actors
        if owed:
            acting = actors.actors(plain, candidate.span, acting)
        named, lead, how = subjects.of(candidate, acting)
        times = known.within(candidate.span.start, candidate.span.end)
        why = reasons(candidate.span.of(plain), verdict, acting, how, times, owed=owed)
        drafts.append(Draft(candidate.span, kind, sure, named, lead, why, how=how))
    return [draft for draft in drafts if draft.confidence >= WORTH_SHOWING]


__all__ = ["PROMISED", "propose"]

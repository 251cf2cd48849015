"""From a stretch of text to a proposal: deadline, target, title, units resolved, reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from luoshi.instruments.intake.compute.brackets import Named
from luoshi.instruments.intake.compute.limits import Limits, limits
from luoshi.instruments.intake.compute.model import Mention, Proposal, Reason
from luoshi.instruments.intake.compute.resolve import Resolver
from luoshi.instruments.intake.compute.targets import target
from luoshi.instruments.intake.compute.titles import LONGEST, title
from luoshi.lib.deadlines import Deadline, best, find, length_of, read_cell, scorer_kind
from luoshi.lib.text import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a matter before its details are read."""

    span: Span
    kind: str
    confidence: float
    named: tuple[Named, ...]
    lead: str | None
    why: tuple[Reason, ...]
    how: str = ""
    due: Span | None = None
    words: Span | None = None
    title: Span | None = None
    unless: Span | None = None  # the limit of what sets none
    certain: bool = False  # an item known to bind: every day in it may be its limit
    second: Span | None = None
    said: tuple[Span, ...] = ()
    year: int | None = None
    topic: Span | None = None


def settle(text: str, draft: Draft, known: Limits, resolver: Resolver) -> Proposal:
    """The proposal of `draft`; offsets are those of `text`."""
    words = draft.words or draft.span
    if draft.certain:
        deadline, second = _of_item(text, draft, words, known)
    elif draft.due is not None or draft.said:
        deadline, second = _of_row(text, draft, known.day)
    else:
        deadline, second = _deadlines(text, known, words, draft.kind)
    mentions = tuple(_mention(name, draft, resolver) for name in draft.named)
    names = tuple(name.text for name in draft.named)
    shown = draft.title or words
    why = draft.why
    if deadline is not None and deadline.note:
        why = (
            *why,
            Reason(
                "deadline." + (deadline.rule or deadline.kind),
                f"时限“{deadline.text}”：{deadline.note}",
            ),
        )
    return Proposal(
        start=draft.span.start,
        end=draft.span.end,
        text=draft.span.of(text),
        action=_title(text, shown, draft.topic, names, deadline),
        kind=draft.kind,
        confidence=round(draft.confidence, 3),
        units=mentions,
        lead=draft.lead,
        deadline=deadline,
        deadline2=second,
        target=_target(text, draft.said or (words,)),
        why=why,
    )


def _mention(name: Named, draft: Draft, resolver: Resolver) -> Mention:
    inside = draft.span.start <= name.start and name.end <= draft.span.end
    role = "lead" if name.text == draft.lead else "co"
    mention = Mention(name.text, name.start, name.end, role, inferred=not inside)
    return resolver.resolved(mention, draft.how)


def _deadlines(
    text: str, known: Limits, span: Span, kind: str
) -> tuple[Deadline | None, Deadline | None]:
    """The limit that binds most and, where two days are set, the later one.

    Where something is owed a date to come binds without 前 or 内, if no other limit does or it
    stands before the one that does (3月份报市局，年底见分晓).
    """
    found = _limits_in(known, span)
    first = best(found)
    if kind != "exhortation" and _may_be_sooner(first):
        bare = _bare(span.of(text), span.start, known)
        if first is None or not (first.due or first.normalized):
            first = best(bare) or first
        else:
            sooner = (one for one in bare if one.kind == "date" and one.end <= first.start)
            first = next(sooner, first)
        found += [one for one in bare if one.start > first.start] if first else []
    if first is not None and kind == "standing_rule":
        first = _for_each_case(first)
    return first, _later_day(first, found)


def _may_be_sooner(first: Deadline | None) -> bool:
    """Whether a bare date may limit the act rather than `first`; never where 前 or 内 is said."""
    if first is None:
        return True
    return first.kind in ("date", "relative") and (
        first.due is None or first.text[-1] not in "前内"
    )


def _of_item(
    text: str, draft: Draft, words: Span, known: Limits
) -> tuple[Deadline | None, Deadline | None]:
    """What stands beside the units limits an item; its own words do where that gives no day."""
    stated = _beside(text, draft.due, known) if draft.due else None
    own, second = _written(known, words)
    if stated is not None and draft.due and stated.precision == "year" and stated.kind == "period":
        # 2027年秋季开学前: the event limits, its year alone would be later.
        events = known.within(draft.due.start, draft.due.end)
        stated = next((one for one in events if one.kind == "event"), stated)
    if stated is not None and stated.normalized:
        if _STARTS.match(text, stated.end) and stated.text[-1] not in "前内" and draft.due:
            ends = known.within(stated.end, draft.due.end)
            stated = next((one for one in ends if one.kind == "date"), stated)
        inside = known.within(draft.due.start, draft.due.end) if draft.due else []
        others = (one for one in (*inside, *filter(None, (own, second))) if one.kind == "date")
        apart = (one for one in others if one.start >= stated.end or one.end <= stated.start)
        return stated, next((one for one in apart if one.normalized != stated.normalized), None)
    soft = own is not None and own.normalized is None and own.kind in ("relative", "immediate")
    if own is not None and not (soft and (stated or "。" in words.of(text)[:-1])):
        return own, second
    if stated is not None and stated.kind != "external":
        return stated, None
    bare = _bare(words.of(text), words.start, known)
    dated = best([one for one in bare if one.normalized and not _only_named(text, one)])
    return dated or (_beside(text, draft.unless, known) if draft.unless else None), None


# What follows a day that only tells which thing is meant, or that is not written out.
_NAMED_BY_DAY = re.compile(r"\s*(?:的|度|版|\d|[》”」）)]|以来|[之以]?后(?!续))")
_LONG_PAST = 3  # months
_QUARTERS = 4


def _only_named(text: str, one: Deadline) -> bool:
    """Whether the day tells which thing is meant. A stretch of days in a bracket of its own,
    试点（2023年7月至2024年6月）, does not."""
    alone = text[one.start - 1 : one.start] in "（(" and text[one.end : one.end + 1] in "）)"
    return not (alone and one.kind == "period") and bool(_NAMED_BY_DAY.match(text, one.end))


_STARTS = re.compile(r"(?:前|底)?(?:正式)?(?:启动|开始|动工|开工|着手)(?!前)")


def _written(known: Limits, span: Span) -> tuple[Deadline | None, Deadline | None]:
    """The limit that binds most of those that 前, 内 or 到 marks, and the later of two days."""
    found = _limits_in(known, span)
    first = best(found)
    return first, _later_day(first, found)


def _limits_in(known: Limits, span: Span) -> list[Deadline]:
    return [_whole_years(one, known.day) for one in known.within(span.start, span.end)]


def _later_day(first: Deadline | None, found: Sequence[Deadline]) -> Deadline | None:
    """The day that is set after `first`, where that is a day too."""
    if first is None or first.kind != "date":
        return None
    later = (one for one in found if one.start > first.start and one.kind == "date")
    return next(later, None)


def _bare(words: str, start: int, known: Limits) -> list[Deadline]:
    found = find(words, anchor=known.day, year=known.year_at(start), owed=True)
    return [_moved(one, start) for one in found if scorer_kind(one) != "none"]


def _for_each_case(deadline: Deadline) -> Deadline:
    """A rule's 三天之内 counts anew in each case, not from the day of the paper."""
    counted = deadline.rule.startswith("relative.") and deadline.kind == "relative"
    if not counted or deadline.begin is None or "REL:" in (deadline.normalized or ""):
        return deadline
    length = length_of(deadline.text)
    if length is None:
        return deadline
    note = "规矩按每一件起算，不从文件日期起算"
    return replace(deadline, due=None, begin=None, normalized=length, note=note)


def _whole_years(deadline: Deadline, day: date | None) -> Deadline:
    """N年内 of a paper known by its year alone: N calendar years, the last one to its end."""
    begin, due = deadline.begin, deadline.due
    if day is None or (day.month, day.day) != (1, 1) or begin != day or due is None:
        return deadline
    if (due.month, due.day) != (1, 1) or not deadline.text.endswith("年内"):
        return deadline
    last = date(due.year - 1, 12, 31)
    return replace(deadline, due=last, normalized=f"{begin.isoformat()}/{last.isoformat()}")


def _beside(text: str, span: Span, known: Limits) -> Deadline | None:
    """The limit beside the units; without a year one long past is that of the next year."""
    found, day = _cell(text, span, known.day, known.year_at(span.start)), known.day
    if found is None or found.due is None or day is None or not found.assumed_year:
        return found
    first = found.begin or found.due
    gone = found.due < day and first.year == day.year and day.month - first.month >= _LONG_PAST
    return _cell(text, span, day, day.year + 1) if gone else found


def _title(
    text: str, shown: Span, topic: Span | None, names: tuple[str, ...], deadline: Deadline | None
) -> str:
    time = deadline.text if deadline else None
    words = title(shown.of(text), names, time)
    if topic is None:
        return words
    whole = f"{title(topic.of(text), names, time)}：{words}"
    return whole if len(whole) <= LONGEST else words


def _target(text: str, said: Sequence[Span]) -> str | None:
    found = [one for span in said if (one := target(span.of(text)))]
    return "；".join(dict.fromkeys(part for one in found for part in one.split("；"))) or None


def _of_row(text: str, draft: Draft, day: date | None) -> tuple[Deadline | None, Deadline | None]:
    """The deadlines of a ledger's row: of its own cells, else of the words that say what to do."""
    if draft.due is None:
        found = (_in_words(text, span, day) for span in draft.said)
        return next((pair for pair in found if pair[0] is not None), (None, None))
    first = _finer(_cell(text, draft.due, day, draft.year), text, draft, day)
    other = draft.second
    second = _cell(text, other, day, draft.year) if other else _further(text, draft.due, first, day)
    return (first, second) if first is not None else (second, None)


def _finer(stated: Deadline | None, text: str, draft: Draft, day: date | None) -> Deadline | None:
    """What the cell states, or the rhythm in the words that says more: 每月5日前 beside a bare 每月,
    每季度 beside 长期坚持."""
    lasting = stated is not None and stated.kind == "ongoing" and stated.normalized is None
    bare = stated.rrule if stated is not None and stated.kind == "recurring" else None
    if not lasting and (bare is None or "BY" in bare):
        return stated
    for span in draft.said:
        own = _in_words(text, span, day)[0]
        rule = own.rrule if own is not None else None
        if rule and (bare is None or _names_day(rule, bare)):
            return own
    return stated


def _names_day(rule: str, bare: str) -> bool:
    """Whether `rule` is the rhythm `bare` with its day."""
    quarterly = bare == "FREQ=MONTHLY;INTERVAL=3" and rule.startswith("FREQ=YEARLY;BYMONTH=")
    return rule.startswith(f"{bare};BY") or (quarterly and rule.count(",") == _QUARTERS - 1)


def _in_words(text: str, span: Span, day: date | None) -> tuple[Deadline | None, Deadline | None]:
    return _deadlines(text, limits(text, day, span), span, "assignment")


def _further(text: str, cell: Span, first: Deadline | None, day: date | None) -> Deadline | None:
    """The second day that the same cell sets."""
    if first is None or first.kind != "date" or first.end >= cell.end - 1:
        return None
    rest = Span(first.end, cell.end)
    while len(rest) and text[rest.start] in "、，,；; 前内":
        rest = Span(rest.start + 1, rest.end)
    other = _cell(text, rest, day, None) if len(rest) else None
    later = other is not None and other.kind == "date" and other.normalized != first.normalized
    return other if later else None


def _cell(text: str, span: Span, day: date | None, year: int | None) -> Deadline | None:
    """The deadline of a ledger's own time cell, read as a whole."""
    ahead = year if year is not None and (day is None or year > day.year) else None
    found = read_cell(span.of(text), anchor=day, year=ahead)
    if found.kind in ("unknown", "status"):
        return None
    return _moved(found, span.start)


def _moved(deadline: Deadline, by: int) -> Deadline:
    return replace(deadline, start=deadline.start + by, end=deadline.end + by)


def distinct(named: Sequence[Named]) -> tuple[Named, ...]:
    """Each name once, in order."""
    return tuple({name.text: name for name in named}.values())

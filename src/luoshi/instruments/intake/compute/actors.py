"""Who is to act in a sentence that calls for something, and who of them leads.

The grammar of `units` is sure where a name stands before 要 or behind 由; the chain model adds what
it cannot tell (市大数据局2月18日将…, 建设局算工程账、财政局算资金账). The lead is the one of whom
牵头 is said, the only one, or the only one that is not said to help.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from luoshi.instruments.intake.compute import chain, structure, units
from luoshi.instruments.intake.compute.brackets import Named
from luoshi.instruments.intake.compute.units import Actors
from luoshi.lib.text import Span, fold

_SEEN_BEHIND = 12  # characters behind the last name that tell whether it acts
_LONGEST = 400  # characters; a longer sentence is left to the grammar
_FAR = 8  # characters behind 由 or 请 from which on it is all the same
_NEAR = (0, 1, 2, 3, 3, 3, 6)  # what each distance from the head of a clause counts as
_FARTHEST = len(_NEAR) - 1
_BREAKS = frozenset("，；。：;:、,\n")
# What is said of the one who leads: of a list of names only these words make the first its lead …
_LEADS = re.compile(r"(?:要|应|须|具体|总|统一|继续)*(?:牵头|主办|会同|联合)")
# … of a single name these do as well.
_LEADS_ALONE = re.compile(
    rf"{_LEADS.pattern}|(?:要|应|须|具体|统一|继续)*(?:负责(?!人)|统筹|协调)|(?:作为|为)(?:责任)?主(?:体|责)"
)
_LISTED = ("、", "和", "及", "与", "等")
_HELPS = re.compile(
    r"(?:、[^，。；、]{2,14})*(?:等(?:有关|相关)?(?:部门|单位)?)?[^，。；、]{0,6}?(?:配合|协助|参与|参加|协办)"
)
_JOINS = re.compile(r"(?:会同|联合)(?:[^，。；]{2,30}、)?$")
_LED_BY = re.compile(r"(?:牵头单位|主办单位|主责单位|责任单位)[为是：:]?$")


def actors(text: str, span: Span, guess: Actors, model: chain.Chain | None = None) -> Actors:
    """The actors of the sentence `span`; `guess` is what the grammar found in it."""
    span = structure.bare(text, span)
    if len(span) > _LONGEST:
        return guess
    words = fold(span.of(text))
    ends = units.endings(words)
    last = max([-1, *ends, *(name.end - 1 - span.start for name in guess.named)])
    if last < 0:
        return guess
    words = words[: last + _SEEN_BEHIND]  # nothing that stands further back is a name
    known = places(words, guessed_tags(words, guess, span.start), ends)
    tags = chain.best(words, known, model)
    named = tuple(_whole(name, guess) for name in _names(text, span, tags))
    if not named:
        return guess if _sure(words, guess, span.start) else Actors((), None, "")
    how = guess.how if guess.named and guess.named[0].text == named[0].text else "read"
    return Actors(named, lead_of(text, named, span.end, guess), how)


def lead_of(text: str, named: Sequence[Named], stop: int, guess: Actors) -> str | None:
    """The unit that leads: said to, the only one, or the only one not said to help."""
    if len({name.text for name in named}) == 1:
        return named[0].text
    begins = {name.start for name in named}
    for name in named:
        listed = (
            text[name.start - 1 : name.start] in _LISTED or text[name.end : name.end + 1] in _LISTED
        )
        told = (_LEADS if listed else _LEADS_ALONE).match(text, name.end, stop)
        if told and told.group().endswith("联合") and told.end() not in begins:
            told = None  # 联合执法: they act together, no one leads
        if told or _LED_BY.search(text[name.start - 6 : name.start]):
            return name.text
    first = named[0].start
    others = [
        name
        for name in named
        if not _HELPS.match(text, name.end, stop) and not _JOINS.search(text, first, name.start)
    ]
    if len(others) == 1:
        return others[0].text
    return guess.lead if guess.lead in {name.text for name in others} else None


def places(words: str, guessed: Sequence[str], ends: dict[int, str]) -> Iterator[chain.Place]:
    """What is known of each character beside the text around it: how far it stands from the head
    of its clause and from 由 or 请, the endings near it (`ends`) and what follows them, and the
    tags the grammar gave (`guessed`)."""
    signs = [""] * (len(words) + 2)
    for at, kind in ends.items():
        signs[at + 1] = kind + units.sign_after(words, at + 1)
    told = {match.end() for match in units.told_by(words)}
    tags = ["", *guessed, ""]
    near, clause, by = 0, 0, _FAR
    around = zip(words, signs, signs[1:], signs[2:], tags, tags[1:], tags[2:], strict=False)
    for at, (char, before, here, after, tag_before, tag, tag_after) in enumerate(around):
        if at in told:
            by = 0
        yield _NEAR[near], clause, by, before, here, after, tag_before, tag, tag_after
        if by < _FAR:
            by += 1
        if char in _BREAKS:
            near = 0
            if clause < 2 and char != "、":
                clause += 1
        elif near < _FARTHEST:
            near += 1


def guessed_tags(words: str, guess: Actors, start: int) -> list[str]:
    """What the grammar thinks of each character: B, I or O, how it knows the name and what stands
    behind it. `start` is where `words` stand in the text of the guess."""
    tags = ["O"] * len(words)
    for name in guess.named:
        begin, end = name.start - start, name.end - start
        if 0 <= begin < end <= len(tags):
            sign = "l" if words[end : end + 1] in _LISTED else units.sign_after(words, end)
            told = f"{guess.how[:1]}{sign}"
            tags[begin:end] = [f"B{told}", *([f"I{told}"] * (end - begin - 1))]
    return tags


def _names(text: str, span: Span, tags: Sequence[int]) -> list[Named]:
    """The named units, each once, in order."""
    found: dict[str, Named] = {}
    begun = -1
    for at, tag in enumerate([*tags, chain.OUTSIDE]):
        if begun >= 0 and tag != chain.INSIDE:
            name = text[span.start + begun : span.start + at]
            if len(name) >= 2:
                found.setdefault(name, Named(name, span.start + begun, span.start + at, "owner"))
            begun = -1
        if tag == chain.BEGIN:
            begun = at
    return list(found.values())


def _whole(name: Named, guess: Actors) -> Named:
    """The name with the people of it that the grammar read (办公室全体同志)."""
    for one in guess.named:
        if one.start == name.start and one.end > name.end:
            if units.of_people(one.text[len(name.text) :]):
                return one
    return name


def _sure(words: str, guess: Actors, start: int) -> bool:
    """Whether what the grammar found stands where nobody but an actor does."""
    if not guess.named or guess.how == "by":
        return bool(guess.named)
    return units.sign_after(words, guess.named[-1].end - start) == "2"

"""What speaks for and against two tasks being one: each piece of evidence a number with a name.

More is always more alike. Two tasks of one office often stand in the same words but for the thing
itself (…污水处理厂二期, …标准厂房二期): `swapped` and `in_frame` see that one thing has taken the place
of another, which the mere number of shared characters cannot.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from luoshi.instruments.intake.likeness.grams import Frequencies, grams
from luoshi.instruments.intake.likeness.task import Task

NAMES = ("title", "inside", "lead", "due", "figures", "places", "years", "swapped", "in_frame")
_CLOSE, _FAR = 3, 62  # days between two due dates: the same but for a rest day; another one
_RUN = 2  # a lone common character holds no frame
_LONG = 20  # letters of a sentence from which nearly every letter in order is no chance
_NEARLY = 0.85
_COUNTING = frozenset("〇零一二三四五六七八九十百千万两东西南北上下前后左右0123456789")


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two titles side by side: what both have in order, and what each has in its place."""

    common: tuple[str, ...]
    swaps: tuple[tuple[str, str], ...]

    @property
    def rests(self) -> tuple[str, str]:
        """What each title has that the other has not."""
        return " ".join(a for a, _ in self.swaps if a), " ".join(b for _, b in self.swaps if b)


def _letters(title: str) -> str:
    return "".join(c for c in title if c.isalnum())


def aligned(a: Task, b: Task) -> Aligned:
    """The titles' letters compared in order."""
    one, other = _letters(a.title_plain), _letters(b.title_plain)
    common: list[str] = []
    swaps: list[tuple[str, str]] = []
    for tag, i0, i1, j0, j1 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal" and i1 - i0 >= _RUN:
            common.append(one[i0:i1])
        else:
            swaps.append((one[i0:i1], other[j0:j1]))
    return Aligned(tuple(common), tuple(swaps))


def _frame(weigh: Frequencies, a: Task, b: Task) -> Iterator[tuple[str, float]]:
    sides = aligned(a, b)
    total = min(weigh.total(a.title_grams), weigh.total(b.title_grams)) or 1.0
    held = sum(weigh.total(set(grams(run))) for run in sides.common) / total
    swapped = max((_swap(weigh, a, b, *swap) for swap in sides.swaps), default=0.0) / total
    yield "swapped", -min(1.0, swapped)
    yield "in_frame", -min(1.0, swapped) * min(1.0, held)


def _swap(weigh: Frequencies, a: Task, b: Task, one: str, other: str) -> float:
    """How telling the lesser of two things in one place is, each as far as it is new."""
    new = weigh.total(set(grams(one)) - b.whole_grams)
    return min(new, weigh.total(set(grams(other)) - a.whole_grams)) if one and other else 0.0


def dice(weigh: Frequencies, a: frozenset[str], b: frozenset[str]) -> float:
    """The weight of what both have, by the weight of what they have: 0 to 1."""
    total = weigh.total(a) + weigh.total(b)
    return 2 * weigh.total(a & b) / total if total else 0.0


def _inside(weigh: Frequencies, a: frozenset[str], b: frozenset[str]) -> float:
    total = weigh.total(a)
    return weigh.total(a & b) / total if total else 0.0


def inside(weigh: Frequencies, a: Task, b: Task) -> float:
    """How much of one title stands in the other task, of the two ways round the greater: 0 to 1."""
    return max(
        _inside(weigh, a.title_grams, b.whole_grams),
        _inside(weigh, b.title_grams, a.whole_grams),
    )


def verbatim(a: Task, b: Task) -> float:
    """The share of letters that two sentences have in common in order, when they are one sentence
    but for words put in or left out; 0 when anything has taken the place of anything else."""
    one, other = a.exact, b.exact
    shorter, longer = sorted((len(one), len(other)))
    if shorter < _LONG or 2 * shorter < _NEARLY * (shorter + longer):
        return 0.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < _NEARLY or matcher.ratio() < _NEARLY:
        return 0.0
    for tag, i0, i1, j0, j1 in matcher.get_opcodes():
        swapped = tag == "replace" and min(i1 - i0, j1 - j0) > 1
        if swapped or (tag != "equal" and _COUNTING & {*one[i0:i1], *other[j0:j1]}):
            return 0.0
    return matcher.ratio()


def agree(a: frozenset[str], b: frozenset[str]) -> float:
    """1 for the same, -1 for nothing in common, 0 when one side says nothing."""
    if not a or not b:
        return 0.0
    return 2 * len(a & b) / len(a | b) - 1


def lead(a: Task, b: Task) -> float:
    """1 for the same lead unit, -1 for another; 0 when unsaid or when it is the other's co-unit."""
    if not a.lead or not b.lead:
        return 0.0
    if a.lead == b.lead:
        return 1.0
    return 0.0 if a.lead in b.units or b.lead in a.units else -1.0


def due(a: Task, b: Task) -> float:
    """1 for the same day or rhythm, -1 for another; 0 when unsaid or not far off."""
    if a.rrule or b.rrule:
        return 1.0 if a.rrule == b.rrule else -1.0
    if a.due is None or b.due is None:
        return 0.0
    apart = abs((a.due - b.due).days)
    return 1.0 if apart <= _CLOSE else 0.0 if apart <= _FAR else -1.0


def evidence(weigh: Frequencies, a: Task, b: Task) -> dict[str, float]:
    """All of it, by name; the same whichever task comes first, but for the order of swaps."""
    return {
        "title": dice(weigh, a.title_grams, b.title_grams),
        "inside": inside(weigh, a, b),
        "lead": lead(a, b),
        "due": due(a, b),
        "figures": agree(a.figures, b.figures),
        "places": agree(a.places, b.places),
        "years": agree(a.years, b.years),
        **dict(_frame(weigh, a, b)),
    }

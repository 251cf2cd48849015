"""What a newer version of a text changed, sentence by sentence.

Sentences that stand in both versions once are the fixed points; the longest run of them in order is
in place, the others have moved. What is left over is paired by shared pairs of characters. Nothing
here is quadratic in the number of sentences but a stretch of a few hundred repeated ones.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from luoshi.lib.recognise import plain, split
from luoshi.lib.text import Span

ALIKE = 0.5  # shared pairs of characters from which two sentences are versions of one
ALIKE_IN_PLACE = 0.35  # the same, where both stand between the same unchanged sentences
_COMMON = 120  # a pair of characters in more left-over sentences than this tells nothing apart
_SMALL = 160_000  # comparisons a stretch of repeated sentences may cost
Pair = tuple[int, int]


class Kind(StrEnum):
    """What became of a sentence."""

    SAME = "same"
    MOVED = "moved"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence of the old text and the one of the new text that took its place."""

    kind: Kind
    old: Span | None = None
    new: Span | None = None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a stretch of the old text: `new` is where it stands now, if anywhere."""

    kind: Kind
    new: Span | None = None


@dataclass(frozen=True)
class Comparison:
    """Every sentence of two versions in the new order; what was removed stands where it was."""

    old_text: str
    new_text: str
    changes: tuple[Change, ...]

    def counts(self) -> Counter[Kind]:
        """How many sentences had which fate."""
        return Counter(change.kind for change in self.changes)

    @cached_property
    def _in_old(self) -> tuple[list[tuple[Span, Change]], list[int], list[int]]:
        """The sentences of the old text in its order, where each starts, where each ends."""
        found = [(c.old, c) for c in self.changes if c.old is not None]
        found.sort(key=lambda one: one[0].start)
        return found, [span.start for span, _ in found], [span.end for span, _ in found]

    def _touched(self, start: int, end: int) -> list[Change]:
        found, starts, ends = self._in_old
        some = found[bisect_right(ends, start) : bisect_left(starts, end)]
        return [change for _, change in some]

    def fate(self, start: int, end: int) -> Fate:
        """What became of `old_text[start:end]`, which may be a part of a sentence or several."""
        touched = self._touched(start, end)
        kept = [c for c in touched if c.new is not None]
        if not kept:
            return Fate(Kind.REMOVED)
        new = _around(kept)
        if all(c.kind == Kind.SAME for c in touched):
            return Fate(Kind.SAME, new)
        if plain(self.old_text[start:end]) not in plain(new.of(self.new_text)):
            return Fate(Kind.CHANGED, new)
        # Another part of its sentence changed, not this one.
        return Fate(Kind.MOVED if any(c.moved for c in kept) else Kind.SAME, new)


def _around(kept: Sequence[Change]) -> Span:
    """The stretch that the new sentences cover; scattered ones are stood for by the longest."""
    spans = [c.new for c in kept if c.new is not None]
    whole = Span(min(s.start for s in spans), max(s.end for s in spans))
    if len(whole) > 2 * sum(map(len, spans)) + 20:
        return max(spans, key=len)
    return whole


def compare(old_text: str, new_text: str) -> Comparison:
    """The fate of every sentence. Equal texts give only unchanged sentences."""
    old, new = split(old_text), split(new_text)
    a = [plain(s.of(old_text)) for s in old]
    b = [plain(s.of(new_text)) for s in new]
    in_place = sorted(_in_order(a, b))
    gaps = _Gaps(in_place)
    left_a, left_b = _without(range(len(a)), range(len(b)), in_place)
    moved = list(_equal(a, b, left_a, left_b))
    left_a, left_b = _without(left_a, left_b, moved)
    changed = list(_likest(a, b, left_a, left_b, gaps))
    removed, added = _without(left_a, left_b, changed)
    found = [(j, Change(Kind.SAME, old[i], new[j])) for i, j in in_place]
    found += [(j, Change(Kind.MOVED, old[i], new[j], moved=True)) for i, j in moved]
    found += [
        (j, Change(Kind.CHANGED, old[i], new[j], moved=not gaps.hold(i, j))) for i, j in changed
    ]
    found += [(j, Change(Kind.ADDED, None, new[j])) for j in added]
    # What was removed stands behind the sentence that it followed.
    near = _Gaps(sorted([*in_place, *(pair for pair in changed if gaps.hold(*pair))]))
    placed = [((j, 0, 0), change) for j, change in found]
    placed += [((near.before(i), 1, i), Change(Kind.REMOVED, old[i])) for i in removed]
    placed.sort(key=lambda one: one[0])
    return Comparison(old_text, new_text, tuple(change for _, change in placed))


def _without(
    left_a: Iterable[int], left_b: Iterable[int], pairs: Iterable[Pair]
) -> tuple[list[int], list[int]]:
    """What is left over on both sides when these pairs are taken."""
    taken = list(pairs)
    in_a, in_b = {i for i, _ in taken}, {j for _, j in taken}
    return [i for i in left_a if i not in in_a], [j for j in left_b if j not in in_b]


class _Gaps:
    """Between which two fixed sentences a sentence stands."""

    def __init__(self, in_place: Sequence[Pair]) -> None:
        self._old = [i for i, _ in in_place]
        self._new = [j for _, j in in_place]

    def hold(self, i: int, j: int) -> bool:
        """Whether both stand between the same fixed sentences."""
        return bisect_left(self._old, i) == bisect_left(self._new, j)

    def before(self, i: int) -> int:
        """The place in the new text of the last fixed sentence before the old one."""
        at = bisect_left(self._old, i)
        return self._new[at - 1] if at else -1


def _in_order(a: Sequence[str], b: Sequence[str]) -> Iterator[Pair]:
    """Pairs of equal sentences in rising order in both texts."""
    waiting = [(0, len(a), 0, len(b))]
    while waiting:
        a0, a1, b0, b1 = waiting.pop()
        while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
            yield a0, b0
            a0, b0 = a0 + 1, b0 + 1
        while a0 < a1 and b0 < b1 and a[a1 - 1] == b[b1 - 1]:
            a1, b1 = a1 - 1, b1 - 1
            yield a1, b1
        if a0 == a1 or b0 == b1:
            continue
        fixed = _rising(_unique(a, b, a0, a1, b0, b1))
        if not fixed:
            yield from _repeated(a, b, a0, a1, b0, b1)
            continue
        yield from fixed
        edges = [(a0 - 1, b0 - 1), *fixed, (a1, b1)]
        for (i, j), (k, m) in pairwise(edges):
            waiting.append((i + 1, k, j + 1, m))


def _unique(a: Sequence[str], b: Sequence[str], a0: int, a1: int, b0: int, b1: int) -> list[Pair]:
    """Sentences that stand exactly once in each of the two stretches, in the old order."""
    in_a, in_b = Counter(a[a0:a1]), Counter(b[b0:b1])
    places = {b[j]: j for j in range(b0, b1) if in_b[b[j]] == 1}
    return [(i, places[a[i]]) for i in range(a0, a1) if in_a[a[i]] == 1 and a[i] in places]


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest chain of pairs that rises in both (patience sorting)."""
    tops: list[int] = []
    heads: list[int] = []
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(tops, j)
        before.append(heads[at - 1] if at else -1)
        if at == len(tops):
            tops.append(j)
            heads.append(n)
        else:
            tops[at], heads[at] = j, n
    chain: list[Pair] = []
    n = heads[-1] if heads else -1
    while n >= 0:
        chain.append(pairs[n])
        n = before[n]
    return chain[::-1]


def _repeated(
    a: Sequence[str], b: Sequence[str], a0: int, a1: int, b0: int, b1: int
) -> Iterator[Pair]:
    """A stretch in which every common sentence is repeated: matched in blocks while it is small,
    else the first to the first, the second to the second."""
    if set(a[a0:a1]).isdisjoint(b[b0:b1]):
        return
    if (a1 - a0) * (b1 - b0) > _SMALL:
        yield from _rising(list(_equal(a, b, range(a0, a1), range(b0, b1))))
        return
    blocks = SequenceMatcher(None, a[a0:a1], b[b0:b1], autojunk=False).get_matching_blocks()
    for block in blocks:
        for step in range(block.size):
            yield a0 + block.a + step, b0 + block.b + step


def _equal(
    a: Sequence[str], b: Sequence[str], left_a: Iterable[int], left_b: Iterable[int]
) -> Iterator[Pair]:
    """Equal sentences wherever they stand: the first to the first, the second to the second."""
    places: dict[str, deque[int]] = defaultdict(deque)
    for j in left_b:
        places[b[j]].append(j)
    for i in left_a:
        if places.get(a[i]):
            yield i, places[a[i]].popleft()


def _pairs_of(words: str) -> set[str]:
    return {words[n : n + 2] for n in range(len(words) - 1)}


def _likest(
    a: Sequence[str], b: Sequence[str], left_a: Iterable[int], left_b: Sequence[int], gaps: _Gaps
) -> Iterator[Pair]:
    """Left-over sentences paired with the likest of the other side, each at most once."""
    grams = {j: _pairs_of(b[j]) for j in left_b}
    where: dict[str, list[int]] = defaultdict(list)
    for j in left_b:
        for gram in grams[j]:
            where[gram].append(j)
    scored = []
    for i in left_a:
        own = _pairs_of(a[i])
        shared = Counter(
            j for gram in own if len(where.get(gram, ())) <= _COMMON for j in where.get(gram, ())
        )
        for j, _ in shared.most_common(8):
            here = gaps.hold(i, j)
            alike = 2 * len(own & grams[j]) / (len(own) + len(grams[j]))
            if alike >= (ALIKE_IN_PLACE if here else ALIKE):
                scored.append((alike + 0.1 * here, -i, -j))
    used_a: set[int] = set()
    used_b: set[int] = set()
    for _, i, j in sorted(scored, reverse=True):
        if -i not in used_a and -j not in used_b:
            used_a.add(-i)
            used_b.add(-j)
            yield -i, -j

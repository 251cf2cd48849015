"""What a newer version of a text changed: sentence by sentence, and in a sentence by character.

Sentences that stand in both versions once are the fixed points; the longest run of them in order is
in place, the others have moved. What is left over is paired by shared pairs of characters. Nothing
here is quadratic in the number of sentences but a stretch of a few hundred repeated ones.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from hashlib import blake2b
from itertools import pairwise

from luoshi.lib.text import Span, fold, paragraphs, sentences

ALIKE = 0.5  # shared pairs of characters from which two sentences are versions of one
ALIKE_IN_PLACE = 0.35  # the same, where both stand between the same unchanged sentences
_COMMON = 120  # a pair of characters in more left-over sentences than this tells nothing apart
_SMALL = 160_000  # comparisons a stretch of repeated sentences may cost
_LONGEST = 1500  # characters compared one by one
_NUMBER = re.compile(
    r"^(?:第?[一二三四五六七八九十百]{1,4}[、是章节条]|第[一二三四五六七八九十]{1,3},|\([一二三四五六七八九十\d]{1,3}\)"
    r"|\d{1,3}[.、)]|[①-⑳])+"
)
_TOKEN = re.compile(r"\d+|.", re.DOTALL)  # a figure changes as a whole
_TELLING = 8  # letters from which a sentence is unlikely to stand in another document by chance
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
class Run:
    """A stretch of a sentence that stands in the other version too, or does not."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a stretch of the old text: `new` is where it stands now, if anywhere."""

    kind: Kind
    new: Span | None = None


def plain(sentence: str) -> str:
    """The letters and digits of a sentence, its number in the list, spaces and marks aside."""
    told = _NUMBER.sub("", fold(sentence).strip().lower())
    return "".join(c for c in told if c.isalnum()) or "".join(sentence.split())


def split(text: str) -> list[Span]:
    """The sentences of a text, line by line."""
    return [s for line in paragraphs(text) for s in sentences(text, line.start, line.end)]


def telling(text: str) -> set[str]:
    """The sentences a text can be recognised by, as their letters."""
    return {words for s in split(text) if len(words := plain(s.of(text))) >= _TELLING}


def mark(words: str) -> int:
    """A number of 63 bits that stands for these words: the same words, the same number."""
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big") >> 1


def marks(text: str, most: int = 64) -> list[int]:
    """The smallest marks of a text's telling sentences: two texts that share half of their
    sentences share about half of these (a bottom-k sketch)."""
    return sorted(mark(words) for words in telling(text))[:most]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every sentence of two versions in the new order; what was removed stands where it was."""

    old_text: str
    new_text: str
    changes: tuple[Change, ...]

    def counts(self) -> Counter[Kind]:
        """How many sentences had which fate."""
        return Counter(change.kind for change in self.changes)

    def fate(self, start: int, end: int) -> Fate:
        """What became of `old_text[start:end]`, which may be a part of a sentence or several."""
        touched = [
            c for c in self.changes if c.old and c.old.start < end and c.old.end > start
        ]  # fmt: skip
        kept = [c for c in touched if c.new is not None]
        if not kept:
            return Fate(Kind.REMOVED)
        if all(c.kind == Kind.SAME for c in touched):
            return Fate(Kind.SAME, _around(kept))
        moved = any(c.moved for c in kept)
        new = _around(kept)
        words = plain(self.old_text[start:end])
        if words in plain(new.of(self.new_text)):  # another part of its sentence changed
            return Fate(Kind.MOVED if moved else Kind.SAME, new)
        return Fate(Kind.CHANGED, new)


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
    left_a, left_b = (
        _left(len(a), {i for i, _ in in_place}),
        _left(len(b), {j for _, j in in_place}),
    )
    moved = list(_equal(a, b, left_a, left_b))
    left_a = [i for i in left_a if i not in {m[0] for m in moved}]
    left_b = [j for j in left_b if j not in {m[1] for m in moved}]
    gaps = _Gaps(in_place)
    changed = list(_likest(a, b, left_a, left_b, gaps))
    found = [(j, Change(Kind.SAME, old[i], new[j])) for i, j in in_place]
    found += [(j, Change(Kind.MOVED, old[i], new[j], moved=True)) for i, j in moved]
    found += [
        (j, Change(Kind.CHANGED, old[i], new[j], moved=gaps.old(i) != gaps.new(j)))
        for i, j in changed
    ]
    gone, come = {i for i, _ in changed}, {j for _, j in changed}
    found += [(j, Change(Kind.ADDED, None, new[j])) for j in left_b if j not in come]
    removed = [i for i in left_a if i not in gone]
    placed = [((j, 0, 0), change) for j, change in found]
    near = _Gaps(sorted([*in_place, *(p for p in changed if gaps.old(p[0]) == gaps.new(p[1]))]))
    placed += [((near.before(i), 1, i), Change(Kind.REMOVED, old[i])) for i in removed]
    placed.sort(key=lambda one: one[0])
    return Comparison(old_text, new_text, tuple(change for _, change in placed))


def _left(count: int, taken: set[int]) -> list[int]:
    return [at for at in range(count) if at not in taken]


class _Gaps:
    """Between which two fixed sentences a sentence stands."""

    def __init__(self, in_place: Sequence[Pair]) -> None:
        self._old = [i for i, _ in in_place]
        self._new = [j for _, j in in_place]

    def old(self, i: int) -> int:
        return bisect_left(self._old, i)

    def new(self, j: int) -> int:
        return bisect_left(self._new, j)

    def before(self, i: int) -> int:
        """The place in the new text of the last fixed sentence before the old one."""
        at = self.old(i)
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
            here = gaps.old(i) == gaps.new(j)
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


def marked(old: str, new: str) -> tuple[list[Run], list[Run]]:
    """Both sentences in runs, what the other one lacks marked. The runs together are the text."""
    if max(len(old), len(new)) > _LONGEST:
        return _marked_roughly(old, new)
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    left: list[Run] = []
    right: list[Run] = []
    for tag, i0, i1, j0, j1 in _calm(SequenceMatcher(None, a, b, autojunk=False).get_opcodes()):
        left.append(Run("".join(a[i0:i1]), tag != "equal"))
        right.append(Run("".join(b[j0:j1]), tag != "equal"))
    return [r for r in left if r.text], [r for r in right if r.text]


def _calm(
    codes: Iterable[tuple[str, int, int, int, int]],
) -> list[tuple[str, int, int, int, int]]:
    """A lone equal character between two changes belongs to the change: marks stay readable."""
    calm: list[tuple[str, int, int, int, int]] = []
    listed = list(codes)
    for n, (tag, i0, i1, j0, j1) in enumerate(listed):
        inside = 0 < n < len(listed) - 1
        kind = "replace" if tag != "equal" or (inside and i1 - i0 < 2) else "equal"
        if calm and calm[-1][0] == kind == "replace":
            _, p0, _, q0, _ = calm.pop()
            i0, j0 = p0, q0
        calm.append((kind, i0, i1, j0, j1))
    return calm


def _marked_roughly(old: str, new: str) -> tuple[list[Run], list[Run]]:
    """For very long sentences: everything between the common beginning and the common end."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)

    def runs(text: str) -> list[Run]:
        parts = (text[:head], False), (text[head : len(text) - tail], True)
        found = [Run(*part) for part in (*parts, (text[len(text) - tail :], False))]
        return [run for run in found if run.text]

    return runs(old), runs(new)

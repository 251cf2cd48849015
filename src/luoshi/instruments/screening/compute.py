"""Which petitions belong together: by the same person, or by place, matter and time. Plain values.

Two questions only. Who comes again about the same thing (重复信访)? And about what do more and more
people come from the same place within weeks (群体性苗头)? Both answers name the petitions they rest
on: a list to look at, no judgement on anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from luoshi.lib.alike import alike, folded


@dataclass(frozen=True, slots=True)
class Seen:
    """One petition as the screening looks at it. `who` is empty where no name is known."""

    number: str
    day: date
    title: str
    persons: int = 1
    place: str = ""
    who: str = ""
    visit: bool = False
    open: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """From what on something is shown; numbers of the office's own."""

    times: int = 3  # so often the same person with the same matter
    own_words: int = 40  # percent alike that two petitions of one person have to be
    words: int = 60  # percent alike that two petitions of different people have to be
    window: int = 60  # days back that are looked at for what gathers
    apart: int = 30  # days between two petitions that still belong together
    least: int = 3  # so many petitions of different people
    group: int = 5  # or so many persons, in at least two petitions: a group's visit in the making


@dataclass(frozen=True, slots=True)
class Series:
    """One person's petitions about one thing, oldest first."""

    seen: tuple[Seen, ...]

    @property
    def last(self) -> Seen:
        """The latest of them."""
        return self.seen[-1]


@dataclass(frozen=True, slots=True)
class Gathering:
    """Petitions of different people about one thing in one place, oldest first."""

    place: str
    seen: tuple[Seen, ...]

    @property
    def persons(self) -> int:
        """How many people came or signed, all in all."""
        return sum(one.persons for one in self.seen)

    @property
    def growing(self) -> bool:
        """Whether the later half brought more people than the earlier one."""
        half = len(self.seen) // 2
        return sum(s.persons for s in self.seen[-half:]) > sum(s.persons for s in self.seen[:half])

    @property
    def last(self) -> Seen:
        """The latest of them."""
        return self.seen[-1]


Near = Callable[[Seen, Seen], bool]


def _linked(every: Sequence[Seen], near: Near) -> Iterator[tuple[Seen, ...]]:
    """Groups in which each petition is near to at least one other (or stands alone)."""
    parent = list(range(len(every)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for later in range(len(every)):
        for earlier in range(later):
            if root(earlier) != root(later) and near(every[earlier], every[later]):
                parent[root(later)] = root(earlier)
    groups: dict[int, list[Seen]] = defaultdict(list)
    for place, one in enumerate(every):
        groups[root(place)].append(one)
    for group in groups.values():
        yield tuple(sorted(group, key=lambda one: (one.day, one.number)))


def repeated(every: Iterable[Seen], rule: Rule = Rule()) -> list[Series]:
    """Who came at least so often about the same thing; the most often first, then the latest."""
    of: dict[str, list[Seen]] = defaultdict(list)
    for one in every:
        if name := folded(one.who):
            of[name].append(one)
    found = [
        Series(group)
        for mine in of.values()
        if len(mine) >= rule.times
        for group in _linked(mine, lambda a, b: alike(a.title, b.title) >= rule.own_words)
        if len(group) >= rule.times
    ]
    return sorted(found, key=lambda s: (-len(s.seen), -s.last.day.toordinal(), s.last.number))


def gathering(every: Iterable[Seen], today: date, rule: Rule = Rule()) -> list[Gathering]:
    """What gathers in the days before `today`; growing ones first, then those with most people."""
    since = today - timedelta(days=rule.window)
    of: dict[str, list[Seen]] = defaultdict(list)
    for one in every:
        if one.place and since < one.day <= today:
            of[one.place].append(one)

    def near(a: Seen, b: Seen) -> bool:
        return alike(a.title, b.title) >= rule.words

    found = [
        Gathering(place, run)
        for place, mine in of.items()
        for group in _linked(mine, near)
        for run in _runs(group, rule.apart)
        if _gathers(run, rule)
    ]
    return sorted(found, key=lambda g: (not g.growing, -g.persons, g.place, g.last.number))


def _runs(group: tuple[Seen, ...], apart: int) -> Iterator[tuple[Seen, ...]]:
    """The group cut where nothing was heard for longer than that."""
    breaks = [n for n, (a, b) in enumerate(pairwise(group), 1) if (b.day - a.day).days > apart]
    for first, last in pairwise([0, *breaks, len(group)]):
        yield group[first:last]


def _gathers(run: Sequence[Seen], rule: Rule) -> bool:
    """Whether different people stand behind it, in petitions or in heads."""
    people = {folded(one.who) or one.number for one in run}
    if len(people) >= rule.least:
        return True
    return len(people) >= 2 and sum(one.persons for one in run) >= rule.group

"""Where in a text a date could stand at all, and which rules could read it there.

Most of a paper holds no date. One pattern runs over the text and stops only where some rule's
match may start: at the first sign of a number that is followed by a unit of time, or at one of
the words that the rules list as their `starts`. Only those rules are tried there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from re import Match

from luoshi.lib.deadlines.fragments import DIGITS
from luoshi.lib.deadlines.point import PointRule
from luoshi.lib.deadlines.whole import WholeRule

# 20241231: eight digits need no unit behind them.
EIGHT_DIGITS = "##"
_ONE_OF = re.compile(r"(.)\[(.+)\]")
_NUMBER = "#"


Rule = PointRule | WholeRule


class Gate:
    """The rules by how their matches start.

    A start is a word of one or two characters, `本[周星]` for 本周 and 本星, `#月` for a number
    with 月 behind it, or `##`. A rule whose list is not complete misses its matches.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        starts = {start for rule in rules for start in _written_out(rule.starts)}
        # The rules of 每 are those of 每周 too.
        self._by_start = {
            start: tuple(rule for rule in rules if {start, start[0]} & {*_written_out(rule.starts)})
            for start in starts
        }
        self.pattern = re.compile(_places(self._by_start))

    def matches(self, text: str) -> Iterator[tuple[Rule, Match[str]]]:
        """The leftmost, then longest match of any rule, one after the other, none overlapping."""
        reached = 0
        for place in self.pattern.finditer(text):
            start = place.start()
            if start < reached:
                continue
            longest: tuple[Rule, Match[str]] | None = None
            for rule in self._rules(text, start, place):
                match = rule.pattern.match(text, start)
                if match is not None and (longest is None or match.end() > longest[1].end()):
                    longest = rule, match
            if longest is not None:
                reached = longest[1].end()
                yield longest

    def _rules(self, text: str, start: int, place: Match[str]) -> tuple[Rule, ...]:
        by_start = self._by_start
        if place.lastindex is None:
            return by_start.get(text[start : start + 2]) or by_start.get(text[start], ())
        return by_start[EIGHT_DIGITS if place.lastindex == 1 else _NUMBER + place[2]]


def _written_out(starts: Iterable[str]) -> Iterator[str]:
    for start in starts:
        several = _ONE_OF.fullmatch(start)
        if several is None:
            yield start
        else:
            yield from (several[1] + second for second in several[2])


def _places(starts: Iterable[str]) -> str:
    """The pattern of every place where a rule may start; looks at most a dozen signs ahead."""
    words = [start for start in starts if start[0] != _NUMBER]
    units = "".join(sorted({start[1] for start in starts if start[0] == _NUMBER} - {_NUMBER}))
    singles = _class({word for word in words if len(word) == 1})
    seconds = _class({word[1] for word in words if len(word) == 2})
    first = _class({word[0] for word in words}, DIGITS)
    number = f"(?<=[{DIGITS}])(?<![{DIGITS}][{DIGITS}])"
    return (
        f"{first}(?:{number}(?:(?<=2)(0[0-9]{{6}})(?![0-9])"
        f"|[{DIGITS}]{{0,11}}(?= ?([{re.escape(units)}])))"
        f"|(?<={singles})|(?={seconds}))"
    )


def _class(signs: Iterable[str], more: str = "") -> str:
    return f"[{re.escape(''.join(sorted(signs)))}{more}]"

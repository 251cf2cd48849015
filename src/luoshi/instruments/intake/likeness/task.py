"""A task as it is compared: its words, with times and marks aside, its units and its day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from luoshi.instruments.intake.likeness.grams import grams
from luoshi.lib.recognise import plain
from luoshi.lib.text import fold

READ = 300  # characters of a source sentence that are compared
_YEAR = re.compile(r"(20\d\d)年?度?")
_FIGURE = re.compile(r"\d+(?:\.\d+)?%?")
_TIME = re.compile(
    r"(?:20\d\d年|[今明本当去]年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?"
    r"(?:\d{1,2}[日号]|[上中下]旬|底|末|初)?(?:(?:之|以)?前)?"
    r"|(?:20\d\d年|[今明本当去]年)(?:年?底|年?内|第?[一二三四]季度|[上下]半年)(?:末|底)?(?:(?:之|以)?前)?"
    r"|(?:年底|年内|月底|春节|国庆|元旦|汛期|第?[一二三四]季度|[上下]半年)(?:末|底)?(?:之|以)?前"
    r"|[\d一二两三四五六七八九十]{1,3}个?(?:工作日|天|月|周|小时)(?:之|以)?内"
)
# The two characters before the kind of place: enough to tell 柳溪镇 from 东岭镇, whatever stands before.
_PLACE = re.compile(
    r"([\u4e00-\u9fff]{2})(镇|乡|街道|村|社区|路|大道|河|水库|小学|中学|医院|小区|公园|大桥|广场)"
)
_NO_NAME = re.compile(r"[各全乡农本该市县区城江水道重老新个条处座所与及和等的]|中心")


@dataclass(frozen=True)
class Task:
    """`title` says it in one line, `words` is the sentence it comes from. Units are codes, or names
    where there are no codes: the same unit must always be told by the same word."""

    title: str
    words: str = ""
    lead: str = ""
    units: frozenset[str] = frozenset()
    due: date | None = None
    rrule: str = ""

    @cached_property
    def title_plain(self) -> str:
        """The title without times, folded."""
        return _TIME.sub("", fold(self.title).lower())

    @cached_property
    def whole_plain(self) -> str:
        """Title and sentence without times, folded."""
        return self.title_plain + "\n" + _TIME.sub("", fold(self.words[:READ]).lower())

    @cached_property
    def title_grams(self) -> frozenset[str]:
        """What the title is made of."""
        return frozenset(grams(self.title_plain))

    @cached_property
    def whole_grams(self) -> frozenset[str]:
        """What title and sentence are made of."""
        return frozenset(grams(self.whole_plain))

    @cached_property
    def years(self) -> frozenset[str]:
        """Years the title names as part of the task: 2026年度考核."""
        return frozenset(_YEAR.findall(self.title_plain))

    @cached_property
    def figures(self) -> frozenset[str]:
        """Figures of the title, years and times aside."""
        return frozenset(_FIGURE.findall(_YEAR.sub("", self.title_plain)))

    @cached_property
    def places(self) -> frozenset[str]:
        """Proper names of places in the title, as far as they can be told."""
        found = (m[1] + m[2] for m in _PLACE.finditer(self.title_plain))
        return frozenset(name for name in found if not _NO_NAME.search(name[:2]))

    @cached_property
    def exact(self) -> str:
        """The letters and digits of the sentence, or of the title: equal for word-for-word
        repetitions whatever their numbering and punctuation."""
        return plain(self.words or self.title)

"""Sentences of a paper of brackets that stand beside its items: which of them can bind at all.

In such a paper the items carry the work. What comes before the first of them gives reasons, a range
or goals; what stands between them tells how things are; what follows may ask for reports. So a
sentence in front counts only with a figure to be reached or somebody who is told to act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from luoshi.instruments.intake.compute.brackets import Item
from luoshi.instruments.intake.compute.kinds import ONLY_CALLS
from luoshi.instruments.intake.compute.prose import Candidate
from luoshi.instruments.intake.compute.structure import PART_OF_ITEM, Line, level
from luoshi.instruments.intake.compute.targets import target

_DONE = re.compile(r"已(?:于|经|全部|在|完成)|^(?:去年|上年|前年|近年来|目前|截至)|以来")
# What tells why the paper is made, what proved itself, and what the results count for.
_TELLS = re.compile(
    r"^为[^。]*(?:制定|提出|印发)(?:本|如下|以下)[^，。]{0,8}[。：]$|(?:行之有效|卓有成效|初见成效)。$"
    r"|^[^，。]{2,30}(?:情况|结果|成效)，?(?:将|要)?(?:作为|列为|计入)[^，。]{2,24}(?:内容|依据)。$"
)
# What says that nothing is to be done for now.
NOT_NOW = re.compile(r"(?:暂不|暂缓|不再(?:列|作为|安排|单独))[^，。；\n]{0,12}。?$", re.MULTILINE)
_ASKED = re.compile(r"要|应|须|不得|力争|确保|争取|下一?步|今后|[月年日底]前(?!已)")
_MAY = re.compile(
    r"(?:^|[，；）])[^，；。（）]{0,16}?可以?(?=结合|根据|视|提请|适当|参照|自行|酌情|按规定|采取|采用)|鼓励(?=有条件|各)"
)
# Frames of mind, and what makes a sentence that speaks of one bind all the same.
_ATTITUDES = {"understand", "attitude", "rally", "ideology"}
_HELD_TO = {
    "rhythm", "dated", "figure", "ban", "must", "report_up", "by", "assign", "meeting", "penalty",
    "order", "thing", "system",
}  # fmt: skip
_BINDS = re.compile(r"必须|务必|不得|严禁|应当|不准|一律")


def owed(
    text: str, every: Sequence[Line], items: Sequence[Item], found: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Those of `found` that may bind somebody; what only calls for a frame of mind, or leaves a
    choice, is marked so."""
    first = min(item.reach for item in items)
    opened = next(
        (line.start for line in every if line.number and level(line.number) < PART_OF_ITEM), first
    )
    for one in found:
        words = one.span.of(text)
        if _TELLS.search(words) or NOT_NOW.search(words):
            continue
        if _DONE.search(words) and not _ASKED.search(words):
            continue
        goal = one.span.start < first and target(words) is not None
        if one.span.start < min(opened, first) and not (goal and "target_year" in one.seen):
            continue
        if one.span.start < first and not goal and not one.seen & {"actor", "goal_part"}:
            continue
        calls = one.seen & _ATTITUDES and not one.seen & _HELD_TO
        if calls or (_MAY.search(words) and not _BINDS.search(words)):
            yield replace(one, seen=one.seen | {ONLY_CALLS})
        else:
            yield one


__all__ = ["NOT_NOW", "owed"]

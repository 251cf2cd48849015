"""A short title for a matter: what is to be done, without numbers, dates, units and trimmings."""

from __future__ import annotations

import re

from luoshi.instruments.intake.compute.brackets import BRACKET
from luoshi.instruments.intake.compute.structure import NUMBER

_LONGEST = 40
_LEAD_IN = re.compile(
    r"^(?:同时|另外|此外|特别是?|尤其是?|下一步|下步|今后|其中|目前|对此|为此|因此|所以|会议(?:要求|明确|强调|决定|议定|同意|确定)|[一二三四五六七八九十]是"
    r"|我?(?:再次)?(?:强调|重申)一下|原则上|一定|还有就是|第[一二三四五六七八九十]|今年|年内)?[，,：:、]?"
)
_MODAL = re.compile(
    r"^(?:也|都|均|还|就|一定|务必|切实|认真|进一步|继续|要|必须|应当|应该|应|须|需要|需|得|将|会(?!议)|拟|能够?)+(?=[\u4e00-\u9fff]{2})"
)
_SHARED = re.compile(r"^(?:牵头(?:负责)?|负责)[，,](?:[^，。]{2,24}(?:配合|协助|参与)[，,])?")
_REASON = re.compile(
    r"^(?:为了?|按照|根据|依据|针对|围绕|结合|鉴于|对照|在[^，]{2,20}(?:基础上|前提下))[^，。；]{2,80}[，,]"
)
_TITLE_HEAD = re.compile(r"^[^，。；\n]{4,30}[。\n]")


def title(words: str, units: tuple[str, ...] = (), time: str | None = None) -> str:
    """A title of at most 40 characters; never empty when `words` is not."""
    text = BRACKET.sub("", words).strip()
    head = _TITLE_HEAD.match(NUMBER.sub("", text, count=1))
    body = head.group().strip("。\n") if head and len(text) > 60 else text
    body = NUMBER.sub("", body, count=1)
    for _ in range(3):
        body = _REASON.sub("", _LEAD_IN.sub("", body))
    for unit in units:
        body = body.removeprefix("由").removeprefix("请").removeprefix("建议")
        if body.startswith(unit):
            body = re.sub(r"^[、和及与，]", "", body[len(unit) :])
    if time and body.startswith(time):
        body = body[len(time) :].lstrip("：:，, ")
    body = _SHARED.sub("", body)
    body = _MODAL.sub("", re.sub(r"\s+", " ", body)).strip(" ，,：:；;。、")
    return _short(body or text.strip(" 。；"))


def _short(body: str) -> str:
    """The first clauses that fit."""
    if len(body) <= _LONGEST:
        return body
    kept = ""
    for piece in re.split(r"(?<=[，；。：])", body):
        if len(kept) + len(piece) > _LONGEST:
            break
        kept += piece
    kept = kept.strip("，；。：、 ")
    return kept if len(kept) >= 8 else body[: _LONGEST - 1] + "…"

"""The automatic numbers of a .docx: 一、（一）1. are often not in its text but in its styles.

Without them a heading loses its rank and a reader of the text cannot say which item is meant.
Counts as Word does: a level starts again when a higher one moves on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from luoshi.lib.reading.archive import Parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 9
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital",
    "taiwaneseCounting", "taiwaneseCountingThousand", "koreanDigital2", "japaneseLegal",
}  # fmt: skip
_DIGITS = "零一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class _Level:
    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has counted."""

    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    def label(self, paragraph: Element) -> str:
        """The number in front of `paragraph` ('' for none); counting moves on by one."""
        place = self._place(paragraph)
        if place is None:
            return ""
        key, depth = place
        levels = self.lists.get(key, {})
        if depth not in levels:
            return ""
        counts = self.counts.setdefault(
            key, [levels[i].start - 1 if i in levels else 0 for i in range(_DEEPEST)]
        )
        counts[depth] += 1
        for lower in range(depth + 1, _DEEPEST):
            counts[lower] = levels[lower].start - 1 if lower in levels else 0
        return _filled(levels, counts, depth)

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        style = properties.find(f"{W}pStyle")
        inherited = self.styles.get(style.get(f"{W}val", "")) if style is not None else None
        own = _num_pr(properties)
        if own is None:
            return inherited
        key, depth = own[0] or (inherited[0] if inherited else ""), own[1]
        return (key, depth) if key not in ("", "0") and depth < _DEEPEST else None


def numbering(parts: Parts) -> Numbering:
    """What the container says about automatic numbers; empty when it says nothing."""
    found = Numbering()
    root = parts.xml("word/numbering.xml")
    if root is not None:
        abstract = {
            item.get(f"{W}abstractNumId", ""): _levels(item)
            for item in root.iter(f"{W}abstractNum")
        }
        for item in root.iter(f"{W}num"):
            target = item.find(f"{W}abstractNumId")
            if target is not None:
                levels = abstract.get(target.get(f"{W}val", ""), {})
                found.lists[item.get(f"{W}numId", "")] = levels
    styles = parts.xml("word/styles.xml")
    for style in styles.iter(f"{W}style") if styles is not None else ():
        properties = style.find(f"{W}pPr")
        place = _num_pr(properties) if properties is not None else None
        if place and place[0]:
            found.styles[style.get(f"{W}styleId", "")] = (place[0], place[1])
    return found


def _num_pr(properties: Element) -> tuple[str, int] | None:
    node = properties.find(f"{W}numPr")
    if node is None:
        return None
    number, level = node.find(f"{W}numId"), node.find(f"{W}ilvl")
    return (
        number.get(f"{W}val", "") if number is not None else "",
        _integer(level, 0),
    )


def _levels(item: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for level in item.iter(f"{W}lvl"):
        form, pattern = level.find(f"{W}numFmt"), level.find(f"{W}lvlText")
        depth = level.get(f"{W}ilvl", "0")
        if depth.isdigit() and int(depth) < _DEEPEST:
            levels[int(depth)] = _Level(
                form.get(f"{W}val", "decimal") if form is not None else "decimal",
                pattern.get(f"{W}val", "") if pattern is not None else "",
                _integer(level.find(f"{W}start"), 1),
            )
    return levels


def _integer(node: Element | None, default: int) -> int:
    value = node.get(f"{W}val", "") if node is not None else ""
    return int(value) if value.isdigit() and len(value) < 6 else default


def _filled(levels: dict[int, _Level], counts: list[int], depth: int) -> str:
    label = levels[depth].pattern
    if levels[depth].form in ("bullet", "none"):
        return ""
    for index in range(depth + 1):
        if index in levels:
            label = label.replace(f"%{index + 1}", _written(counts[index], levels[index].form))
    return label


def _written(number: int, form: str) -> str:
    if form in _CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        head = "" if not tens else ("十" if tens == 1 else _DIGITS[tens] + "十")
        return head + (_DIGITS[ones] if ones or not tens else "")
    if form == "decimalEnclosedCircle" and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter.upper() if form.startswith("upper") else letter
    if form in ("upperRoman", "lowerRoman") and 0 < number < 40:
        roman, rest = "", number
        for value, sign in _ROMAN:
            roman, rest = roman + sign * (rest // value), rest % value
        return roman.upper() if form.startswith("upper") else roman
    if form == "ideographTraditional" and 0 < number <= 10:
        return _STEMS[number - 1]
    return f"{number:02d}" if form == "decimalZero" else str(number)

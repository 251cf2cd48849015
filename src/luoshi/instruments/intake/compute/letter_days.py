"""The day and the signer of an answer, as a field, a label or the end of the answer writes them."""

from __future__ import annotations

import re
from datetime import date

from luoshi.lib import zhnum
from luoshi.lib.text import fold

# A date in a label; DATED is the same with its parts.
DATE = r"(?:(?:19|20)\d\d\s*[年/.-]\s*\d{1,2}\s*[月/.-]\s*\d{1,2}|(?<!\d)\d{1,2}[/月]\d{1,2}(?!\d))"
DATED = re.compile(
    r"(?P<y>(?:19|20)\d\d)\s*[年/.-]\s*(?P<m>\d{1,2})\s*[月/.-]\s*(?P<d>\d{1,2})"
    r"|(?<!\d)(?P<m2>\d{1,2})[/月](?P<d2>\d{1,2})(?!\d)"
)
_NUMERAL = r"[〇○零一二三四五六七八九十\d]"
_SIGNED = re.compile(
    rf"(?P<y>{_NUMERAL}{{4}})\s*[年./-]\s*(?P<m>{_NUMERAL}{{1,3}})\s*[月./-]"
    rf"\s*(?P<d>{_NUMERAL}{{1,3}})日?"
    r"(?:\s*\d{1,2}:\d\d(?::\d\d)?)?[）)]?\s*$"
)
_BRIEF = re.compile(
    r"[（(](?P<unit>[^（）()\d]{0,20}?)\s*(?P<m>\d{1,2})月(?P<d>\d{1,2})日[）)]\s*$"
)
_SIGNER = re.compile(
    r"[（(]?(?P<unit>[^\s，。；：]{3,30}[局厅委办处院会部府镇乡心道站司所队])[）)]?$"
)
_TAIL = 40  # characters at the end of an answer that may hold its signature


def stated(words: str, base: date | None) -> date | None:
    """The first date that the words of a field or label hold; `base` gives a missing year."""
    found = DATED.search(fold(words))
    if not found:
        return None
    if found["y"]:
        return _date(int(found["y"]), int(found["m"]), int(found["d"]))
    return _near(int(found["m2"]), int(found["d2"]), base)


def signed(words: str, base: date | None) -> date | None:
    """The date that ends an answer."""
    folded = fold(words[-_TAIL:]).rstrip("。 \t\r\n")
    if found := _SIGNED.search(folded):
        year, month, day = (zhnum.parse(part) for part in found.group("y", "m", "d"))
        if isinstance(year, int) and isinstance(month, int) and isinstance(day, int):
            return _date(year, month, day)
    if found := _BRIEF.search(folded):
        return _near(int(found["m"]), int(found["d"]), base)
    return None


def signer(last: str, above: str) -> str:
    """The unit that signs: in the last line itself （县住建局 4月2日）, or in the one above its date."""
    if brief := _BRIEF.search(fold(last)):
        return brief["unit"].strip()
    found = _SIGNER.fullmatch(above.strip())
    return found["unit"] if found and _SIGNED.fullmatch(fold(last.strip())) else ""


def _near(month: int, day: int, base: date | None) -> date | None:
    """The day of that name on or before the paper's day."""
    if base is None:
        return None
    found = _date(base.year, month, day)
    return found if found is None or found <= base else _date(base.year - 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

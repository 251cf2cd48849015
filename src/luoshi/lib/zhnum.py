"""Numbers as Chinese papers write them: 十一, 两, 二〇二四, 1.5万, 百分之八十, full-width digits.

Reads, never guesses: what is not wholly a number (十几, 一两) gives None.
"""

from __future__ import annotations

import re

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5,
    "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10_000, "亿": 100_000_000}
ZEROES = "零〇○"
_ONES = "零一二三四五六七八九"

_FOLD = tuple(zip("０１２３４５６７８９．／－％：", "0123456789./-%:", strict=True))
_ARABIC = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?([万亿]{0,2})")
_PERCENT = re.compile(r"([0-9]+(?:\.[0-9]+)?)%|百分之(.{1,12})")


def fold_digits(text: str) -> str:
    """The text with full-width digits and their signs (．／－％：) made plain; as long as before."""
    # A replacement that finds nothing costs next to nothing; `translate` looks up every character.
    for wide, plain in _FOLD:
        text = text.replace(wide, plain)
    return text


def parse(text: str) -> int | float | None:
    """The number that the whole of `text` writes, or None."""
    folded = fold_digits(text.strip())
    arabic = _ARABIC.fullmatch(folded)
    if arabic:
        return _arabic(arabic)
    if folded == "半":
        return 0.5
    if len(folded) > 1 and all(char in DIGITS for char in folded):
        return int("".join(str(DIGITS[char]) for char in folded)) if "两" not in folded else None
    return _chinese(folded)


def written(number: int) -> str:
    """A small number as papers number things: 一, 十, 十二, 三十; from a hundred on in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _ONES[tens]) + "十" if tens else ""
    return head + (_ONES[ones] if ones else "")


def percent(text: str) -> float | None:
    """The percentage that the whole of `text` writes (80%, 百分之八十 → 80.0), or None."""
    found = _PERCENT.fullmatch(fold_digits(text.strip()))
    if not found:
        return None
    value = parse(found[1] or found[2])
    return None if value is None else float(value)


def _arabic(found: re.Match[str]) -> int | float:
    whole = found[1].replace(",", "")
    value: int | float = float(whole + found[2]) if found[2] else int(whole)
    for unit in found[3]:
        value *= LARGE[unit]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _chinese(text: str) -> int | None:
    """Additive numerals: sections of 千百十 closed by 万 or 亿. None when a character is foreign,
    or when units do not fall in order."""
    total = section = 0
    digit: int | None = None
    ceiling = 10_000
    for char in text:
        if char in ZEROES:
            ceiling = 10_000 if not section else ceiling
        elif char in DIGITS:
            if digit is not None:
                return None
            digit = DIGITS[char]
        elif char in SMALL:
            unit = SMALL[char]
            if unit >= ceiling:
                return None
            section += (1 if digit is None else digit) * unit
            digit, ceiling = None, unit
        elif char in LARGE and (section or digit or total):
            total = (total + section + (digit or 0)) * LARGE[char]
            section, digit, ceiling = 0, None, 10_000
        else:
            return None
    return total + section + (digit or 0) if text else None

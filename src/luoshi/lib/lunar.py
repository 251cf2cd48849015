"""The lunar calendar as far as an office needs it: on which solar day a festival falls.

A table of the month lengths of the lunar years 2000–2060 (GB/T 33661-2017); outside those years
there is no answer, and none is guessed.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate

YEARS = range(2000, 2061)
_FIRST = date(2000, 2, 5)
# One number a lunar year: the leap month (0: none) in the highest digit, below it one bit a month
# in order, the leap month behind its namesake; 1 is a month of 30 days, 0 of 29.
_MONTHS = (
    0x00C96, 0x41A95, 0x00D4A, 0x00DA5, 0x20B55, 0x0056A, 0x7155B, 0x0025D,
    0x0092D, 0x5192B, 0x00A95, 0x00B4A, 0x416AA, 0x00AD5, 0x90AB5, 0x004BA,
    0x00A5B, 0x60A57, 0x0052B, 0x00A93, 0x40E95, 0x006AA, 0x00AD5, 0x209B5,
    0x004B6, 0x614AE, 0x00A4E, 0x00D26, 0x51D26, 0x00D53, 0x005AA, 0x30D6A,
    0x0096D, 0xB095D, 0x004AD, 0x00A4D, 0x61A4B, 0x00D25, 0x00D52, 0x51B54,
    0x00B5A, 0x0056D, 0x2095B, 0x0049B, 0x71497, 0x00A4B, 0x00AA5, 0x516A5,
    0x006D2, 0x00ADA, 0x30AB6, 0x00937, 0x8092F, 0x00497, 0x0064B, 0x60D4A,
    0x00EA5, 0x006B2, 0x4156C, 0x00AAE, 0x0092E,
)  # fmt: skip
_FESTIVALS = {"元宵": (1, 15), "端午": (5, 5), "七夕": (7, 7), "中秋": (8, 15), "重阳": (9, 9)}


def new_year(year: int) -> date | None:
    """The solar day of 正月初一 in `year`; None outside 2000–2060."""
    return _NEW_YEARS.get(year)


def festival(name: str, year: int) -> date | None:
    """The solar day of the festival in the solar `year`; None for other names and years."""
    first = new_year(year)
    if first is None:
        return None
    if name in _FESTIVALS:
        month, day = _FESTIVALS[name]
        return first + timedelta(days=sum(_lengths(year)[: _position(year, month)]) + day - 1)
    return {
        "春节": first,
        "除夕": first - timedelta(days=1),
        "清明": date(year, 4, _pure_brightness(year)),
    }.get(name)


def _lengths(year: int) -> tuple[int, ...]:
    coded = _MONTHS[year - YEARS.start]
    count = 13 if coded >> 16 else 12
    return tuple(29 + (coded >> (count - 1 - k) & 1) for k in range(count))


def _position(year: int, month: int) -> int:
    """How many months of the lunar year come before `month`."""
    leap = _MONTHS[year - YEARS.start] >> 16
    return month - 1 + (1 if 0 < leap < month else 0)


def _pure_brightness(year: int) -> int:
    """The April day of 清明: the mean-longitude formula, exact for every year of the table."""
    short = year % 100
    return int(short * 0.2422 + 4.81) - short // 4


_NEW_YEARS = dict(
    zip(
        YEARS,
        accumulate(
            (sum(_lengths(year)) for year in YEARS[:-1]),
            lambda first, days: first + timedelta(days=days),
            initial=_FIRST,
        ),
        strict=True,
    )
)

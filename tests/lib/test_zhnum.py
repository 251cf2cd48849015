"""Reading numbers as Chinese papers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.lib.zhnum import fold_digits, parse, percent, written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10), ("十一", 11), ("二十", 20), ("二十五", 25), ("一百二十", 120), ("两", 2),
        ("〇", 0), ("一百零五", 105), ("一千零五", 1005), ("两千", 2000), ("三万五千", 35000),
        ("一亿零五", 100000005), ("二〇二四", 2024), ("二零二四", 2024), ("半", 0.5), ("7", 7),
        ("１５", 15), ("3,000", 3000), ("1.5", 1.5), ("1.5万", 15000), ("2亿", 200000000),
        ("百", 100), (" 十二 ", 12), ("叁拾", 30),
    ],
)  # fmt: skip
def test_a_number_is_read(text: str, value: float) -> None:
    assert parse(text) == value


@pytest.mark.parametrize("text", ["", "十几", "一两", "几", "万", "三个", "1.2.3", "十百", "若干"])
def test_what_is_not_wholly_a_number_is_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("80%", 80), ("８０％", 80), ("99.5%", 99.5), ("百分之八十", 80), ("百分之百", 100),
     ("百分之95", 95)],
)  # fmt: skip
def test_a_percentage_is_read(text: str, value: float) -> None:
    assert percent(text) == value


def test_a_bare_number_is_no_percentage() -> None:
    assert percent("80") is None
    assert percent("百分之若干") is None


def test_folding_keeps_every_place() -> None:
    assert fold_digits("２０２４．１２／３１－８０％：") == "2024.12/31-80%:"


@given(st.text())
def test_folding_never_changes_the_length(text: str) -> None:
    assert len(fold_digits(text)) == len(text)


@given(st.integers(0, 9999))
def test_plain_digits_read_as_themselves(number: int) -> None:
    assert parse(str(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五"), (99, "九十九"),
     (100, "100"), (0, "0")],
)  # fmt: skip
def test_a_small_number_is_written_as_papers_number_things(number: int, text: str) -> None:
    assert written(number) == text

"""An office's own version of a type may be stricter than the law, never softer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from luoshi.catalogue.floors import softened
from luoshi.catalogue.loader import load
from luoshi.catalogue.schema import Clock, Limit, TypeSpec
from tests.overlays import HERE

SHIPPED = (HERE / "hotline_ticket.toml").read_text("utf-8")
NEXT = '\n\n[[clock]]\nkey = "again"'
LAW = SHIPPED.replace(f'basis = "本单位办法"{NEXT}', f'basis = "条例第8条"\nlaw = true{NEXT}')
LAW = LAW.replace('done = "contact", says', 'law = true, done = "contact", says')
LAW = LAW.replace("high = 500", "high = 500\nlaw = true")


def faults(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    """What is wrong with a second version that was changed like this."""
    text = LAW.replace("version = 1", "version = 2")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "a.toml").write_text(LAW, "utf-8")
    (tmp_path / "b.toml").write_text(text, "utf-8")
    loaded = load([tmp_path])
    assert loaded.types["hotline_ticket"].version == (1 if loaded.faults else 2)
    return [f"{fault.code} {fault.sentence}" for fault in loaded.faults]


@pytest.mark.parametrize(
    "change",
    [
        ('within = "10 calendar_day"', 'within = "7 calendar_day"'),
        ('longest = "5 calendar_day"', 'longest = "3 calendar_day"'),
        ('longest = "5 calendar_day"\n', ""),
        ('within = "3 work_day"', 'within = "9 work_day"'),  # its own, not the law's
        ("high = 500", "high = 50"),
        ('label = "12345 工单"', 'label = "热线工单"'),
    ],
)
def test_what_is_local_and_what_is_stricter_passes(tmp_path: Path, change: tuple[str, str]) -> None:
    assert faults(tmp_path, change) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (('"10 calendar_day"', '"11 calendar_day"'), "“答复”不能长于10日（条例第8条），可以更短。"),
        (('"10 calendar_day"', '"9 work_day"'), "“答复”不能长于10日（条例第8条），可以更短。"),
        (('"5 calendar_day"', '"6 calendar_day"'), "“答复”最多延长5日（条例第8条）。"),
        (('pauses = "wait_for_caller"', 'pauses = ["wait_for_caller", "contact"]'),
         "“答复”的起算和中止以法定为准（条例第8条）。"),
        (('key = "answer"', 'key = "reply"'), "不能去掉法定期限“答复”（条例第8条）。"),
        (('done = "contact"', 'when = { solved = "yes" }, done = "contact"'),
         "“答复群众”不能去掉这一条：请先联系群众，再答复。"),
        (("high = 500", "high = 501"), "“反映人数”不能多于 500。五百人以上的另行报告。"),
        (("high = 500\n", ""), "“反映人数”不能多于 500。五百人以上的另行报告。"),
    ],
)  # fmt: skip
def test_what_the_law_forbids_cannot_be_configured_in(
    tmp_path: Path, change: tuple[str, str], sentence: str
) -> None:
    assert faults(tmp_path, change) == [f"catalogue.E035 {sentence}"]


def clock_of(**more: Any) -> TypeSpec:
    """A hotline ticket whose one clock is the law's, like this."""
    spec = load([HERE]).types["hotline_ticket"]
    law = Clock("notice", "公告", Limit(5, "calendar_day"), ("register",), ("dispatch",), "第35条")
    return replace(spec, acts=(), clocks=(replace(law, law=True, **more),))


def test_what_must_be_early_may_be_earlier_never_later() -> None:
    law = clock_of(before=True, counted_from="called_on")
    later = clock_of(before=True, counted_from="called_on", within=Limit(4, "calendar_day"))
    earlier = clock_of(before=True, counted_from="called_on", within=Limit(9, "calendar_day"))
    assert softened(later, law) == ["“公告”至少提前5日（第35条），可以更早。"]
    assert softened(earlier, law) == []


def test_the_end_beyond_which_no_consent_reaches_stays() -> None:
    law = clock_of(at_most=Limit(6, "month"))
    assert softened(clock_of(at_most=Limit(7, "month")), law) == ["“公告”最长6个月（第35条）。"]
    assert softened(clock_of(at_most=Limit(5, "month")), law) == []

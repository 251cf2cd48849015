"""Inspections and proposals of accountability as tests tell them, on top of the cast."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from luoshi.lib.clock import CHINA
from luoshi.matters import engine
from luoshi.matters.models import Matter
from tests.cast import County


def at(month: int, day: int, hour: int = 9, year: int = 2026) -> datetime:
    """A moment on the office's clock."""
    return datetime(year, month, day, hour, tzinfo=CHINA)


def plan(county: County, **changed: Any) -> Matter:
    """A plan drafted by the clerk: water and city, flood works, the last week of November."""
    typed: dict[str, Any] = {
        "title": "汛后水毁工程修复专项督查",
        "what": "两局承担的水毁修复项目",
        "content": "deployment",
        "kind": "special",
        "objects": [{"unit": "water", "kind": "own"}, {"unit": "city", "kind": "own"}],
        "about": [{"words": "水毁工程修复", "number": ""}],
        "first_day": "2026-11-23",
        "last_day": "2026-11-27",
        "methods": [{"method": "visit"}],
        "group": [
            {"name": "chief某", "post": "督查科长", "role": "leader"},
            {"name": "何教授", "post": "水利专家", "role": "expert"},
        ],
        "ground": "suggestion",
    }
    return engine.open_matter("inspection", county["clerk"], county.now, **{**typed, **changed})


def approved(county: County, **changed: Any) -> Matter:
    """A plan that the head has approved."""
    matter = plan(county, **changed)
    county.act(matter, "submit_plan", "clerk")
    county.act(matter, "approve_plan", "head")
    return matter


def in_field(county: County, **changed: Any) -> Matter:
    """An inspection under way."""
    matter = approved(county, **changed)
    county.act(matter, "begin_field", "clerk")
    return matter


def concluded(county: County, **changed: Any) -> Matter:
    """An inspection with a finding and its conclusion, written by the clerk."""
    matter = in_field(county, **changed)
    county.act(matter, "record_finding", "clerk", object="water", found="两处护坡没有修复")
    parts = [
        {"unit": row.code, "words": f"{row.short_name}部分完成"}
        for row in county.units.values()
        if row.pk in {r["unit"] for r in matter.extra["objects"]}
    ]
    county.act(matter, "conclude", "clerk", conclusion="总体完成，个别滞后", parts=parts)
    return matter


def delivered(county: County, **changed: Any) -> Matter:
    """The conclusion as the water bureau has it, not yet acknowledged."""
    matter = concluded(county, **changed)
    county.act(matter, "deliver", "clerk")
    return Matter.objects.get(parent=matter, lead_unit=county.units["water"])


def received(county: County, **changed: Any) -> Matter:
    """The conclusion received by the water bureau."""
    matter = delivered(county, **changed)
    county.act(matter, "receive", "water")
    return matter


def proposal(county: County, by: str = "chief", **changed: Any) -> Matter:
    """A proposal to hold the water bureau to account."""
    typed: dict[str, Any] = {
        "title": "对瞒报水毁工程进度的问责建议",
        "what": "连续三次报送虚假进度",
        "lead": "water",
        "ground": "malicious",
        "evidence": "督查记录三份，现场与台账不符",
        "support_given": "11月3日派技术员到场指导，11月10日协调资金",
    }
    typed |= changed
    return engine.open_matter("accountability", county[by], county.now, **typed)

"""A complete report of the fictional county's water bureau, and the short ways to send it."""

from __future__ import annotations

from datetime import date
from typing import Any

from luoshi.matters import engine
from luoshi.matters.models import Matter
from luoshi.org.appointments import appoint
from luoshi.org.models import Person
from tests.cast import County

OPTIONS = [
    {"name": "分两年改造", "pros": "财力可承受", "cons": "今年汛期仍有风险", "recommended": True},
    {"name": "一年全部改造", "pros": "一次解决", "cons": "缺口三百万元"},
]
WHOLE: dict[str, Any] = {
    "kind": "policy",
    "superior_says": "市水利局文件要求2027年底前完成小型泵站改造。",
    "our_situation": "全县泵站31座，已改造12座，资金到位六成。",
    "others_practice": "临河县分两年改造，每年安排一半资金，向其水利局问到。",
    "options": OPTIONS,
    "own_opinion": "推荐分两年，本局负责汛期值守。",
}


def draft(county: County, by: str = "water", **changes: Any) -> Matter:
    """A report begun by that person; a field given as None is left out."""
    typed = {k: v for k, v in {**WHOLE, **changes}.items() if v is not None}
    title = typed.pop("title", "泵站改造分几年完成")
    return engine.open_matter("option_report", county[by], county.now, title=title, **typed)


def submitted(county: County, **changes: Any) -> Matter:
    """A report that lies before the leader in charge."""
    matter = draft(county, **changes)
    county.act(matter, "submit", "water")
    return matter


def second_leader(county: County) -> Person:
    """Another leader, in charge of nothing."""
    person = Person.objects.create(username="leader_b", name="副某", unit=county.units["gov"])
    appoint(person, county.units["gov"], "leader", date(2026, 1, 1))
    county.people["leader_b"] = person
    return person

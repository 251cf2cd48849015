"""The fixed cast of the tests: a small county, one person per role, and an outsider.

Everything is built through the product's own doors. Dates are literal: the story plays on
Monday 2026-11-16, a working day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from luoshi.lib.clock import CHINA
from luoshi.lib.errors import Problem
from luoshi.matters import engine
from luoshi.matters.models import Event, Matter
from luoshi.org.appointments import appoint
from luoshi.org.models import Alias, Line, Person, Portfolio, Unit, UnitGroup

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=CHINA)
PASSWORD = "anlan-2026-ok"

UNITS = (
    ("gov", "安澜县人民政府", "县政府", "government"),
    ("office", "安澜县人民政府办公室", "县政府办", "office"),
    ("water", "安澜县水利局", "县水利局", "bureau"),
    ("city", "安澜县城市管理局", "县城管局", "bureau"),
    ("housing", "安澜县住房和城乡建设局", "县住建局", "bureau"),
    ("school", "安澜县教育局", "县教育局", "bureau"),
    ("liuxi", "柳溪镇人民政府", "柳溪镇", "township"),
    ("donghu", "东湖街道办事处", "东湖街道", "township"),
)
PEOPLE = (
    ("head", "gov", "head"),
    ("leader", "gov", "leader"),
    ("director", "office", "office_director"),
    ("chief", "office", "section_chief"),
    ("clerk", "office", "clerk"),
    ("auditor", "office", "auditor"),
    ("sysadmin", "office", "sysadmin"),
    ("secadmin", "office", "secadmin"),
    ("water", "water", "liaison"),
    ("water_head", "water", "unit_head"),
    ("city", "city", "liaison"),
    ("housing", "housing", "liaison"),
    ("liuxi", "liuxi", "liaison"),
    ("outsider", "school", "liaison"),
    ("lawyer", "office", "outside"),
    ("proofreader", "office", "proofreader"),
    ("deputy", "office", "deputy_director"),
)


@dataclass
class County:
    """People and units by name, and short ways to tell a story."""

    people: dict[str, Person] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    now: datetime = MONDAY

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    def later(self, **span: float) -> datetime:
        """Time moves on; returns the new moment."""
        self.now += timedelta(**span)
        return self.now

    def open(self, type_key: str = "meeting_resolution", **typed: Any) -> Matter:
        """A matter registered by the clerk with a lead unit and a due date."""
        fields: dict[str, Any] = {
            "title": "完成全县河道巡查并建立一河一档",
            "lead": "water",
            "due": "2026-11-30",
        }
        if type_key == "meeting_resolution":
            fields["meeting"] = "县政府第21次常务会议"
        if type_key == "leader_directive":
            fields["channel"] = "written"
        return engine.open_matter(type_key, self["clerk"], self.now, **{**fields, **typed})

    def act(self, matter: Matter, verb: str, by: str, **typed: Any) -> Event:
        """One act by the person of that name, a minute later."""
        event = engine.act(matter, verb, self[by], self.later(minutes=1), **typed)
        matter.refresh_from_db()
        return event

    def dispatched(self, type_key: str = "meeting_resolution", **typed: Any) -> Matter:
        """A matter handed over to its units."""
        matter = self.open(type_key, **typed)
        self.act(matter, "docket", "chief")
        self.act(matter, "dispatch", "clerk")
        return matter

    def handling(self, type_key: str = "meeting_resolution", **typed: Any) -> Matter:
        """A matter whose lead unit has acknowledged it."""
        matter = self.dispatched(type_key, **typed)
        self.act(matter, "acknowledge", "water")
        return matter

    def verified(self, **typed: Any) -> Matter:
        """A matter completed by its lead unit and verified by the clerk."""
        matter = self.handling(**typed)
        self.act(matter, "complete", "water", result="46条河道全部巡查建档", evidence="见附表")
        self.act(matter, "verify", "clerk", finding="抽查5条河道属实")
        return matter

    def closed(self, **typed: Any) -> Matter:
        """A matter that went its whole way."""
        matter = self.verified(**typed)
        self.act(matter, "close_out", "chief", reply="已全部完成并建档")
        return matter


def refused(county: County, matter: Matter, verb: str, by: str, **typed: Any) -> Problem:
    """The refusal of an act."""
    with pytest.raises(Problem) as problem:
        engine.act(matter, verb, county[by], county.now, **typed)
    return problem.value


def build() -> County:
    """The county in the database."""
    county = County()
    line = Line.objects.create(key="construction", name="城建口")
    for position, (code, name, short, kind) in enumerate(UNITS):
        county.units[code] = Unit.objects.create(
            code=code,
            name=name,
            short_name=short,
            kind=kind,
            position=position,
            line=line if code in {"water", "city", "housing"} else None,
        )
    Alias.objects.create(unit=county.units["city"], name="县城管执法局", former=True)
    UnitGroup.objects.create(name="各乡镇（街道）", other_names=["各乡镇"], kind="township")
    for username, unit, role in PEOPLE:
        person = Person(username=username, name=f"{username}某", unit=county.units[unit])
        person.set_password(PASSWORD)
        person.save()
        appoint(person, county.units[unit], role, date(2026, 1, 1))
        county.people[username] = person
    Portfolio.objects.create(leader=county["leader"], line=line)
    return county


@pytest.fixture
def county(db: None) -> County:
    """A fresh small county on Monday 2026-11-16 at nine."""
    return build()

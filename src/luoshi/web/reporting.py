"""A report as a choice: what its page and its form show, in words, computed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from luoshi.catalogue.schema import Field, FieldKind, TypeSpec
from luoshi.lib.clock import local
from luoshi.matters.choices import BLOCKS, LEAST_OPTIONS, options_of
from luoshi.matters.lights import Light, light_of
from luoshi.matters.models import Matter
from luoshi.matters.types import pinned
from luoshi.matters.verbs.grounds import GROUNDS
from luoshi.org.calendar import office_calendar
from luoshi.org.people import person
from luoshi.web.forms import Control
from luoshi.web.words import moment_words

NUMERALS = "一二三四五六七八九十"
_HOW_TOLD = {"phone": "电话", "face": "当面", "written": "书面", "message": "短信"}
_RECORDS = {"absence": "外出记录", "delegation": "委托记录"}

# The form reads like the report: heading, what helps to write it, the fields of that part.
PARTS = (
    ("请示什么", "一句话说清请领导定什么，再选类别。", ("title", "kind", "amount")),
    ("一、上级文件怎么要求", "", ("superior_says",)),
    ("二、我县是什么情况", "", ("our_situation",)),
    ("三、周边县怎么做的", "", ("others_practice",)),
    ("四、几个方案", "", ("options",)),
    ("本单位意见", "不上交矛盾：写明主张和担当。", ("own_opinion", "opinions", "files")),
)


@dataclass(frozen=True, slots=True)
class Option:
    """One proposal as a card."""

    number: int
    numeral: str
    name: str
    pros: str
    cons: str
    recommended: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Words somebody said about the report, with who and when."""

    label: str
    text: str
    who: str = ""
    when: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class FormPart:
    """A part of the writing form."""

    heading: str
    lead: str
    controls: list[Control]

    @property
    def solo(self) -> bool:
        """Whether the heading says already what its only field asks for."""
        return len(self.controls) == 1


def options(matter: Matter) -> list[Option]:
    """The proposals of a report, the chosen one marked."""
    chosen = (matter.facts.get("decision") or {}).get("option")
    return [
        Option(
            number,
            NUMERALS[number - 1] if number <= len(NUMERALS) else str(number),
            said.get("name") or "",
            said.get("pros") or "",
            said.get("cons") or "",
            bool(said.get("recommended")),
            number == chosen,
        )
        for number, said in enumerate(options_of(matter.extra), 1)
    ]


def blocks(matter: Matter) -> list[tuple[str, str]]:
    """The three blocks of background that say anything."""
    return [(label, matter.extra[key]) for key, label in BLOCKS if matter.extra.get(key)]


def _field(spec: TypeSpec, key: str) -> Field | None:
    return next((field for field in spec.fields if field.key == key), None)


def opinions(matter: Matter, now: datetime) -> list[Said]:
    """Opinions attached by the unit, then those a leader has asked for."""
    field = _field(pinned(matter.type_version_id), "opinions")
    kinds = dict(field.columns[0].choices) if field else {}
    attached = [
        Said(kinds.get(row.get("kind") or "", "意见"), row.get("text") or "", row.get("from") or "")
        for row in matter.extra.get("opinions") or ()
    ]
    asked = [
        Said("征求意见", row["text"], _name(row["by"]), _when(row["at"], now))
        for row in matter.facts.get("opinions", ())
    ]
    return attached + asked


def _name(person_id: int | None) -> str:
    return person(person_id).name if person_id else ""


def _when(at: str, now: datetime) -> str:
    return moment_words(datetime.fromisoformat(at), now)


def bypass(matter: Matter, now: datetime) -> Said | None:
    """On which ground it went past the leader in charge, with the evidence (S28–S32)."""
    found = matter.facts.get("bypass")
    if not found:
        return None
    past, ground = _name(found["past"]), found["ground"]
    evidence = {
        "urgent": lambda: (
            f"{_when(found['told_at'], now)} {_HOW_TOLD[found['told_how']]}向{past}报告过"
        ),
        "away": lambda: f"系统里有{past}的{_RECORDS[found['record']]}",
        "major": lambda: (
            f"向{past}报告 {found['reports']} 次未获答复；再拖下去：{found['worst_case']}"
        ),
        "statutory": lambda: f"依据：{found['legal_basis']}",
    }
    said = evidence[ground]() if ground in evidence else "突发事件不逐级等待"
    return Said(dict(GROUNDS)[ground], said, past)


def passed_up(matter: Matter, now: datetime) -> Said | None:
    """What the leader in charge thinks, and why it is not theirs to settle (S34, S35)."""
    found = matter.facts.get("passed_up")
    if not found:
        return None
    who, when = _name(found["by"]), _when(found["at"], now)
    return Said("分管领导意见", found["opinion"], who, when, f"报主要领导的原因：{found['reason']}")


def handed_down(matter: Matter, now: datetime) -> Said | None:
    """What the head asks the leader in charge to mind, who settles it first (S28)."""
    found = matter.facts.get("handed_down")
    if not found:
        return None
    return Said("转分管领导先定", found["words"], _name(found["by"]), _when(found["at"], now))


def decision(matter: Matter, now: datetime) -> Said | None:
    """The decision record; it stays when everything else is forgotten."""
    found = matter.facts.get("decision")
    if not found:
        return None
    number = found["option"]
    chose = f"方案{NUMERALS[number - 1]}　{found['name']}" if number else "不选所列方案"
    more = f"改动：{found['changes']}" if found["changes"] else ""
    return Said(chose, found["words"], _name(found["by"]), _when(found["at"], now), more)


def help_given(matter: Matter, now: datetime) -> list[tuple[str, str]]:
    """Method, resource and person of the latest answer to a request for help (S52)."""
    found = matter.facts.get("help")
    if not found:
        return []
    who = f"{_name(found['by'])}　{_when(found['at'], now)}"
    return [
        ("方法", found["method"]),
        ("资源", found["resource"]),
        ("可以找", found["contact"]),
        ("谁支的招", who),
    ]


def plain_fields(matter: Matter) -> list[tuple[str, str]]:
    """The type's own text fields, for matters without proposals."""
    found = []
    for field in pinned(matter.type_version_id).fields:
        value = matter.extra.get(field.key)
        if value and field.kind != FieldKind.ROWS:
            found.append((field.label, dict(field.choices).get(str(value), str(value))))
    return found


def facts_line(matter: Matter) -> list[str]:
    """Kind and amount, in words."""
    spec = pinned(matter.type_version_id)
    field, kind = _field(spec, "kind"), matter.extra.get("kind")
    words = [dict(field.choices).get(str(kind), "")] if field and kind else []
    if matter.extra.get("amount"):
        words.append(f"{matter.extra['amount']} 万元")
    return words


def roomy(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with blank rows, so that as many proposals as are asked for have their place."""
    listed = list(values.get("options") or ())
    blank: list[dict[str, Any]] = [{}] * max(0, LEAST_OPTIONS - len(listed))
    return {**values, "options": [*listed, *blank]}


def parts(controls: Iterable[Control]) -> list[FormPart]:
    """The controls under the headings of the report; what no heading knows stands at the end."""
    by_name: Mapping[str, Control] = {control.name: control for control in controls}
    found = [
        FormPart(heading, lead, [by_name[name] for name in names if name in by_name])
        for heading, lead, names in PARTS
    ]
    placed = {name for _, _, names in PARTS for name in names}
    rest = [control for name, control in by_name.items() if name not in placed]
    return [part for part in (*found, FormPart("其他", "", rest)) if part.controls]


def card_values(matter: Matter) -> dict[str, Any]:
    """What a list shows of a report: who asks, what is recommended, how many proposals."""
    listed = options(matter)
    return {
        "count": len(listed),
        "recommended": next((o for o in listed if o.recommended), None),
        "unit": matter.opener_unit.short_name if matter.opener_unit else _name(matter.opener_id),
        "hour": f"{local(matter.dispatched_at):%H:%M}" if matter.dispatched_at else "",
    }


@dataclass(frozen=True, slots=True)
class Card:
    """One report in a list."""

    matter: Matter
    label: str
    stage: str
    light: Light
    url: str
    shown: dict[str, Any]


def cards(matters: Iterable[Matter], now: datetime) -> list[Card]:
    """The matters as cards, in their order."""
    calendar = office_calendar()
    return [
        Card(
            matter,
            pinned(matter.type_version_id).label,
            pinned(matter.type_version_id).stage(matter.stage).label,
            light_of(matter, now, calendar),
            reverse("web:matter", args=[matter.number]),
            card_values(matter),
        )
        for matter in matters
    ]

"""The risk register: open risks with their grades, sensitive periods, and the alerts of today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from luoshi.instruments.problems import compute
from luoshi.instruments.problems.models import SensitivePeriod
from luoshi.instruments.problems.service import family, line_of, plain_words
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotAllowed, NotFound
from luoshi.matters import queries
from luoshi.matters.clockwork import quiet_since
from luoshi.matters.lights import ENDED, Light, light_of
from luoshi.matters.models import Matter
from luoshi.matters.types import pinned
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person, Unit
from luoshi.org.scope import scope_of

FAMILY = "risk"
RHINO = "grey_rhino"


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk as the register shows it."""

    matter: Matter
    watched: compute.Watched
    nature: str
    stage: str
    light: Light
    impact: int
    likelihood: int
    quiet_days: int
    worst_case: str


def open_risks(person: Person, now: datetime) -> list[Risk]:
    """The open risks that `person` may see, the gravest first, then the longest untouched."""
    rows = queries.visible_to(person, now).filter(type_key__in=family(FAMILY))
    found = rows.exclude(phase__in=ENDED).select_related("lead_unit__line", "leader")
    areas = dict(Unit.objects.values_list("pk", "short_name"))
    risks = [_risk(matter, areas, now) for matter in found]
    return sorted(risks, key=lambda r: (-r.watched.grave, -r.quiet_days, r.matter.pk))


def _risk(matter: Matter, areas: dict[int, str], now: datetime) -> Risk:
    spec, facts = pinned(matter.type_version_id), matter.facts
    natures = dict(next((f.choices for f in spec.fields if f.key == "nature"), ()))
    nature = str(matter.extra.get("nature") or "")
    impact, likelihood = int(facts.get("impact", 0)), int(facts.get("likelihood", 0))
    watched = compute.Watched(
        matter.number,
        matter.title,
        nature == RHINO,
        areas.get(matter.extra.get("area") or matter.lead_unit_id or 0, ""),
        line_of(matter),
        impact * likelihood,
    )
    quiet = (local_date(now) - local_date(quiet_since(facts, matter.opened_at))).days
    light = light_of(matter, now, office_calendar())
    stage = spec.stage(matter.stage).label
    return Risk(
        matter,
        watched,
        natures.get(nature, nature),
        stage,
        light,
        impact,
        likelihood,
        quiet,
        plain_words(matter, "worst_case"),
    )


def alerts(risks: list[Risk], now: datetime) -> list[compute.Alert]:
    """The composite alerts of today over these risks."""
    known = [compute.Period(p.name, p.begins, p.ends) for p in SensitivePeriod.objects.all()]
    return compute.composite_alerts((r.watched for r in risks), known, local_date(now))


def periods(now: datetime) -> list[SensitivePeriod]:
    """The periods that are not over, earliest first."""
    return list(SensitivePeriod.objects.filter(ends__gte=local_date(now)))


def _keeps(person: Person, now: datetime) -> None:
    if not scope_of(person, now).in_office:
        raise NotAllowed("敏感时段由督查科维护。")


def add_period(
    person: Person, name: str, begins: date, ends: date, now: datetime
) -> SensitivePeriod:
    """The office looks at risks together in these days from now on."""
    _keeps(person, now)
    name = name.strip()
    wrong: dict[str, str] = {}
    if not name or len(name) > 60 or "\x00" in name:
        wrong["name"] = "请写明时段名称，60 字以内，如“全县两会”。"
    if ends < begins:
        wrong["ends"] = "结束日期不能早于开始日期。"
    if wrong:
        raise Invalid("".join(wrong.values()), code="bad_period", fields=wrong)
    return SensitivePeriod.objects.create(
        name=name, begins=begins, ends=ends, kept_by=person, kept_at=now
    )


def remove_period(person: Person, period_id: int, now: datetime) -> None:
    """The period counts no longer."""
    _keeps(person, now)
    if not SensitivePeriod.objects.filter(pk=period_id).delete()[0]:
        raise NotFound("没有这个敏感时段，可能已经被删除。")

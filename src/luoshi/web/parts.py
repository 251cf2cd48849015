"""The units' parts of a matter as lines of its table: state, speed, progress, light, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from luoshi.lib.clock import local_date
from luoshi.lib.workdays import Calendar
from luoshi.matters import queries
from luoshi.matters.lights import Light, light_of
from luoshi.matters.models import Assignment, Matter
from luoshi.matters.verbs.fieldwork import AGREES
from luoshi.matters.verbs.fieldwork import FACTS as CHECKS
from luoshi.matters.verbs.opinions import OPINIONS
from luoshi.matters.verbs.oral import CONFIRMED, HOW, PAPER
from luoshi.org.calendar import office_calendar
from luoshi.web.rows import expected_progress
from luoshi.web.words import day_words

_OWN_WORDS = {
    "completed": ("done", "已办结"),
    "withdrawn": ("done", "已改派"),
    "pending": ("new", "待签收"),
    "objecting": ("new", "异议待决定"),  # it is the office that owes something now
}
_OWES_NOTHING = {"completed", "withdrawn", "objecting"}
_HOURS_WORTH_SAYING = 12


@dataclass(frozen=True, slots=True)
class PartLine:
    """One unit's line. `expected` is where an even pace would stand now, in percent."""

    name: str
    code: str
    role: str
    lead: bool
    state: str
    gone: bool
    acknowledged: str
    progress: int
    expected: int | None
    latest: str
    reported_at: datetime | None
    light: Light


def speed_words(handed: datetime, taken: datetime | None, calendar: Calendar) -> str:
    """How fast a unit acknowledged: 2 小时内, 当日, 3 个工作日; a dash while it has not."""
    if taken is None:
        return "—"
    if taken - handed <= timedelta(hours=_HOURS_WORTH_SAYING):
        return f"{max(1, -(-int((taken - handed).total_seconds()) // 3600))} 小时内"
    days = calendar.workdays_between(local_date(handed), local_date(taken))
    return f"{days} 个工作日" if days > 0 else "当日"


def lines_of(matter: Matter, now: datetime) -> list[PartLine]:
    """Every unit of the matter, the lead first, those that handed it on last."""
    calendar, whole = office_calendar(), light_of(matter, now, office_calendar())
    expected = expected_progress(matter, now)
    found = [_line(part, matter, whole, expected, calendar) for part in queries.parts_of(matter)]
    return sorted(found, key=lambda line: (line.gone, not line.lead))


def _line(
    part: Assignment, matter: Matter, whole: Light, expected: int | None, calendar: Calendar
) -> PartLine:
    own = _OWN_WORDS.get(part.state) if matter.dispatched_at else ("new", "待交办")
    late = part.state == "pending" and whole.key == "late"
    return PartLine(
        name=part.unit.short_name,
        code=part.unit.code,
        role=part.get_role_display(),
        lead=part.unit_id == matter.lead_unit_id,
        state=part.get_state_display() if matter.dispatched_at else "待交办",
        gone=part.state == "withdrawn",
        acknowledged=speed_words(part.handed_at, part.acknowledged_at, calendar),
        progress=part.progress,
        expected=None if part.state in _OWES_NOTHING else expected,
        latest=part.latest,
        reported_at=part.last_report_at,
        light=whole if own is None or late else Light(*own),
    )


def opinions_of(matter: Matter) -> list[tuple[str, bool]]:
    """Each co-unit and whether it has sent its opinion to the lead, once one has (S137)."""
    sent = matter.facts.get(OPINIONS, {})
    parts = queries.parts_of(matter).exclude(state="withdrawn") if sent else ()
    return [(p.unit.short_name, str(p.unit_id) in sent) for p in parts if p.role == "co"]


def spoken_words(matter: Matter, now: datetime) -> list[str]:
    """Of an oral instruction: who wrote it down when, who confirmed it how, its paper (S86)."""
    if matter.extra.get("channel") != "oral":
        return []
    by = matter.opener.name if matter.opener else "系统"
    found = [f"{day_words(matter.opened_at, now)} {by}记"]
    said = matter.facts.get(CONFIRMED)
    if said:
        day = date.fromisoformat(said["on"]) if said["on"] else datetime.fromisoformat(said["at"])
        how = dict(HOW).get(said["how"], "")
        found.append(f"{day_words(day, now)} {said['by']}确认（{how}）")
    else:
        found.append("领导还没有确认")
    if paper := matter.facts.get(PAPER):
        found.append(f"书面依据 {paper['number']}")
    return found


@dataclass(frozen=True, slots=True)
class FieldCheck:
    """One visit of the office to the place itself; `off` when it found other than reported."""

    on: date
    where: str
    words: str
    off: bool


def field_checks_of(matter: Matter) -> list[FieldCheck]:
    """The visits made, the last one first."""
    said, words = matter.facts.get(CHECKS, ()), dict(AGREES)
    found = (
        FieldCheck(
            date.fromisoformat(row["on"]),
            row["where"],
            words[row["agrees"]],
            row["agrees"] in ("partly", "differs"),
        )
        for row in said
    )
    return list(found)[::-1]

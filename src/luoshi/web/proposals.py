"""A proposal of the intake as the review page tells it: every judgement in words, with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from luoshi.instruments.intake.advice import DueAdvice, advise
from luoshi.instruments.intake.models import Proposal
from luoshi.lib.clock import local_date
from luoshi.lib.recurrence import describe
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person
from luoshi.org.scope import current_units
from luoshi.web.likely import Likely, likely
from luoshi.web.marked import Mark

KIND_LABELS = {
    "assignment": "一次性交办",
    "standing_rule": "常规制度",
    "target": "量化目标",
    "exhortation": "号召性表述",
}
_LOOKS = {"standing_rule": "rule", "exhortation": "talk"}
UNSURE = 0.6  # below this a proposal is greyed, and says so
_SURE = ((0.85, "把握大"), (UNSURE, "较有把握"), (0.0, "把握不大"))
_HOW = {
    "alias": "按别名、简称认定",
    "suffix": "按名称后缀认定",
    "group": "按单位统称认定",
    "spelling": "写法与目录略有出入",
    "former": "曾用名",
    "ours": "来文单位自称",
    "post": "按职务认定到单位",
    "inherited": "承前句推断",
    "sheet": "取自工作表名称",
}


class Addressed(Protocol):
    """What gives a proposal its address on the page."""

    def url(self, proposal_id: int | None = None, doing: str = "") -> str: ...


@dataclass(frozen=True, slots=True)
class UnitWords:
    """One unit of a proposal: as written, as resolved, and how that came about."""

    written: str
    name: str
    how: str
    inferred: bool
    unknown: bool
    collective: bool
    note: str


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal as a line of the list."""

    place: int
    proposal: Proposal
    lead: str
    due: str
    sure: str
    percent: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal in words."""

    proposal: Proposal
    place: int
    kind: str
    lead: tuple[UnitWords, ...]
    co: tuple[UnitWords, ...]
    due: DueAdvice | None
    recurrence: str
    sure: str
    percent: str
    unsure: bool
    likely: tuple[Likely, ...]

    @property
    def into(self) -> Likely | None:
        """The matter that the proposal can be merged into with one key."""
        return next((one for one in self.likely if one.running), None)


def sure_words(confidence: float) -> str:
    """A probability as a clerk would say it."""
    return next(words for least, words in _SURE if confidence >= least)


def percent(confidence: float) -> str:
    """97%; never 100%, which nobody can know."""
    return f"{min(99, round(confidence * 100))}%"


def places(found: Iterable[Proposal]) -> dict[int, int]:
    """The number of each proposal in the document; an exhortation has none."""
    real = (p.pk for p in found if p.kind != Proposal.Kind.EXHORTATION)
    return {pk: place for place, pk in enumerate(real, 1)}


def rows(listed: Iterable[Proposal], numbers: dict[int, int], now: datetime) -> list[Line]:
    """The lines of the list, in the order given."""
    short = short_names(now)
    return [
        Line(
            numbers.get(p.pk, 0),
            p,
            line_lead(p, short),
            line_due(p),
            "人工标出" if p.by_hand else sure_words(p.confidence),
            "" if p.by_hand else percent(p.confidence),
            p.confidence < UNSURE,
        )
        for p in listed
    ]


def line_due(proposal: Proposal) -> str:
    """The time limit in the list of proposals: a day, a recurrence, or the document's words."""
    if proposal.rrule:
        return describe(proposal.rrule)
    written = str(proposal.deadline.get("text") or "")
    return proposal.due.isoformat() if proposal.due else written


def short_names(now: datetime) -> dict[str, str]:
    """Full name → short name of the units in being."""
    return {unit.name: unit.short_name for unit in current_units(local_date(now))}


def unit_names(now: datetime) -> dict[str, str]:
    """Code → short name of the units in being."""
    return {unit.code: unit.short_name for unit in current_units(local_date(now))}


def line_lead(proposal: Proposal, short: dict[str, str]) -> str:
    """The lead unit in the list of proposals, else whoever the document names first."""
    named = sorted(proposal.units, key=lambda u: u["role"] != "lead")
    name = str(named[0]["name"] or named[0]["text"]) if named else ""
    return short.get(name, name)


def _unit(mention: dict[str, Any], short: dict[str, str]) -> UnitWords:
    name = short.get(mention["name"], mention["name"])
    return UnitWords(
        mention["text"],
        name,
        _HOW.get(mention["how"], ""),
        bool(mention["inferred"]),
        mention["how"] == "unresolved" or not name,
        mention["how"] == "collective",
        mention.get("note", ""),
    )


def shown(proposal: Proposal, place: int, by: Person, now: datetime) -> Shown:
    """Everything the page says about the proposal being decided."""
    today: date = local_date(now)
    short = short_names(now)
    units = [(m["role"], _unit(m, short)) for m in proposal.units]
    due = advise(proposal.due, today, office_calendar()) if proposal.due else None
    return Shown(
        proposal,
        place,
        KIND_LABELS.get(proposal.kind, proposal.kind),
        tuple(words for role, words in units if role == "lead"),
        tuple(words for role, words in units if role != "lead"),
        due,
        describe(proposal.rrule) if proposal.rrule else "",
        sure_words(proposal.confidence),
        percent(proposal.confidence),
        proposal.confidence < UNSURE,
        tuple(likely(proposal, unit_names(now), by, now)),
    )


def marks(found: Iterable[Proposal], current: Proposal | None, view: Addressed) -> list[Mark]:
    """Every proposal where it stands in the text, the current one outlined."""
    return [
        Mark(
            p.start,
            p.end,
            _look(p, current),
            view.url(p.pk),
            f"{KIND_LABELS.get(p.kind, p.kind)}：{p.action}",
            "now" if current is not None and p.pk == current.pk else f"p{p.pk}",
        )
        for p in found
    ]


def _look(proposal: Proposal, current: Proposal | None) -> str:
    decided = proposal.decision != Proposal.Decision.OPEN
    look = "decided" if decided else _LOOKS.get(proposal.kind, "")
    here = current is not None and proposal.pk == current.pk
    return f"{look} now".strip() if here else look


def chosen(found: Sequence[Proposal], asked: str, listed: Sequence[Proposal]) -> Proposal | None:
    """The proposal asked for by id, else the first of the list that waits, else its first."""
    for proposal in found:
        if asked == str(proposal.pk):
            return proposal
    waiting = [p for p in listed if p.decision == Proposal.Decision.OPEN]
    return next(iter([*waiting, *listed]), None)

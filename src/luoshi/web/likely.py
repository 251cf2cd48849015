"""What a proposal may repeat, as the review page tells it: how much, why, and what can be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from luoshi.catalogue.schema import Phase
from luoshi.instruments.intake import known
from luoshi.instruments.intake.models import Proposal
from luoshi.matters import queries
from luoshi.matters.lights import ENDED
from luoshi.matters.models import Matter
from luoshi.org.models import Person
from luoshi.web.words import day_words

_DIFFERS = {"lead": "牵头单位", "due": "时限", "figures": "数量"}


@dataclass(frozen=True, slots=True)
class Likely:
    """One thing the proposal may repeat. `number` is set when it is, or has become, a matter; when
    that is `running`, the proposal can be merged into it with one key."""

    words: str
    title: str
    url: str
    likeness: str
    number: str
    running: bool
    reasons: tuple[str, ...]


def likely(proposal: Proposal, names: dict[str, str], by: Person, now: datetime) -> list[Likely]:
    """What `by` may see of it, a repetition in the same document first. `names`: code → unit."""
    entries = [entry for entry in proposal.similar if isinstance(entry, dict)]
    matters = _matters(entries, by, now)
    earlier = {p.pk: p for p in known.named(_ids(entries, "proposal"), by, now)}
    found: dict[str, Likely] = {}
    for entry in entries:
        one: Likely | None = None
        other = earlier.get(entry.get("proposal", 0))
        if other is not None:
            one = _of_proposal(entry, other, proposal, matters, names, now)
        elif entry.get("matter") in matters:
            one = _of_matter(entry, matters[entry["matter"]], names, now)
        if one is not None:
            found.setdefault(one.number or one.url, one)
    return list(found.values())


def _ids(entries: Iterable[dict[str, Any]], name: str) -> list[Any]:
    return [entry[name] for entry in entries if entry.get(name)]


def _matters(entries: list[dict[str, Any]], by: Person, now: datetime) -> dict[str, Matter]:
    """By number: the matters named, and those that the proposals named have become; no voided
    one."""
    seen: QuerySet[Matter] = queries.visible_to(by, now).exclude(phase=Phase.VOID)
    became = known.became(_ids(entries, "proposal"))
    rows = seen.filter(number__in=[*_ids(entries, "matter"), *became])
    return {row.number: row for row in rows}


def _percent(entry: dict[str, Any]) -> str:
    if known.is_changed(entry):
        return "原句改了"
    if entry.get("same"):
        return "相同"
    return f"相似 {min(99, round(100 * float(entry.get('score') or 0)))} %"


def _of_matter(
    entry: dict[str, Any], matter: Matter, names: dict[str, str], now: datetime
) -> Likely:
    running = matter.phase not in ENDED
    return Likely(
        f"与 {matter.number}{'' if running else '（已销号）'}",
        matter.title,
        reverse("web:matter", args=[matter.number]),
        _percent(entry),
        matter.number,
        running,
        _reasons(entry, names, now),
    )


def _of_proposal(
    entry: dict[str, Any],
    other: Proposal,
    proposal: Proposal,
    matters: dict[str, Matter],
    names: dict[str, str],
    now: datetime,
) -> Likely:
    here = other.reading_id == proposal.reading_id
    where = "本文" if here else f"《{other.reading.document.title}》"
    place = known.place_of(other)
    said = {"accepted": "（已立项）", "merged": "（已并入）", "dropped": "（当时不立项）"}
    matter = matters.get(other.matter.number) if other.matter else None
    return Likely(
        f"与{where}第 {place} 条{said.get(other.decision, '')}",
        "" if here and entry.get("same") else other.action,
        reverse("web:review", args=[other.reading_id]) + f"?p={other.pk}",
        _percent(entry),
        matter.number if matter else "",
        matter is not None and matter.phase not in ENDED,
        _reasons(entry, names, now),
    )


def _reasons(entry: dict[str, Any], names: dict[str, str], now: datetime) -> tuple[str, ...]:
    """Which words, units and day they share, and what speaks against it."""
    found = []
    if known.is_changed(entry):
        found.append("旧版本里由这句话立项")
    if entry.get("same"):
        found.append("原句一字不差")
    elif entry.get("words"):
        found.append("都写有" + "".join(f"“{word}”" for word in entry["words"]))
    if entry.get("lead"):
        found.append(f"都由{names.get(entry['lead'], entry['lead'])}牵头")
    if entry.get("units"):
        found.append("都有" + "、".join(names.get(code, code) for code in entry["units"][:4]))
    if entry.get("due"):
        found.append(f"时限都是{day_words(date.fromisoformat(entry['due']), now)}")
    against = [_DIFFERS[name] for name in entry.get("differs", ()) if name in _DIFFERS]
    if against:
        found.append("、".join(against) + "不同")
    return tuple(found)

"""向我要的: everything that is asked of a unit, by what it has to do next, with who asked and when.

The same reasons as the officer's list, told to the unit before anybody has to call.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from luoshi.instruments.followup.asking import Ask, Asked
from luoshi.instruments.followup.compute import Reason
from luoshi.instruments.followup.parts import Held, held_parts
from luoshi.instruments.followup.submitted import submitted_by
from luoshi.lib.clock import local_date
from luoshi.matters import narrate, queries
from luoshi.matters.models import Event, Matter
from luoshi.matters.types import pinned, verb_of
from luoshi.org.models import Person

HELP_WITHIN = timedelta(days=30)
NEWS_WITHIN = timedelta(days=7)
PAPER = "answer_material"
_ASKING = (
    "dispatch",
    "request_material",
    "urge",
    "return_back",
    "instruct",
    "hear_report",
    "convene",
    "reopen",
)
_TOLD = frozenset({"unit", "lead_unit"})


def asked_of(viewer: Person, units: frozenset[int], now: datetime) -> tuple[Asked, ...]:
    """Everything asked of these units that `viewer` may see, what has to be done first."""
    visible = queries.visible_to(viewer, now).filter(private=False)
    held = held_parts(visible, units, now)
    events = _events(held, now)
    forms = _forms(held)
    found: dict[str, list[Ask]] = {key: [] for key, _ in _HEADINGS}
    for one in held:
        own = events.get(one.matter.pk, [])
        key = _next(one, own)
        found[key].append(_ask(one, key, own, forms.get(one.matter.pk, {})))
    for key, ask in submitted_by(viewer, units, now):
        found[key].append(ask)
    for one in held:
        for event in events.get(one.matter.pk, []):
            if event.said.get("help") and event.recorded_at >= now - HELP_WITHIN:
                found["help"].append(_told(one, event, event.said["help"]))
            elif _is_news(event, units, now):
                words = "；".join(narrate.lines(event)) or narrate.headline(event)
                found["news"].append(_told(one, event, words))
    for key in ("help", "news"):
        found[key].sort(key=lambda ask: ask.at, reverse=True)
    return tuple(Asked(key, words, tuple(found[key])) for key, words in _HEADINGS if found[key])


_HEADINGS = (
    ("acknowledge", "先签收"),
    ("material", "等您答复：催办、批示、会上要求"),
    ("redo", "退回补办"),
    ("papers", "等您报送的材料"),
    ("sent_back", "请示被退回，请补充"),
    ("answered", "已经支招，请您确认"),
    ("late", "已经逾期"),
    ("node", "节点到了"),
    ("report", "该报进展了"),
    ("soon", "快到期了"),
    ("owed", "您求助、请示的，等答复"),
    ("calm", "在办，眼下不用您做什么"),
    ("help", "给您支的招"),
    ("news", "近七天的通知"),
)
_BY_REASON = {"late": "late", "node": "node", "feedback": "report", "soon": "soon", "lag": "report"}
# What answers a pile: the first of these acts that the matter's stage knows, else none.
_VERBS = {"acknowledge": ("acknowledge",), "node": ("reach_node",), "calm": ()}
_USUAL = ("report_progress", PAPER)


def _events(held: list[Held], now: datetime) -> dict[int, list[Event]]:
    """What has happened to these matters, newest first."""
    rows = Event.objects.filter(matter_id__in=[one.matter.pk for one in held], recorded_at__lte=now)
    found: dict[int, list[Event]] = {}
    for event in rows.select_related("actor", "unit").order_by("-recorded_at", "-seq"):
        found.setdefault(event.matter_id, []).append(event)
    return found


def _last(events: list[Event], *verbs: str) -> Event | None:
    return next((e for e in events if e.verb in verbs), None)


def _next(one: Held, events: list[Event]) -> str:
    """What this part waits for: the most pressing of all that could be said."""
    if one.part.state == "pending":
        return "acknowledge"
    heard, words = one.heard_at, _last(events, "urge", "instruct", "hear_report", "convene")
    back = _last(events, "return_back")
    if back and (heard is None or back.recorded_at > heard):
        return "redo"
    if words and (heard is None or words.recorded_at > heard):
        return "material"
    if _knows(one.matter, PAPER):
        return "papers"
    first = one.reasons[0].kind if one.reasons else ""
    return _BY_REASON.get(first, "calm")


def _knows(matter: Matter, verb: str) -> bool:
    return pinned(matter.type_version_id).move(matter.stage, verb) is not None


def _forms(held: list[Held]) -> dict[int, Mapping[str, Any]]:
    """The own fields of the matters that ask for papers: what has to be filled in."""
    ids = [one.matter.pk for one in held if _knows(one.matter, PAPER)]
    return dict(Matter.objects.filter(pk__in=ids).values_list("pk", "extra")) if ids else {}


def _paper_words(form: Mapping[str, Any], reason: Reason | None) -> str:
    """How many items, and which; that it is late, if it is."""
    items = [row["item"] for row in form.get("form") or ()]
    late = "已过报送时限，" if reason and reason.kind == "late" else ""
    return f"{late}要填 {len(items)} 项：{'、'.join(items)}"


def _ask(one: Held, key: str, events: list[Event], form: Mapping[str, Any]) -> Ask:
    asking = {
        "material": ("urge", "instruct", "hear_report", "convene"),
        "redo": ("return_back",),
    }.get(key, _ASKING)
    asked = _last(events, *asking)
    at = asked.recorded_at if asked else one.part.handed_at
    who = asked.actor.name if asked and asked.actor else "系统"
    reason = one.reasons[0] if one.reasons else None
    why = (
        _paper_words(form, reason)
        if key == "papers"
        else _why(reason, asked if key in ("material", "redo") else None)
    )
    until = (reason.until if reason else None) or _due(one.matter)
    # Where none is known, what is to be done stands on the matter's own page.
    verb = next((v for v in _VERBS.get(key, _USUAL) if _knows(one.matter, v)), "")
    unit = one.part.unit
    return Ask(one.matter, verb, unit.code, why, who, at, until, unit.short_name)


def _why(reason: Reason | None, asked: Event | None) -> str:
    if asked is not None:
        said = next((asked.said[k] for k in _SAID if asked.said.get(k)), "")
        verb = verb_of(asked)
        return f"{verb.label if verb else asked.verb}：{said}"
    return reason.words if reason else ""


_SAID = ("note", "words", "asked", "agenda", "reason")


def _due(matter: Matter) -> date | None:
    return local_date(matter.due_at) if matter.due_at else None


def _told(one: Held, event: Event, words: str) -> Ask:
    who = event.actor.name if event.actor else "系统"
    unit = one.part.unit
    return Ask(one.matter, "", unit.code, words, who, event.recorded_at, unit_name=unit.short_name)


def _is_news(event: Event, units: frozenset[int], now: datetime) -> bool:
    if event.recorded_at < now - NEWS_WITHIN or event.unit_id in units:
        return False
    verb = verb_of(event)
    told = verb.tells if verb else ()
    return bool(_TOLD & set(told)) and event.verb not in _ASKING

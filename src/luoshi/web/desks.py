"""What stands first on a person's page today: a desk is a list of sections, likeliest act first.

The rules of visibility, lights and clocks stay below; a desk only chooses and orders.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from luoshi.catalogue.families import FAMILIES
from luoshi.catalogue.schema import Phase
from luoshi.lib.workdays import Unit
from luoshi.matters import queries, spoken, submissions
from luoshi.matters.lights import key_of
from luoshi.matters.models import Matter
from luoshi.matters.queries import LedgerFilter
from luoshi.matters.types import pinned
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person
from luoshi.org.scope import Scope
from luoshi.web.foreseen import WHOLE, foreseen_late
from luoshi.web.reporting import Card, cards
from luoshi.web.rows import Row, rows_of

SHOWN = 8
UNIT_LIMIT = 300
# What will be late is told alike on every desk: as help, while there is still time.
SLIPPING = "照现在的进度会晚"
SLIPPING_NOTE = (
    "按进度和以往用时推算，只作提醒，现在还来得及：单位有困难在“报进展”里说、在“求助”里请人支招，"
    "要时间的在到期之前申请延期；领导和督查科先问困难、再支招，不必先催。"
)


@dataclass(frozen=True, slots=True)
class Section:
    """Matters that wait for the same act. `act` is what the link says, `whole` its ledger view;
    what is addressed to a person comes as `cards` instead of rows."""

    key: str
    heading: str
    act: str
    rows: list[Row]
    total: int
    whole: str = ""
    cards: list[Card] = field(default_factory=list)
    note: str = ""

    @property
    def more(self) -> int:
        """How many are not shown here."""
        return self.total - len(self.rows) - len(self.cards)


def _of(matters: QuerySet[Matter], ids: list[int], now: datetime) -> list[Row]:
    return rows_of(matters.filter(pk__in=ids[:SHOWN]), now)


def unit_desk(person: Person, scope: Scope, now: datetime) -> list[Section]:
    """For liaisons and unit heads: to acknowledge first, then late, soon, returned, the rest."""
    every = queries.ledger(person, LedgerFilter(), now)
    own = every.filter(
        assignments__unit_id__in=scope.own_units,
        assignments__state__in=("pending", "objecting", "handling", "forwarding"),
    ).distinct()
    pending = set(
        every.filter(
            assignments__unit_id__in=scope.own_units,
            assignments__state="pending",
            dispatched_at__isnull=False,  # until then there is nothing to sign for
        ).values_list("pk", flat=True)
    )
    objecting = set(
        every.filter(
            assignments__unit_id__in=scope.own_units, assignments__state="objecting"
        ).values_list("pk", flat=True)
    )
    slips = set(own.filter(foreseen_late(now)).values_list("pk", flat=True))
    piles: dict[str, list[int]] = {key: [] for key, *_ in _UNIT_PILES}
    for matter in own[:UNIT_LIMIT]:
        # Who has objected waits for the office: nothing of it is late here.
        pile = "fine" if matter.pk in objecting else _pile(matter, pending, now)
        # An act that is owed goes first; what will be late goes before what is only due soon.
        slips_first = matter.pk in slips and pile in ("soon", "fine")
        piles["slipping" if slips_first else pile].append(matter.pk)
    return [
        Section(
            key,
            heading,
            act,
            _of(every, piles[key], now),
            len(piles[key]),
            whole,
            note=SLIPPING_NOTE if key == "slipping" else "",
        )
        for key, heading, act, whole in _UNIT_PILES
        if piles[key]
    ]


def member_desk(person: Person, now: datetime) -> list[Section]:
    """The open matters of the task forces that the person is a member of."""
    if not queries.in_task_force(person):
        return []
    mine = queries.ledger(person, LedgerFilter(), now).filter(members__person=person)
    rows = rows_of(mine[:SHOWN], now)
    return [Section("force", "我在专班的事", "看进展、提建议", rows, mine.count())] if rows else []


_REPORT_PILES = (
    ("answer", "待我答复", "答复"),
    ("opinion", "请我提意见", "提意见"),
    ("sent_back", "请示被退回", "补充"),
    ("helped", "已支招，请确认", "确认"),
    ("drafts", "请示草稿", "接着写"),
)


def report_desk(person: Person, scope: Scope, now: datetime) -> list[Section]:
    """Of reports and requests for help: what waits for this person's next act, in that order."""
    found = submissions.waiting_by_act(person, scope, now)
    return [
        Section(key, heading, act, [], len(found[key]), cards=cards(found[key][:SHOWN], now))
        for key, heading, act in _REPORT_PILES
        if found[key]
    ]


_UNIT_PILES = (
    ("new", "待签收", "签收", "?tab=new"),
    ("late", "逾期或滞后", "汇报或办结", "?tab=late"),
    ("returned", "被退回", "补办", ""),
    ("slipping", SLIPPING, "汇报进展", WHOLE),
    ("soon", "将到期", "汇报或办结", "?tab=soon"),
    ("fine", "在办", "汇报进展", "?"),
)


def _pile(matter: Matter, pending: set[int], now: datetime) -> str:
    if matter.pk in pending:
        return "new"
    light = key_of(matter, now)
    if light == "late":
        return light
    if matter.returned and matter.phase == Phase.OPEN:
        return "returned"
    return light if light == "soon" else "fine"


def _unacknowledged(matters: QuerySet[Matter], now: datetime) -> Q:
    """Handed over longer ago than the type allows for acknowledging."""
    calendar = office_calendar()
    waiting = matters.filter(assignments__state="pending").values_list(
        "pk", "type_version_id", "assignments__handed_at"
    )
    late = set()
    for pk, version, handed in waiting[:2000]:
        within = pinned(version).acknowledge_within
        if calendar.add_to(handed, within.amount, Unit(within.unit)) < now:
            late.add(pk)
    return Q(pk__in=late)


def office_desk(person: Person, now: datetime) -> list[Section]:
    """For clerk, chief and director: what waits for the office, then what is late."""
    every = queries.ledger(person, LedgerFilter(), now)
    late = queries.ledger(person, LedgerFilter(tab="late"), now)
    piles: tuple[tuple[str, str, str, str, Callable[[], QuerySet[Matter]]], ...] = (
        (
            "filed",
            "待立项、待交办",
            "立项或交办",
            "?tab=filed",
            lambda: every.filter(phase=Phase.FILED),
        ),
        (
            "objecting",
            "异议待裁",
            "裁定",
            "",
            lambda: every.filter(assignments__state="objecting").distinct(),
        ),
        ("spoken", "口头交办待确认", "请领导确认", "", lambda: spoken.unconfirmed(person, now)),
        ("asked", "延期待批", "审批", "", lambda: every.filter(asked_due_at__isnull=False)),
        ("check", "待核查、待销号", "核查", "?tab=check", lambda: every.filter(phase=Phase.CHECK)),
        (
            "unacknowledged",
            "超过签收时限",
            "催办",
            "",
            lambda: every.filter(_unacknowledged(every, now)),
        ),
        ("late", "逾期或滞后", "催办", "?tab=late", lambda: late),
    )
    sections = []
    for key, heading, act, whole, matters in piles:
        found = matters()
        if total := found.count():
            sections.append(Section(key, heading, act, rows_of(found[:SHOWN], now), total, whole))
    slipping = _slipping(person, "了解困难", now)
    return [*sections, *([slipping] if slipping.total else []), *red_lights(person, now)]


def red_lights(person: Person, now: datetime) -> list[Section]:
    """A section for each family whose red light is not lateness: risks that nobody looks at,
    reports without an answer."""
    sections = []
    for family in FAMILIES.values():
        found = queries.ledger(person, LedgerFilter(tab="late", family=family.key), now)
        if not family.hurried and (total := found.count()):
            rows = rows_of(found[:SHOWN], now)
            whole = f"?tab=late&family={family.key}"
            sections.append(Section(family.key, family.red, "看办理情况", rows, total, whole))
    return sections


def _slipping(person: Person, act: str, now: datetime) -> Section:
    """Foreseen late while the light is not red: there is still time to help."""
    found = queries.ledger(person, LedgerFilter(), now, foreseen_late(now))
    rows = rows_of(found[:SHOWN], now)
    return Section("slipping", SLIPPING, act, rows, found.count(), WHOLE, note=SLIPPING_NOTE)


def leader_desk(person: Person, now: datetime) -> list[Section]:
    """For leaders and the head: what is late, what will be, and what falls due in two weeks."""
    asking = submissions.addressed_keys()
    late = queries.ledger(person, LedgerFilter(tab="late"), now)
    coming = queries.ledger(person, LedgerFilter(due="fortnight"), now).exclude(type_key__in=asking)
    return [
        Section(
            "late", "已经晚了", "看办理情况", rows_of(late[:SHOWN], now), late.count(), "?tab=late"
        ),
        *red_lights(person, now),
        _slipping(person, "看办理情况", now),
        Section(
            "soon",
            "两周内到期",
            "看办理情况",
            rows_of(coming[:SHOWN], now),
            coming.count(),
            "?due=fortnight",
        ),
    ]

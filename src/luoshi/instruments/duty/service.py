"""Making, changing and filing rosters of duty, and the board that tells who is on duty now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from luoshi.instruments.duty import compute
from luoshi.instruments.duty.compute import Rules, Span, Staff, Watch
from luoshi.instruments.duty.models import Roster, Shift
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotAllowed, NotFound
from luoshi.org import chain
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Absence, Person
from luoshi.org.people import active_people
from luoshi.org.roles import OFFICE, Role
from luoshi.org.scope import scope_of

LOOK_BACK = timedelta(days=365)  # what was borne in the last year counts for the turn
LEADING = (Role.OFFICE_DIRECTOR, Role.DEPUTY_DIRECTOR)
PHONE_LENGTH, FILED_LENGTH = 40, 60


@dataclass(frozen=True, slots=True)
class Row:
    """A shift as the page shows it."""

    shift: Shift
    officers: tuple[Person, ...]
    why_led: str
    faults: tuple[str, ...]
    now: bool

    @property
    def hand_over_at(self) -> datetime:
        """When the next ones are there, to be handed over to (B12)."""
        return self.shift.begins_at - compute.rules().hand_over


@dataclass(frozen=True, slots=True)
class Board:
    """One roster with what is wrong with it, and who is on duty at this moment."""

    roster: Roster | None
    rows: tuple[Row, ...]
    present: tuple[Row, ...]
    gaps: tuple[Watch, ...]
    file_by: date | None
    borne: tuple[tuple[Person, int], ...]

    @property
    def faults(self) -> int:
        """How many shifts have something wrong with them."""
        return sum(1 for row in self.rows if row.faults)


def _sees(person: Person, now: datetime) -> None:
    scope = scope_of(person, now)
    if not (scope.in_office or scope.leads):
        raise NotAllowed("值班表由政府办和领导查看。", code="office_only")


def _keeps(person: Person, now: datetime) -> None:
    if not scope_of(person, now).in_office:
        raise NotAllowed("值班表由政府办排定。", code="office_only")


def staff_people(now: datetime) -> list[Person]:
    """The whole staff of the office, its leaders included, in the order of the directory."""
    ids = set(chain.holders(OFFICE, local_date(now)))
    return [person for person in active_people() if person.pk in ids]


def _watch(shift: Shift) -> Watch:
    people = tuple(sorted(person.pk for person in shift.officers.all()))
    return Watch(shift.begins_at, shift.ends_at, people, shift.leader_id)


def _spans(first: date, last: date, sensitive: Iterable[Span]) -> list[Span]:
    return [*sensitive, *compute.holidays(first, last, office_calendar())]


def _shifts(first: date, last: date) -> list[Shift]:
    rows = Shift.objects.filter(roster__first_day__lte=last, roster__last_day__gte=first)
    return list(rows.select_related("leader").prefetch_related("officers"))


def _borne(day: date, sensitive: Sequence[Span], rule: Rules) -> dict[int, int]:
    """What everybody has borne in the year before that day, by weight."""
    first, calendar = day - LOOK_BACK, office_calendar()
    spans = _spans(first, day, sensitive)
    borne: dict[int, int] = {}
    for watch in (_watch(shift) for shift in _shifts(first, day - timedelta(days=1))):
        heavy = compute.weight(watch, spans, calendar, rule)
        for person in (*watch.people, *([watch.leader] if watch.leader else [])):
            borne[person] = borne.get(person, 0) + heavy
    return borne


def _staff(first: date, last: date, borne: dict[int, int], now: datetime) -> Staff:
    leaders = tuple(chain.holders(LEADING, local_date(now)))
    people = tuple(p.pk for p in staff_people(now) if p.pk not in leaders)
    away: dict[int, tuple[Span, ...]] = {}
    for gone in Absence.objects.filter(begins__lte=last, ends__gte=first):
        span = Span(gone.reason, gone.begins, gone.ends)
        away[gone.person_id] = (*away.get(gone.person_id, ()), span)
    return Staff(people, leaders, borne, away)


def _check_days(first: date, last: date, phone: str, rule: Rules) -> None:
    wrong: dict[str, str] = {}
    days = (last - first).days + 1
    if days < 1:
        wrong["last_day"] = "最后一天不能早于第一天。"
    elif days > rule.most_days:
        wrong["last_day"] = f"一张值班表最多排 {rule.most_days} 天，请分段排。"
    if not phone.strip() or len(phone) > PHONE_LENGTH or "\x00" in phone:
        wrong["phone"] = "请填写 24 小时有人接听的值班电话，40 字以内。"
    again = Roster.objects.filter(first_day__lte=last, last_day__gte=first).first()
    if not wrong and again:
        wrong["first_day"] = f"{again.first_day}至{again.last_day}已有值班表，请从它之后排起。"
    if wrong:
        raise Invalid("".join(wrong.values()), code="bad_roster", fields=wrong)


@transaction.atomic
def make(
    person: Person, now: datetime, *, first_day: date, last_day: date, phone: str,
    sensitive: Sequence[Span] = (),
) -> Roster:  # fmt: skip
    """A roster of these days, its shifts filled in a fair turn over the whole staff (S112)."""
    _keeps(person, now)
    rule = compute.rules()
    _check_days(first_day, last_day, phone, rule)
    staff = _staff(first_day, last_day, _borne(first_day, sensitive, rule), now)
    spans = _spans(first_day, last_day, sensitive)
    empty = compute.shifts_of(first_day, last_day, rule)
    roster = Roster.objects.create(
        first_day=first_day, last_day=last_day, phone=phone.strip(), made_by=person, made_at=now
    )
    for watch in compute.suggest(empty, staff, spans, office_calendar(), rule):
        shift = Shift.objects.create(
            roster=roster, begins_at=watch.begins, ends_at=watch.ends, leader_id=watch.leader
        )
        shift.officers.set(watch.people)
    return roster


def _roster(roster_id: int) -> Roster:
    found = Roster.objects.filter(pk=roster_id).first()
    if found is None:
        raise NotFound("没有这张值班表，可能已经删除。")
    return found


def board(
    person: Person, now: datetime, sensitive: Sequence[Span] = (), roster_id: int | None = None
) -> Board:
    """The roster asked for, else that of today, else the next or the last; with its faults."""
    _sees(person, now)
    today = local_date(now)
    roster = _roster(roster_id) if roster_id else _nearest(today)
    present = tuple(_present(now, sensitive))
    if roster is None:
        return Board(None, (), present, (), None, ())
    shifts = list(roster.shifts.select_related("leader").prefetch_related("officers"))
    spans = _spans(roster.first_day, roster.last_day, sensitive)
    rows = tuple(_row(shift, spans, now) for shift in shifts)
    watches = [_watch(shift) for shift in shifts]
    holes: list[Watch] = []
    if watches:
        holes = compute.gaps(watches, watches[0].begins, max(w.ends for w in watches))
    feasts = compute.holidays(roster.first_day, roster.last_day, office_calendar())
    by = compute.file_by(feasts, compute.rules())
    return Board(roster, rows, present, tuple(holes), by, _shares(roster, sensitive, now))


def _shares(
    roster: Roster, sensitive: Sequence[Span], now: datetime
) -> tuple[tuple[Person, int], ...]:
    """What everybody bears with this roster and the year before it, the most first."""
    after = roster.last_day + timedelta(days=1)
    borne = _borne(after, sensitive, compute.rules())
    people = staff_people(now)
    return tuple(sorted(((p, borne.get(p.pk, 0)) for p in people), key=lambda row: -row[1]))


def _nearest(today: date) -> Roster | None:
    current = Roster.objects.filter(last_day__gte=today).order_by("first_day").first()
    return current or Roster.objects.first()


def _present(now: datetime, sensitive: Sequence[Span]) -> Iterable[Row]:
    rows = Shift.objects.filter(begins_at__lte=now, ends_at__gt=now)
    today = local_date(now)
    spans = _spans(today - timedelta(days=1), today, sensitive)
    for shift in rows.select_related("leader", "roster").prefetch_related("officers"):
        yield _row(shift, spans, now)


def _row(shift: Shift, spans: Sequence[Span], now: datetime) -> Row:
    watch, rule = _watch(shift), compute.rules()
    why = compute.led(watch, spans)
    faults = []
    if not watch.people:
        faults.append("没有人")
    elif compute.thin([watch], rule):
        faults.append(f"只有 {len(watch.people)} 人")
    if why and watch.leader is None:
        faults.append(f"{why}须有办公室领导带班")
    officers = tuple(shift.officers.all())
    return Row(shift, officers, why, tuple(faults), watch.begins <= now < watch.ends)


def change(
    person: Person, now: datetime, shift_id: int, *, officers: Sequence[str], leader: str = ""
) -> Shift:
    """The shift is done by these people, under this leader, from now on."""
    _keeps(person, now)
    shift = Shift.objects.filter(pk=shift_id).first()
    if shift is None:
        raise NotFound("没有这一班，值班表可能已经改过，请刷新。")
    if shift.ends_at <= now:
        raise Invalid("这一班已经值完，不能再改；要说明情况的记在值班记录里。", code="shift_over")
    known = {p.username: p for p in staff_people(now)}
    wanted = [name for name in dict.fromkeys(officers) if name]
    if unknown := [name for name in (*wanted, *([leader] if leader else [])) if name not in known]:
        raise Invalid(f"“{'、'.join(unknown)}”不是政府办的人，请从名单里选。", code="not_staff")
    if not wanted:
        raise Invalid("至少要有一人值班，不能空班。", code="nobody_on_duty")
    shift.leader = known[leader] if leader else None
    shift.save(update_fields=["leader"])
    shift.officers.set([known[name] for name in wanted])
    return shift


def file(person: Person, now: datetime, roster_id: int, filed_with: str) -> Roster:
    """The roster has been filed with this government; once is enough."""
    _keeps(person, now)
    roster = _roster(roster_id)
    words = filed_with.strip()
    if not words or len(words) > FILED_LENGTH or "\x00" in words:
        raise Invalid(
            "请写明报备给哪里，如“市政府总值班室”，60 字以内。", code="filed_with_missing"
        )
    if roster.filed_at is None:
        roster.filed_with, roster.filed_at = words, now
        roster.save(update_fields=["filed_with", "filed_at"])
    return roster

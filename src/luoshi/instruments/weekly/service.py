"""Drafts and what becomes of them. Nothing typed is lost; nothing is sent without a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from luoshi.instruments.weekly.compute import compose
from luoshi.instruments.weekly.ledger import Foresee, gather
from luoshi.instruments.weekly.models import WeeklyCycle, WeeklyReport, WeeklyVersion
from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotFound, Refused, Stale
from luoshi.lib.secrecy import refuse_if_marked
from luoshi.lib.workdays import add_months
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person
from luoshi.org.people import leaders
from luoshi.org.scope import hats_of

LONGEST = 60_000
FARTHEST = 366  # days of one report
_STALE = "刚刚有人改过这份报告。您写的还在下面，请对照后再保存。"
_SENT = "报告已经呈送，不能再改；需要更正的，请另写一份。"


def addressees(now: datetime) -> list[Person]:
    """To whom reports may go: the head, then the leaders in charge."""
    return leaders(local_date(now))


def reports_for(person: Person, now: datetime) -> QuerySet[WeeklyReport]:
    """For the office all reports; for a leader the ones sent to them, or to whom they act for."""
    rows = WeeklyReport.objects.select_related("audience", "made_by", "edited_by", "sent_by")
    hats = hats_of(person, now)
    if any(hat.in_office for hat in hats):
        return rows
    holders = [hat.holder_id for hat in hats if hat.leads]
    return rows.filter(status=WeeklyReport.Status.SENT, audience_id__in=holders)


def unread_for(person: Person, now: datetime) -> list[WeeklyReport]:
    """What was sent to this leader within the last two weeks, newest first."""
    since = local_date(now) - timedelta(days=14)
    return list(
        reports_for(person, now).filter(status=WeeklyReport.Status.SENT, ends__gte=since)[:3]
    )


def find(person: Person, report_id: int, now: datetime) -> WeeklyReport:
    """The report, if this person may see it; otherwise `NotFound`."""
    found = reports_for(person, now).filter(pk=report_id).first()
    if found is None:
        raise NotFound("没有这份报告，或者它还没有呈送给您。")
    return found


def versions_of(report: WeeklyReport) -> list[WeeklyVersion]:
    """The wordings it had before, newest first."""
    return list(report.versions.select_related("by"))


def next_period(audience: Person, now: datetime) -> tuple[date, date]:
    """From the day after the last report to this leader (else from Monday) until today."""
    today = local_date(now)
    last = WeeklyReport.objects.filter(audience=audience, ends__lt=today).first()
    monday = today - timedelta(days=today.weekday())
    return (last.ends + timedelta(days=1) if last else monday), today


def _composed(audience: Person, begins: date, ends: date, now: datetime, foresee: Foresee) -> str:
    addressee = f"{audience.name}{audience.title or '同志'}"
    material = gather(audience, addressee, settings.OFFICE, begins, ends, now, foresee=foresee)
    return compose(material)


@transaction.atomic
def make(
    by: Person | None,
    audience: Person,
    begins: date,
    ends: date,
    now: datetime,
    *,
    foresee: Foresee,
) -> WeeklyReport:
    """The draft of that period: generated now, or the one that was there already. `foresee` says
    which matters will be late; it comes from above, since no instrument knows another."""
    if audience not in addressees(now):
        raise Invalid(
            "请从名单里选择呈送的领导。", fields={"audience": "请从名单里选择呈送的领导。"}
        )
    if ends < begins or ends > local_date(now) or (ends - begins).days > FARTHEST:
        sentence = "起止日期不对：止于今天或以前，不早于起始日期，最长一年。"
        raise Invalid(sentence, fields={"ends": sentence})
    known = WeeklyReport.objects.filter(audience=audience, begins=begins, ends=ends).first()
    if known is not None:
        return known
    text = _composed(audience, begins, ends, now, foresee)
    return WeeklyReport.objects.create(
        audience=audience, begins=begins, ends=ends, body=text, generated=text, taken=text,
        made_by=by, made_at=now,
    )  # fmt: skip


def _draft(report_id: int, rev: int) -> WeeklyReport:
    """The draft as it stands, locked, if it is still the one the person looked at."""
    report = WeeklyReport.objects.select_for_update().filter(pk=report_id).first()
    if report is None:
        raise NotFound("没有这份报告。")
    if report.status == WeeklyReport.Status.SENT:
        raise Refused(_SENT, code="report_sent")
    if report.rev != rev:
        raise Stale(_STALE, rev=report.rev)
    return report


def _checked(body: str) -> str:
    body = body.replace("\r\n", "\n").replace("\x00", "").strip("\n") + "\n"
    if not body.strip():
        raise Invalid("报告不能是空的。", fields={"body": "报告不能是空的。"})
    if len(body) > LONGEST:
        sentence = f"报告最多 {LONGEST} 字，现有 {len(body)} 字，请删减。"
        raise Invalid(sentence, fields={"body": sentence})
    refuse_if_marked(body)
    return body


def _replace(report: WeeklyReport, body: str, by: Person, now: datetime) -> None:
    """The body reads like this; the wording before it is kept."""
    if body != report.body:
        WeeklyVersion.objects.create(
            report=report, rev=report.rev, body=report.body,
            by=report.edited_by or report.made_by, at=report.edited_at or report.made_at,
        )  # fmt: skip
        report.body, report.edited_by, report.edited_at = body, by, now
    report.rev += 1
    report.save()


@transaction.atomic
def edit(report_id: int, by: Person, rev: int, body: str, now: datetime) -> WeeklyReport:
    """The body reads as typed. A second press of the same button changes nothing more."""
    body = _checked(body)
    known = WeeklyReport.objects.filter(pk=report_id).first()
    if known and known.rev == rev + 1 and known.body == body and known.edited_by_id == by.pk:
        return known
    report = _draft(report_id, rev)
    _replace(report, body, by, now)
    return report


@transaction.atomic
def regenerate(
    report_id: int, by: Person, rev: int, now: datetime, *, foresee: Foresee
) -> WeeklyReport:
    """The ledger's newest text stands beside the body; a body nobody has edited follows it."""
    report = _draft(report_id, rev)
    report.generated = _composed(report.audience, report.begins, report.ends, now, foresee)
    edited = report.body != report.taken
    if not edited:
        report.taken = report.generated
    _replace(report, report.body if edited else report.generated, by, now)
    return report


@transaction.atomic
def take_generated(report_id: int, by: Person, rev: int, now: datetime) -> WeeklyReport:
    """The body is the newest generated text; what had been written stands among its versions."""
    report = _draft(report_id, rev)
    report.taken = report.generated
    _replace(report, report.generated, by, now)
    return report


@transaction.atomic
def send(report_id: int, by: Person, rev: int, now: datetime) -> WeeklyReport:
    """The leader sees it from now on, and nobody changes it any more. Always a person's act."""
    known = WeeklyReport.objects.filter(pk=report_id, status=WeeklyReport.Status.SENT).first()
    if known and known.sent_by_id == by.pk and known.rev == rev + 1:
        return known
    report = _draft(report_id, rev)
    report.status, report.sent_by, report.sent_at = WeeklyReport.Status.SENT, by, now
    report.rev += 1
    report.save()
    return report


def cycles() -> dict[int, str]:
    """How often a draft is prepared, by leader."""
    return dict(WeeklyCycle.objects.values_list("audience_id", "every"))


def set_cycle(audience: Person, every: str) -> None:
    """Drafts for this leader are prepared so often from now on; '' means never by themselves."""
    if every and every not in WeeklyCycle.Every.values:
        raise Invalid("请选择周期。", fields={"every": "请选择周期。"})
    if not every:
        WeeklyCycle.objects.filter(audience=audience).delete()
        return
    WeeklyCycle.objects.update_or_create(audience=audience, defaults={"every": every})


def _due_period(every: str, today: date) -> tuple[date, date] | None:
    """The period whose draft is due on `today`: it ends with the last working day of its week (or
    month), so that the office has the afternoon to edit it. None on every other day."""
    calendar = office_calendar()
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    ends = {
        WeeklyCycle.Every.WEEK: monday + timedelta(days=6),
        WeeklyCycle.Every.FORTNIGHT: monday + timedelta(days=6),
        WeeklyCycle.Every.MONTH: add_months(first, 1) - timedelta(days=1),
    }[WeeklyCycle.Every(every)]
    if today != calendar.previous_workday(ends):
        return None
    if every == WeeklyCycle.Every.FORTNIGHT:
        if today.isocalendar().week % 2:
            return None
        monday -= timedelta(days=7)
    return (first if every == WeeklyCycle.Every.MONTH else monday), today


def prepare(
    now: datetime, progress: Callable[[int], None] | None = None, *, foresee: Foresee
) -> int:
    """Every draft that the leaders' cycles make due today is there; returns how many were made.

    Only drafts: sending is a person's act. Run again, it makes nothing twice.
    """
    made = 0
    present = addressees(now)
    for cycle in WeeklyCycle.objects.select_related("audience").order_by("pk"):
        period = _due_period(cycle.every, local_date(now))
        if period is None or cycle.audience not in present:
            continue
        known = WeeklyReport.objects.filter(audience=cycle.audience, ends__gte=period[1])
        if not known.exists():
            make(None, cycle.audience, *period, now, foresee=foresee)
            made += 1
            if progress:
                progress(made)
    return made

"""What the people of the county were told in their year, and how much of it they have read."""

from __future__ import annotations

from datetime import datetime

from luoshi.cli.jobs import run_jobs
from luoshi.lib.clock import local_date, start_of
from luoshi.notices import inbox
from luoshi.org.calendar import office_calendar
from luoshi.org.models import Person
from luoshi.org.roles import LEADERS


def tell(now: datetime) -> None:
    """The digests of the year are there, all in one go; people have read theirs up to the last
    working day, leaders all of them, two of them nothing of the last days."""
    run_jobs(now)
    today = local_date(now)
    lately, before = (start_of(office_calendar().add_workdays(today, -n)) for n in (1, 8))
    leaders = Person.objects.filter(posts__role__in=LEADERS, is_active=True).order_by("id")
    chiefs = leaders.values_list("pk", flat=True)
    until = dict.fromkeys(chiefs, now) | dict.fromkeys(chiefs[1:3], before)
    for person in Person.objects.filter(is_active=True):
        inbox.read_all(person, until.get(person.pk, lately), now)

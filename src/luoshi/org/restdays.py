"""The office's own rest-day table: what is listed here wins over the published arrangement."""

from __future__ import annotations

from datetime import date

from luoshi.org.models import RestDay


def rest_days() -> list[RestDay]:
    """The table, latest day first."""
    return list(RestDay.objects.order_by("-day"))


def put(day: date, rest: bool, name: str = "") -> RestDay:
    """`day` is rested (or worked) from now on; a row for the same day is replaced."""
    row, _ = RestDay.objects.update_or_create(day=day, defaults={"rest": rest, "name": name[:40]})
    return row


def remove(row_id: int) -> None:
    """The published arrangement holds again for that day."""
    RestDay.objects.filter(pk=row_id).delete()

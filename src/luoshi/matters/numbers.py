"""Numbers such as 会督〔2026〕118: in order, never twice, never given out again."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import F

from luoshi.matters.models import NumberSeries


def take(pattern: str, year: int) -> str:
    """The next number of the series that `pattern` and `year` make. Inside a transaction."""
    series = pattern.format(year=year, n="{n}")
    while True:
        if NumberSeries.objects.filter(series=series).update(last=F("last") + 1):
            last = NumberSeries.objects.values_list("last", flat=True).get(series=series)
            return series.format(n=last)
        try:
            with transaction.atomic():
                NumberSeries.objects.create(series=series)
        except IntegrityError:
            continue  # another opened the series in the same moment

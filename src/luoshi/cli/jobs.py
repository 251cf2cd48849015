"""What the clock starts, in order: first what time does to matters, then what follows from it.

Each job takes the moment and a callback for its progress, does everything that is due by then and
says how much that was. Each is resumable: killed anywhere and started again, it ends the same.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

Progress = Callable[[int], None]


def run_jobs(
    now: datetime, progress: Progress | None = None, *, tell: bool = True, foresee: bool = True
) -> int:
    """Everything due by `now` is done; returns how many things that were.

    Without `tell` nobody is told yet: what a later run tells is the same (`luoshi.notices`).
    Without `foresee` the forecasts stay as they are: the next run makes them anew.
    """
    from luoshi.instruments.forecast.service import late_at, refresh
    from luoshi.instruments.weekly import prepare
    from luoshi.matters.tick import tick
    from luoshi.notices.collect import collect
    from luoshi.notices.digests import digests
    from luoshi.notices.outbox import deliver

    drafts = partial(prepare, foresee=late_at)
    work = (tick, *((refresh,) if foresee else ()), drafts)
    telling = (collect, digests, deliver) if tell else ()
    return sum(job(now, progress) for job in (*work, *telling))

"""What the clock starts, in order: first what time does to matters, then what follows from it.

Each job takes the moment and a callback for its progress, does everything that is due by then and
says how much that was. Each is resumable: killed anywhere and started again, it ends the same.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Progress = Callable[[int], None]


def run_jobs(now: datetime, progress: Progress | None = None) -> int:
    """Everything due by `now` is done; returns how many things that were."""
    from luoshi.instruments.forecast import service as forecast
    from luoshi.matters.tick import tick

    return sum(job(now, progress) for job in (tick, forecast.refresh))

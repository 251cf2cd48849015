"""每日跟踪: whom an officer has to press today and why, grouped so that one call covers a unit.

`compute` finds the reasons on plain data; `service` reads the ledger and takes the officer's ticks;
`watch` is the chief's table of who follows which units; `asked` is the same seen from the unit,
with what the unit itself has asked (`submitted`).
"""

from luoshi.instruments.followup.asked import asked_of
from luoshi.instruments.followup.asking import Ask, Asked
from luoshi.instruments.followup.service import FollowUp, follow_up, tick_off
from luoshi.instruments.followup.watch import (
    drop_watch,
    officers,
    put_watch,
    watched_units,
    watches,
)

__all__ = [
    "Ask",
    "Asked",
    "FollowUp",
    "asked_of",
    "drop_watch",
    "follow_up",
    "officers",
    "put_watch",
    "tick_off",
    "watched_units",
    "watches",
]

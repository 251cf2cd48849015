"""交接台账 (S6): what a newly appointed unit head has to know, put together from the ledger.

The last year's ledger, what is open with its ins and outs, the main problems, the decisions that
concern the unit, its people and the leaders who were in charge of it.
"""

from luoshi.instruments.handover.service import (
    HandOver,
    may_open,
    new_heads_units,
    put_together,
)

__all__ = ["HandOver", "may_open", "new_heads_units", "put_together"]

"""工作记录与忙闲: who handled what, from the journal (S162), and how work is spread (S163).

Facts, not opinions: matters a person has acted on, never points, hours on line or a ranking of
people (B13). The record is read by the person and by the office director.
"""

from luoshi.instruments.workload.compute import Done, Record, Spread, record, spread
from luoshi.instruments.workload.service import (
    may_read,
    months_before,
    people_of_office,
    record_of,
    spreads,
)

__all__ = [
    "Done", "Record", "Spread", "may_read", "months_before", "people_of_office", "record",
    "record_of", "spread", "spreads",
]  # fmt: skip

"""周报: the report to a leader, generated from the ledger, edited by the office, sent by a person.

`compute` turns plain data into office Chinese; `ledger` gathers that data as of the last day of the
period; `service` keeps drafts and what was typed into them; `paper` writes the .docx.
"""

from luoshi.instruments.weekly.service import (
    addressees,
    cycles,
    edit,
    find,
    make,
    next_period,
    prepare,
    regenerate,
    reports_for,
    send,
    set_cycle,
    take_generated,
    unread_for,
    versions_of,
)

__all__ = [
    "addressees",
    "cycles",
    "edit",
    "find",
    "make",
    "next_period",
    "prepare",
    "regenerate",
    "reports_for",
    "send",
    "set_cycle",
    "take_generated",
    "unread_for",
    "versions_of",
]

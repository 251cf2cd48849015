"""限发文件: a document for named people alone, each with a numbered copy, each look on record.

S184, S186: what is handed out this way cannot be passed on; a watermark names who reads which copy
when, and the auditor sees the record of every look, refused ones included.
"""

from luoshi.instruments.copies.service import (
    Opened,
    copies_of,
    given_out,
    issue,
    log_of_looks,
    open_copy,
    own_copies,
    recall,
)

__all__ = [
    "Opened",
    "copies_of",
    "given_out",
    "issue",
    "log_of_looks",
    "open_copy",
    "own_copies",
    "recall",
]

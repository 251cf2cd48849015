"""Tables saved as text (.csv .tsv): the delimiter told from the first lines."""

from __future__ import annotations

import csv
import io

from luoshi.lib.reading import plain
from luoshi.lib.reading.grid import cell, line
from luoshi.lib.reading.model import Limits, Reading
from luoshi.lib.reading.refusals import unreadable

_DELIMITERS = "\t,;，"
_LONGEST_CELL = 100_000


def read(data: bytes, limits: Limits) -> Reading:
    """The rows of a delimited text in any encoding a plain text may have."""
    paper = plain.read(data, limits)
    head = paper.text[:20_000]
    delimiter = max(_DELIMITERS, key=head.count)
    csv.field_size_limit(_LONGEST_CELL)
    lines: list[str] = []
    try:
        for row in csv.reader(io.StringIO(paper.text), delimiter=delimiter):
            if any(words.strip() for words in row):
                lines.append(line([cell(words) for words in row]))
            if len(lines) > limits.rows:
                raise unreadable("too_many_rows", limit=limits.rows)
    except csv.Error:
        raise unreadable("damaged") from None
    return Reading("\n".join(lines), "csv", notes=paper.notes)

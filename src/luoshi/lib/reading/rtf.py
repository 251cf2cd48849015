"""Rich text (.rtf, also under the name .doc); runs apart. Embedded objects are left out.

Columns of a table come out, but not which cells were merged downwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from luoshi.lib.reading.grid import cell, line
from luoshi.lib.reading.model import Limits, Reading, Told

_MARGIN = re.compile(r"\{\\(?:header|footer)[lrf]?(?![a-z])")
_NUMBER = re.compile(r"^\s*(\S{1,8}[、.．)）])\t")
_PAGE = re.compile(r"\\ansicpg\d+")


def read(data: bytes, limits: Limits, told: Told | None) -> Reading:
    """The text of an RTF document; headers and footers are margin."""
    source = data.decode("latin-1")
    lines = [_row(words) for words in _text(source).split("\n")]
    margin = "\n".join(_text(group) for group in _margins(source))
    return Reading("\n".join(lines).strip("\n"), "rtf", margin=margin)


def _text(source: str) -> str:
    return str(rtf_to_text(source, errors="replace")).replace("\r\n", "\n").replace("\r", "\n")


def _row(words: str) -> str:
    """The converter ends every cell of a table with a bar, an automatic number with a tab."""
    if not words.endswith("|"):
        return _NUMBER.sub(r"\1", words).replace("\t", " ")
    return line([cell(part) for part in words[:-1].split("|")])


def _margins(source: str) -> Iterator[str]:
    """Each header and footer as a small document of its own."""
    page = _PAGE.search(source[:2_000])
    for opening in _MARGIN.finditer(source):
        depth, end = 0, opening.start()
        for brace in re.finditer(r"(?<!\\)[{}]", source[opening.start() :]):
            depth += 1 if brace.group() == "{" else -1
            end = opening.start() + brace.end()
            if not depth:
                break
        body = source[opening.end() : end]
        yield "{\\rtf1\\ansi" + (page.group() if page else "") + " " + body

"""Plain text files: UTF-8, UTF-16 and GB18030 told apart, line ends made `\\n`.

Apart from a byte-order mark the text is exactly what Python's `open(..., encoding=…).read()`
gives, so offsets into it can be compared with those of other tools.
"""

from __future__ import annotations

import codecs

from luoshi.lib.reading.model import Limits, Reading
from luoshi.lib.reading.refusals import unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LABELS = {"gb18030": "GB18030", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
# A text may hold a few odd characters; a binary file is full of them.
_MOST_ODD = 0.02


def read(data: bytes, limits: Limits) -> Reading:
    """The text of `data`. Raises Unreadable (`binary`) for what is no text in any encoding."""
    text, encoding = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    label = _LABELS.get(encoding)
    return Reading(text, "txt", notes=(f"文字编码为 {label}，已转换。",) if label else ())


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding), encoding
    for encoding in (*_guessed_utf16(data), "utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text, encoding
    raise unreadable("binary")


def _decode(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise unreadable("damaged") from None
    if not _is_text(text):
        raise unreadable("binary")
    return text


def _guessed_utf16(data: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark shows its line ends and digits as a zero beside every byte."""
    sample = data[:4096]
    zeros = sample[1::2].count(0), sample[0::2].count(0)
    if max(zeros) < max(2, len(sample) // 100) or min(zeros) * 4 > max(zeros):
        return ()
    return ("utf-16-le",) if zeros[0] > zeros[1] else ("utf-16-be",)


def _is_text(text: str) -> bool:
    if "\x00" in text:
        return False
    sample = text[:20_000]
    odd = sum(
        (char < " " and char not in "\t\n\r\f\v\x1a") or "\ue000" <= char <= "\uf8ff"
        or char in "\ufffd\uffff" or char > "\U00030000"
        for char in sample
    )  # fmt: skip
    return odd <= len(sample) * _MOST_ODD

"""Recognising the text on a picture, with the optional extra `ocr` (RapidOCR); runs apart.

The models come with the package: nothing is fetched. What stands side by side on one height is
one line, a tab between what stands far apart; every piece keeps its place on the page.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache
from typing import Any

from luoshi.lib.reading.layout import Line, Part
from luoshi.lib.reading.model import Box
from luoshi.lib.text import fold_radicals

LONG_SIDE = 2_000  # pixels; more costs time and reads no better
_SURE = 0.5
_SAME_LINE, _COLUMN_GAP, _INDENT = 0.5, 1.5, 1.5  # in heights of the type


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    box: Box


def installed() -> bool:
    """Whether the extra is there."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime", "PIL"))


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error", "Global.text_score": _SURE})


def lines_on(picture: Any) -> list[Line]:
    """The lines on a picture (of the PIL kind), from the top down."""
    import numpy

    wide, tall = picture.size
    shrunk = picture.convert("RGB")
    shrunk.thumbnail((LONG_SIDE, LONG_SIDE))
    across, down = shrunk.size
    found = _engine()(numpy.ascontiguousarray(numpy.asarray(shrunk)[:, :, ::-1]))
    if found.boxes is None or not found.txts:
        return []
    pieces = []
    for corners, text in zip(found.boxes, found.txts, strict=True):
        xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
        box = (min(xs) / across, min(ys) / down, max(xs) / across, max(ys) / down)
        pieces.append(_Piece(fold_radicals(text), _inside(box)))
    return in_lines(pieces, wide / tall)


def _inside(box: Box) -> Box:
    left, top, right, bottom = (round(min(max(edge, 0.0), 1.0), 4) for edge in box)
    return left, top, right, bottom


def in_lines(pieces: list[_Piece], shape: float) -> list[Line]:
    """Pieces put into lines; `shape` is the page's width by its height."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.box[1] + piece.box[3]):
        if rows and _overlap(rows[-1][-1].box, piece.box) > _SAME_LINE:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    edge = min((piece.box[0] for piece in pieces), default=0.0)
    return [_line(sorted(row, key=lambda piece: piece.box[0]), edge, shape) for row in rows]


def _overlap(one: Box, other: Box) -> float:
    lower = min(one[3] - one[1], other[3] - other[1])
    return (min(one[3], other[3]) - max(one[1], other[1])) / lower if lower > 0 else 0.0


def _line(row: list[_Piece], edge: float, shape: float) -> Line:
    first = row[0].box
    size = (first[3] - first[1]) / shape or 1.0  # as a fraction of the page's width
    text = "\u3000\u3000" if first[0] - edge > _INDENT * size else ""
    parts: list[Part] = []
    right = first[0]
    for piece in row:
        if piece.box[0] - right > _COLUMN_GAP * size:
            text += "\t"
        parts.append(Part(len(text), len(text) + len(piece.text), piece.box))
        text, right = text + piece.text, piece.box[2]
    return Line(text, tuple(parts))

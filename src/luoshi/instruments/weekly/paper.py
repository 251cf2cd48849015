"""A report as an official-looking Word file: A4, the prescribed fonts by name, none embedded."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

_TITLE, _HEADING, _BODY = "方正小标宋简体", "黑体", "仿宋_GB2312"
_SECTION = re.compile(r"^[一二三四五六七八九十]+、")
_SIZE, _LINE = 16, 28  # 三号, fixed 28 pt: 22 lines a page


def write(target: BinaryIO, text: str) -> None:
    """The report is in `target`: first line the title, numbered lines headings, the rest body."""
    paper = docx.Document()
    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin, page.bottom_margin = Cm(3.7), Cm(3.5)
    page.left_margin, page.right_margin = Cm(2.8), Cm(2.6)
    title, *lines = text.strip("\n").split("\n")
    _line(paper, title, _TITLE, 22, WD_ALIGN_PARAGRAPH.CENTER)
    signed = _signature(lines)
    for place, line in enumerate(lines):
        if place >= signed:
            _line(paper, line, _BODY, _SIZE, WD_ALIGN_PARAGRAPH.RIGHT)
        elif _SECTION.match(line):
            _line(paper, line, _HEADING, _SIZE, indent=2)
        else:
            _line(paper, line, _BODY, _SIZE, indent=0 if line.endswith("：") else 2)
    paper.save(target)


def _signature(lines: list[str]) -> int:
    """Where the signature begins: after the last blank line, if it is short."""
    blank = max((n for n, line in enumerate(lines) if not line.strip()), default=len(lines))
    return blank if 0 < len(lines) - blank <= 3 else len(lines)


def _line(paper: Any, words: str, font: str, size: int, align: Any = None, indent: int = 0) -> None:
    paragraph = paper.add_paragraph()
    shape = paragraph.paragraph_format
    shape.alignment, shape.line_spacing = align, Pt(_LINE if size == _SIZE else 34)
    shape.space_before = shape.space_after = Pt(0)
    shape.first_line_indent = Pt(indent * size)
    run = paragraph.add_run(words)
    run.font.name, run.font.size = font, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)

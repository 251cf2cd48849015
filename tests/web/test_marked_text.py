"""A text drawn with marks keeps every character once, whatever the marks do."""

from __future__ import annotations

from luoshi.web.marked import Mark, paragraphs

TEXT = "第一句。第二句。\n\n第三句跨\n行。"


def drawn(marks: list[Mark]) -> list[str]:
    return ["".join(piece.text for piece in line) for line in paragraphs(TEXT, marks)]


def test_every_character_stands_once_with_overlapping_and_overlong_marks() -> None:
    marks = [Mark(0, 6), Mark(4, 8), Mark(4, 8), Mark(10, 99)]
    assert drawn(marks) == drawn([]) == ["第一句。第二句。", "第三句跨", "行。"]


def test_a_mark_over_two_lines_is_marked_in_both_and_anchored_once() -> None:
    lines = paragraphs(TEXT, [Mark(10, 17, anchor="at")])
    marked = [piece for line in lines for piece in line if piece.mark]
    assert [piece.text for piece in marked] == ["第三句跨", "行。"]
    assert [piece.anchor for piece in marked] == ["at", ""]


def test_of_two_marks_on_the_same_place_the_first_stands() -> None:
    lines = paragraphs(TEXT, [Mark(0, 4, url="/a"), Mark(0, 4, url="/b")])
    assert [piece.mark.url for line in lines for piece in line if piece.mark] == ["/a"]

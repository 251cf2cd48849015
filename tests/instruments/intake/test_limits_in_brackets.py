"""A limit written beside the units in a bracket is the limit of the item."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.instruments.intake import propose


@pytest.mark.parametrize(
    ("bracket", "due"),
    [
        (
            "（牵头单位：县水利局；配合单位：县住建局；完成时限：2026年12月20日）",
            date(2026, 12, 20),
        ),
        ("（牵头部门：县乡村振兴中心，完成时限：2026年11月底）", date(2026, 11, 30)),
        ("（责任单位：县教育局、县市监局；整改时限：12月15日前）", date(2026, 12, 15)),
    ],
)
def test_the_limit_in_the_bracket_is_read(bracket: str, due: date) -> None:
    text = f"安澜县重点任务分工\n一、完成城东片区供水管网改造。{bracket}\n"
    (item,) = [p for p in propose(text, date=date(2026, 11, 1)) if p.kind != "exhortation"]
    assert item.deadline is not None
    assert item.deadline.due == due
    assert all("时限" not in unit.text for unit in item.units)


def test_a_lasting_limit_has_no_due_date() -> None:
    text = "一、保持河道清洁。（责任单位：县水利局；完成时限：长期坚持）\n"
    (item,) = [p for p in propose(text, date=date(2026, 11, 1)) if p.kind != "exhortation"]
    assert item.deadline is not None
    assert item.deadline.kind == "ongoing"
    assert item.deadline.due is None

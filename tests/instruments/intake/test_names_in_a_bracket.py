"""The words of one bracket: who stands in them, in which role. All samples are fictional."""

from __future__ import annotations

import pytest

from luoshi.instruments.intake.compute import roles


def written(words: str) -> str:
    """The names with their roles, in order; the lead behind a stroke."""
    said = roles.read(words, 0, len(words))
    for one in said.named:
        assert words[one.start : one.end] == one.text
    return " ".join(f"{one.text}/{one.role}" for one in said.named) + f" | {said.lead or ''}"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("县水利局负责", "县水利局/owner | 县水利局"),
        ("县水利局、各乡镇（街道）负责", "县水利局/owner 各乡镇（街道）/owner | "),
        (
            "县水利局牵头，县财政局、县住建局配合",
            "县水利局/lead 县财政局/co 县住建局/co | 县水利局",
        ),
        ("县水利局牵头；各帮扶单位", "县水利局/lead 各帮扶单位/co | 县水利局"),
        ("县教育局会同有关部门负责", "县教育局/lead | 县教育局"),
        ("县教育局会同县财政局负责", "县教育局/lead 县财政局/co | 县教育局"),
        ("分别由县教育局，县住建局负责", "县教育局/owner 县住建局/owner | "),
        ("县环保局负责，有关乡镇具体实施", "县环保局/owner 有关乡镇/owner | "),
        ("县水利局牵头，县住建局负责技术指导", "县水利局/lead 县住建局/co | 县水利局"),
        ("县交通局负责；资金由县财政局统筹", "县交通局/owner | 县交通局"),
        ("责任单位：县教育局，有关乡镇配合", "县教育局/owner 有关乡镇/co | 县教育局"),
        ("县水利局（牵头）、县财政局", "县水利局/lead 县财政局/owner | 县水利局"),
        ("责任领导：各县（区）长；责任单位：县公安局", "县公安局/owner | 县公安局"),
        ("责任人：党组全体同志", "党组全体同志/owner | 党组全体同志"),
        ("责任单位及责任人：县住建局 王某某", "县住建局/owner | 县住建局"),
        (
            "牵头单位：县农业局，配合单位：各有关区、县级市",
            "县农业局/lead 各有关区、县级市/co | 县农业局",
        ),
        ("负责部门：县税务局，适用范围：全县", "县税务局/owner | 县税务局"),
        ("县财政局、县民政局等按职责分工负责", "县财政局/owner 县民政局/owner | "),
        ("各有关部门和单位按职责分工负责", "各有关部门和单位/owner | 各有关部门和单位"),
        ("县委组织部和县人社局负责", "县委组织部/owner 县人社局/owner | "),
        ("县人力资源和社会保障局负责", "县人力资源和社会保障局/owner | 县人力资源和社会保障局"),
        ("县住建局、县民政局，列前者为牵头单位", "县住建局/owner 县民政局/owner | 县住建局"),
        ("责任单位：县住建局配合单位：县公安局", "县住建局/owner 县公安局/co | 县住建局"),
        ("县公安局、县住建局，6月底前", "县公安局/owner 县住建局/owner | "),
        ("谁主管谁负责", " | "),
        ("以下简称领导小组", " | "),
    ],
)
def test_the_names_of_a_bracket(words: str, expected: str) -> None:
    assert written(words) == expected


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("责任单位：县水利局；完成时限：2026年12月、2027年6月", "2026年12月、2027年6月"),
        ("县水利局，6月底前", "6月底前"),
        ("2026年12月底前，县水利局负责", "2026年12月底前"),
        ("责任单位：县教育局；2027年秋季开学前建成", "2027年秋季开学前建成"),
        ("县水利局、县水文站负责", None),
    ],
)
def test_the_limit_of_a_bracket(words: str, due: str | None) -> None:
    said = roles.read(words, 0, len(words))
    assert (said.due.of(words) if said.due else None) == due

"""A hard problem and a risk of the test county, brought as far as a test needs them."""

from __future__ import annotations

from typing import Any

from luoshi.matters import engine
from luoshi.matters.models import Matter
from tests.cast import County

KEY_PERSONS = "牵头反映人周某，住北堤三组"
DISCIPLINES = ("finance", "audit", "housing", "legal")


def reported(county: County, by: str = "water", **typed: Any) -> Matter:
    """A hard problem as the unit has sorted and reported it."""
    fields: dict[str, Any] = {
        "title": "北堤安置房十年未办证",
        "nature": "exposed",
        "history": "2016年拆迁安置，土地手续没有补齐",
        "contradiction": "补缴土地款由谁承担",
        "key_persons": KEY_PERSONS,
        "worst_case": "三百户集体上访",
        "lead": "water",
    }
    return engine.open_matter("legacy_problem", county[by], county.now, **{**fields, **typed})


def first_tier(county: County, **typed: Any) -> Matter:
    """Agreed by the leader in charge and registered by the office."""
    matter = reported(county, **typed)
    county.act(matter, "agree_intake", "leader", opinion="确属遗留问题")
    county.act(matter, "take_on", "clerk")
    return matter


def force(county: County, matter: Matter, **typed: Any) -> None:
    """The task force of the matter."""
    fields: dict[str, Any] = {
        "leader": "杜某",
        "leader_post": "deputy_director",
        "members": [
            {"name": "陆某", "unit": "县住建局", "role": "bureau_head"},
            {"name": "江某", "unit": "安澜某律师事务所", "role": "lawyer"},
        ],
    }
    county.act(matter, "form_task_force", "clerk", **{**fields, **typed})


def opinion(county: County, matter: Matter, discipline: str) -> None:
    """One discipline's opinion."""
    county.act(
        matter,
        "record_opinion",
        "clerk",
        discipline=discipline,
        giver="某单位",
        given_on="2026-11-16",
        stance="agree_if",
        opinion="分三年补缴，不增加群众负担",
    )


def handed_up(county: County, matter: Matter) -> None:
    """On the second tier, everything collected before."""
    force(county, matter)
    for discipline in DISCIPLINES:
        opinion(county, matter, discipline)
    county.act(
        matter,
        "to_leading_group",
        "clerk",
        ground="money",
        tried="开了五次协调会",
        opinion="建议财政分担三成",
        group_units=["housing", "city"],
    )


def third_tier(county: County) -> Matter:
    """Handed up twice, reported to the main leader."""
    matter = first_tier(county)
    handed_up(county, matter)
    county.act(
        matter,
        "to_three_majors",
        "clerk",
        ground="money",
        tried="领导小组议了两次",
        opinion="建议提交常务会",
        reported_on="2026-11-16",
        head_words="同意提交",
    )
    return matter


def reviewed(county: County, matter: Matter, conclusion: str = "lawful") -> None:
    """The legality review is on record."""
    county.act(
        matter,
        "review_legality",
        "clerk",
        reviewer="县司法局",
        reviewed_on="2026-11-16",
        conclusion=conclusion,
        opinion="程序和内容合法",
    )


def approved_by(
    county: County, matter: Matter, body: str, outcome: str = "passed", on: str = "2026-11-16"
) -> None:
    """One body's vote."""
    county.act(matter, "record_approval", "clerk", body=body, held_on=on, outcome=outcome)


def talked(county: County, matter: Matter, on: str = "2026-11-16") -> None:
    """Discussed, not decided."""
    county.act(
        matter,
        "discuss",
        "clerk",
        meeting="遗留问题例会",
        held_on=on,
        why="补缴基数有争议",
        next_step="县住建局核实基数",
    )


def risk(county: County, by: str = "clerk", **typed: Any) -> Matter:
    """A grey rhino as somebody has reported it."""
    fields: dict[str, Any] = {
        "title": "北堤老闸带病运行",
        "nature": "grey_rhino",
        "worst_case": "汛期溃口",
        "bottom_line": "不死一人",
        "lead": "water",
        "area": "liuxi",
    }
    return engine.open_matter("risk", county[by], county.now, **{**fields, **typed})


def watched(county: County, **typed: Any) -> Matter:
    """A risk with grades, an owner's unit and a rhythm of thirty days."""
    matter = risk(county, **typed)
    county.act(
        matter,
        "assess_risk",
        "clerk",
        impact="5",
        likelihood="3",
        rhythm="30",
        judgement="水闸超期服役",
    )
    return matter

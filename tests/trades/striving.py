"""Matters of the striving family as the tests open them: complete, and all of them lawful."""

from __future__ import annotations

from typing import Any

import pytest

from luoshi.lib.clock import local_date
from luoshi.lib.errors import Problem
from luoshi.matters import engine
from luoshi.matters.models import Matter
from tests.cast import County

QUESTIONS = {
    "money": "省级补助六成，县级配套三成，农户一成。",
    "people": "村里定一名管护员，镇里定一名干事。",
    "mechanism": "报修二十四小时内上门，费用按次结算。",
    "handling": "冬季冻管由厂家统一换防冻件。",
}
TYPED: dict[str, dict[str, Any]] = {
    "exemplar": {
        "title": "柳溪镇改厕后续管护", "lead": "liuxi", "co": ["housing"], "polarity": "advanced",
        "field": "农村改厕", "why": "报修有人管，一年没有一户弃用。",
    },
    "meeting_bid": {
        "title": "农村改厕后续管护", "lead": "housing", "co": ["liuxi"], "level": "city",
        "signal_meeting": "市政府第9次常务会议", "signal_on": "2026-11-10",
    },
    "learning_note": {
        "title": "学农村改厕管护", "lead": "housing", "field": "农村改厕",
        "benchmarks": [{"county": "宁川县", "practice": "管护公司包片"},
                       {"county": "临泽县", "practice": "积分抵费"}],
        **QUESTIONS,
    },
    "field_visit": {
        "title": "改厕之后好不好用", "co": ["liuxi"], "visit_on": "2026-11-18",
        "visitors": "分管领导、督查科两人", "places": [{"place": "北堤村", "township": "liuxi"}],
        "questions": [{"question": "冬天冻不冻"}],
    },
    "policy_landing": {
        "title": "改厕户均补助", "lead": "housing", "policy_number": "安政发〔2026〕8号",
        "sample": [{"village": "北堤村", "township": "liuxi"}], "due": "2026-12-11",
    },
    "investment_lead": {
        "title": "精密轴承项目", "lead": "city", "investor": "远岫精工", "industry": "装备制造",
        "heard_on": "2026-11-02", "planned_amount": "12000", "contact_person": "石经理",
    },
    "ranking_entry": {
        "title": "关于三季度主要经济指标的通报", "lead": "water", "indicator": "固定资产投资增速",
        "target": "economic", "period": "2026年三季度", "period_end": "2026-09-30", "rank": "3",
        "total": "7", "issuer_level": "city", "source_document": "某市统计通报第10期",
    },
}  # fmt: skip


def opened(county: County, type_key: str, by: str = "clerk", **typed: Any) -> Matter:
    """A matter of that type, complete but for what is said otherwise; None leaves a thing out."""
    said = {k: v for k, v in (TYPED[type_key] | typed).items() if v is not None}
    return engine.open_matter(type_key, county[by], county.now, **said)


def refusal(county: County, matter: Matter, verb: str, by: str, **typed: Any) -> Problem:
    """The refusal of an act; the matter stays as it was."""
    rev = Matter.objects.get(pk=matter.pk).rev
    with pytest.raises(Problem) as problem:
        engine.act(matter, verb, county[by], county.now, **typed)
    assert Matter.objects.get(pk=matter.pk).rev == rev
    return problem.value


def due(matter: Matter) -> str:
    """The day it is due; empty when nothing runs."""
    return "" if matter.due_at is None else f"{local_date(matter.due_at)}"


def labels(county: County, matter: Matter, who: str) -> list[str]:
    """What this person may do now, by the names of the buttons."""
    return [permit.verb.label for permit in engine.possible(matter, county[who], county.now)]

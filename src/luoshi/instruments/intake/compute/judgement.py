"""How likely a sentence asks for something one can be held to: a small logistic model.

The weights are sums over cue classes (`cues`), fitted by `benchmarks/train_intake.py` and shipped
as numbers; no sentence of any document is in them. Deterministic and explainable: the classes that
weighed most are the reasons shown.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

NAMES = {
    "must": "必须、务必", "should": "应当", "ban": "禁止性用语", "dont": "不要、不能", "want": "要求性用语",
    "rhythm": "周期性用语", "dated": "时间节点", "soft_time": "及时、尽快等时限", "figure": "数字",
    "count": "数量", "assign": "牵头、负责等分工用语", "by": "由、请等交办用语", "concrete": "具体动作",
    "report_up": "报送、反馈动作", "thing": "具体工作载体", "condition": "适用条件", "order": "办理程序",
    "penalty": "责任追究", "system": "制度执行", "future": "将来承诺", "actor": "有责任单位",
    "percent": "量化指标", "meeting": "会议调度", "need": "需要", "strict": "严格执行", "all": "全员要求",
    "ensure": "确保、做到", "rank": "位次目标", "optional": "可、鼓励等选择性用语", "abstract": "原则性用语",
    "attitude": "思想作风用语", "wish": "希望、争取", "past": "已经发生", "example": "举例", "asks": "设问",
    "ideology": "指导思想用语", "understand": "提高认识", "saying": "引语", "place_goal": "愿景用语",
}  # fmt: skip


# Where precision and recall balance on documents left out of the fit: docs/reference/intake.md.
CUTS = {"speech": 0.3, "plain": 0.35, "report": 0.3}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The probability and the cue classes that spoke for it, strongest first."""

    probability: float
    pro: tuple[str, ...]
    contra: tuple[str, ...]


@cache
def weights() -> dict[str, dict[str, float]]:
    """The shipped weights, by model and class."""
    path = resources.files("luoshi.instruments.intake.compute") / "weights.json"
    loaded: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def judge(model: str, seen: Iterable[str]) -> Judgement:
    """What `model` makes of the cue classes `seen`."""
    table = weights()[model]
    parts = sorted(((table[name], name) for name in seen if name in table), reverse=True)
    score = table.get("bias", 0.0) + sum(value for value, _ in parts)
    pro = tuple(NAMES[n] for v, n in parts if v > 0.15 and n in NAMES)
    contra = tuple(NAMES[n] for v, n in reversed(parts) if v < -0.15 and n in NAMES)
    return Judgement(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), pro, contra)

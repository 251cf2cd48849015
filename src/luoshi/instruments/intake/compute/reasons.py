"""Why a sentence was proposed, in plain Chinese that quotes the words it was judged by.

`judgement` says which cue classes weighed; this says what of them stands in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from luoshi.instruments.intake.compute.cues import CLASSES
from luoshi.instruments.intake.compute.judgement import Judgement
from luoshi.instruments.intake.compute.model import Reason
from luoshi.instruments.intake.compute.units import Actors
from luoshi.lib.deadlines import Deadline

_FOR = {
    "by": "交办用语", "assign": "分工用语", "must": "强制用语", "ban": "禁止用语", "should": "要求用语",
    "want": "要求用语", "need": "要求用语", "dont": "禁止用语", "rhythm": "周期", "count": "数量",
    "percent": "指标", "report_up": "报送动作", "concrete": "具体动作", "system": "制度要求",
    "meeting": "会议动作", "thing": "工作载体", "penalty": "追责用语", "order": "办理程序",
    "condition": "适用条件", "future": "承诺用语", "soft_time": "时限用语", "strict": "从严用语",
    "all": "全员要求", "ensure": "结果要求", "rank": "位次要求", "figure": "数字",
}  # fmt: skip
_AGAINST = {
    "abstract": "原则性用语", "attitude": "思想作风用语", "wish": "希望性用语", "past": "已发生的说法",
    "example": "举例", "asks": "设问", "ideology": "指导思想用语", "understand": "提高认识类用语",
    "saying": "引语", "place_goal": "愿景用语", "optional": "选择性用语", "because": "说理用语",
    "first_person": "泛指主语", "further": "程度用语", "rally": "鼓劲用语",
}  # fmt: skip
# What is quoted where the class itself is told by a single character or a fragment.
_SHOWN = {
    "by": re.compile(r"由[^，。；]{2,16}?(?:牵头|负责)|请(?!示|求|假|销)|责成|交由|安排专人"),
    "condition": re.compile(
        r"凡|遇到|发现|一旦|对于?[^，。]{2,20}的，|涉及|需[^，。]{2,16}的|[^，。]{2,16}的，"
    ),
    "concrete": re.compile(rf"(?:{CLASSES['concrete'].pattern})(?![室科局组处员])"),
    "rally": re.compile(CLASSES["rally"].pattern.removeprefix("同志们|")),
    "want": re.compile(rf"(?<!机)(?:{CLASSES['want'].pattern})"),
    "figure": re.compile(r"\d[\d.,]*(?:[%％]|[\u4e00-\u9fff]{1,2})?"),
    "attitude": re.compile(rf"[\u4e00-\u9fff]{{0,2}}(?:{CLASSES['attitude'].pattern})"),
}
_MOST = 4
_DUTY = re.compile(r"[^，。；]{0,12}?(?:牵头|负责)")


def reasons(
    words: str,
    verdict: Judgement,
    actors: Actors,
    how: str,
    times: Sequence[Deadline],
    *,
    owed: bool,
) -> tuple[Reason, ...]:
    """The reasons of one sentence of prose; never empty. `times` are its time limits, `owed` says
    that it asks for something."""
    found = []
    shown = _quoted(words, ("ban", *verdict.pro), _FOR) or _quoted(words, _FOR, _FOR)
    limits = [f"时限“{one.text}”" for one in times[:1]] if owed else []
    shown = [*limits, *(one for one in shown if not _repeats(one, limits))][:_MOST]
    if shown and owed:
        found.append(Reason("cues.for", "句中有" + "、".join(shown) + "。"))
    doubts = _quoted(words, verdict.contra, _AGAINST)[:3]
    if not owed:
        rally = _SHOWN["rally"].search(words) or CLASSES["understand"].search(words)
        said = "、".join(doubts) or (f"鼓劲用语“{rally.group()}”" if rally else "")
        why = f"句中只有{said}，" if said else ""
        found.append(Reason("cues.against", f"{why}看不出可以督办的具体要求，列为号召，不计入。"))
    elif doubts:
        found.append(
            Reason("cues.against", "但也有" + "、".join(doubts) + "，请核对是否需要立项。")
        )
    found += _whose(words, actors, how)
    return tuple(found) or (Reason("form", "句中没有明显的交办用语，按句式判断，请核对。"),)


def _whose(words: str, actors: Actors, how: str) -> list[Reason]:
    if how == "inherited":
        return [Reason("units.inherited", "本句没有主语，责任单位承前句。")]
    if not actors.named:
        return []
    first = actors.named[0].text
    told = _told(words, first)
    mark = f"交办用语“{told}”" if told else f"句子的主语“{first}”"
    return [Reason("units.subject", f"责任单位取自{mark}。")]


def _told(words: str, name: str) -> str:
    """The words that tell `name` to act (由…牵头, 请…), empty when it is only the subject."""
    at = words.find(name)
    for told in ("责成", "建议", "交由", "请", "由"):
        if at >= len(told) and words.startswith(told, at - len(told)):
            duty = _DUTY.match(words, at + len(name))
            return told + name + (duty.group() if duty and told[-1] == "由" else "")
    return ""


def _quoted(words: str, classes: Iterable[str], names: dict[str, str]) -> list[str]:
    """Each class that a person understands with the words that showed it, each word once."""
    found: dict[str, str] = {}
    for name in classes:
        match = _SHOWN.get(name, CLASSES[name]).search(words) if name in names else None
        if match and match.group() and match.group() not in found:
            found[match.group()] = f"{names[name]}“{match.group()}”"
    return list(found.values())


def _repeats(shown: str, limits: list[str]) -> bool:
    """Whether the quoted words stand in the deadline that is quoted already."""
    word = shown[shown.index("“") + 1 : -1]
    return any(word in limit for limit in limits)

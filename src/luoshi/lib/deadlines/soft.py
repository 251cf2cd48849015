"""Words that press for time without naming a day: 立即, 及时, 尽快, 立行立改; 长期坚持; and words
that hand the date to somebody else. A table each; none of them ever gives a due date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from re import Match

from luoshi.lib.deadlines import fragments as f
from luoshi.lib.deadlines.model import Deadline
from luoshi.lib.deadlines.passage import Passage
from luoshi.lib.deadlines.whole import WholeRule, spoken

AT_ONCE = "立即办理，默认时限由本单位设定"
SOON = "没有具体时限，请商定日期"
LASTING = "长期任务，按周期检查，不因日期亮红灯"
OUTSIDE = "时限由上级或外部决定，请人工填写"


def _soft(
    kind: str, note: str, normalized: str | None = None
) -> Callable[[Match[str], Passage], Deadline | None]:
    def read(found: Match[str], passage: Passage) -> Deadline | None:
        if passage.in_title(found.start()):
            return None
        return replace(spoken(found, passage, kind), note=note, normalized=normalized)

    return read


RULES: tuple[WholeRule, ...] = (
    WholeRule.of(
        "immediate.rectify",
        _soft("immediate", AT_ONCE),
        r"立行立改|即知即改|边查边改|立查立改|立知立改|立说立行|即说即办",
        starts="立行 即知 边查 立查 立知 立说 即说",
    ),
    WholeRule.of(
        "immediate.at_once",
        _soft("immediate", AT_ONCE),
        r"(?<!不能)(?:立即|立刻|马上(?!就?要|、|就(?!办))|即刻|第一时间)",
        starts="立即 立刻 马上 即刻 第一",
    ),
    WholeRule.of(
        "immediate.on_arrival",
        _soft("immediate", "随到随办", "P0D"),
        r"随到随[办报处审转]|随报随[办批审]|即来即办|即到即办|即收即办|接诉即办",
        starts="随到 随报 即来 即到 即收 接诉",
    ),
    WholeRule.of(
        "relative.soon",
        _soft("relative", SOON),
        r"(?<![不未])(?<!没有)(?<!没能)及时",
        rf"(?![性、，]|{f.END}|[^，{f.STOP}]{{1,20}}了|[^，{f.STOP}]{{1,3}}的|发现|了解|掌握|雨|有效|准确|优质|高效)",
        rf"|(?<![不好])(?<!正在)抓紧(?!抓实|，|{f.END})",
        rf"|迅速(?!发展|增长|崛起|扩大|下降|上升|[，、]|{f.END})",
        r"|尽快|尽早|适时|限期|从速|即将(?!可能|发生|到来|来临|面临|出现)",
        rf"|提前(?=[^，0-9{f.STOP}]{{0,6}}(?:报告|汇报|请示|告知|沟通|报备))",
        starts="及时 抓紧 迅速 尽快 尽早 适时 限期 从速 即将 提前",
    ),
    WholeRule.of(
        "ongoing.lasting",
        _soft("ongoing", LASTING),
        r"长期坚持|长期推进|长期执行|持续推进|贯穿全年|贯穿始终",
        r"|常态化(?:推进|开展|坚持|抓|落实|实施|运行|进行)",
        starts="长期 持续 贯穿 常态",
    ),
    WholeRule.of(
        "external.outside",
        _soft("external", OUTSIDE),
        rf"按照?(?:上级|国家|中央|省市?|市|县)[^，{f.STOP}]{{0,8}}(?:时限|时间节点|时间要求|进度要求)",
        r"(?:要求|推进|完成|执行|落实)?",
        r"|按照?(?:规定|既定|要求)?的?时间节点(?:要求)?(?:推进|完成|落实|实施)?",
        r"|按照?(?:上级|省市|省里|市里)(?:部署|安排|要求)",
        starts="按[照上国中省市县规既要的时]",
    ),
)

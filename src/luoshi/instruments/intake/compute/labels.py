"""The labels that say whose an item is and by when: 牵头单位：, 责任部门：, 完成时限：, 【配合单位】.

A label names a kind: `lead`, `owner`, `co`, `person` (a name of a leader is no unit), `due`, `task`
(what is to be done), `problem` (what is wrong) or `other` (who checks, what it costs, for whom).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.instruments.intake.compute.structure import NUMBER

_WHO = r"(?:[省市县区州]直)?(?:单位|部门|机关|处室|科室|股室|地区|主体|乡镇|镇街|县区|区县|机构|对象|分工|落实)"
_LEAD = r"(?:总)?牵头|主办|主责|主抓"
_CO = r"配合|协办|协助|协同|参与|参加|支持|会办|协作"
_OWNER = r"(?:主要|直接|主体|具体)?责任|承办|负责|落实|实施|整改|办理|任务|职责|工作"
_AND_MAN = r"(?:[和及与、/（(]其?(?:责任人|负责人|联系人|领导|主要负责同志)[）)]?)?"
_BOTH = rf"(?:{_LEAD}|{_CO}|{_OWNER})"
_KINDS = (
    ("due", r"(?:[\u4e00-\u9fff]{2,4})?(?:时限|期限|(?<![同的])时间|时间节点|节点|工期|日期)(?:要求|安排|节点)?"),
    ("other", r"(?:监督|督办|督导|督查|督促|考核|评估|验收|审核|监管|指导)(?:责任)?(?:单位|部门|领导|人)|适用范围|备注|说明"
              r"|联系(?:人|电话|方式)|电话|(?:工作|预期|主要|阶段性?|任务|整改|完成|考核)?(?:目标|标准|成果|成效|要求|指标)|资金(?:来源|安排)"),
    ("person", r"(?:责任|分管|牵头|包抓|包保|包联|联系|挂钩|挂点|挂联|主管|负责|督办)?(?:[省市县区州]级?)?(?:领导|责任人|负责人)|负责同志"),
    ("problem", r"(?:存在|反馈|主要|具体|突出)?(?:的?问题)(?:表现|描述)?|反馈意见|意见建议"),
    ("task", r"(?:整改|具体|工作|主要|重点|推进|建设|落实)?(?:措施|任务|内容|事项|举措|做法)"),
    ("lead", rf"(?:{_LEAD})(?:(?:[和及与、/]|并)?{_BOTH})?{_WHO}?{_AND_MAN}"),
    ("co", rf"(?:{_CO})(?:[和及与、/]?{_BOTH})?{_WHO}?{_AND_MAN}"),
    ("owner", rf"(?:{_OWNER})(?:[和及与、/]?{_BOTH})?{_WHO}{_AND_MAN}|责任"),
)  # fmt: skip
_ANY = "|".join(f"(?P<{kind}>{rule})" for kind, rule in _KINDS)
# A label with its colon, boxed without one (【责任部门】县水利局), or with 为 (责任单位为县水利局).
_COLON = _ANY.replace("?P<", "?P<c_")
_LABEL = re.compile(
    rf"(?:[【\[〔]\s*(?:{_ANY})\s*[】\]〕]\s*[：:]?|(?<![\u4e00-\u9fff])(?:(?:{_COLON})\s*[：:]"
    rf"|(?:(?P<i_lead>{_LEAD})|(?P<i_co>{_CO})|(?P<i_owner>责任|承办))(?:单位|部门)[为是](?!列|排|第|主)"
    r"|(?P<i_due>(?:完成|办结|整改)(?:时限|期限|时间)[为是])))\s*"
)
# 县财政局配合单位：县审计局: nothing but the label itself parts the two.
_RUN_ON = re.compile(
    rf"(?:(?P<lead>(?:{_LEAD}))|(?P<co>{_CO})|(?P<owner>责任))(?:单位|部门)\s*[：:]\s*"
    r"|(?P<due>(?:完成|办结|整改)(?:时限|期限|时间)\s*[：:]\s*)"
)
_MAY = re.compile(r"[：:】\]〕]|(?:单位|部门|时限|期限|时间)[为是]")
WHO_KINDS = frozenset({"lead", "owner", "co", "person"})


@dataclass(frozen=True, slots=True)
class Label:
    """A label where it stands; what it labels begins at `end`."""

    start: int
    end: int
    kind: str
    words: str


def labels(text: str, start: int, end: int) -> list[Label]:
    """Every label of the stretch, in order."""
    if not _MAY.search(text, start, end):
        return []
    found = [_label(match) for match in _LABEL.finditer(text, start, end)]
    taken = [(one.start, one.end) for one in found]
    for match in _RUN_ON.finditer(text, start, end):
        if not any(a < match.end() and match.start() < b for a, b in taken):
            found.append(_label(match))
    return sorted(found, key=lambda one: one.start)


def opening(text: str, start: int, end: int) -> Label | None:
    """The label that opens the stretch, after a mark or a number at most."""
    number = NUMBER.match(text, start, end)
    at = number.end() if number else start
    while at < end and text[at] in "-—－●※★■◆▲·*▶► \t\u3000":
        at += 1
    match = _LABEL.match(text, at, end) if _MAY.search(text, at, min(end, at + 16)) else None
    return _label(match) if match else None


def after_stops(text: str, start: int, end: int) -> Iterator[Label]:
    """The labels that begin a sentence inside the stretch: …。责任单位：县水利局."""
    for one in labels(text, start, end):
        before = text[start : one.start].rstrip(" \t\u3000")
        if before and before[-1] in "。；;.！":
            yield one


def _label(match: re.Match[str]) -> Label:
    kind = next(name for name, words in match.groupdict().items() if words)
    return Label(
        match.start(), match.end(), kind.removeprefix("c_").removeprefix("i_"), match.group()
    )

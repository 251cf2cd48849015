"""A short title for a matter as a clerk writes it: verb and object, nothing around them.

Whatever says who, by when or in what order is peeled from the front, layer by layer, until nothing
more comes off; helpers named behind (各乡镇配合) go too. A ban keeps its 不得 or 严禁.
"""

from __future__ import annotations

import re

from luoshi.instruments.intake.compute import units
from luoshi.instruments.intake.compute.brackets import BRACKET
from luoshi.instruments.intake.compute.structure import NUMBER

LONGEST = 40
_READ = 600  # characters at the front; a title lies in them
_LEAD_IN = re.compile(
    r"(?:同时|另外|此外|特别是?|尤其是?|下一?步|今后|其中|目前|对此|为此|因此|所以|还有就是|原则上|会后|今年|年内"
    r"|会议(?:要求|明确|强调|决定|议定|同意|确定)(?!了)|我?(?:再次)?(?:强调|重申)一下"
    r"|[一二三四五六七八九十]是|第[一二三四五六七八九十](?=[，、：]))[，,：:、]?"
)
# 将 before a verb is the future; before a thing (将结果报…) it belongs to the act and stays.
_FUTURE = r"将(?=于|在|会|要|对|以|按|依|不|继续|进一步|加|组织|开展|完成|推|积极|督|联合|严|及时|尽快|适时|持续)"
_MODAL = re.compile(
    r"(?:也|都|均|还|就|分别|一定|务必|切实|认真|进一步|继续|要(?!求|素|点)|必须|应当|应该|应(?!急|用|对|收|诉)|须"
    rf"|需要|需(?!求)|得(?!到)|{_FUTURE}|会(?!议|同|商)|拟(?!定)|能够?|抓紧|尽快)+(?=[\u4e00-\u9fff\d]{{2}})"
)
_ASKED = re.compile(r"(?:由|请(?!示|假|求|销)|建议|责成|交由|希望|要求)(?=[^，。；]{2})")
_SHARED = re.compile(
    r"(?:牵头(?:负责)?|负责|组织实施)[，,、：:]|牵头(?:负责)?(?=[^，。；]{4})|会同[^，。；]{2,30}[，,]|会同|联合(?=.{0,9}[局委办厅部])"
)
_REASON = re.compile(
    r"(?:为了?|按照|根据|依据|针对|围绕|结合|鉴于|对照|在[^，]{2,20}(?:基础上|前提下))[^，。；]{2,80}[，,]"
)
_PIECE = (
    r"(?:每?(?:\d{4}|今|明|当|本)年度?|每?(?:\d{1,2}|[一二三四五六七八九十]{1,2}|本|下|次|当|每个?)月份?|\d{1,2}[日号]"
    r"|[上中下]旬|[上下]半年|第?[一二三四]季度|[每本下]?周[一二三四五六日末]?|年|月|底|末|初|中|\d{1,3}个?(?:工作日|月|天|小时))"
)
_BY_THEN = re.compile(
    rf"(?:(?:在|于|到|自)?{_PIECE}{{1,5}}|[在于][^，。；的]{{1,8}}(?<=[学汛节会束始]))"
    r"(?:之?前|以前|之?内|以内)[，,：:]?"
    r"|[从自][^，。；]{2,10}(?:起|至[^，。；]{2,10}[日月底末])[，,]"
)
# The label that opens a step of a ledger: 7-9月：, 3月至12月，, 一季度：
_STEP = re.compile(
    rf"(?:{_PIECE}|\d{{1,2}})+(?:\s*[-~～—－–至到]{{1,2}}\s*{_PIECE}{{1,3}})[，,：:]?|{_PIECE}{{1,3}}[：:]"
)
_ANNOUNCED = re.compile(r"^[^，。；]{2,40}(?:措施|意见|事项|工作|要求|如下)[：:]")
_TOPIC = re.compile(
    r"^(?:对于?|针对|关于|就(?!业)|凡|如|若|遇|在|为)(?!外|接|照|标)|(?:的|时|后|之后|以后|中|过程中|方面|情况下|基础上|前提下)$"
)
_TOLD = re.compile(r"已经?(?!承)|了(?!解)|正在|目前|现已|暂未|违反|由于|因为|存在")
_AHEAD = re.compile(r"拟|将|预计|计划|力争|争取|要|应|须|必须|建议|责成|负责|完成|由")
_TITLE_HEAD = re.compile(r"^[^，。；\n]{4,30}[。\n]")
_BLANKS = re.compile(r"\s+")
_CLAUSES = re.compile(r"(?<=[，；])")
_DEMANDS = re.compile(r"要|应|须|不得|严禁|进行|实行|予以|给予")
_REST_OF_LIST = re.compile(r"^(?:[、和及与，]|等(?:有关|相关)?(?:部门|单位)?)")
_TRIM = " ，,：:；;。、"
_LAYERS = (_LEAD_IN, _STEP, _REASON, _ASKED, _SHARED, _BY_THEN, _MODAL)
_TOPIC_SHOWN = 18  # characters of a topic that are kept where the act would not fit beside it


def title(words: str, names: tuple[str, ...] = (), time: str | None = None) -> str:
    """A title of at most 40 characters; never empty when `words` is not."""
    text = BRACKET.sub("", words[:_READ]).strip()
    body = NUMBER.sub("", text, count=1)
    head = _TITLE_HEAD.match(body) if len(text) > 60 else None
    if head:
        body = NUMBER.sub("", head.group().strip("。\n"), count=1)
    body = _BLANKS.sub(" ", body)
    body = _ANNOUNCED.sub("", body) or body
    body = _topic_and_act(units.without_helpers(body).strip(_TRIM))
    for _ in range(12):
        rest = _peeled(body, names, time)
        if rest == body or len(rest) < 4:
            break
        body = rest
    return _short(body or text.strip(" 。；") or words.strip(" 。；（）()"))


def _topic_and_act(body: str) -> str:
    """`body` from its first act on, after a topic short enough to leave room for the act.

    What only tells how things stand (目前已完成…) goes where something is asked after it.
    """
    clauses = _CLAUSES.split(body)
    at = 0
    while at < len(clauses) - 1 and not _acts(clauses[at].strip(_TRIM)):
        at += 1
    if not at or not _acts(clauses[at].strip(_TRIM)):
        return body
    topics = [one for one in clauses[:at] if not _TOLD.search(one)]
    act = "".join(clauses[at:])
    topic = "".join(topics)
    if len(topic) + len(clauses[at].strip(_TRIM)) <= LONGEST:
        return topic + act
    return _shown_topic(topic.strip(_TRIM)) + act


def _acts(clause: str) -> bool:
    """Whether the clause itself asks for something, rather than saying of what or when."""
    if _TOPIC.search(clause) and not _DEMANDS.search(clause):
        return False
    return not _TOLD.search(clause) or _AHEAD.search(clause) is not None


def _shown_topic(topic: str) -> str:
    """The end of a long topic with its preposition: 对…成效明显的市县，."""
    if len(topic) <= _TOPIC_SHOWN:
        return topic + "，" if topic else ""
    opening = re.match(r"对于?|针对|关于", topic)
    if not opening:
        return ""
    for mark in re.finditer(r"[、，]", topic[-_TOPIC_SHOWN:]):
        tail = topic[mark.end() - _TOPIC_SHOWN :]
        if len(tail) >= 4 and tail.count("（") == tail.count("）"):
            return f"{opening.group()}…{tail}，"
    return ""


def _peeled(body: str, names: tuple[str, ...], time: str | None) -> str:
    """`body` without one layer at its front."""
    if body.startswith("负责") and (units.opens_with_act(body[2:]) or _BY_THEN.match(body, 2)):
        return body[2:]
    for layer in _LAYERS:
        match = layer.match(body)
        if match:
            return body[match.end() :].lstrip(_TRIM)
    for name in sorted(names, key=len, reverse=True):
        if body.startswith(name) and not body.startswith("的", len(name)):
            return _REST_OF_LIST.sub("", body[len(name) :])
    ahead = body[:1] in ("在", "于", "到")
    if time and time[-1] in "前内底" and body.startswith(time, ahead):
        return body[len(time) + ahead :].lstrip(_TRIM)
    # A subject nobody read as a unit; where one was read, what follows it is the act.
    return body if names else body[units.subject_end(body) :].lstrip(_TRIM)


def _short(body: str) -> str:
    """The first clauses that fit; a clause too long by itself is cut before an open bracket."""
    if len(body) <= LONGEST:
        return body
    kept = ""
    for piece in re.split(r"(?<=[，；。：])", body):
        if len(kept) + len(piece.rstrip(_TRIM)) > LONGEST:
            break
        kept += piece
    kept = kept.strip(_TRIM)
    if len(kept) >= 8:
        return kept
    cut = body[: LONGEST - 1]
    listed = max(cut.rfind(mark) for mark in "、；，")
    cut = cut[:listed] if listed >= 16 else cut
    for opening, closing in ("《》", "“”", "（）"):
        if cut.count(opening) > cut.count(closing) and cut.rfind(opening) >= 8:
            cut = cut[: cut.rfind(opening)]
    return cut.rstrip(_TRIM) + "…"

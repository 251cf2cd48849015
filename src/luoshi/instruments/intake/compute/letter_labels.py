"""What the words that open a line of a letter file say about it: 来信内容：, 【答复时间】, 问：, 县住建局答：.

A label has a meaning, never a wording: it is put together from what the file is about (来信, 诉求,
办理 …) and what stands in the field (内容, 时间, 单位 …). Speakers of a conversation and greetings
are told by who is named and by what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from luoshi.instruments.intake.compute.letter_days import DATE, DATED


class Says(StrEnum):
    """What a stretch of a letter file is."""

    DEMAND = "demand"
    ANSWER = "answer"
    DAY = "day"  # of the answer
    DAY_BEFORE = "day_before"  # of the letter
    UNIT = "unit"
    ASIDE = "aside"  # a host's question, what was heard when the citizen was called back
    FIELD = "field"  # a number, a state: no text of either side
    TO_CITIZEN = "to_citizen"
    TO_OFFICE = "to_office"


@dataclass(frozen=True, slots=True)
class Label:
    """The label at the head of a stretch: its meaning, its words, where what it labels begins;
    `spoken` when it is a speaker's name, which may as well be a word of the text."""

    says: Says
    words: str
    end: int
    spoken: bool = False


_ASKING = (
    r"网民|网友|市民|群众|公众|信件|来信|来电|来访|留言|发帖|帖子|诉求|咨询|提问|追问|投诉|举报|信访|工单|问题|反映|建议|提案|议案"
    r"|求助|原始?"
)
_ANSWERING = (
    r"答复|答覆|回复|复信|回信|回应|回告|回音|解答|办理|办结|处理|处置|解决|承办|主办|协办|受理|官方|调查|核查|核实|查处|反馈|落实|整改"
    r"|(?:部门|单位)(?=答|回|意见|办理|处理)"
)
_AFTERWARDS = r"回访|满意度?|评价|评议|测评"
_WHAT = (
    r"时间|日期|单位|部门|机构|机关|内容|详情|正文|全文|概述|摘要|情况|结果|意见|措施|进展|标题|主题|题目|编号|号码?|事项|问题|状态"
    r"|类型|类别|方式|渠道|地址|地点|电话|次数|人员?|者"
)
_FIELD = re.compile(
    rf"(?P<of>(?:{_ASKING}|{_ANSWERING}|{_AFTERWARDS}|是否|的|及|与|和)*)(?P<what>{_WHAT})?"
)
_ASKED = re.compile(_ASKING)
_ANSWERED = re.compile(_ANSWERING)
_HEARD = re.compile(_AFTERWARDS)
_GENERAL = {
    "问": Says.DEMAND, "答": Says.ANSWER, "Q": Says.DEMAND, "A": Says.ANSWER,
    "标题": Says.DEMAND, "主题": Says.DEMAND, "案由": Says.DEMAND, "姓名": Says.DEMAND,
    "时间": Says.DAY, "日期": Says.DAY, "答复人": Says.FIELD, "序号": Says.FIELD,
    "编号": Says.FIELD,
}  # fmt: skip
_BLANK = r"[ \t\u3000\u00a0]"
_COLON = re.compile(rf"{_BLANK}*(?P<words>[^，。；：:！？\n\t]{{1,20}}?){_BLANK}*[：:]{_BLANK}*")
_SPACED = re.compile(rf"{_BLANK}*(?P<words>[\u4e00-\u9fff]{{1,8}})(?:{_BLANK}+|$)")
_BRACKET = re.compile(
    rf"{_BLANK}*[【〔\[［](?P<words>[^【】〔〕\[\]［］\n]{{1,30}})[】〕\]］]{_BLANK}*[：:]?{_BLANK}*"
)
_NUMBERED = re.compile(
    rf"{_BLANK}*(?:[一二三四五六七八九十]{{1,3}}、|[（(][一二三四五六七八九十\d]{{1,3}}[）)]|\d{{1,2}}[.．、]"
    rf"|[①-⑳●◆■▲★#]+\d*)?{_BLANK}*"
)
_HOST = re.compile(r"(?:主持人|记者|编者按?|小编|导播)[^，。]{0,6}")
_CITIZENS = (
    r"(?:网友|网民|市民(?!政)|居民|村民|群众|听众|观众|读者|家长|业主|住户|商户|摊贩|职工|员工|司机|乘客|学生|用户|群友|来电人"
    r"|来信人|来访人|女士|先生|小姐|大爷|大妈|师傅|阿姨|某)"
)
_CITIZEN = re.compile(
    rf"{_CITIZENS}[^，。]{{0,14}}|[^，。]{{0,14}}{_CITIZENS}(?:[“（(][^，。]{{0,14}})?"
    r"|[^，。]{0,16}(?:来信|来电|来函|留言|追问|提问|问|反映|咨询|投诉|求助)(?:说|道|称)?"
)
_SAYS = re.compile(r"(?:来信|来电|来函|留言|问|咨询|投诉|答|答复|回复|回应)(?:说|道|称)?$")
_REPLIER = re.compile(r"[^，。]{0,24}(?:答|答复|回复|回应|解答)(?:说|道|称)?")
_OFFICE = r"(?:[局厅委办处院部所队站府会镇乡科]|中心|街道|公司|政府|管委会|办事处|办公室|(?<=社)区|集团|学校|医院|银行)"
_POST = r"(?:[县市区镇乡局厅院校科处站队所]长|主任|书记|负责人|负责同志|嘉宾|发言人|经理|专员|客服)"
_OFFICIAL = re.compile(
    rf"[^，。]{{0,24}}(?:{_OFFICE}|{_POST})(?:[（(]?[\u4e00-\u9fff×*某]{{1,4}}[)）]?)?"
)
_UNIT_IN = re.compile(rf"[^\s，。\d]{{2,24}}{_OFFICE}")
_NEVER = re.compile(
    r"^(?:关于|针对|对于?|就|经|现|您|你|我|以下|具体|如下|目前|下一?步|一是|二是|三是|其|该|因|根据|按照?|为|在|已|存在|主要|特此|附|注"
    r"|联系|咨询电话|举报电话|监督电话"
    r"|会议|第[一二三四五六])"
)
_GREETED = re.compile(
    rf"[！!，,]?(?:[您你]们?[好的反提来所]?|大家好|首先|来[信电]|收悉|关于|经[^营济]|感谢|谢谢|现[就将答回]|我[局委办镇乡]"
    rf"|{_BLANK}*(?:$|\n))"
)
_HONOURED = re.compile(r"尊敬的|敬爱的|亲爱的")
_HELLO = re.compile(
    rf"{_BLANK}*(?P<words>(?:(?:尊敬|敬爱|亲爱)的)?[^，。；：:！？\n\t]{{1,20}}?)[，,]?(?:[您你]们?好"
    rf"|大家好)[！!。，,：:]?"
)
_ADDRESSED = re.compile(
    r"代表|委员|网友|网民|市民|同志|女士|先生|师傅|家长|业主|居民|村民|群众|某|×|\*|“"
)
_TOP = re.compile(rf"(?:{_POST}|领导|政府|县委|市委|区委|镇委)(?:们|同志)?$")
_HEAD = re.compile(
    rf"{_BLANK}*(?:(?P<citizen>{_CITIZENS})"
    rf"|(?P<office>[^\s，。（(【〔\[［]{{2,20}}{_OFFICE}))[^，。；！？\n]{{0,30}}?"
    rf"{DATE}"
    r"[^，。；！？\u4e00-\u9fff\n]*(?:发表|留言|提问|来信|回复|答复)?(?:[：:]|$)"
)
_OPENS = re.compile(
    r"\d[:：]\d\d|[:：]$|(?:回复|答复)[：:]?$"
)  # a unit and a day alone are a signature
_SECTION = re.compile(
    r"(?:信访人|来访人|申请人|群众|你们?|您|其|代表)?(?:的|主要)?(?:反映|诉求|请求|信访|投诉|来访|上访|信访请求|信访诉求)(?:人)?的?(?:主要)?"
    r"(?:问题|事项|内容|诉求|请求|情况|事实|理由)(?:和(?:理由|诉求))?(?=[。：:，\s]|$)"
)
_SECTION_ENDS = re.compile(
    r"[^，。：]{0,8}(?:查明|调查|核查|核实|处理|办理|答复|回复|基本|事实|复查|结论|认定)[^，。：]{0,6}(?:情况|意见|结果|过程|事实|结论"
    r"|决定|依据)(?=[。：:\s]|$)"
    r"|经(?:我[局委办镇]|本机关)?(?:调查)?(?:核实|查明|查)[，：:]|现答复"
)


def label(text: str, start: int, end: int) -> Label | None:
    """The label that opens the stretch, or None; greetings count as labels."""
    head = _HEAD.match(text, start, end)
    if head and (head["citizen"] or _OPENS.search(head.group())):
        return Label(
            Says.DEMAND if head["citizen"] else Says.ANSWER, head.group().strip(), head.end()
        )
    if found := _BRACKET.match(text, start, end):
        words = found["words"].strip()
        says = _field(words) or _signed(words)
        return Label(says, words, found.end()) if says else None
    at = _NUMBERED.match(text, start, end)
    begin = at.end() if at else start
    if found := _COLON.match(text, begin, end):
        words = found["words"].strip()
        field = _field(words)
        says = field or _said(words, text[found.end() : min(end, found.end() + 12)])
        if says in (Says.TO_CITIZEN, Says.TO_OFFICE):
            return Label(says, words, begin)
        if says:
            return Label(says, words, found.end(), field is None and not _SAYS.search(words))
    if found := _SPACED.match(text, begin, end):
        says = _field(found["words"]) if len(found["words"]) > 1 else None
        if says and (found.end() == end or says in (Says.DAY, Says.DAY_BEFORE, Says.UNIT)):
            return Label(says, found["words"], found.end())
    return _hello(text, begin, end)


def opens_demand(text: str, start: int, end: int) -> bool:
    """Whether the stretch is the chapter of an official paper that repeats what is asked for."""
    at = _NUMBERED.match(text, start, end)
    return _SECTION.match(text, at.end() if at else start, end) is not None


def closes_demand(text: str, start: int, end: int) -> bool:
    """Whether such a chapter ends here: 二、调查情况, 经查…."""
    at = _NUMBERED.match(text, start, end)
    return _SECTION_ENDS.match(text, at.end() if at else start, end) is not None


def unit_in(words: str) -> str:
    """The unit that a label names, or ""."""
    found = _UNIT_IN.match(words.strip())
    return found.group() if found and not _CITIZEN.match(found.group()) else ""


def _field(words: str) -> Says | None:
    """The meaning of a field's name."""
    tight = re.sub(r"\s", "", words)
    if tight in _GENERAL:
        return _GENERAL[tight]
    found = _FIELD.fullmatch(tight)
    if not found or not (found["of"] or found["what"] in ("单位", "部门")):
        return None
    of, what = found["of"], found["what"] or ""
    asks, answers = _ASKED.match(of) is not None, _ANSWERED.search(words) is not None
    if _HEARD.search(of):
        return Says.ASIDE
    if what in ("时间", "日期"):
        return Says.DAY if answers else Says.DAY_BEFORE
    if what in ("单位", "部门", "机构", "机关") or of in ("承办", "主办", "单位", "部门"):
        return Says.UNIT
    if what.startswith(("人", "者", "状", "类", "方", "渠", "次", "号", "编")):
        return Says.DEMAND if asks and not answers and not of.startswith("工单") else Says.FIELD
    if answers:
        return Says.ANSWER
    return Says.DEMAND if asks else None


def _signed(words: str) -> Says | None:
    """〔县住建局 3月4日 16:12〕, 〔网友追问 3/9〕: who speaks in a bracket."""
    name = DATED.split(words)[0].strip() if DATED.search(words) else words
    if _NEVER.match(words) or "号" in words:
        return None
    if _CITIZEN.fullmatch(name):
        return Says.DEMAND
    dated = DATED.search(words) is not None
    if _REPLIER.fullmatch(name) or (dated and unit_in(words)):
        return Says.ANSWER
    return None


def _said(words: str, tail: str) -> Says | None:
    """The meaning of a speaker's name or a greeting before a colon."""
    if _NEVER.match(words):
        return None
    if _HOST.fullmatch(words):
        return Says.ASIDE
    if not tail.strip() or _GREETED.match(tail):
        return _greeting(words, tail)
    if _REPLIER.fullmatch(words):
        return Says.ANSWER
    if _CITIZEN.fullmatch(words):
        return Says.DEMAND
    return Says.ANSWER if _OFFICIAL.fullmatch(words) else None


def _greeting(words: str, tail: str) -> Says | None:
    """Who is greeted: the words before the colon are no speaker's."""
    if _REPLIER.fullmatch(words) and not _HONOURED.match(words):
        return Says.ANSWER
    if _ADDRESSED.search(words):
        return Says.TO_CITIZEN
    if _TOP.search(words):
        return Says.TO_OFFICE if not tail.strip() or tail.startswith("您好") else Says.ANSWER
    return Says.ANSWER if _OFFICIAL.fullmatch(words) and unit_in(words) else None


def _hello(text: str, start: int, end: int) -> Label | None:
    found = _HELLO.match(text, start, end)
    if not found:
        return None
    if _TOP.search(found["words"]):
        return Label(Says.TO_OFFICE, found["words"], start)
    if _ADDRESSED.search(found["words"]):
        return Label(Says.TO_CITIZEN, found["words"], start)
    return None

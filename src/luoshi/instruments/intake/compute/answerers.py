"""Who is to act by a sentence of an answer.

An answer speaks of its own side (我局, 本机关), of a party named before (该厂, 被申请人) and of those
it has told to act (已责成该乡…, 要求物业公司…); what is left is read as all prose is (`units`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from luoshi.instruments.intake.compute import units
from luoshi.instruments.intake.compute.brackets import Named
from luoshi.instruments.intake.compute.units import Actors

_SIDE = (
    r"(?:[我本](?:们)?(?:局|委员?会?|办公室|办|厅|部门?|院|校|镇|乡|科|处|公司|单位|机关|中心|街道|社区|大队|支队|队|所|站|村|集团)"
    r"|该[\u4e00-\u9fff]{0,6}?(?:局|委|办|厅|院|校|镇|乡|村|社区|街道|公司|企业|厂|店|吧|场|馆|站|所|园|矿|户|单位|小区|物业"
    r"|项目部|施工队|商场|网吧)"
    r"|被申请人|被投诉人|被反映人|双方)"
)
_SIDE_RULE = re.compile(_SIDE)
# A clause that begins with one of these words, or with a time, and then with the side that acts.
_OPENING = (
    r"(?:(?:同时|另外?|此外|目前|现|当前|此后|以后|下一?步|今后|接下来|对此|为此|因此|因而|其中|因|经查|经了解|随后|届时|到时|如|由|由于)[，、]?)*"
    r"(?:[^，。；：的对向与和把将被请由经报给]{0,14}?(?:[年月日号周季底末初前后内起旬天时])[，、]?)?"
)
_ACTING = re.compile(
    rf"(?:(?<=[，。；：、,;:])|(?<=^)|(?<=[）)”]))?{_OPENING}(?P<side>{_SIDE})(?!的"
    rf"|[^，。；]{{0,6}}(?:收到|收悉|受理|接到|接报)|长(?!期))"
)
_CLAUSE = re.compile(r"[^，。；：,;:]+")
_TOLD = re.compile(
    r"(?:责成|责令|(?<![的工])(?:要求|通知)|(?<![申报邀聘提])请(?!求|示|假|您|你|居民|市民|群众|业主|大家|谅|监)"
    r"|让|交由|转(?:交|由|办)给?|委托)(?!其|他们|您|你)"
)
_TIME = re.compile(
    r"(?:[从自在于到截至]{0,2}(?:[\d一二三四五六七八九十今明去本下上当每元][^，。；：的对向与和把将被请由]{0,13})"
    r"(?:年|月份?|日|号|季度|[底末初旬]|周[一二三四五六日末]|[以之]?[前后内来起]|前后|期间)+)"
    r"(?=[\u4e00-\u9fff])"
    r"|[^，。]{1,8}?由|联合|会同|据|经(?![^，。]{0,2}[信贸济开管])|[^，。的]{2,8}后[^，。的]{0,8}?[内前]|此后|今后|以后"
)
# Parties that `units` does not know by their ending, where one is told to act or promises.
_PARTY = re.compile(
    rf"{_OPENING}(?P<side>(?:各|该)?[\u4e00-\u9fff（）、]{{0,14}}?"
    r"(?:运营商|开发商|承包商|供应商|服务商|班主任|施工方|建设方|业委会|物业|批发部|经营户|村委会|[局厅委办处所站队院校厂店村镇乡]|中心|社区|街道|政府"
    r"|公司|企业|部门))"
    r"(?=要(?!求)|须|应(?!急)|必须|不得|不准|将(?!近)|拟|已?承诺|计划|预计|会(?!议)|力争|答应|保证|自(?!己|来)|于|在\d|把"
    r"|本[周月季年]|[今明]年|下[周月]"
    r"|\d|[一二三四五六七八九十]{1,2}(?:月|[个周天日]|季度)|年[底内]|第[一二三四]|近期|每|已(?!知)|正在"
    r"|(?:主要|有关|相关)?(?:领导|负责人|工作人员|执法人员|技术人员))"
)
_NOBODY = Actors((), None, "")
_POINTS = re.compile(r"[其这那该]")
_CITIZEN = re.compile(
    r"(?:各位|广大|有关|相关)?(?:业主|居民|市民|群众|家长|村民|申请人|网友|网民|当事人|劳动者|住户|用户|大家|学生|市民朋友)$"
)
_NO_NAME = re.compile(r"对(?!外)|进行|到|凭|责令|改正|将|已|被|把|给|据|专人|专业队|人员力量")
_EVERYWHERE = re.compile(r"[）)]$|^各(?:县区|乡镇|街道|镇街|村|县|市|区|乡|镇|地)$")
_OF_PLACE = re.compile(r"[\u4e00-\u9fff]{2,10}?(?:局|委|办|部门|中心|站|所|大队|卫生院|学校)(?!长)")
_BANNED = re.compile(r"不得|不准|严禁|禁止|不能|不允许|不许|无权")
_WHOLE = re.compile(r"全[县市区镇乡省州旗](?:上下|范围)?")
_GOES_ON = re.compile(
    r"[^，。]{0,8}?(?:完成|办结|发放|公布|公示|印发|建成|启动|上报|补发|退还|移交|开通|投入使用)"
    r"|[^，。]{0,6}?(?:结果|报告|情况|名单|方案|资金|款项|工作)"
)


def actors(text: str, start: int, end: int) -> Actors:
    """The actors of the sentence of an answer, in order of their standing there."""
    for clause in _CLAUSE.finditer(text, start, end):
        for word in _TOLD.finditer(text, clause.start(), clause.end()):
            if _BANNED.search(text, clause.start(), word.start()):
                continue
            named = _told(text, word.end(), clause.end())
            if named:
                return Actors(named, named[0].text if len(named) == 1 else None, "by")
    found = _read(text, start, end)
    own = _clause_of(_ACTING, text, start, end) or (
        None if found.named else _clause_of(_PARTY, text, start, end)
    )
    if own and (not found.named or own.start <= found.named[0].end):
        helpers = tuple(one for one in found.named[1:] if own.end <= one.start)
        return Actors((own, *helpers), own.text, "subject")
    return found


def goes_on(words: str) -> bool:
    """Whether the sentence, which names nobody, goes on with the act of the one before it: 同时将…,
    9月底前完成…, 检查结果…."""
    head = re.match(rf"(?:{_TIME.pattern})?{_OPENING}", words)
    rest = words[head.end() :] if head else words
    if _POINTS.match(rest) or _POINTS.match(words):
        return False
    acts = units.opens_with_act(rest) or units.opens_with_act(words)
    return acts or _GOES_ON.match(words) is not None


def _read(text: str, start: int, end: int) -> Actors:
    found = units.actors(text, start, end)
    if not found.named:
        return found
    first = found.named[0]
    if _WHOLE.fullmatch(first.text):
        return _read(text, first.end, end)
    if _NO_NAME.search(first.text) or (found.how == "by" and _CITIZEN.match(first.text)):
        return _NOBODY
    more = _EVERYWHERE.search(first.text) and _OF_PLACE.match(text, first.end, end)
    if more and not units.opens_with_act(more.group()):
        longer = Named(text[first.start : more.end()], first.start, more.end(), first.role)
        return replace(found, named=(longer, *found.named[1:]), lead=longer.text)
    return _without_time(text, found)


def _told(text: str, start: int, end: int) -> tuple[Named, ...]:
    if side := _SIDE_RULE.match(text, start, end):
        return (Named(side.group(), side.start(), side.end(), "owner"),)
    return units.told(text, start, end)


def _clause_of(rule: re.Pattern[str], text: str, start: int, end: int) -> Named | None:
    """The first clause that begins with a party of this kind."""
    for clause in _CLAUSE.finditer(text, start, end):
        found = rule.match(text, clause.start(), clause.end())
        if found and not (rule is _PARTY and units.opens_with_act(found["side"])):
            return Named(found["side"], found.start("side"), found.end("side"), "owner")
    return None


def _without_time(text: str, found: Actors) -> Actors:
    """`found` without a time that was taken for the head of the first name."""
    first = found.named[0]
    time = _TIME.match(text, first.start, first.end)
    if not time or first.end - time.end() < 2:
        return found
    bare = Named(text[time.end() : first.end], time.end(), first.end, first.role)
    rest = tuple(one for one in found.named[1:] if one.text != bare.text)
    return Actors((bare, *rest), bare.text if not rest or found.lead else None, found.how)

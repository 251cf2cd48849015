"""Who is to act, as a sentence of prose says it: names told by their endings, never by a list.

A unit counts when it stands where an actor stands: before 要/应/负责/将, after 由/请/建议/责成,
after 会同. A recipient (报送…), a counterpart (协调…) and a possessor (…的) do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.instruments.intake.compute.brackets import Named

_PLACE = r"[\u4e00-\u9fffA-Za-z0-9×*＊—]"
# Endings that make a word a unit wherever an actor stands.
_END = (
    r"(?:人民政府办公室|人民政府|办公厅|办公室|委员会|管委会|居委会|村委会|党委政府|党委|党组|党支部|政府办|总局|分局"
    r"|(?:行政|主管|管理|监管|执法|编制|改革|建设|资源|交警|监督)?(?:部门|单位|机构|机关)(?:和(?:单位|部门))?"
    r"|公司|集团|学院|大学|高校|学校|院校|医院|医疗机构|幼儿园|大队|支队|总队|中队|专班|领导小组|工作组|专业小组|小组|工作专班"
    r"|街道办|街道|乡镇|乡镇场|镇村|开发区|经开区|高新区|园区|社区|物业公司|银行|法院|检察院|总社|工会|团委|妇联|协会|商会|联合会|企业"
    r"|基金|中心|科研院所|智库|政府|地区|各地|县区|局委|科室|处室|股室|委办局|口|县委|市委|省委|物业|供电所|派出所|卫生院|服务站)"
)
_SHORT_END = (
    r"(?:(?:督查|研究|档案|值班|秘书|机要|文秘|信息)室|局|厅|委|部|办|院|处|科|署|馆|行|校|队|镇|乡|区政府|财政"
    r"|(?<![控入参持占配炒干合一这那])股(?![份东权票民金市本价改级绳劲气风]))"
)
_PEOPLE = (
    r"(?:县长|市长|局长|镇长|乡镇长|区长|书记|主任|科长|处长|院长|校长|河长|链长|秘书长|秘书|组长|负责人|负责同志|责任人|领导班子|领导干部|领导|班子成员"
    r"|一把手|副职|副县长|联络员|全体同志|所有同志|同志|全体人员|人员|全体干部|干部|党员|成员|会员|司机|职工|教师|业主|建设方)"
)
_DISTRICT = (
    r"各(?:省|市|区|县|设区市|市州|州)(?:、(?:自治区|直辖市|县级市|县|区|市|旗|州|乡镇|街道))*(?:[（(][^（）()]{1,16}[）)])?"
    r"(?:人民政府|政府|经信局|各?部门)?"
)
_COLLECTIVE = (
    rf"(?:{_DISTRICT}|各(?:级|地|条线|分管|涉及|有关|相关|职能|责任|成员|承办|牵头|主办|业务"
    rf"|参建|项目|县|市|乡|镇|局|委|部)?{_PLACE}{{0,8}}?"
    rf"(?:{_END}|{_PEOPLE}|{_SHORT_END})"
    r"|各地(?:区)?|各级|大家|全(?:办|局|县|市|委|厅|体)(?:人员|同志|干部|上下|体人员)?"
    rf"|(?:每(?:个|一个|一位|位|名)|所有|全体|有关|相关|其他|当地|上述|主管|分管|下属|辖区){_PLACE}{{0,8}}?(?:{_END}|{_PEOPLE}"
    rf"|{_SHORT_END}))"
)
_SELF = r"(?:我|本|该|此|贵)(?:局|办|委|厅|部|院|校|镇|乡|县|市|区|科|处|公司|单位|中心|街道|社区|项目部|队|所|站)"
_JOINT = re.compile(r"、|以及|和|与|(?<!涉)及|，(?=各)")
_CLAUSE = re.compile(r"[^，；：。;:]+")
_LEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}|[①-⑳]|\d{1,2}[.、]|同时|另外一个|另外|此外|特别是"
    r"|尤其是|比如|例如|像|下一?步|今后|其中|目前|因此|所以|然后|接下来"
    r"|几[位个名]|任何|那些|这些|咱们?|我们|你们|在座的?|以后|今后|散会以?后|回去(?:以后)?|[下上]午"
    r"|会后|会议(?:要求|明确|强调|决定|议定|同意|确定|指出)|需要|希望|要求|鼓励|安排|我(?:安排|强调)|在座的|但是?|原则上|[\d一二三四五六七八九十今本下"
    r"上每周年月日点]{1,10}(?:上午|下午|之前|底前|前))"
)
# A clause that opens so has its subject elsewhere.
_NO_SUBJECT = re.compile(
    r"(?:要|应|必须|不得|对|针对|在|将|把|以|按|按照|根据|依据|依托|依法|通过|围绕|结合|为|从|向|与|经(?!开|信|济|贸|发|办)|由|请"
    r"|并|且|而|如|若|凡|因|当(?!地)|让|使|给|被|就是|这|那|其(?!他)|也|都|就|只|再"
    r"|加强|建立|制定|完善|推进|推动|落实|支持|引导|促进|实施|组织|开展|抓好|做好|提高|强化|充实|确保|配合(?!单位)|协调|督促|指导|帮助|尽快"
    r"|积极|及时|认真|进一步|不断|切实|全力|全面|严格|继续|研究|探索|发挥|保持|规范|保障|明确|改革|形成|实现|利用|委托|建成|打造|培育|参照|参与"
    r"|违反|反映|关于|避免|解决|处理|汇报|报送|上报|所需|部分|责令|禁止|允许)"
)
_BY = re.compile(
    r"(?:(?<!理)(?<!自)(?<!缘)由(?!于|此|来)|(?<![敬邀申聘提])请(?!假|示|求|您|销|大家)|责成|建议(?!书|您)|交由|安排"
    r"|需要(?=各|大家|每|全体|所有))"
)
_AFTER = re.compile(
    r"(?:以后|今后|今年|年内|一般|原则上|一定|务必|分别|共同|尤其|首先|再|继续|切实|认真|积极|主动|及时|依法|尽快|抓紧|立即|也|都|均|还|就"
    r"|同时|每一?[年月周天日](?:把)?|本?[下本]?周[一二三四五六日]?|至少|一律|直接|按[^，]{2,14}|根据[^，]{2,14}|平时)*"
    r"(?:要|必须|应|须|需|得(?!到|以)|不得|不准|不能|不再|不要|严禁|负责|牵头|将|拟|计划|预计|会(?!议)|可|具体|组织|配合|会同|按|依"
    r"|根据|结合|对|在|以|于|通过|作为|参照|安排|统筹|协调|提前|直接|研究|落实"
    r"|制定|完成|做好|加强|开展|建立|抓好|督促|已?承诺|已[于将经向]|正在|办理|提出|报送|上报|拿出|向|从|商|主管|采取|尽|支付|处|给予|做|出|审|核|提|写|派"
    r"|参加|列席|定|把|服从|沟通|征求|占比|支持|办成|担任|组成|有|没有|编制|汇报|落实|跟踪|督办|督促|汇总|盯"
    r"|(?:每个?[年月周季天日]度?|\d{4}年|\d{1,2}月|\d{1,2}[日号]|[本下次当]?[年月周]"
    r"|周[一二三四五六日]|[底末初])+之?前)"
)
# What may follow a name that opens its clause and acts: a time, a measure, a small word that only
# stands before a verb, or one of the plain verbs of office life.
_ACTS = re.compile(
    r"自己|先|再|也|都|只|就|才|一律|统一|连夜|当[天日场面晚]|马上|立刻|随时|亲自|轮流|分头|单独|另外|同步|提前|逐[一个户项家]|全(?:部|程|年|面)"
    r"|[上下本这今明后每头]个?(?:天|日|周|月|年|季|半年|礼拜|星期|午)|[一二两三四五六七八九十\d]+(?:个|天|日|周|月|年|点|时|小时|分钟|季度"
    r"|号|人|次|张|份|条|名|家)"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[月日号]|周[一二三四五六日末]|[年月季周旬][底末初]|春节|节前|会后|汛期"
    r"|把|被|将|对|向|从|给|跟|同|和(?!谐)|与|按|照|依|在|到|用|以|因|为|凭|替|不|没|未|别|要|须|应|得(?!到)|可|能|会(?!议)"
    r"|[拿报送交填写查盯跑看拉备记签挑列约请派去来出回接带管抓搞做办排定拟编制摸审核评选推清收发停罚通包领走打过开设建修补退扣减]"
    r"|负责|牵头|督促|组织|安排|协调|配合|参加|承担|保证|确保|落实|完成|制定|起草|梳理|汇总|整理|检查|核实|核查|调查|调研|研究|提出|提交|召开|建立|成立"
    r"|实行|执行|坚持|保持|保留|支持|帮助|指导|培训|宣传|通知|通报|公布|公示|公开|取消|停止|暂停|压减|压缩|控制|主持|主动|及时|严格|认真|联系|对接|跟踪|复核|登记"
)
# Names that a plain verb behind them does not yet make actors: 政府补贴, 企业用工, 城镇失业.
_WEAK = re.compile(
    r"^(?:政府|地方政府|部门|单位|企业|学校|城镇|城乡|财政|物业|副职|干部|公司|医院|银行|社区|(?!各).{0,4}(?:企业|财政))$"
    r"|^(?:增|支|采|派|拨|派个|让|使|叫|说|到|一家|同一|[^各]{0,3}[与跟和]|下午|上午)|[城][镇乡]$"
)
# A name that goes on is another name: 安委|办, 教育局|长, 政府|常务会议.
_GOES_ON = re.compile(
    r"办(?!理|好|成|完|结|件|实)|公室|长(?!期|效|远)|员|门|室|系统|班子|领导|干部|职工|机关|大院|内部|常务|工作|会议|专户|账户|门口|文件"
    r"|牌子|大楼|大厅|范围|层面|层级|部门"
)
_ENDS = re.compile(rf"(?:{_END}|{_SHORT_END}|{_PEOPLE}|大家|人大|政协|(?:各|所有)\S{{1,6}})$")
# Where a name may end: a name told by its first words, or the next ending of one.
_TOLD_NAME = re.compile(rf"(?:{_SELF}|{_COLLECTIVE})(?:[（(][^（()）]{{1,12}}[）)])?")
_NAME_END = re.compile(
    rf"(?:(?:{_END}|{_SHORT_END})(?!长(?!期|效))|{_PEOPLE})(?:[（(][^（）()]{{1,12}}[）)])?"
)
# One of these stands in every name: the last characters of all endings, and 各地, 大家.
_MAY_NAME = re.compile(
    "[府室厅会委组部办局位门构关司团学校院园队班道镇村区社行业金心所智库地科处口物电站署馆乡政长记任员人导职志师主方家众下体股]"
)
_TO_BARRIER = re.compile(r".*[的了把给被让， \t\n\u3000]", re.DOTALL)  # no name reaches over these
_DISTRICT_RULE = re.compile(_DISTRICT)
_DISTRICT_ACTS = re.compile(r"人民|政府|各?部门|治理|要|应|作|对")
_SOME_MORE = re.compile(r"等(?:有关|相关)?(?:部门|单位|地方)?(?:和单位)?")
_FUTURE = re.compile(r"^(?:将|会(?!议)|拟|已?承诺|预计|计划)")
_LEADS = re.compile(r"[要应将具体切实]*(?:牵头|负责|主办|会同|协调)")
_HELPER = r"[^，。；、]{1,14}?(?:部门|单位|局|委|厅|部|办|中心|政府|公司|[大支总中]队|银行|乡镇|街道)(?!员|公|门|长)"
_WITH = re.compile(rf"(?:会同|联合|，配合)({_HELPER}(?:[、和及与]{_HELPER})*)")
_SHARES = r"(?:等?(?:有关|相关)?(?:部门|单位)?)"
_MANNER = r"(?:(?:按照?|依|根据)(?:各自|有关|相关)?(?:职责|职能|分工)(?:分工)?|积极|密切|做好|全力|共同|予以|主动)*"
_BESIDE = re.compile(
    rf"[，；、]([^，。；]{{2,30}}?)(?={_MANNER}(?:配合|协助|参与)){_MANNER}(?:配合|协助|参与)(?=[，。；做完]|$)"
)
_HELPERS = re.compile(
    rf"(?:^|[，；,])(?:并?由|请)?([^，。；]{{2,40}}?){_SHARES}{_MANNER}"
    r"(?:配合|协助|参与)(?:工作|落实)?(?=[，。；]|$)"
)
_HELP = re.compile("配合|协助|参与")
_ETC = re.compile(r"等?(?:有关|相关)?(?:部门|单位|地方)?(?:和单位)?$")
_ODD = re.compile(
    r"[的了着过]|工作(?:会|座谈)|^(?:我们|你们|他们|一个|几|两|三|这|那|任何|人民|群众|问题|情况|工作|意见)|(?:机制|制度|办法|意见"
    r"|方案|计划|问题)(?!小组|办)|不|是|就|都|已经|平时|原则上|指标|加强|www|(?<!机)要(?!闻)"
)
_BARE = re.compile(r"^(?:单位|部门|机构|人员|领导|办公厅印发)$")


@dataclass(frozen=True, slots=True)
class Actors:
    """The units a sentence puts to work, and the one it lets lead."""

    named: tuple[Named, ...]
    lead: str | None
    how: str


def actors(text: str, start: int, end: int) -> Actors:
    """The actors of the sentence `text[start:end]`, in order of their standing there."""
    found = list(_found(text, start, end))
    if not found:
        return Actors((), None, "")
    asked = [one for one in found if one[2] == "by" and text[one[0] - 1 : one[0]] == "请"]
    ahead = [
        one for one in found if one[2] == "subject" and _FUTURE.match(text[one[3] : one[3] + 4])
    ]
    at, named, how, after = (asked or ahead or found)[0]
    every = [*named, *helpers(text, at, end)]
    helped = len(named) == 1 and len(every) > 1
    unique = tuple({name.text: name for name in every}.values())
    told = _LEADS.match(text, after, after + 12)
    lead = unique[0].text if len(unique) == 1 or helped or (told and len(named) == 1) else None
    return Actors(unique, lead, how)


_SOME_PEOPLE = re.compile(rf"{_PEOPLE}$")
_EVERY_END = tuple((kind, re.compile(rule)) for kind, rule in (
    ("P", _PEOPLE), ("S", _SHORT_END), ("L", _END),
))  # fmt: skip


def endings(words: str) -> dict[int, str]:
    """Where a word ends that can end a name, and what kind of ending it is: people, short, long."""
    return {match.end() - 1: kind for kind, rule in _EVERY_END for match in rule.finditer(words)}


def of_people(words: str) -> bool:
    """Whether `words` end with people of a unit (全体同志, 主要负责人)."""
    return _SOME_PEOPLE.search(words) is not None


def sign_after(words: str, at: int) -> str:
    """What follows a name that would end at `at`: 2 a sure sign that it acts, g more of the name,
    1 a sign that will do, e the end of the sentence, 0 nothing."""
    if _AFTER.match(words, at):
        return "2"
    if _GOES_ON.match(words, at):
        return "g"
    return "1" if _ACTS.match(words, at) else "e" if at == len(words) else "0"


def told_by(words: str) -> Iterator[re.Match[str]]:
    """Where 由, 请, 责成 … introduce who is to act."""
    return _BY.finditer(words)


def helpers(text: str, start: int, end: int) -> list[Named]:
    """Those with whom somebody is to act: behind 会同 and 联合, before 配合."""
    return [
        name
        for rule in (_WITH, _BESIDE)
        for match in rule.finditer(text, start, end)
        for name in _list(match.group(1), match.start(1), whole=True)
    ]


def told(text: str, start: int, end: int) -> tuple[Named, ...]:
    """The units that stand at `start` behind a word that tells them to act; empty without any."""
    return _parsed(text, start, end, asked=True)[0]


def without_helpers(words: str) -> str:
    """`words` without the clauses that only name who helps (各乡镇配合); never all of it."""
    if not _HELP.search(words):
        return words
    rest = _HELPERS.sub(lambda m: "" if _ENDS.search(m.group(1)) else m.group(), words)
    return rest if len(rest.strip("，。； ")) >= 4 else words


def ends_like_unit(words: str) -> bool:
    """Whether `words` are built as the name of a unit is, told by their ending."""
    return _ENDS.search(words) is not None


def opens_with_act(words: str) -> bool:
    """Whether `words` begin with a verb or preposition, not with a thing or a name."""
    return _NO_SUBJECT.match(words) is not None


def helps_only(clause: str) -> bool:
    """Whether the clause only says who helps."""
    match = _HELPERS.match(clause.rstrip("。；"))
    return match is not None and _ENDS.search(match.group(1)) is not None


def subject_end(words: str) -> int:
    """How far the list of units reaches that opens `words` as its subject; 0 without one."""
    clause = _CLAUSE.match(words)
    if clause is None or _NO_SUBJECT.match(words):
        return 0
    named, after = _parsed(words, 0, clause.end())
    return after if named else 0


_Found = tuple[int, tuple[Named, ...], str, int]


def _found(text: str, start: int, end: int) -> Iterator[_Found]:
    """Every list of actors: where it stands, its names, how it is marked, where it ends."""
    for clause in _CLAUSE.finditer(text, start, end):
        at, stop = clause.span()
        if not _MAY_NAME.search(text, at, stop):
            continue
        told = _BY.search(text, at, stop)
        if told:
            named, after = _parsed(text, told.end(), stop, asked=True)
            if named:
                yield told.end(), named, "by", after
                continue
        for _ in range(3):
            lead_in = _LEADING.match(text, at, stop)
            if lead_in is None:
                break
            at = lead_in.end()
        while at < stop and text[at].isspace():
            at += 1
        if not _NO_SUBJECT.match(text, at, stop):
            named, after = _parsed(text, at, stop)
            if named:
                yield at, named, "subject", after


def _follows(text: str, at: int, stop: int, *, asked: bool) -> int:
    """What stands behind the name that ends at `at`: 2 for a sure sign that it acts, 1 for one that
    is good enough where nothing better is found, 0 for none."""
    if text.startswith("的", at):
        return 0
    if at == stop or _AFTER.match(text, at, stop):
        return 2
    if _GOES_ON.match(text, at, stop):
        return 0
    return int(asked or _ACTS.match(text, at, stop) is not None)


def _parsed(text: str, at: int, stop: int, *, asked: bool = False) -> tuple[tuple[Named, ...], int]:
    """The list of names that begins at `at` and is followed by an act, and where it ends."""
    district = _DISTRICT_RULE.match(text, at, stop)
    floor = (
        district.end()
        if district and _DISTRICT_ACTS.match(text[district.end() - 1 : stop] or " ")
        else at
    )
    zone = text[at : min(stop, at + 70)]
    second: tuple[tuple[Named, ...], int] = (), at
    for reached in _edges(zone):
        edge = at + reached
        etc = _SOME_MORE.match(text, edge, stop)
        tail = etc.end() if etc else edge
        sign = _follows(text, tail, stop, asked=asked) if edge > floor else 0
        if not sign or (tail == stop and text[stop : stop + 1] != "，"):
            continue
        named = tuple(_list(text[at:edge], at, whole=floor > at and floor >= edge - 6))
        if not named or (tail == stop and len(named) < 2):
            continue
        if sign == 2:
            return named, tail
        if not asked and any(_WEAK.search(one.text) for one in named):
            continue
        going_on = text.startswith(("和", "与", "及", "、"), second[1])
        longer = len(named) > 1 and named[:-1] == second[0][:-1]  # 中心|小学教师
        if not second[0] or (asked and (going_on or longer)):
            second = named, tail
    return second


def _edges(zone: str) -> Iterator[int]:
    """Where the names of `zone` may end, from left to right."""
    at = 0
    while True:
        told = _TOLD_NAME.match(zone, at)
        found = told or _NAME_END.search(zone, at)
        if told is None:
            reach = found.start() if found else len(zone)
            barrier = _TO_BARRIER.match(zone, at, reach)
            told = _TOLD_NAME.search(zone, at) if barrier else None
            found = told if told and barrier and told.start() <= barrier.end() else found
        if found is None:
            return
        at = found.end()
        yield at


def _inside(words: str, at: int) -> bool:
    return words.count("（", 0, at) > words.count("）", 0, at)


def _list(words: str, offset: int, *, whole: bool = False) -> Iterator[Named]:
    """The single names of a list; 和 parts two names only where the left one is complete."""
    at, names = 0, []
    district = _DISTRICT_RULE.match(words) if "、" in words[:6] and words.startswith("各") else None
    for cut in [*_JOINT.finditer(words), None]:
        if (
            cut
            and district
            and cut.start() < district.end()
            and not _ENDS.search(words[: cut.start()])
        ):
            continue
        edge = cut.start() if cut else len(words)
        if cut and cut.group() in ("和", "与", "及") and not _ENDS.search(words[at:edge]):
            continue
        if cut and (_BARE.match(words[cut.end() :]) or _inside(words, cut.start())):
            continue
        names.append((at, edge))
        at = cut.end() if cut else edge
    for begin, edge in names:
        name = _ETC.sub("", words[begin:edge]) if "等" in words[begin:edge] else words[begin:edge]
        if not 2 <= len(name) <= 22 or _ODD.search(name) or _BARE.match(name):
            return
        if len(names) == 1 and not whole and _NO_SUBJECT.match(name):
            return
    for begin, edge in names:
        name = _ETC.sub("", words[begin:edge]) if "等" in words[begin:edge] else words[begin:edge]
        yield Named(name, offset + begin, offset + begin + len(name), "owner")

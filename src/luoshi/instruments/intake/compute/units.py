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
    r"|基金|中心|科研院所|智库|政府|地区|各地|县区|局委|科室|处室|委办局|口|县委|市委|省委|酒吧|物业|供电所|派出所|卫生院|服务站)"
)
_SHORT_END = r"(?:局|厅|委|部|办|院|处|科|署|馆|行|校|队|镇|乡|区政府|财政)"
_PEOPLE = (
    r"(?:县长|市长|局长|镇长|乡镇长|区长|书记|主任|科长|处长|院长|校长|河长|链长|秘书长|秘书|组长|负责人|负责同志|责任人|领导班子|领导干部|领导|班子成员"
    r"|一把手|副职|副县长|联络员|全体同志|所有同志|同志|全体人员|人员|全体干部|干部|党员|成员|会员|司机|职工|教师|业主|建设方)"
)
_DISTRICT = (
    r"各(?:省|市|区|县|设区市|市州|州)(?:、(?:自治区|直辖市|县级市|县|区|市|旗|州|乡镇|街道))*(?:[（(][^（）()]{1,16}[）)])?"
    r"(?:人民政府|政府|经信局|各?部门)?"
)
_COLLECTIVE = (
    rf"(?:{_DISTRICT}|各(?:级|地|条线|分管|涉及|有关|相关|职能|责任|成员|承办|牵头|主办|业务|参建|项目|县|市|乡|镇|局|委|部)?{_PLACE}{{0,8}}?(?:{_END}|{_PEOPLE}|{_SHORT_END})"
    r"|各地(?:区)?|各级|大家|全(?:办|局|县|市|委|厅|体)(?:人员|同志|干部|上下|体人员)?"
    rf"|(?:每(?:个|一个|一位|位|名)|所有|全体|有关|相关|其他|当地|上述|主管|分管|下属|辖区){_PLACE}{{0,8}}?(?:{_END}|{_PEOPLE}|{_SHORT_END}))"
)
_SELF = r"(?:我|本|该|此|贵)(?:局|办|委|厅|部|院|校|镇|乡|县|市|区|科|处|公司|单位|中心|街道|社区|项目部|队|所|站)"
_UNIT = (
    rf"(?:{_SELF}|{_COLLECTIVE}|{_PLACE}{{0,14}}?{_END}(?:[（(][^（）()]{{1,12}}[）)])?"
    rf"|{_PLACE}{{1,8}}?{_SHORT_END}|{_PLACE}{{0,8}}?{_PEOPLE})"
)
_JOIN = r"(?:、|和|及|以及|与|，(?=各))"
_LIST = rf"{_UNIT}(?:{_JOIN}{_UNIT})*(?:等)?(?:有关|相关)?(?:部门|单位)?"
_HEAD = (
    r"(?:^|(?<=[，；：:。]))(?:[一二三四五六七八九十]{1,2}是|第[一二三四五]，|同时|另外|此外|特别是|尤其是|比如|例如|下(?:一)?步|今后|其中|目前|对此|为此|因此|所以|然后|接下来"
    r"|会后|会议要求|会议明确|会议强调|会议决定|会议议定|会议同意|需要|希望|要求|这个时候|[①-⑳]|\d[.、])?[，,：:]?"
)
_WHEN = r"(?:以后|今后|今年|年内|年底前|每[年月周天日]|下周|本周[一二三四五六日]?|会后|近期|目前|也|都|均|还|就|同时|一定|务必|原则上|分别|共同|尤其|首先|再|继续|切实|认真|积极|主动|及时|依法|尽快|抓紧|立即|每一?[年月周天日])"
_ACT = (
    r"(?:要|必须|应当|应该|应|须|需|得|不得|不准|不能|不再|严禁|一律|负责|牵头|将|拟|计划|预计|会(?!议)|可(?!能)|具体|组织|配合|会同"
    r"|按|依|根据|结合|对|在|以|于|通过|作为|参照|安排|统筹|协调|提前|直接|研究|落实|制定|完成|做好|加强|开展|建立|抓好|督促|承诺|已承诺|办理|提出|报送|上报|拿出|向)"
)
_SUBJECT = re.compile(rf"{_HEAD}(?P<list>{_LIST})(?={_WHEN}{{0,3}}{_ACT})")
_BY = re.compile(
    rf"(?<!理)(?:由|请|责成|建议|委托|安排|明确由|交由|需要|责令|督促|指导)(?P<list>{_LIST})(?={_WHEN}{{0,3}}(?:{_ACT}|从|商|主管|采取|尽|支付|处|给予|做|出|审|核|提|写))"
)
_WITH = re.compile(rf"(?:会同|商|联合|配合)(?P<list>{_LIST})")
_STRONG_LEAD = re.compile(r"牵头|负责|主办|会同|协调")
_SPLIT = re.compile(_JOIN)
_NOT_UNIT = re.compile(
    r"^(?:要|应|我们|你们|他们|工作|问题|情况|这|那|其|任何|对|在|按|从|为|将|把|以|使|让|就|不|没|关于|因|由于|经|并|并且|而|但|或|如|等|各项|各种|各类|各方|各环节)"
    r"|[的了着过]|工作(?:会|座谈)|(?:机制|制度|办法|意见|方案|计划|要求|部署|问题|资金|办公厅印发)"
)
_FRAGMENT = re.compile(r"^(?:对|向|与|和|及|从|在|到|为|给|经|被|让|使|把|将|按照|根据|围绕|针对|通过|结合|依托|引导|鼓励|支持|推动|督促|指导|组织|协调|帮助|建立|加强|落实|完善|要求|发挥|强化|充实|实施|确保|推进)+")


@dataclass(frozen=True, slots=True)
class Actors:
    """The units a sentence puts to work, and the one it lets lead."""

    named: tuple[Named, ...]
    lead: str | None
    how: str


def actors(text: str, start: int, end: int) -> Actors:
    """The actors of the sentence `text[start:end]`, in order of their standing there."""
    found: dict[str, Named] = {}
    lead: str | None = None
    how = ""
    for rule, name in ((_BY, "by"), (_SUBJECT, "subject")):
        for match in rule.finditer(text, start, end):
            named = [*_names(match.group("list"), match.start("list"))]
            if not named or (name == "subject" and found and how == "by" and match.start() > min(n.start for n in found.values())):
                continue
            how = how or name
            for one in named:
                found.setdefault(one.text, one)
            after = text[match.end() : match.end() + 12]
            if lead is None and _STRONG_LEAD.search(after) and (len(named) == 1):
                lead = named[0].text
            if name == "subject":
                break
    if found:
        for match in _WITH.finditer(text, start, end):
            for one in _names(match.group("list"), match.start("list")):
                if one.text not in found:
                    lead = lead or (next(iter(found)) if len(found) == 1 else None)
                    found[one.text] = one
    named_all = tuple(sorted(found.values(), key=lambda one: one.start))
    return Actors(named_all, lead or (named_all[0].text if len(named_all) == 1 else None), how)


def _names(words: str, offset: int) -> Iterator[Named]:
    """The single names of a list; a county list (各省、自治区、直辖市人民政府) stays one name."""
    district = re.match(_DISTRICT, words)
    at = 0
    edges = [(m.start(), m.end()) for m in _SPLIT.finditer(words) if not (district and m.start() < district.end())]
    for cut, after in [*edges, (len(words), len(words))]:
        name = re.sub(r"等(?:有关|相关)?(?:部门|单位)?$", "", words[at:cut])
        cleaned = _FRAGMENT.sub("", name)
        begin = offset + at + len(name) - len(cleaned)
        if 2 <= len(cleaned) <= 22 and not _NOT_UNIT.search(cleaned):
            yield Named(cleaned, begin, begin + len(cleaned), "owner")
        at = after

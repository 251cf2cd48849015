"""What the model sees of a sentence of an answer besides the cues of all prose.

An answer tells what was found and done, explains the law, thanks, refuses, and somewhere promises.
What tells the promise apart is its tense: words of what is to come, and above all whether the
dates in the sentence lie before or after the day of the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from luoshi.lib.deadlines import Deadline, mentioned

_MARKS: dict[str, re.Pattern[str]] = {name: re.compile(rule) for name, rule in {
    "will":
        r"将(?!近|来|军|就|其|该|把|您|上述|有关情况|情况|在协议|导致|[^，。]{1,16}(?:划归|纳入了|作为了))|拟(?!定|态)|即将|打算|准备|着手"
        r"|会(?=同步|第一时间|继续|加强|加大|及时|尽快|积极|督促|安排|向|在|对|把|尽)",
    "expects": r"预计|力争|争取|可望|有望|计划(?!生育|方案|的|书|中|内)|定于|最迟|最晚|待[^，。]{2,20}后",
    "from_now": r"下一?步|今后|接下来|以后|此后|往后|从[本今明下即][年月周日起]|近期|(?<!正在)尽快|(?<!正)(?<!正在)抓紧|年内|届时",
    "promises": r"承诺|保证|答应|表示(?:将|会|愿)",
    "tells_to":
        r"责成|责令|要求[^，。您你]{2,16}(?:立即|限期|尽快|抓紧|于|在|对|按|加|落实|整改|完成|[\d一二三]+[月日天周])"
        r"|(?:已|要求|通知|请|让|督促|交由|转交?)[^，。您你的]{2,12}(?:于|在|尽快|限期|立即|[一二三四五六七八九十\d]+[个天日周月小])",
    "by_whom": r"由(?!于|此|来)[^，。；]{2,18}?(?:负责|牵头|组织|派|实施|办理|承担|统一|[对把向按在于将给会])",
    "obliged": r"(?<![主重需想不只])要(?!求|素|闻|点|事|害|塞|件|么|是)|必须|务必|应(?!急|用|对|收|聘|诉|届|城)|须(?!知)|不得"
        r"|不准|不许|严禁|一律",
    "past": r"已(?:经)?(?!承诺|要求|责|通知|让|请)|了(?!解|结|望)|曾|过(?=[，。；])|此前|原(?=有|定|计划)|之前(?:已|曾)",
    "found_out": r"经(?:查|核|调查|了解|现场|走访|与|商|研究|鉴定|检测)|查明|发现|显示|属实|情况如下|核查|据(?:了解|介绍|反映|报告)"
        r"|不(?:属实|存在)",
    "going_on": r"正在|目前|现已|现正|当前|截至|至今|尚未|还未|仍",
    "law":
        r"《[^》]{3,}》(?:第|规定|要求|明确)|根据《|按照《|依据《|依照|法律|条例|规定[，：]|政策(?:规定|要求)|于法|无权|职权|管辖",
    "remedy": r"(?:不服|有异议|侵犯)[^。]{0,60}(?:复议|诉讼|起诉|复查|复核|仲裁)|(?:行政复议|行政诉讼|申请复[查核]|申请仲裁"
        r"|向[^，。]{2,12}法院)",
    "refuses":
        r"无法|暂(?:不|无|未)|不予|不能|没有(?:法律|政策|依据)|无(?:法律|政策|合同)?依据|原则上不|不符合|不属于|难以|不具备|不现实|恕|不支持"
        r"|不宜|不在",
    "courtesy":
        r"感谢|谢谢|欢迎|拨打|敬请|谅解|祝(?!贺)|理解(?:与|和|、)支持|特此|抱歉|歉意|对不起|如有(?:疑问|其他|不同)|您好|电话[：:]|收悉|如下",
    "to_citizen": r"您|你们?(?!单位)",
    "citizen_may": r"(?:您|你们?|业主|居民|市民|群众|申请人|家长|学生|村民)(?:也|还|均)?(?:可|需|应|要|到|向|携带|凭|提供|自行)"
        r"|请您|请你|建议您|建议你|希望您|望你|可(?:以)?(?:拨打|携带|向|凭|申请|通过|到|自)",
    "citizen_said": r"(?:您|你们?|信中|来信|留言|网友|申请人|对方)(?:所|在[^，。]{1,12}中?)?(?:反映|提出|提到|要求|建议|投诉"
        r"|说|指出|认为|关心)|您的(?:诉求|建议|意见|问题)|关于(?:您|你|[“\"])",
    "if": r"^(?:如|若|一旦|凡|对于?)|逾期|到期|[^，。]{2,18}的，|否则|届时",
    "third": r"(?:公司|物业|开发商|企业|施工方?|运营商|业主方|建设方|项目方|厂|店|酒吧|学校|医院|银行|中标)(?:已|将|应|须|要|承诺|表示"
        r"|预计|计划|正)",
    "ours": r"(?:我|本)(?:们)?(?:局|镇|乡|办|县|市|区|委|街道|处|厅|中心|单位|机关|院|校|队|所|公司)|我们",
    "measure": r"\d(?:[余多]?)(?:平方米|公里|亩|米|万元|亿元|户|人|%)|位于|总投资|面积|涉及|共有|全长|始建|建于",
    "vague": r"进一步|不断|持续|努力|切实|以[^，。]{2,16}为(?:契机|动力|目标)|全力|着力|力度|高度重视|用心用情|做好[^，。]{0,8}工作",
    "act":
        r"安装|更换|修复|维修|修补|改造|施工|开工|完工|竣工|通车|建成|拆除|清理|整治|整改|补(?:发|贴|办|登|种|划)|发放|拨付|退(?:还|款|清)"
        r"|印发|出台|公布|公示|公开|上报|检查|抽查|验收|招标|招聘|开放|投用|投入使用|启动|启用|增设|增加|设置|安排|派|巡查|值守|铺设|迁|搬|交付"
        r"|办理|开通|上线|送达|答复|回访|完成|解决|落实",
    "as_rule": r"每[天日周月季年次晚]|定期|不定期|常态|长期|随时|一律|凡|今后|不得|严禁|不准|必须",
}.items()}  # fmt: skip


def marks(words: str, limits: Sequence[Deadline], day: date | None) -> set[str]:
    """The classes of the sentence `words`; `limits` are its time limits, `day` the answer's."""
    found = {f"reply_{name}" for name, rule in _MARKS.items() if rule.search(words)}
    found |= {f"reply_{name}" for name in _times(words, limits, day)}
    found |= {f"reply_{a}_{b}" for a, b in _PAIRS if {f"reply_{a}", f"reply_{b}"} <= found}
    return found


def only_informs(seen: frozenset[str]) -> bool:
    """Whether the sentence only tells the citizen where to appeal, whatever day it names."""
    return "reply_remedy" in seen


_PAIRS = (
    ("will", "act"), ("will", "limit_ahead"), ("expects", "limit_ahead"), ("act", "limit_ahead"),
    ("will", "vague"), ("past", "no_limit"), ("ours", "act"), ("by_whom", "act"), ("if", "obliged"),
    ("third", "limit_ahead"), ("past", "limit_ahead"), ("act", "day_ahead"), ("act", "limit_soft"),
    ("to_citizen", "no_limit"), ("tells_to", "limit_ahead"), ("ours", "will"), ("from_now", "act"),
    ("tells_to", "day_gone"), ("limit_soft", "day_gone"), ("ours", "day_gone"), ("past", "ours"),
    ("obliged", "no_limit"), ("going_on", "no_limit"), ("act", "limit_counted"),
)  # fmt: skip


def _times(words: str, limits: Sequence[Deadline], day: date | None) -> set[str]:
    """How the times of the sentence lie to the day of the answer."""
    found = {_time(one, day) for one in limits} or {"no_limit"}
    for one in mentioned(words, anchor=day):
        last = one.due or one.begin
        if last is not None:
            found.add("day_ahead" if day is None or last >= day else "day_gone")
    return found


def _time(limit: Deadline, day: date | None) -> str:
    if limit.kind == "recurring":
        return "limit_rhythm"
    if limit.due is None and limit.begin is None:
        return "limit_soft" if limit.normalized is None else "limit_counted"
    last = limit.due or limit.begin
    gone = day is not None and last is not None and last < day
    return "limit_gone" if gone else "limit_ahead"


_BACK = re.compile(
    r"[^，。：；]{0,6}(?:基本|调查|核查|核实|查明|处理|办理|前期|已(?:经)?(?:做|开展|采取)|现状|历史|有关)[^，。：；]{0,6}?(?:情况"
    r"|工作|过程|经过|事实|结论|做法)"
)
_AHEAD = re.compile(
    r"[^，。：；]{0,6}(?:下一?步|今后|打算|整改措施|处理意见|办理意见|工作(?:计划|安排|措施|打算)|计划|意见建议)"
)
_COUNTED = re.compile(r"[二三四五六]是|其[二三次]|再次|同时|并")


class Course:
    """How the account goes: the chapter it is in, and whether its last day was gone or to come."""

    def __init__(self) -> None:
        self._chapter, self._day, self._line = "", "", -1

    def classes(self, words: str, line: int, seen: set[str]) -> set[str]:
        """The classes that the sentences before give to this one, which has `seen`."""
        if line != self._line:
            self._line, self._day = line, ""
        heading = words[:20]
        if _AHEAD.match(heading):
            self._chapter = "chapter_ahead"
        elif _BACK.match(heading):
            self._chapter = "chapter_back"
        found = {self._chapter} if self._chapter else set()
        if "reply_day_ahead" in seen or "reply_limit_ahead" in seen:
            self._day = "after_ahead"
        elif "reply_day_gone" in seen:
            self._day = "after_gone"
        elif self._day:
            found.add(self._day)
            if _COUNTED.match(words):
                found.add("goes_on_" + self._day)
        return {f"reply_{name}" for name in found}

"""What comes back in a rhythm: 每月, 每两周, 逐月, 一月一调度, 周例会, 定期.

Each reading gives an RRULE (RFC 5545), or none for 定期 and its like, which name no rhythm.
"""

from __future__ import annotations

import re
from re import Match

from luoshi.lib.deadlines import fragments as f
from luoshi.lib.deadlines.model import Deadline
from luoshi.lib.deadlines.passage import Passage
from luoshi.lib.deadlines.rhythm import RHYTHMS, SUFFIX, recurring, rrule
from luoshi.lib.deadlines.whole import WholeRule

_WORD = "小时|天|日|晚|周|星期|礼拜|月|季度|季|半年|年度|年"
_RATE = re.compile(
    r"(?:每人|每户|每亩|每名|每家|每个|每位|每吨|人均|户均|按)[^，。；]{0,4}$|连续[^，。；]{0,6}$"
)
_RATE_AFTER = re.compile(
    r"(?:最高|最多|可|均)?[^，。；]{0,3}(?:享受|补贴|补助|工资|收入|租金|产值|[0-9.]+(?:万|亿|百|千)?元|增长|递增|平均)|[以之]|每[年月]"
)
_ACTS = "调通会例研督排报总点"
_N = rf"(?P<n>{f.SMALL})个?"


def _every(found: Match[str], passage: Passage) -> Deadline | None:
    """每月, 每两周, 每3个月 …; a rate (每人每月500元) is none."""
    if _RATE.search(passage.before(found.start())) or _RATE_AFTER.match(passage.after(found.end())):
        return None
    freq, base = RHYTHMS[found["unit"]]
    many = f.number(found["n"]) if found["n"] else 1
    return recurring(found, passage, rrule(freq, base * many)) if many else None


def _every_other(found: Match[str], passage: Passage) -> Deadline:
    """隔周, 隔月, 每双月: every second one."""
    freq, base = RHYTHMS[found["unit"] or found["other"]]
    return recurring(found, passage, rrule(freq, base * 2))


def _every_half_year_on(found: Match[str], passage: Passage) -> Deadline:
    return recurring(found, passage, rrule("MONTHLY", 6))


def _listed(found: Match[str], passage: Passage) -> Deadline:
    """每周甚至每天; 季度计划、月计划、周计划: several rhythms at once."""
    words = re.findall(r"(?:每个?)?(季度?|年度?|月度?|周|天|日|星期)(?:计划)?", found[0])
    rules = [
        rrule(*RHYTHMS[word.removesuffix("度") if word[0] in "年月" else word]) for word in words
    ]
    return recurring(found, passage, "|".join(dict.fromkeys(rules)), "同时有几种周期，请核对")


def _one_each(found: Match[str], passage: Passage) -> Deadline:
    """一月一调度, 一周一通报, 半月一报."""
    word = found["unit"].replace("个", "").replace("月度", "月")
    if word in ("半月", "旬"):
        days = {"半月": "15,-1", "旬": "10,20,-1"}[word]
        return recurring(found, passage, rrule("MONTHLY", BYMONTHDAY=days))
    return recurring(found, passage, rrule(*RHYTHMS[word]))


def _some_time_once(found: Match[str], passage: Passage) -> Deadline:
    """一两个月一次, 三个月开一次: the longer of two numbers is the limit."""
    freq, base = RHYTHMS[found["unit"]]
    many = f.number(found["n"]) or f.number(found["n"][-1])
    return recurring(found, passage, rrule(freq, base * many))


def _round_the_clock(found: Match[str], passage: Passage) -> Deadline:
    return recurring(found, passage, rrule("DAILY"), "全天候，按每天读")


def _vague(found: Match[str], passage: Passage) -> Deadline | None:
    if passage.in_title(found.start()):
        return None
    return recurring(found, passage, None, "没有写明周期，请补上")


RULES: tuple[WholeRule, ...] = (
    WholeRule.of(
        "recurring.every_other",
        _every_other,
        r"(?<![间相分阻])隔(?P<unit>周|月|天|日|年)(?P<other>)(?![离断绝])",
        starts="隔",
    ),
    WholeRule.of(
        "recurring.every_second",
        _every_other,
        r"(?:每|逢)[双单](?P<unit>周|月)|(?<![单双][双单])双(?P<other>周|月)"
        r"(?=一?次?[小大]?(?:调度|通报|汇报|例会|会商|研判|督查|排名|总结|点评|分析|检查|考核|[报评督]))",
        starts="每 逢双 逢单 双周 双月",
    ),
    WholeRule.of(
        "recurring.half_year",
        _every_half_year_on,
        rf"每半年[底末]?{SUFFIX}",
        starts="每",
    ),
    WholeRule.of(
        "recurring.list",
        _listed,
        r"每个?(?:季度?|年|月|周|天|日|星期)",
        r"(?:(?:甚至|、|和|或者?|乃至)每个?(?:季度?|年|月|周|天|日|星期)){1,3}",
        starts="每",
    ),
    WholeRule.of(
        "recurring.plan_list",
        _listed,
        r"(?:年度?|季度?|月度?|周)计划(?:(?:、|和|甚至)(?:季度?|月度?|周|日|每天|每日)计划){1,4}",
        starts="年计 年度 季计 季度 月计 月度 周计",
    ),
    WholeRule.of(
        "recurring.every",
        _every,
        rf"每(?:隔)?(?:一?个|{_N})?(?P<unit>{_WORD})(?![均末底初]){SUFFIX}",
        starts="每",
    ),
    WholeRule.of(
        "recurring.stepwise",
        _every,
        r"(?:逐|按)(?P<n>)(?P<unit>小时|月|季度|季|周|日|年度|年)",
        rf"(?=[^，{f.STOP}]{{0,12}}(?:报|调度|推进|分解|落实|更新|考核|汇总|分析|督|研究|提交|填|统计|检查|评"
        r"|发放|拨付|兑现|结算|公[布示]|通报))",
        starts="逐[小月季周日年] 按[小月季周日年]",
    ),
    WholeRule.of(
        "recurring.one_each",
        _one_each,
        rf"(?:{f.START}(?<![年月])[一每]|(?=半月))",
        r"(?P<unit>半月|天|日|周|旬|月|季度|季|年)一次?[小大]?",
        r"(?:调度|通报|汇报|总结|排名|研判|例会|会商|分析|梳理|检查|考核|推进|反馈|更新|观摩|拉练|点评|碰头|督办|会审|[报评晒督结比])",
        starts="每 半月 #月 #天 #日 #周 #旬 #季 #年 #半",
    ),
    WholeRule.of(
        "recurring.part_month",
        _one_each,
        rf"每个?(?P<unit>半个?月|旬)末?{SUFFIX}",
        starts="每",
    ),
    WholeRule.of(
        "recurring.habit",
        _one_each,
        r"(?<![0-9一二三四五六七八九十每本上下今当同昨明次逐按这两半节假生工个])",
        r"(?P<unit>日|周|月度?|季度?)(?:调度|通报|会商|例会|研判|督查|排名|总结|点评|报告?制)(?![日员])",
        starts=f"日[{_ACTS}] 周[{_ACTS}] 月[{_ACTS}度] 季[{_ACTS}度]",
    ),
    WholeRule.of(
        "recurring.once",
        _some_time_once,
        rf"{f.START}(?P<n>一两|两三|三四|{f.SMALL})(?:个(?=[星月季])|(?!月))",
        r"(?P<unit>天|日|周|星期|月|季度|年)(?:至少|要|都)?",
        rf"(?:[^，0-9{f.STOP}]{{0,4}})一(?:次|回|遍|本|期)",
        starts="#天 #日 #个 #周 #星 #月 #季 #年",
    ),
    WholeRule.of(
        "recurring.all_day",
        _round_the_clock,
        rf"(?:全天|实行|{f.START})24小时(?:不间断|全天候)?",
        r"(?=不得?离人|有人|值班|值守|在岗|开机|待命|畅通|轮班|轮值|备勤|监测|监控|巡查)",
        starts="全天 实行 #小",
    ),
    WholeRule.of(
        "recurring.vague",
        _vague,
        r"定期不定期|不?定期(?!存款|限|债|银行)",
        r"|滚动(?=编制|更新|推进|修订|实施|调整|开展|排查)",
        r"|实时(?=监测|监控|更新|报|掌握|反馈|上传|跟踪|调度|通报)",
        rf"|随时(?=[^，{f.STOP}]{{0,2}}(?:报|汇报|沟通|反馈|调度|更新))",
        starts="定期 不定 滚动 实时 随时",
    ),
)

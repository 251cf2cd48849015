"""Figures that must be reached: counts, money, shares, ranks. Ceilings and sizes are none.

Words of quantity next to a goal count; a ceiling of a subsidy, an eligibility limit, a fine, a
length and a term of years do not (domain.md E).
"""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBER = r"(?:\d[\d,，]*(?:\.\d+)?\s*(?:万|亿|千|百)?|百分之[零一二三四五六七八九十百点]{1,8})"
_NUMERIC = re.compile(r"\d|百分之")  # one of these is in every figure
_MEASURE = (
    r"(?:万亿元|亿元|万元|元|个百分点|%|％|‰|家|名|个|项|场|次|件|篇|人次|人|户|套|"
    r"例|条|台|辆|座|处|所|间|亩|公顷|吨|公里|平方米|万?千瓦|期|批|门|份|种|只|所|"
    r"位|分|头|栋(?!\d)|册|艘|棵|株|眼|口|枚|个学位|以上)"
)
_FIGURE = re.compile(
    rf"(?:不少于|不低于|不超过|超过|达到?|突破|完成|至少|确保|力争|控制在|降低|提高|"
    rf"增长|增加)?\s*{_NUMBER}\s*(?:余|多)?{_MEASURE}(?:以上|左右|以内|以下)?"
)
_RANK = re.compile(
    r"(?:不能进|不得进|退出|进入|保持|保住|位居|居|争取?|进)(?:全[省市国县])?[^，。"
    r"；]{0,6}(?:前[一二三四五六七八九十\d]{1,3}(?:名|位)?|"
    r"后[一二三四五六七八九十\d]{1,3}名|第[一二三1-3]|前列|一流|领先位[置次]?)"
    r"|高于[^，。；]{2,16}(?:增速|水平|平均)|清零|全覆盖"
)
_RANKED = re.compile("前|后|第|一流|领先|高于|清零|全覆盖")  # one of these is in every rank
_NO_GOAL = re.compile(
    r"(?:最高|最多|上限|罚款|处以|不超过\d+万元的|补贴标准|补助标准|资格|符合|年龄|"
    r"周岁|以下的?企业|授信|长约?|全长|面积|位于|参保|工龄|劳动合同|《[^》]*|"
    r"第[一二三四五六七八九十\d]*$|连续)\s*$"
)
_SIZE = re.compile(
    r"^\s*(?:及以下|以下的|的(?:创业|担保|小微|罚款)|[~～—-]|年以上|劳动合同|元以下罚款)"
)
_PLAIN_COUNT = re.compile(
    r"^(?:一|1)?\s*(?:个|次|项|种|些)$|^\d{1,2}个(?:工作日|月|方面|环节|月的)"
)


_VERB = re.compile(r"^(?:完成|确保|力争|控制在|增加|增长|降低|提高)\s*")


@lru_cache(maxsize=256)  # asked twice of each sentence, by who judges it and who settles it
def target(words: str) -> str | None:
    """The figures and ranks of `words` as written, joined by ；, or None."""
    found = []
    if _NUMERIC.search(words):
        found = [_cleaned(m.group()) for m in _FIGURE.finditer(words) if _is_goal(words, m)]
    if _RANKED.search(words):
        found += [m.group() for m in _RANK.finditer(words)]
    return "；".join(dict.fromkeys(found)) if found else None


def _cleaned(figure: str) -> str:
    return _VERB.sub("", figure.strip())


def _is_goal(words: str, match: re.Match[str]) -> bool:
    before, after = (
        words[max(0, match.start() - 10) : match.start()],
        words[match.end() : match.end() + 8],
    )
    if _NO_GOAL.search(before) or _SIZE.match(after) or _PLAIN_COUNT.match(match.group().strip()):
        return False
    if re.search(r"(?:〔|\[|【|（)\d{4}$", before) or re.match(
        r"工作日|月(?!度)|年|小时|天|日", after
    ):
        return False
    if after.startswith("罚款") or (
        "公里" in match.group()
        and not re.search("[新改扩修]建|建设|修|改造|更新|增设|铺设|疏浚|治理", before)
    ):
        return False
    return not (match.group().endswith("个") and after.startswith(("月", "工")))

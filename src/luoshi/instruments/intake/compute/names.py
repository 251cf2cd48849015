"""What a unit's name is made of: the rank or place in front, and a core that spellings share.

安澜县住房和城乡建设局, 县住房城乡建设局 and 县住建局 have one core and one rank; 市住建局 has the same
core and another rank, and is another unit. Pure: strings in, strings out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

RANKS = "县市区州旗省"
# A rank stands before a name, but 市场、市政、市容、区划、省级… are words of their own.
_RANK = re.compile(
    r"^(?:[本我全])?(?P<rank>[县市区州旗省])"
    r"(?!场|政(?!府|协|法|务|数)|容|民(?=[服中热])|区|级|域|划|辖|属|直|道|长)(?=.)"
)
_SPACE = re.compile(r"[\s\u3000]+")
_JOINERS = re.compile(r"(?<=.)[和与及、](?=.)")
# What everybody shortens in the same way. Longest first: a part of one may be another.
_USUAL = (
    ("城市管理综合行政执法", "城管执法"), ("城市管理综合执法", "城管执法"),
    ("城市管理行政执法", "城管执法"), ("城市管理", "城管"), ("住房城乡建设", "住建"),
    ("发展改革", "发改"), ("人力资源社会保障", "人社"), ("工业信息化", "工信"),
    ("自然资源规划", "资规"), ("自规", "资规"), ("市场监督管理", "市监"), ("市场监管", "市监"),
    ("交通运输", "交通"), ("文化广电旅游体育", "文广旅体"), ("文化广电旅游", "文广旅"),
    ("文化旅游", "文旅"), ("卫生健康", "卫健"), ("应急管理", "应急"), ("医疗保障", "医保"),
    ("退役军人事务", "退役军人"), ("科学技术", "科技"), ("残疾人联合会", "残联"),
    ("妇女联合会", "妇联"), ("工商业联合会", "工商联"), ("粮食物资储备", "粮储"),
    ("国有资产监督管理", "国资"), ("机关事务管理", "机关事务"), ("经济信息化", "经信"),
)  # fmt: skip
_ENDS = (
    (re.compile(r"(?:街道办事处|街道办|街办)$"), "街道"),
    (re.compile(r"(?<=[镇乡])(?:党委政府|政府)$"), ""),
    (re.compile(r"管理委员会$"), "管委会"),
    (re.compile(r"委员会$"), "委"),
    (re.compile(r"办公室$"), "办"),
    (re.compile(r"有限(?:责任)?公司$"), "公司"),
    (re.compile(r"集团公司$"), "集团"),
)


@dataclass(frozen=True, slots=True)
class Key:
    """A name taken apart. `rank`: 县, 市 … or "" when the name has none."""

    rank: str
    core: str


def plain(words: str) -> str:
    """The name without white space."""
    return _SPACE.sub("", words)


def key(words: str, seat: str = "") -> Key:
    """The rank and the core of a name. A name that begins with the seat has the seat's rank."""
    words = plain(words).removeprefix("中共")
    stem, own = seat[:-1], seat[-1:]
    if seat and words.startswith(seat) and words != seat:
        return Key(own, _core(words.removeprefix(seat)))
    if stem and words.startswith(stem) and words[len(stem) : len(stem) + 1] not in RANKS:
        return Key(own, _core(words.removeprefix(stem)))
    found = _RANK.match(words)
    if found:
        return Key(found["rank"], _core(words[found.end() :]))
    return Key("", _core(words))


def _core(words: str) -> str:
    words = _JOINERS.sub("", words.replace("人民政府", "政府"))
    for long, short in _USUAL:
        words = words.replace(long, short)
    for end, instead in _ENDS:
        words = end.sub(instead, words)
    return words


def collective(words: str) -> str:
    """A collective name without what does not change whom it means: 我县各乡（镇）、街道办事处
    is 各乡镇街道."""
    words = re.sub(r"[（()）、和及与]", "", plain(words))
    words = re.sub(r"^(?:[本我全][县市区州旗省]|全体|所有)(?=.)", "", words)
    return words.replace("人民政府", "").replace("办事处", "")

"""Who works in 安澜县: invented names, the posts of the office, and the division of work.

Nobody here exists. Names are drawn from two lists of characters by a fixed seed, so that every
demonstration has the same people.
"""

from __future__ import annotations

from random import Random

PASSWORD = "anlan-demo-2026"  # shown on the sign-in page of a demonstration, nowhere else

_SURNAMES = (
    "沈陆顾许韩秦尤苏潘葛范彭鲁韦昌苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅"
)
_FIRST = "景承允书知远清怀思若明文启长嘉云正立向予亦伯仲季"
_SECOND = "川禾舟岚溪衡松柏宁泽桐楠榆恬澄淮汀渚岳峦朗遥石竹"

# username, unit, role, title
POSTS = (
    ("head", "gov", "head", "县长"),
    ("leader1", "gov", "leader", "常务副县长"),
    ("leader2", "gov", "leader", "副县长"),
    ("leader3", "gov", "leader", "副县长"),
    ("leader4", "gov", "leader", "副县长"),
    ("leader5", "gov", "leader", "副县长"),
    ("leader6", "gov", "leader", "副县长、县公安局局长"),
    ("director", "office", "office_director", "县政府办主任"),
    ("chief", "supervision", "section_chief", "督查科科长"),
    ("clerk", "supervision", "clerk", "督查员"),
    ("clerk2", "supervision", "clerk", "督查员"),
    ("clerk3", "supervision", "clerk", "督查员"),
    ("auditor", "information", "auditor", "审计管理员"),
    ("sysadmin", "information", "sysadmin", "系统管理员"),
    ("secadmin", "general", "secadmin", "安全管理员"),
    ("lawyer", "office", "outside", "外聘律师"),
    ("proofreader", "general", "proofreader", "总核稿"),
    ("deputy", "office", "deputy_director", "县政府办副主任"),
)

# leader, lines in their care, single units in their care
PORTFOLIOS = (
    ("leader1", ("finance",), ("office",)),
    ("leader2", ("construction",), ("donghu", "wangjiang", "linhe")),
    ("leader3", ("agriculture",), ("liuxi", "shiqiao", "qinghe", "yunling", "bailu", "fenglin")),
    ("leader4", ("social",), ("zhushan", "songping", "yuetan")),
    ("leader5", ("industry", "trade"), ("shawan", "changqu")),
    ("leader6", ("legal",), ()),
)

# Shown at sign-in, one per role. The last belongs to a unit that the story leaves out.
SHOWN = (
    "clerk",
    "chief",
    "director",
    "head",
    "leader2",
    "head_water",
    "liaison_water",
    "liaison_housing",
    "liaison_liuxi",
    "auditor",
    "sysadmin",
    "secadmin",
    "lawyer",
    "liaison_disabled",
)
UNINVOLVED = "disabled"
NO_POSTS = frozenset({"gov", "office", "supervision", "general", "information"})
SECOND_LIAISONS = 24  # of the first units: large bureaus have two


def title_of(kind: str, role: str, number: int = 1) -> str:
    """The title of a unit's head or liaison."""
    if role == "liaison":
        return "督查联络员" if number == 1 else "督查联络员（B岗）"
    titles = {"township": "乡镇长（主任）", "enterprise": "董事长", "institution": "主任"}
    return titles.get(kind, "局长")


def names(rng: Random, count: int) -> list[str]:
    """So many different invented names, always the same for the same seed."""
    found: dict[str, None] = {}
    while len(found) < count:
        given = rng.choice(_FIRST) + rng.choice(_SECOND)
        short = rng.random() < 0.25
        found[rng.choice(_SURNAMES) + (given[1:] if short else given)] = None
    return list(found)

"""What the columns of a ledger are: told by the words of their headings (domain.md E1), and where
those say nothing by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from luoshi.instruments.intake.compute import units
from luoshi.lib.deadlines import read_cell

_UNIT = r"(?:单位|部门|处室|科室|股室|主体|机构|地区|乡镇|镇街|县区)"
# The first rule that fits a heading names its role. `none` is looked at by nobody: persons,
# assessors, states of progress, past days, remarks. `watch` is a unit only where none else is.
_ROLES = tuple((role, re.compile(rule)) for role, rule in (
    ("serial", r"^(?:序号?|编号|号|No\.?|序列|会次|\S{1,4}编号)$"),
    ("none", r"^(?:类别|工作类别|类型|项目类别|方面|板块|领域|性质)$"),
    ("owner", r"(?:牵头|主办|责任)(?:单位|部门)?[/／、及和与](?:配合|协办|会办|参与)"),
    ("lead", rf"(?:牵头|主办|主责|主要责任|汇总){_UNIT}|^(?:牵头|主办)$|谁牵头"),
    ("co", rf"(?:配合|协办|协助|协同|参与|参加|会办|相关|协作){_UNIT}|^(?:配合|协办|会办|协助|参与)$|谁配合"),
    ("none", rf"(?:考核|考评|督办|督查|督导|验收|接收|审核|评估|交办|指导|审批|监督|批准){_UNIT}"),
    ("owner",
     rf"(?:责任|承办|落实|办理|答复|实施|整改|负责|承担|执行|报送|完成|承接|主管|履职){_UNIT}|^{_UNIT}(?:名称)?$"
     r"|^(?:责任|承办|承办方|落实|责任方|县市区|县（市、区）|街道)$|谁(?:来)?(?:干|办|做|负责|落实)"),
    ("watch", rf"(?:监管|分管|建设|项目|填报|申报|业主|牵头抓总|所属){_UNIT}|业主"),
    ("none",
     r"领导|责任人|负责人|联系人|联络员|包保人|电话|填报人|审核人|验收人|督办人|提出人|提案人|代表|委员|用户|姓名"
     r"|状态|进展|情况$|是否|备注|满意|方式|更新|来源|依据|文号|批示|投资|资金|预算|得分|分值|评价|签字|签收"
     r"|(?:填报|交办|留言|来信|答复|批示|立项|发现|检查|反馈|受理|登记|会议|上报|实际完成|召开|印发|启动|开始|开工|起始)(?:时间|日期)"
     r"|结果|存在(?:问题|困难)|下一?步|完成率|完成比例|留言|来信|[答回]复(?!期|时限|截止|要求)|^类"),
    ("due", r"时限|时间|期限|日期|节点|截止|周期|频次|频率|何时|工期|完成时|月份|时段|日程"),
    ("stage", r"季度|半年|^(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份|底)?$|^[1-4一二三四]季$|^全年$"),
    ("steps", r"时序|进度|步骤|分解|路线图"),
    ("goal", r"考核|标准|要点|指标|成果|目标|数量|成效|预期"),
    ("problem", r"问题|隐患|描述|议题|诉求|现状|短板|不足|反馈意见|差距"),
    ("task",
     r"任务|事项|内容|工作|措施|项目|要求|举措|建议|案由|标题|名称|清单|做法|主题|干什么|做什么|怎么|整改|办理意见"),
))  # fmt: skip
_HEADING_MOST = 18  # characters in a heading
_NUMERIC = re.compile(r"[\d.,%\-—]+")
_DATA = re.compile(r"[。；！]|\d月\d|[：:].")
_SERIAL = re.compile(r"[\d.,%\-—（()）]+")
_MOST = 0.6  # of the cells of a column, that it may be told by them
_BRACKET = re.compile(r"[（(].*?[）)]")
_INNER_WORD = re.compile(r"[（(](.{2,4})[）)]$")
SUBJECT = ("task", "steps", "stage", "goal", "problem", "")  # what a row may be about
UNITS = ("lead", "owner", "co", "watch")


def role_of(heading: str) -> str:
    """The role of one heading, "" when it says nothing known; a word in its brackets counts where
    those before them say nothing: 推进计划（时序）."""
    given = re.sub(r"\s", "", heading)
    inner = _INNER_WORD.search(given)
    said = (_plain(given), inner[1] if inner else "")
    return next((role for one in said if one for role, rule in _ROLES if rule.search(one)), "")


def roles(words: Sequence[str]) -> list[str]:
    """The columns' roles when these cells are the headings of a ledger, else nothing."""
    given = [re.sub(r"\s", "", word) for word in words]
    filled = [word for word in given if word]
    long = sum(len(_plain(word)) > _HEADING_MOST for word in filled)
    if len(filled) < 2 or long * 4 > len(filled) or any(_odd(word) for word in filled):
        return []
    named = [role_of(word) for word in given]
    known = [role for role in named if role]
    useful = {"lead", "owner", "co", "watch", "due", "steps", "stage"} & set(known)
    acts = {"task", "steps", "goal", "problem"} & set(known)
    plain = len(known) >= 3 and "task" in known  # 序号 任务 标准: whose it is stands elsewhere
    return named if len(known) * 2 > len(filled) and acts and (useful or plain) else []


def _plain(heading: str) -> str:
    return _BRACKET.sub("", heading) or heading


def _odd(word: str) -> bool:
    """Whether `word` is what no heading is: a number, a sentence, a day (but 截至2月10日进展)."""
    plain = _plain(word)
    if len(plain) > 2 * _HEADING_MOST or _NUMERIC.fullmatch(plain):
        return True
    return _DATA.search(plain) is not None and role_of(word) != "none"


def merged(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """The headings of two heading rows, group over column: 形象进度 over 一季度."""
    wide = max(len(above), len(below))
    upper, lower = _padded(above, wide), _padded(below, wide)
    found, group = [], ""
    for up, low in zip(upper, lower, strict=True):
        group = up or (group if low else "")
        found.append(low if role_of(low) or group == low else group + low)
    return found


def goes_on(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether `below` is a second heading row under `above`, and not the first row of data."""
    wide = max(len(above), len(below))
    upper, lower = _padded(above, wide), _padded(below, wide)
    own = [(up, low) for up, low in zip(upper, lower, strict=True) if low and low != up]
    if not own or any(_odd(low) or len(low) > 10 for _, low in own):
        return False
    known = sum(bool(role_of(low)) for _, low in own)
    return known * 3 >= len(own) * 2 and bool(roles(merged(above, below)))


def _padded(words: Sequence[str], wide: int) -> list[str]:
    given = [re.sub(r"\s", "", word) for word in words]
    return [*given, *[""] * (wide - len(given))]


def settled(named: Sequence[str]) -> list[str]:
    """The roles as they stand beside each other: 责任单位 beside 牵头单位 helps, alone it leads."""
    given = list(named)
    if not {"lead", "owner", "co"} & set(given):
        given = ["owner" if role == "watch" else role for role in given]
    if "lead" in given:
        given = ["co" if role == "owner" else role for role in given]
    return ["none" if role == "watch" else role for role in given]


def by_content(named: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """`named` with the columns that no heading told filled in by what stands in them."""
    wide = max([len(named), *(len(row) for row in rows)], default=0)
    given = [*named, *[""] * (wide - len(named))]
    cells = [[row[at].strip() for row in rows if at < len(row)] for at in range(wide)]
    filled = [[cell for cell in column if cell] for column in cells]

    def like(is_one: Callable[[str], bool]) -> list[int]:
        told = (at for at, role in enumerate(given) if not role and filled[at])
        return [at for at in told if _share(filled[at], is_one) >= _MOST]

    for at in like(_is_number):
        given[at] = "serial"
    if not {"lead", "owner"} & set(given):
        for order, at in enumerate(like(_is_unit)):
            given[at] = "co" if order else "owner"
    if "due" not in given:
        for at in like(_is_limit)[:1]:
            given[at] = "due"
    rest = [at for at, role in enumerate(given) if not role and filled[at]]
    if rest and not {"task", "steps", "goal", "problem"} & set(given):
        given[max(rest, key=lambda at: sum(map(len, filled[at])))] = "task"
    return given


def _share(cells: Sequence[str], is_one: Callable[[str], bool]) -> float:
    return sum(map(is_one, cells)) / max(len(cells), 2)


def _is_number(cell: str) -> bool:
    return _SERIAL.fullmatch(cell) is not None


def _is_unit(cell: str) -> bool:
    pieces = [one for one in re.split(r"[、，,；;\s]+", _BRACKET.sub("", cell)) if one]
    return all(len(one) <= 16 and units.ends_like_unit(one) for one in pieces)


def _is_limit(cell: str) -> bool:
    return len(cell) <= 20 and read_cell(cell).kind not in ("unknown", "status")

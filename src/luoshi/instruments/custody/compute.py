"""What may be written into a register that must say nothing of the papers in it."""

from __future__ import annotations

import re

from luoshi.lib.text import fold

PLACE_LENGTH = 24
_NUMBER = re.compile(r"(?:[\u4e00-\u9fff]{1,2}登)?[〔\[(（]?20\d\d[〕\])）]?[-—]?\d{1,5}号?")
_TELLING = re.compile(
    r"[《》“”\"]|关于|通知|方案|报告|纪要|决定|意见|批复|请示|函件|绝\s*密|机\s*密|秘\s*密|密级|★"
)


def bad_number(number: str) -> str:
    """Why this is no number of the paper register; empty when it is one."""
    if _NUMBER.fullmatch(fold(number).strip()):
        return ""
    return "登记号只写本单位纸质登记簿上的流水号，如 机登〔2026〕12号，不写文号和标题。"


def bad_place(place: str) -> str:
    """Why this says more than where a paper lies; empty when it does not."""
    plain = fold(place).strip()
    if not plain:
        return "请写明放在哪里，如 保密室3号柜。"
    if len(plain) > PLACE_LENGTH or "\n" in plain:
        return f"存放位置最多 {PLACE_LENGTH} 字，只写在哪里。"
    if _TELLING.search(plain):
        return "这里只写存放位置：不得写标题、内容、文种或密级。"
    return ""

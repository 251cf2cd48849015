"""Who issued a paper, told by its head, its title or its signature. Pure; "" when it does not say.

Only the form is used: 安澜县人民政府办公室文件, 县政府关于…的通知, 县政府第22次常务会议纪要, or the
line above the date at the end. A speech has no issuer.
"""

from __future__ import annotations

import re
from itertools import pairwise

from luoshi.instruments.intake.compute.names import key

_UNIT = (
    r"[\u4e00-\u9fff（）()·]{0,24}?"
    r"(?:人民政府办公[室厅]|政府办公[室厅]|政府办|人民政府|政府|国务院|委员会办公室|领导小组办公室|工作专班"
    r"|委员会|管委会|指挥部|领导小组|街道办事处|办事处|办公[室厅]|[局厅委部院]|中心|总队|支队|大队|公司|联合会)"
)
_HEAD = re.compile(rf"^(?P<unit>{_UNIT})(?:[（(][^（）()]{{1,12}}[）)])?(?:文件|函|任务交办单)$")
_TITLE = re.compile(
    rf"^(?P<unit>{_UNIT})(?:办公室)?(?:关于|印发|转发"
    r"|(?:\d{4}年)?第?[\d一二三四五六七八九十〇零百]{0,6}次?(?:党组|常务|办公|专题|工作|全体)*会议纪要"
    r"|(?:县长|市长|区长|主任|局长)?(?:常务|办公|专题)+会议纪要)"
)
_NUMERAL = r"[\d〇○零一二三四五六七八九十]"
_DATE = re.compile(rf"^{_NUMERAL}{{4}}年{_NUMERAL}{{1,3}}月{_NUMERAL}{{1,3}}日$")
_SIGNED = re.compile(rf"^(?P<unit>{_UNIT})$")
_PLACE = re.compile(
    r"^(?:国务院|国家|全国|中共中央|中央|[\u4e00-\u9fff]{2,5}(?:省|自治区|市(?!场|政(?!府)|容)|州|盟|县|区(?!划)|旗)"
    r"|[\u4e00-\u9fff]{1,12}[部厅]$)"
)
_SEEN = 12  # lines at the head that may carry the issuer
_LAST = 40  # lines at the end that may carry the signature


def issuer_of(text: str) -> str:
    """The issuing unit as the paper writes it, or ""."""
    head = [_tight(line) for line in text[:4000].split("\n")]
    head = [line for line in head if line][:_SEEN]
    return _by(_HEAD, head) or _signature(text) or _by(_TITLE, head) or _by(_TITLE, _joined(head))


def elsewhere(issuer: str, seat: str) -> bool:
    """Whether a unit that the directory does not know belongs to another place or rank."""
    if not issuer or not seat or issuer.startswith(seat):
        return False
    rank = key(issuer, seat).rank
    return rank != seat[-1] if rank else _PLACE.match(issuer) is not None


def _by(shape: re.Pattern[str], lines: list[str]) -> str:
    for line in lines:
        if found := shape.match(line):
            return found["unit"]
    return ""


def _joined(lines: list[str]) -> list[str]:
    """Neighbouring lines as one: a long title is broken after the issuer."""
    return [a + b for a, b in pairwise(lines)]


def _signature(text: str) -> str:
    lines = [_tight(line) for line in text[-4000:].split("\n")]
    lines = [line for line in lines if line][-_LAST:]
    for above, line in zip(reversed(lines[:-1]), reversed(lines), strict=False):
        if _DATE.match(line):
            found = _SIGNED.match(above)
            return found["unit"] if found else ""
    return ""


def _tight(line: str) -> str:
    return re.sub(r"[\s\u3000]+", "", line)

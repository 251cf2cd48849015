"""What kind of paper this is, told by its form: it decides which habits of speech to expect."""

from __future__ import annotations

import re

from luoshi.instruments.intake.compute import letters
from luoshi.instruments.intake.compute.ledger_text import is_ledger
from luoshi.instruments.intake.compute.letter_pieces import tabled
from luoshi.instruments.intake.compute.structure import Line

SPEECH, PLAIN, MINUTES, REPLIES, REPORT, LEDGER = (
    "speech", "plain", "minutes", "replies", "report", "ledger",
)  # fmt: skip
_REPLY = re.compile(
    r"【答复|答复意见|您(?:的|反映|提出|来)|网友[“：:]|留言|(?:来信|来电|信访)(?:收悉|事项)|(?:答复|回复)如下|特此(?:回复|答复)"
)
# The title of an answer to one letter, motion or petition; 关于做好建议办理工作的通知 is none.
_ANSWER = re.compile(
    r"(?:(?:第\s*\d{1,5}\s*号[^，。\n]{0,16}(?:建议|提案|议案)|(?:建议|提案|议案)第?\s*\d{1,5}\s*号?)"
    r"[^，。\n]{0,8}(?:答复|复函|会办意见|协办意见)"
    r"|信访事项[^，。\n]{0,8}(?:意见书|告知书|答复)|(?:答复|处理)意见书"
    r"|关于[^，。\n]{2,30}(?:来信|信访|留言|来访)[^，。\n]{0,10}的(?:答复|回复))[^，。\n]{0,8}$",
    re.MULTILINE,
)
_TO_SOMEBODY = re.compile(r"您|收悉|(?:答复|回复|函复)如下|网友")
_SPOKEN = re.compile(r"同志们|大家|讲话|我(?:认为|强调|讲|想|说|再|安排)|咱们?|我们要|刚才|在座的")
_TALK = re.compile(r"讲话|发言(?!人)|谈话|致辞|录音|讲稿")  # in the title
_REPORT = re.compile(
    r"政府工作报告|各位代表|预期目标|(?:今年|\d{4}年)(?:经济社会发展)?(?:总体(?:要求|安排)|主要预期目标|政府工作任务|工作(?:安排|重点|任务|打算))"
    r"|工作总结|主要目标建议"
)
_STRONG_REPORT = re.compile(r"政府工作报告|各位代表[：:，]")
_MINUTES = re.compile(
    r"会议(?:纪要|要求|议定|明确|决定|确定|同意|指出|强调|听取|认为|研究)|现纪要如下|常务会议"
)
_SPACED = re.compile(
    r"(?<=[\u4e00-\u9fff])[ \u3000]{1,3}(?=[\u4e00-\u9fff](?:[ \u3000]|\s*$))", re.M
)  # 纪 要


def genre(text: str, every: list[Line]) -> str:
    """The genre of the whole text."""
    return LEDGER if is_ledger(text) and not tabled(text) else of_prose(text, every)


def of_prose(text: str, every: list[Line]) -> str:
    """The genre of a text that is no ledger, or of what stands around the tables of one."""
    size = max(len(text), 1) / 1000
    head = _SPACED.sub("", text[:300])
    if _TO_SOMEBODY.search(text) and len(_REPLY.findall(text)) / size >= 2:
        return REPLIES
    if _ANSWER.search(head) or letters.corresponds(text):
        return REPLIES
    spoken = re.search(r"讲话|发言", head) or len(_SPOKEN.findall(text)) / size >= 1.5
    noted = re.search(r"会议纪要|纪要$|现纪要如下|办公会", head, re.MULTILINE)
    if noted or (not spoken and len(_MINUTES.findall(text)) >= 3):
        return MINUTES
    title, ended, _ = head.lstrip().partition("\n")
    if _TALK.search(title if ended else text[:80]):
        return SPEECH
    addressed = any(
        line.role == "addressee" and "同志" not in line_of(text, line) for line in every[:8]
    )
    if not addressed and _STRONG_REPORT.search(head):
        return REPORT
    if not addressed and spoken:
        return SPEECH
    if not addressed and _REPORT.search(text):
        return REPORT
    return PLAIN


def line_of(text: str, line: Line) -> str:
    """The words of the line."""
    return text[line.start : line.end]

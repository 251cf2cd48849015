"""Official papers: what 公文处理工作条例 asks of their form, checked when a draft is sent for review.

Plain checks on what was written; each refusal says how it is put right.
"""

from __future__ import annotations

import re

from luoshi.lib.errors import Refused
from luoshi.matters.state import State
from luoshi.matters.verbs.verb import Context, Said

# 请示报告制度 is the name of an institution; what follows asks the superior for something.
_ASKS = re.compile(
    r"(?:妥否|当否|可否|是否妥当|以上请示)[,，、]?\s*(?:请|恳请|敬请)"
    r"|(?:特此|现将?[^。；]{0,30}|专此)请示(?!报告|汇报)"
    r"|(?:请|恳请|敬请|请予|请求)(?:上级|市|省|贵)?(?:政府|党委|机关)?(?:予以)?"
    r"(?:批复|批准|审批|核准|批示|拨付|拨款|解决(?:经费|资金|编制))"
)
_BETWEEN = re.compile(r"[、，,；;]\s*|\s+和\s*|\s{2,}")
_CODE = re.compile(r"[\u4e00-\u9fff]{2,10}")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,10}〔(?:19|20)\d\d〕[1-9]\d*号")
_TELEGRAM_ONLY = {"top": "特提", "flat": "平急"}


def telegram_urgency(state: State, said: Said, context: Context) -> None:
    """特提 and 平急 are grades of telegrams; a document is 特急, 加急 or plain (条例第9条)."""
    grade = _TELEGRAM_ONLY.get(state.extra.get("urgency") or "")
    if grade and state.extra.get("medium") != "telegram":
        raise Refused(
            f"“{grade}”只用于电报；公文的紧急程度请选特急、加急或平件。", code="telegram_only"
        )


def document_form(state: State, said: Said, context: Context) -> None:
    """An upward paper has one main addressee, a report asks for nothing (条例第15条)."""
    addressees = [one for one in _BETWEEN.split(state.extra.get("main_to") or "") if one.strip()]
    if state.extra.get("direction") == "up" and len(addressees) > 1:
        raise Refused(
            f"上行文原则上主送一个上级机关，现写了 {len(addressees)} 个（{'、'.join(addressees)}）。"
            "请只留一个主送机关，其余的写在“抄送”里（条例第15条）。",
            code="one_addressee",
        )
    _signer(state, context)
    found = _ASKS.search(state.what) if state.extra.get("doc_kind") == "report" else None
    if found:
        raise Refused(
            f"报告不得夹带请示事项（条例第15条），正文里有“{found.group()}”。"
            "请删去这一句；确需上级批准的，另用“请示”行文，一文一事。",
            code="request_in_report",
        )


def _signer(state: State, context: Context) -> None:
    """Whoever is to sign holds the post for it: being written there is not enough (S102)."""
    named = state.leader_id
    if named is not None and not context.ask.holds(named, "leader", "head"):
        raise Refused(
            f"{context.ask.name(named)}没有签发权限。“拟请谁签发”请选主要负责人或分管负责人；"
            "以政府办公室名义的由办公室主任签发，不用选。",
            code="may_not_sign",
        )
    if named is None and state.extra.get("issued_as") != "office":
        raise Refused("以政府名义的公文，请先选“拟请谁签发”。", code="signer_missing")


def length_advice(state: State, context: Context) -> list[str]:
    """What is long is said to be long (减负规定, B13); nothing is refused for it."""
    special = bool(state.extra.get("special"))
    most = context.spec.limit("longest_special" if special else "longest")
    long = len("".join(state.what.split()))
    if long <= most:
        return []
    kind = "专项工作" if special else "全局性工作的地方和部门"
    return [
        f"正文 {long} 字。{kind}文件一般不超过 {most} 字，请压缩篇幅（整治形式主义为基层减负若干规定）。"
    ]


def document_number(state: State, said: Said, context: Context) -> None:
    """The paper has its number, 机关代字〔年份〕序号: the next of its series, and keeps it."""
    if number := (state.extra.get("doc_number") or "").strip():
        if not _NUMBER.fullmatch(number):
            raise Refused(
                "发文字号写成“安政发〔2026〕12号”：年份用六角括号，序号不加“第”、不编虚位（1不编为01）。",
                code="bad_doc_number",
            )
        return
    code = (state.extra.get("agency_code") or "").strip()
    if not _CODE.fullmatch(code):
        raise Refused(
            "机关代字只写汉字，如“安政发”“安政办函”；年份和序号由系统编。", code="bad_agency_code"
        )
    number = context.ask.take_number(f"{code}〔{{year}}〕{{n}}号")
    state.extra = {**state.extra, "doc_number": number}

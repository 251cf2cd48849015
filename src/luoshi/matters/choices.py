"""给领导出选择题: whether a report is one that can be decided with one stroke (S25–S27, S35).

Pure checks on what was written. A bare question is refused with a sentence that teaches how.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from luoshi.catalogue.schema import AuthorityRule
from luoshi.lib.errors import Refused

BLOCKS = (
    ("superior_says", "上级文件怎么要求"),
    ("our_situation", "我县是什么情况"),
    ("others_practice", "周边县怎么做的"),
)
LEAST_OPTIONS = 2


def options_of(extra: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The proposals of a report, in their order."""
    return list(extra.get("options") or ())


def recommended(extra: Mapping[str, Any]) -> int:
    """The number of the recommended proposal, from 1; 0 when not exactly one is."""
    marked = [n for n, option in enumerate(options_of(extra), 1) if option.get("recommended")]
    return marked[0] if len(marked) == 1 else 0


def check_complete(extra: Mapping[str, Any], authority: Sequence[AuthorityRule]) -> None:
    """Refuses a report that is not yet a choice: each refusal names what is to be added."""
    _check_blocks(extra)
    _check_options(options_of(extra))
    if not recommended(extra):
        raise Refused(
            "请推荐一个方案，且只推荐一个：您最了解情况，领导要听您的主张。", code="one_recommended"
        )
    if not extra.get("own_opinion"):
        raise Refused(
            "请写“本单位意见”：为什么推荐这个方案，本单位负什么责。", code="opinion_missing"
        )
    _check_kind(extra, authority)


def _check_blocks(extra: Mapping[str, Any]) -> None:
    missing = [label for key, label in BLOCKS if not (extra.get(key) or "").strip()]
    if missing:
        raise Refused(
            f"还缺{'、'.join(f'“{label}”' for label in missing)}。请示写四块：上级文件怎么要求、"
            "我县是什么情况、周边县怎么做的、几个方案各有什么利弊。补上再提交，已写的内容都在草稿里。",
            code="blocks_missing",
        )


def _check_options(options: Sequence[Mapping[str, Any]]) -> None:
    if len(options) < LEAST_OPTIONS:
        raise Refused(
            f"请给领导出选择题，不出问答题：至少写{LEAST_OPTIONS}个方案，现有 {len(options)} 个。"
            "每个方案写清利和弊，并推荐其中一个；“维持现状”也可以是一个方案。",
            code="options_missing",
        )
    for number, option in enumerate(options, 1):
        lacks = [
            label
            for key, label in (("name", "名称"), ("pros", "利"), ("cons", "弊"))
            if not (option.get(key) or "").strip()
        ]
        if lacks:
            raise Refused(
                f"第 {number} 个方案还缺{'、'.join(lacks)}。没有弊的方案多半是没有想透。",
                code="option_incomplete",
            )


def _check_kind(extra: Mapping[str, Any], authority: Sequence[AuthorityRule]) -> None:
    kind = extra.get("kind")
    if not kind:
        raise Refused("请选“事项类别”：它决定这件事由谁来定。", code="kind_missing")
    if extra.get("amount") is None and any(r.up_to and r.kind == kind for r in authority):
        raise Refused("这一类事项请写明涉及金额（万元），没有金额的写 0。", code="amount_missing")


def within_authority(
    extra: Mapping[str, Any], authority: Sequence[AuthorityRule]
) -> AuthorityRule | None:
    """The rule by which a leader in charge settles this alone (S34); None when it may go up."""
    kind, amount = extra.get("kind") or "", extra.get("amount")
    return next((rule for rule in authority if rule.covers(kind, amount)), None)

"""同一材料最多报一次 (B13): what a unit was asked for lately is not asked of it again.

The same material is the same name, however it is written, and the same period it covers where
both say one: October's figures are not November's.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta

from luoshi.lib.clock import local, start_of
from luoshi.lib.errors import Refused
from luoshi.lib.workdays import Unit
from luoshi.matters.state import State
from luoshi.matters.verbs.verb import Context, Earlier, Said

_ASKING = re.compile(r"^(?:关于)?(?:请)?(?:报送|上报|填报|报来|报备|提供|提交|更新)+(?:的)?")
_NOTHING = re.compile(r"[\W_]+")
_DAYS = 90  # where a type says nothing else


def same_name(words: str | None) -> str:
    """A name as it is compared: width, case, marks and the words of asking do not count."""
    plain = _NOTHING.sub("", unicodedata.normalize("NFKC", words or "")).casefold()
    return _ASKING.sub("", plain) or plain


def _is_same(state: State, earlier: Earlier) -> bool:
    if same_name(earlier.extra.get("material")) != same_name(state.extra.get("material")):
        return False
    covers = same_name(state.extra.get("covers")), same_name(earlier.extra.get("covers"))
    return not all(covers) or covers[0] == covers[1]


def report_once(state: State, said: Said, context: Context) -> None:
    """Refuses a second request for the same material of the same unit, and points to the first."""
    within = context.spec.once_within
    since = (
        start_of(context.calendar.add(local(context.now).date(), -within.amount, Unit(within.unit)))
        if within
        else context.now - timedelta(days=_DAYS)
    )
    for earlier in context.ask.earlier_like_this(since):
        again = [unit for unit in state.parts if unit in earlier.units]
        if again and _is_same(state, earlier):
            raise Refused(_pointer(earlier, again, context), code="asked_before",
                          see=[earlier.number])  # fmt: skip


def _pointer(earlier: Earlier, again: list[int], context: Context) -> str:
    names = context.ask.unit_names()
    answered = [unit for unit in again if earlier.units[unit]]
    waiting = [unit for unit in again if not earlier.units[unit]]
    told = []
    if answered:
        at = max(when for unit in answered if (when := earlier.units[unit]))
        who = "、".join(names[unit] for unit in answered)
        told.append(f"{who}{local(at):%-m月%-d日}已报过，可直接取用")
    if waiting:
        told.append(f"{'、'.join(names[unit] for unit in waiting)}正在报，请等它的结果")
    return (
        f"“{earlier.extra.get('material', '')}”{local(earlier.opened_at):%-m月%-d日}"
        f"已向同一单位要过（{earlier.number}）：{'；'.join(told)}。"
        "同一材料只报一次；确须另报的，请改要不同的内容或所属期，或去掉已报的单位。"
    )

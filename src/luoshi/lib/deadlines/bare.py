"""Whether a date without 前, 内 or 到 limits something: 3月：…, 预计9月完工, 今年要…, 本周五….

A bare date is a limit only where the words look forward. When in doubt it is none.
"""

from __future__ import annotations

from luoshi.lib.deadlines import cues
from luoshi.lib.deadlines.place import Place

_COMMA = (",", "，")
_LABEL_WIDTH = 8


def looks_forward(place: Place) -> bool:
    """Whether the bare date stands where something is planned (in a cell: always)."""
    point = place.point
    if place.setting.cell or _is_labelled(place):
        return True
    if place.after.startswith("的") and point.kind != "relative":
        return False
    if place.setting.owed and _lies_ahead(place):
        return True
    if point.kind == "unknown" or _says_too_little(place):
        return False
    if point.precision in ("year", "plan") and not point.edge and point.kind in ("date", "period"):
        return not place.in_brackets and _is_planned_year(place)
    if point.kind == "recurring":
        return point.time is not None or cues.HABIT_BEFORE.search(place.before) is not None
    if cues.FAILS.match(place.after) or cues.AHEAD_OF_EVENT.match(place.after):
        return False
    if point.kind == "relative":
        return _presses(place)
    if cues.LOOKS_FORWARD.search(place.before):
        return True
    return not place.is_past and _heads_a_task(place)


def _says_too_little(place: Place) -> bool:
    """28日, 月底: of which month is not said, unless what follows presses."""
    if place.point.rule == "date.month_end_alone":
        return cues.MONTH_END.match(place.after) is None
    return place.point.rule == "date.day_alone"


def _lies_ahead(place: Place) -> bool:
    """Whether a date in a sentence that calls for something is its limit: one still to come, that
    neither tells what is over nor names a paper or a thing (12月的报表, 2026年预算)."""
    point, after = place.point, place.after
    if point.kind == "unknown" or place.is_past or cues.FAILS.match(after):
        return False
    if cues.PAPER_OF_YEAR.match(after) or cues.AHEAD_OF_EVENT.match(after):
        return False
    if point.kind == "recurring":
        return True
    anchor = place.setting.anchor
    if point.due is None or anchor is None:
        return point.kind == "relative" or (point.due is None and anchor is None)
    return point.due >= anchor


def _presses(place: Place) -> bool:
    """本周五, 下周召开, 明天上报 — not 本周工作安排, not 今天召开."""
    point = place.point
    if point.precision == "week" and cues.OF_THE_WEEK.match(place.after):
        return False
    if point.edge not in ("今", "明", "后", "大") or point.time is not None:
        return True
    presses = cues.PRESSES_TODAY if point.edge == "今" else cues.PRESSES
    return presses.match(place.after) is not None


def _is_labelled(place: Place) -> bool:
    """完成时限：9月30日."""
    start = place.point.start
    folded = place.passage.folded
    return cues.DUE_LABEL.search(folded, max(0, start - _LABEL_WIDTH), start) is not None


def _is_planned_year(place: Place) -> bool:
    """今年要…, 2027年力争…: a year with an intention; not 今年工作要点, not 2023年完成…."""
    if place.is_past:
        return False
    does = cues.DOES.match(place.after) is not None
    if not place.opens_clause:
        return does and cues.LOOKS_FORWARD.search(place.before) is not None
    if cues.PAPER_OF_YEAR.match(place.after):
        return False
    later = place.is_to_come and place.point.year != place.setting.base_year
    return cues.INTENDS.match(place.after) is not None or (later and does)


def _heads_a_task(place: Place) -> bool:
    """Whether the date heads its clause like a label: “3月：…”, “5月至12月对…”, “12月底完成…”."""
    point, after = place.point, place.after
    if after.startswith(":") and after[1:].strip():
        return point.precision != "day" or place.opens_clause
    if not place.opens_clause:
        return point.edge in ("底", "末") and cues.DOES.match(after) is not None
    vague = point.precision == "year" and point.due is None
    if vague or cues.AHEAD_OF_EVENT.match(after):
        return False
    if cues.CLOSES.match(after):
        return point.edge in ("底", "末", "期末") or (point.kind == "period" and place.heads_line)
    if point.kind in ("period", "ongoing"):
        return _heads_a_stretch(place)
    return _heads_a_date(place)


def _heads_a_stretch(place: Place) -> bool:
    point, after = place.point, place.after
    in_ledger = place.setting.anchor is None and place.heads_line
    if after.startswith(("为", "是")):
        return cues.IS_A_STAGE.match(after) is not None and not place.is_past
    if point.kind == "ongoing":
        return not cues.TALLIES.match(after) and (in_ledger or cues.DOES.match(after) is not None)
    if in_ledger:
        return True
    if after.startswith(_COMMA):
        wholly = place.begins_later and cues.SETS_OUT.match(after[1:]) is not None
        does = point.explicit or wholly or cues.DOES.match(after[1:]) is not None
        return place.is_to_come and does
    return place.is_to_come or not cues.PARTICLE.match(after)


def _heads_a_date(place: Place) -> bool:
    point, after = place.point, place.after
    if point.explicit and not place.is_to_come:
        return False
    if after.startswith(_COMMA):
        in_ledger = place.setting.anchor is None and place.heads_line
        return in_ledger or (place.is_to_come and cues.DOES.match(after[1:]) is not None)
    if not after.strip() or cues.PARTICLE.match(after):
        return False
    named = point.precision == "day" or cues.IS_A_NAME.match(after[:12]) is not None
    return cues.DOES.match(after) is not None or not named

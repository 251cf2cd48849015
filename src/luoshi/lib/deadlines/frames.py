"""Whether something is due at a point of time: the words just before and after it decide.

前, 内, 止 make a limit; 到 one if the day is still to come; 起 opens a period; 以来 tells the past;
a bare date is judged in `bare`. When in doubt there is no deadline: a missing one is seen, an
invented one is not.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from luoshi.lib.deadlines import cues
from luoshi.lib.deadlines.bare import looks_forward
from luoshi.lib.deadlines.model import Deadline
from luoshi.lib.deadlines.passage import Passage
from luoshi.lib.deadlines.place import Place
from luoshi.lib.deadlines.point import Point, month_end
from luoshi.lib.workdays import add_months


class Frame(StrEnum):
    """What the words around a point make of it."""

    LIMIT = "limit"
    UNTIL = "until"
    SINCE = "since"
    FORWARD = "forward"
    NONE = "none"


def frame(passage: Passage, point: Point) -> Deadline | None:
    """The deadline that the words around the point make of it, or None."""
    if passage.in_title(point.start):
        return None
    place = Place(passage, point)
    if passage.setting.owed and point.kind in ("date", "period"):
        place = Place(passage, _moved_on(place))
    kind, start, end = _frame_of(place)
    if kind is Frame.SINCE:
        return _deadline(place, kind, start, end) if point.begin or point.token else None
    if kind is Frame.NONE or (point.past and point.kind != "period"):
        return None
    return _deadline(place, kind, start, end)


def _frame_of(place: Place) -> tuple[Frame, int, int]:
    """The frame, and where the words that make it start and end."""
    point = place.point
    limit, opening = cues.LIMIT.match(place.after), cues.OPENING.match(place.after)
    to_word, from_word = cues.TO_WORD.search(place.before), cues.FROM_WORD.search(place.before)
    from_start = point.start - (len(from_word[0]) if from_word else 0)
    to_start = point.start - (len(to_word[0]) if to_word else 0)
    if limit is not None:
        return _limit(place, limit.end()), to_start, point.end + limit.end()
    if opening is not None:
        return _since(place, opening.end()), from_start, point.end + opening.end()
    if cues.LISTED_LIMIT.match(place.after):
        return _limit(place, 0), to_start, point.end
    if point.edge in ("前", "内"):
        return _limit(place, 0), point.start, point.end
    if point.edge == "后" and point.kind == "event":
        plans = cues.DOES.match(place.after) or cues.INTENDS.match(place.after)
        return Frame.FORWARD if plans else Frame.NONE, point.start, point.end
    happened = cues.HAPPENED.match(place.after) and not place.setting.cell
    if happened or cues.GONE_BY.match(place.after):
        return Frame.NONE, point.start, point.end
    if from_word is not None and point.kind == "period":
        return Frame.NONE if place.is_past else Frame.FORWARD, from_start, point.end
    if to_word is not None and point.kind != "recurring":
        return _until(place), to_start, point.end
    return Frame.FORWARD if looks_forward(place) else Frame.NONE, point.start, point.end


def _limit(place: Place, end: int) -> Frame:
    """前 makes a limit, unless it tells of things done, marks a class of things or counts days."""
    point, rest = place.point, place.after[end:]
    if place.setting.cell:
        return Frame.LIMIT
    over = (
        (point.rule == "date.day_alone" and cues.COUNTS_DAYS.search(place.before))
        or (point.kind == "event" and place.is_past)
        or (not place.is_to_come and cues.CLASSIFIES.match(rest))
        or cues.DONE_BEFORE.search(place.before)
        or cues.HAPPENED.match(rest)
        or rest.startswith(cues.GOAL_NAMES)
    )
    return Frame.NONE if over else Frame.LIMIT


def _since(place: Place, end: int) -> Frame:
    """起 opens a period, unless a paper takes effect then or it tells what has been so since."""
    told = not place.is_to_come and cues.TOLD_SO_FAR.match(place.after, end)
    return Frame.NONE if told or cues.TAKES_EFFECT.match(place.after, end) else Frame.SINCE


def _until(place: Place) -> Frame:
    """到2027年 is a limit; 截至10月底 tells a state of affairs unless the day is still to come."""
    if place.is_past or (cues.VALID.search(place.before) and not place.setting.cell):
        return Frame.NONE
    if cues.AS_OF_WORD.search(place.before) and not place.setting.cell:
        told = cues.TOLD_SO_FAR.match(place.after)
        return Frame.UNTIL if place.is_to_come and not told else Frame.NONE
    return Frame.UNTIL


def _deadline(place: Place, kind: Frame, start: int, end: int) -> Deadline:
    point = _shaped(place, kind)
    return Deadline(
        start, end, place.passage.text[start:end], point.kind, normalized=_normal(point, kind),
        due=None if point.kind == "ongoing" else point.due,
        begin=point.begin if point.kind in ("period", "ongoing") else None, time=point.time,
        rrule=point.rrule, precision=point.precision, assumed_year=point.assumed,
        note=point.note or ("" if point.due or point.begin else "日期不完整，请人工补上"),
        rule=point.rule,
    )  # fmt: skip


def _shaped(place: Place, kind: Frame) -> Point:
    """The point as its frame has it: an open period, a stretch of years, a year moved on."""
    point = place.point
    if kind is Frame.SINCE:
        kept = "period" if point.kind == "date" else point.kind
        note = "；".join(filter(None, (point.note, "只有起始日期，没有截止日期")))
        return replace(point, kind=kept, due=None, note=note)
    if kind is Frame.LIMIT:
        return _moved_on(place)
    stretch = point.precision in ("year", "plan") and not point.edge
    if kind is Frame.FORWARD and point.kind == "date" and stretch:
        return replace(point, kind="period")
    return point


def _moved_on(place: Place) -> Point:
    """2月底前 in a paper of November is next year's: a borrowed year moves on after half a year."""
    point, setting = place.point, place.setting
    if setting.cell or setting.anchor is None or setting.year is not None or point.due is None:
        return point
    same_year = point.due.year == setting.anchor.year and not point.stated
    if not (point.assumed and same_year and setting.anchor.month - point.due.month >= 6):
        gone = place.is_past and point.assumed and not point.stated
        return replace(point, note=f"{point.note}，已早于文件日期，请核对") if gone else point
    year, month = point.due.year + 1, point.due.month
    due = month_end(year, month) if point.precision == "month" else add_months(point.due, 12)
    begin = add_months(point.begin, 12) if point.kind == "period" and point.begin else None
    return replace(point, due=due, begin=begin, note=f"文件日期之后的下一个{month}月")


def _normal(point: Point, kind: Frame) -> str | None:
    if point.kind == "recurring":
        return point.rrule
    if point.token is not None and point.due is None:
        return f"{point.token}/.." if kind is Frame.SINCE else point.token
    if point.kind in ("period", "ongoing") and point.begin is not None:
        return f"{point.begin.isoformat()}/{point.due.isoformat() if point.due else ''}"
    return point.due.isoformat() if point.due is not None else None

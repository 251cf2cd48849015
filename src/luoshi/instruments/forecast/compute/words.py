"""Why, in one sentence of the office: how it has gone, when it ends, what this unit is used to."""

from __future__ import annotations

from datetime import date

from luoshi.instruments.forecast.compute.course import Case, Course, Point
from luoshi.instruments.forecast.compute.curve import share_at
from luoshi.instruments.forecast.compute.history import History

SUSPENDED = "计时已经中止，恢复计时以后再预测。"
NOTHING_KNOWN = "还没有反馈进度，也没有同类事项的办结记录，暂时说不准。"
ENOUGH = 3  # finished matters from which on a habit is spoken of
_TIMES = ("", "一", "两", "三")
_STUCK = 5  # working days
_TELLING = 0.05  # how much a sign must move the forecast to be named
_SIGNS = ("提出过困难", "申请过延期", "催办过", "退回过", "签收晚")


def day_of(day: date, now: date) -> str:
    """1月16日, with the year when it is another."""
    year = f"{day.year}年" if day.year != now.year else ""
    return f"{year}{day.month}月{day.day}日"


def handed_in(done: date, now: date) -> str:
    """Nothing is left to forecast."""
    return f"已于{day_of(done, now)}报办结，等待核查。"


def finish(expected: date, late: int, now: date) -> str:
    """When it ends, and how far from the due date."""
    if late > 0:
        beside = f"比时限晚 {late} 个工作日"
    else:
        beside = f"比时限早 {-late} 个工作日" if late < 0 else "正好在时限当天"
    return f"预计{day_of(expected, now)}办完，{beside}"


def why(course: Course, case: Case, today: int, history: History, end: str) -> str:
    """The whole sentence."""
    heard = _heard(case, history)
    begun = _so_far([p for p in case.points if p.percent is not None], today)
    front = f"{begun}，{heard}，{end}" if heard else f"{begun}，{end}"
    habit = _habit(course, case, history)
    return f"{front}；{habit}。" if habit else f"{front}。"


def _so_far(reports: list[Point], today: int) -> str:
    if not reports:
        return f"交办 {today} 个工作日还没有报过进度" if today else "刚刚交办"
    last = reports[-1]
    percent = last.percent or 0
    if len(reports) > 1 and percent < (reports[-2].percent or 0):
        return f"最近一次反馈由 {reports[-2].percent}% 退到 {percent}%"
    since = last.day
    for earlier in reversed(reports[:-1]):
        if (earlier.percent or 0) < percent:
            break
        since = earlier.day
    if today - since >= _STUCK:
        return f"进度停在 {percent}% 已 {today - since} 个工作日"
    return _pace(reports)


def _pace(reports: list[Point]) -> str:
    times = min(3, len(reports))
    last = reports[-1]
    before = reports[-times - 1] if len(reports) > times else Point(0, 0, last.signs)
    gained, days = (last.percent or 0) - (before.percent or 0), last.day - before.day
    if times < 2 or days < 1 or gained <= 0:
        return f"交办 {last.day} 个工作日报到 {last.percent}%"
    which = "前" if times == len(reports) else "最近"
    return f"按{which}{_TIMES[times]}次反馈每周推进 {max(1, round(gained * 5 / days))} 个百分点"


def _heard(case: Case, history: History) -> str:
    """What was heard besides and speaks for a later end."""
    last = case.points[-1]
    moves = history.signs[last.percent is not None]
    said = zip(_SIGNS, moves, last.signs, strict=False)
    return "、".join(word for word, move, heard in said if heard and move >= _TELLING)


def _habit(course: Course, case: Case, history: History) -> str:
    last, own = case.points[-1], history.unit(case.unit, case.family)
    tally = history.tallies.get(case.unit)
    if last.percent is not None and last.percent >= 80 and tally and own.cases >= ENOUGH:
        share = share_at(history.curve(case.unit, course.rule), last.percent)
        if share < last.percent / 100 - 0.15:
            return f"该单位报到 {last.percent}% 时，通常才用了全部时间的 {share * 10:.0f} 成"
    if own.cases >= ENOUGH:
        return f"该单位同类事项历来平均用到时限的 {own.mean:.1f} 倍"
    family = history.family(case.family)
    if family.cases >= ENOUGH:
        return f"各单位同类事项历来平均用到时限的 {family.mean:.1f} 倍"
    return "还没有办结记录可比，只按反馈推算"

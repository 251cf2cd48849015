"""The duty room: emergencies, leave, trips, calls, an absence, and the rosters of four weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from luoshi.cli.demo.world import Case, Story, World
from luoshi.instruments import duty
from luoshi.instruments.problems import register
from luoshi.lib.clock import local_date, start_of
from luoshi.matters import engine

# unit, what, category, kind of accident, level, days ago, whether it is over
EVENTS = (
    ("yunling", "云岭镇强降雨致山体滑坡，一段乡道中断", "disaster", "", "4", 118, True),
    ("zone", "经开区某企业仓库起火", "accident", "road_fire", "4", 61, True),
    ("transport", "省道某路段两车追尾", "accident", "road_fire", "0", 0, False),
)
LEAVES = (
    ("clerk2", "annual", 210, 4), ("proofreader", "annual", 160, 5), ("clerk", "personal", 130, 1),
    ("clerk3", "sick", 95, 3), ("chief", "annual", 85, 5), ("clerk2", "personal", 48, 1),
    ("liaison_water", "annual", 40, 5), ("liaison_city", "birth", 22, 10),
    ("clerk", "annual", 14, 5), ("clerk3", "annual", 3, 2), ("proofreader", "sick", 1, 1),
)  # fmt: skip
CALLS = (
    ("市气象局值班室", "notice", "明日有大风降温，请通知各乡镇"), ("某居民", "ask", "询问冬季供暖时间"),
    ("松平乡", "zero", "今日零报告"), ("市政府总值班室", "notice", "抽查值班值守，应答正常"),
    ("柳溪镇", "report", "乡道清雪情况"), ("某客商", "ask", "咨询入园手续"),
)  # fmt: skip


def stories(world: World) -> Iterator[Story]:
    """Everything of this file, each on the story's own clock."""
    for event in EVENTS:
        yield _event(world, *event)
    for leave in LEAVES:
        yield _leave(world, *leave)
    for number in range(18):
        yield _call(world, 1 + 9 * number, *CALLS[number % len(CALLS)], over=number > 0)
    yield _trip(world, "leader3", 30, "省城", over=True)
    yield _trip(world, "leader2", 0, "邻市", over=False)
    yield _absence(world)
    yield _rosters(world)


def _at(world: World, days: int, hour: int, minute: int) -> datetime:
    """A moment so many days ago, by night as by day; today's lies half an hour back."""
    if not days:
        return world.now - timedelta(minutes=30)
    day = local_date(world.now) - timedelta(days=days)
    return start_of(day) + timedelta(hours=hour, minutes=minute)


def _event(
    world: World, unit: str, title: str, category: str, accident: str, level: str, days: int,
    over: bool,
) -> Story:  # fmt: skip
    begun = _at(world, days, 2, 40)
    yield begun
    reporter, clerk = world.person(f"liaison_{unit}"), world.person("clerk")
    said: dict[str, Any] = {"accident": accident} if accident else {}
    matter = engine.open_matter(
        "emergency_report", reporter, world.moment, title=title, received_at=_moment(begun, -3),
        happened_at=_moment(begun, -20), source="群众来电", place="见标题", category=category,
        level=level, measures="已派人赶赴现场，设置警戒。", **said,
    )  # fmt: skip
    case = Case(matter, unit)
    yield begun + timedelta(minutes=6)
    world.act(
        case, "take_report", clerk, county_received_at=_moment(begun, 5), told_leader="带班副主任"
    )
    yield begun + timedelta(minutes=18)
    world.act(case, "phone_up", clerk, phoned_at=_moment(begun, 17), phoned_to="市政府总值班室")
    if not over:
        return
    yield begun + timedelta(minutes=55)
    world.act(case, "written_up", clerk, written_at=_moment(begun, 52), written_to="市政府总值班室")
    world.act(case, "instruct", world.person("head"), words="全力处置，确保人员安全，查清原因。")
    for hours, news in ((3, "险情得到控制，无人员伤亡。"), (9, "现场清理完毕，秩序恢复。")):
        yield begun + timedelta(hours=hours)
        world.act(
            case, "follow_up_report", reporter, news_at=_moment(begun, 60 * hours - 5), news=news
        )
    yield begun + timedelta(days=3)
    world.act(case, "final_report", clerk, ending="处置结束，善后完成。", lesson="加密巡查。")


def _moment(begun: datetime, minutes: int) -> str:
    return (begun + timedelta(minutes=minutes)).isoformat(timespec="minutes")


def _leave(world: World, who: str, kind: str, ago: int, days: int) -> Story:
    yield min(world.hour(world.today(-ago)), world.now - timedelta(minutes=70))
    day = local_date(world.moment)
    first = world.calendar.add_workdays(day, 1)
    last = world.calendar.add_workdays(first, days - 1)
    approver = "director" if who == "chief" else "chief"
    if who.startswith("liaison_"):
        approver = who.replace("liaison_", "head_")
    stands_in = "clerk3" if who != "clerk3" else "clerk2"
    years: dict[str, Any] = {"years": 12} if kind == "annual" else {}
    person = world.person(who) if who != "chief" else world.county.people["chief"]
    matter = engine.open_matter(
        "leave_request", person, world.moment, title="请假", kind=kind, days=days,
        first_day=first.isoformat(), last_day=last.isoformat(), stands_in=stands_in,
        approver=approver, **years,
    )  # fmt: skip
    if ago < 2:
        return
    yield world.later(0)
    case = Case(matter, "")
    world.act(case, "approve_leave", world.county.people[approver])
    yield world.hour(world.calendar.add_workdays(last, 1))
    back = local_date(world.moment).isoformat()
    world.act(case, "cancel_leave", person, returned_on=back, days=days)


def _call(world: World, ago: int, caller: str, kind: str, title: str, *, over: bool) -> Story:
    yield min(world.hour(world.today(-ago)), world.now - timedelta(minutes=50))
    clerk = world.person("clerk2")
    matter = engine.open_matter(
        "duty_log", clerk, world.moment, title=title, caller=caller, kind=kind,
        called_at=world.moment.isoformat(timespec="minutes"),
    )  # fmt: skip
    case = Case(matter, "")
    yield world.later(0)
    world.act(case, "handle_call", clerk, action="已报告带班领导，转有关单位。")
    if over:
        world.act(case, "settle_call", clerk, outcome="已办")
    else:
        world.act(
            case, "hand_over_shift", clerk, next_officer="clerk3", left_to_do="核对各乡镇回执"
        )


def _trip(world: World, who: str, ago: int, place: str, *, over: bool) -> Story:
    yield min(world.hour(world.today(-ago)), world.now - timedelta(minutes=45))
    leader, day = world.person(who), local_date(world.moment)
    matter = engine.open_matter(
        "out_of_area_notice", leader, world.moment, title="对接项目", destination=place,
        depart_at=f"{day + timedelta(days=1)} 07:30", return_at=f"{day + timedelta(days=2)} 18:00",
        stands_in="leader1",
    )  # fmt: skip
    if over:
        yield world.hour(day + timedelta(days=2))
        back = world.moment.isoformat(timespec="minutes")
        world.act(Case(matter, ""), "come_back", leader, returned_at=back)


def _absence(world: World) -> Story:
    """One finding that the person's explanation did away with."""
    yield world.hour(world.today(-75))
    director = world.person("director")
    matter = engine.open_matter(
        "absence_from_post", director, world.moment, title="夜班电话无人接听", person="clerk3",
        absent_at=f"{local_date(world.moment) - timedelta(days=1)} 23:10", shift="前一日夜班",
        evidence="23:10、23:25 两次拨打值班电话无人接。",
    )  # fmt: skip
    case = Case(matter, "")
    yield world.later(1)
    world.act(case, "explain", world.person("clerk3"), explanation="当时在一楼接来访群众，有登记。")
    yield world.later(1)
    world.act(case, "decide_absence", director, finding="none", grounds="登记簿属实，不属于脱岗。")


def _rosters(world: World) -> Story:
    """The roster of the last two weeks and that of the two weeks that lie ahead."""
    today = local_date(world.now)
    yield world.hour(world.today(-12))
    clerk, phone = world.person("clerk"), "62080000"
    duty.make(
        clerk, world.moment, first_day=today - timedelta(days=14),
        last_day=today - timedelta(days=1), phone=phone,
    )  # fmt: skip
    yield world.hour(world.today(-2))
    periods = [duty.Span(row.name, row.begins, row.ends) for row in register.periods(world.moment)]
    duty.make(
        clerk,
        world.moment,
        first_day=today,
        last_day=today + timedelta(days=13),
        phone=phone,
        sensitive=periods,
    )

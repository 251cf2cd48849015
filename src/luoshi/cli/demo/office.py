"""The office's own affairs in the year of the demonstration: the bulk its report counts.

105 trips abroad of 219 persons, 79 batches of 158 permits, 62 study sessions, fees for 266 % of
the year's task, 8 groups of assistance. Everything draws from a seed of its own, so that the other
stories of the county stay what they are; `office_stories` tells the single ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import cycle
from random import Random
from typing import Any

from luoshi.cli.demo import office_stories
from luoshi.cli.demo.people import UNINVOLVED
from luoshi.cli.demo.world import Case, Story, World
from luoshi.lib.clock import local_date, start_of
from luoshi.matters import engine

SEED = 20260702
TRIPS = (1,) * 20 + (2,) * 61 + (3,) * 20 + (4,) * 3 + (5,)  # 105 batches, 219 persons
PERMITS = (1,) * 25 + (2,) * 34 + (3,) * 15 + (4,) * 5  # 79 batches, 158 documents
WEEKLY, EXTRA = 50, 12  # study sessions
TARGET = "605"
FEES = ((320, 11), (280, 10), (250, 9), (210, 8), (190, 7), (160, 6), (120, 4), (80, 3))
GAINS = ("2.40", "2.10", "2.60", "1.90", "2.30", "2.20", "2.00", "2.40")  # 17.90 万元
HONOURS = 9  # people commended by the city

_PLACES = ("新加坡", "德国", "日本", "韩国", "荷兰", "以色列", "泰国", "马来西亚")
_ERRANDS = ("考察农业合作", "参加经贸洽谈", "友好城市交流", "招商推介", "职业教育交流")
_STUDIES = ("公文处理条例", "信访工作条例", "政府督查工作条例", "保密法", "县情和重点工作")
_KINDS = ("exam", "check", "report")
_VILLAGES = ("柳溪村", "石桥村", "清河村", "云岭村", "白鹭村", "枫林村", "竹山村", "松坪村")
_RULES = (
    ("主任办公会议制度", "主任办公会"), ("机关工作纪律", "作风督导检查"), ("公文办理制度", "公文"),
    ("政务信息报送制度", "政务信息"), ("值班制度", "值班"), ("请销假制度", "请假"),
    ("督查工作制度", "批示"), ("会议服务制度", "会议"), ("公务用车管理办法", "公务用车"),
    ("财务管理制度", "经费报销"), ("公务接待制度", "公务接待"), ("节约机关办法", "节约检查"),
    ("因公出国（境）管理办法", "因公出国（境）"), ("因公证照保管办法", "因公证照"),
    ("人防费收缴办法", "人防费"), ("警报试鸣办法", "警报试鸣"), ("学习制度", "学习"),
    ("加班与补休办法", "加班"), ("绩效考评办法", "绩效考评"), ("评优评先办法", "荣誉"),
    ("保密制度", "机要文件"), ("结对帮扶办法", "结对帮扶"),
)  # fmt: skip


def stories(world: World, scale: int) -> Iterator[Story]:
    """The single stories, and with any scale but 0 the year's bulk."""
    yield from office_stories.stories(world)
    if scale:
        yield from _bulk(world, Random(SEED))


def _bulk(world: World, rng: Random) -> Iterator[Story]:
    units = cycle(u for u in sorted(world.county.units) if u not in ("gov", "office", UNINVOLVED))
    for n, persons in enumerate(rng.sample(TRIPS, len(TRIPS))):
        yield _trip(world, rng, 14 + n * 330 // len(TRIPS), persons, next(units))
    for n, documents in enumerate(rng.sample(PERMITS, len(PERMITS))):
        yield _permit(world, rng, 3 + n * 340 // len(PERMITS), documents, next(units))
    for n in range(WEEKLY):
        yield _study(world, rng, 5 + 7 * n, "together", _STUDIES[n % len(_STUDIES)])
    for n in range(EXTRA):
        yield _study(world, rng, 12 + 28 * n, _KINDS[n % 3], _STUDIES[n % len(_STUDIES)])
    yield _target(world)
    for n, (amount, thousand) in enumerate(FEES):
        yield _fee(world, 300 - 36 * n, amount, thousand * 1000)
    for n, gain in enumerate(GAINS):
        yield _group(world, n, gain)
    for n, (title, activity) in enumerate(_RULES):
        yield _rule(world, 340 - 12 * n, title, activity, named=n % 5 != 4)
    for n in range(HONOURS):
        yield _honour(world, 60 + n, f"个人{n + 1}")


def _day(world: World, ago: int) -> date:
    return world.calendar.next_workday(local_date(world.now) - timedelta(days=ago))


def _at(day: date, rng: Random | None = None) -> datetime:
    """Some moment of that day at which people work; ten o'clock without a draw."""
    minutes = rng.randint(8 * 60 + 40, 17 * 60) if rng else 600
    return start_of(day) + timedelta(minutes=minutes)


def _open(world: World, type_key: str, by: str = "clerk2", **typed: Any) -> Case:
    matter = engine.open_matter(type_key, world.person(by), world.moment, **typed)
    return Case(matter, str(typed.get("lead", "")))


def _trip(world: World, rng: Random, ago: int, persons: int, unit: str) -> Story:
    day = _day(world, ago)
    place, errand, days = rng.choice(_PLACES), rng.choice(_ERRANDS), rng.randint(4, 8)
    late, leaves = rng.random() < 0.05, world.calendar.add_workdays(day, 14)
    back = leaves + timedelta(days=days)
    yield _at(day, rng)
    clerk = world.person("clerk2")
    case = _open(
        world, "trip_abroad", title=f"赴{place}{errand}", lead=unit, countries=place, days=days,
        persons=persons, departs_on=leaves.isoformat(), returns_on=back.isoformat(),
    )  # fmt: skip
    yield _at(world.calendar.add_workdays(day, 1), rng)
    published = local_date(world.moment).isoformat()
    world.act(case, "publish_trip", clerk, published_on=published, published_where="派出单位公示栏")
    yield _at(world.calendar.add_workdays(day, 9), rng)
    world.act(case, "note_approval", clerk, approval="approved", approval_number=f"外批{ago}号")
    yield _at(world.calendar.add_workdays(back, 9 if late else 2), rng)
    world.act(case, "record_return", clerk, returns_on=back.isoformat(), result="按计划完成")
    yield world.moment + timedelta(minutes=20)
    on = local_date(world.moment).isoformat()
    world.act(case, "hand_back_passports", clerk, handed_back_on=on)


def _permit(world: World, rng: Random, ago: int, documents: int, unit: str) -> Story:
    day = _day(world, ago)
    back = day + timedelta(days=rng.randint(10, 30))
    yield _at(day, rng)
    clerk = world.person("clerk2")
    case = _open(
        world, "travel_permit", title="赴港澳公务", lead=unit, document_kind="hk_macao",
        documents=documents,
    )  # fmt: skip
    yield _at(world.calendar.add_workdays(day, 3), rng)
    world.act(case, "issue_permit", clerk, returns_on=back.isoformat())
    yield _at(world.calendar.add_workdays(back, 2), rng)
    on = local_date(world.moment).isoformat()
    world.act(case, "hand_back_permit", clerk, handed_back_on=on)


def _study(world: World, rng: Random, ago: int, kind: str, what: str) -> Story:
    day = _day(world, ago)
    yield _at(day, rng)
    deputy = world.person("deputy")
    case = _open(
        world, "study_session", "deputy", title=f"学习{what}", kind=kind, slot="周五下午",
        held_on=day.isoformat(), leads_it=deputy.username,
    )  # fmt: skip
    yield world.moment + timedelta(minutes=90)
    used = "对照条例改了本科室的办理单。"
    world.act(case, "hold_study", deputy, present=rng.randint(18, 26), used_for=used)


def _target(world: World) -> Story:
    yield _at(_day(world, 330))
    basis = "市防〔本年〕1号任务通知"
    case = _open(world, "defence_fee", title="年度收缴任务", kind="plan", legal_basis=basis)
    world.act(case, "set_target", world.person("deputy"), target=TARGET)


def _fee(world: World, ago: int, amount: int, area: int) -> Story:
    yield _at(_day(world, ago))
    case = _open(
        world, "defence_fee", title=f"城区住宅项目（{area}平方米）易地建设费", kind="fee", area=area,
        legal_basis="人民防空法第22条；地质条件不宜修建防空地下室，经审批",
    )  # fmt: skip
    yield world.moment + timedelta(minutes=30)
    world.act(case, "settle_fee", world.person("deputy"), owed=str(amount))
    yield _at(_day(world, ago - 20))
    clerk = world.person("clerk2")
    world.act(case, "receive_fee", clerk, received=str(amount), receipt=f"票-{ago}")


def _group(world: World, n: int, gain: str) -> Story:
    yield _at(_day(world, 300 - n))
    case = _open(
        world, "assistance_group", title=f"第{'一二三四五六七八'[n]}活动小组", village=_VILLAGES[n],
        households=5 + n % 3, members=[{"name": "本组同志三人"}],
    )  # fmt: skip
    yield _at(_day(world, 120 - n))
    clerk = world.person("clerk2")
    world.act(case, "visit_households", clerk, visited=5, asked_for="销路和技术")
    yield _at(_day(world, 30 - n))
    world.act(case, "sum_up_assistance", clerk, gain=gain, source="入户核对收支")


def _rule(world: World, ago: int, title: str, activity: str, *, named: bool) -> Story:
    yield _at(_day(world, ago))
    person = {"person": "clerk3"} if named else {}
    rows = [{"activity": activity, **person}]
    case = _open(
        world, "internal_rule", title=title, owner="clerk3", edition=1, activities=rows
    )  # fmt: skip
    by = _day(world, ago - 14).isoformat()
    world.act(case, "circulate_draft", world.person("clerk2"), comments_by=by)
    yield _at(_day(world, ago - 7))
    world.act(case, "comment_on_rule", world.person("clerk3"), comment="同意，第二条写细一些。")
    world.act(case, "settle_rule", world.person("deputy"), taken_up="第二条已写细。")
    yield _at(_day(world, ago - 15))
    director = world.person("director")
    world.act(case, "decide_rule", director, meeting=f"第{ago}次主任办公会", decision="passed")
    day = local_date(world.moment).isoformat()
    world.act(case, "issue_rule", world.person("clerk2"), effective_on=day)


def _honour(world: World, ago: int, who: str) -> Story:
    yield _at(_day(world, ago))
    case = _open(
        world, "honour", title="市级先进工作者", level="city", whose="person", recipient=who,
        award_year=local_date(world.moment).year, grounds="全年承办事项按期办结。",
    )  # fmt: skip
    yield _at(_day(world, ago - 20))
    day = local_date(world.moment).isoformat()
    world.act(case, "award_honour", world.person("deputy"), paper="市表彰决定", awarded_on=day)

"""Single stories of the office's affairs: each kind of matter in the stages that matter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from luoshi.cli.demo.world import Case, Story, World
from luoshi.lib.clock import local, local_date, start_of
from luoshi.matters import engine
from luoshi.matters.models import Matter


def stories(world: World) -> Iterator[Story]:
    """Overtime, self-checks, conduct, cars, expenses, audits, sirens, assessment, a rule in the
    making, reading and saving."""
    for n, category in enumerate(("civil_servant", "institution", "other")):
        yield _overtime(world, 20 - 5 * n, category, ends=3 - n)
    yield _self_check(world, 30, read=True)
    yield _self_check(world, 2, read=False)
    yield _weekly_check(world)
    for n in range(6):
        yield _car(world, 25 - 4 * n, ends=min(5, 6 - n))
    yield _reception(world)
    yield _audit(world)
    yield _siren(world, 60, sounded=True)
    yield _siren(world, -12, sounded=False)
    yield _assessment(world, 25, appeal=False)
    yield _assessment(world, 6, appeal=True)
    yield _section(world)
    yield _draft_rule(world)
    yield _star(world)
    yield _small_things(world)


def _when(world: World, workdays: int) -> Any:
    return start_of(world.today(-workdays)) + timedelta(hours=10, minutes=workdays % 50)


def _open(world: World, type_key: str, by: str, **typed: Any) -> Case:
    matter = engine.open_matter(type_key, world.person(by), world.moment, **typed)
    return Case(matter, str(typed.get("lead", "")))


def _on(world: World) -> str:
    return local_date(world.moment).isoformat()


def _overtime(world: World, ago: int, category: str, ends: int) -> Story:
    yield _when(world, ago)
    case = _open(
        world, "overtime", "clerk3", title="汇总全县督办台账", worked_on=_on(world),
        planned_hours=3, staff_category=category, why="次日上午常务会要用，下班前数据才报齐。",
    )  # fmt: skip
    world.act(case, "approve_overtime", world.person("deputy"))
    if ends < 2:
        return
    yield _when(world, ago - 1)
    world.act(case, "record_overtime", world.person("clerk3"), hours=3, did="台账已汇总报送")
    if ends < 3:
        return
    world.act(case, "verify_hours", world.person("chief"), hours=2, checked_how="看成稿时间")
    day = world.today(3).isoformat()
    world.act(case, "give_leave", world.person("director"), leave_hours=2, leave_on=day)


def _self_check(world: World, ago: int, *, read: bool) -> Story:
    yield _when(world, ago)
    items = [
        {"area": "discipline", "item": "按时到岗", "found": "两次迟到", "corrected": True},
        {"area": "spending", "item": "公务接待", "found": "无", "corrected": False},
    ]
    case = _open(world, "self_check", "clerk3", title="半年自查", period="下半年", items=items)
    if read:
        yield _when(world, ago - 2)
        clerk = world.person("clerk3")
        world.act(case, "correct_at_once", clerk, item="按时到岗", how="改乘早一班车")
        world.act(case, "hand_in_report", clerk, report="对照四个方面，查出一项，已改。")
        world.act(case, "read_report", world.person("director"))


def _weekly_check(world: World) -> Story:
    yield _when(world, 9)
    group = [{"name": "顾禾", "section": "督查科"}, {"name": "陆桐", "section": "综合科"}]
    case = _open(
        world, "conduct_check", "deputy", title="在岗和会风", way="weekly", planned_on=_on(world),
        group=group,
    )  # fmt: skip
    world.act(case, "approve_check", world.person("director"))
    yield _when(world, 8)
    deputy = world.person("deputy")
    for title, kind, missed in (
        ("下午三点不在岗，没有交代替班", "left", False), ("会上看手机视频", "video", True),
    ):  # fmt: skip
        world.act(
            case, "note_conduct", deputy, title=title, kind=kind, concerned="clerk3",
            happened_at=local(world.moment).isoformat(), responsible="proofreader",
            evidence="督导组两人现场记录", own_missed=missed,
        )  # fmt: skip
    world.act(case, "report_check", deputy, checked=26, summary="两人有问题，其余正常。")
    first, _ = Matter.objects.filter(parent=case.matter).order_by("id")
    found = Case(first, "")
    yield _when(world, 7)
    head = world.person("proofreader")
    world.act(found, "explain_conduct", head, explanation="属实，去医院没有请假。")
    world.act(found, "remind_person", deputy, words="离岗先请假，交代替班。")
    yield _when(world, 5)
    world.act(found, "rectify_conduct", head, rectified_how="科室定了AB岗。")
    world.act(found, "confirm_rectified", world.person("director"), checked_how="看排班表")


def _car(world: World, ago: int, ends: int) -> Story:
    yield _when(world, ago)
    leaves = world.moment + timedelta(minutes=30)
    case = _open(
        world, "vehicle_use", "clerk", title="到乡镇核查督办事项", place="县政府—柳溪镇",
        riders=3, leaves_at=local(leaves).isoformat(),
        returns_by=local(leaves + timedelta(hours=5)).isoformat(),
    )  # fmt: skip
    clerk, deputy = world.person("clerk"), world.person("deputy")
    if ends < 2:
        return
    world.act(case, "approve_vehicle", deputy, plate="公务03", driver="车队驾驶员")
    if ends < 3:
        return
    world.act(case, "depart", clerk, sober=True)
    if ends < 4:
        return
    yield world.moment + timedelta(hours=5)
    world.act(case, "come_back", clerk, returned_at=local(world.moment).isoformat(),
              km=80 + ago, fuel=9, cost_yuan=30, safety="safe")  # fmt: skip
    if ends < 5:
        return
    world.act(case, "check_trip", deputy)
    world.act(case, "claim_cost", clerk, title="下乡核查过路停车费", kind="vehicle",
              spent_on=_on(world), yuan=30)  # fmt: skip


def _reception(world: World) -> Story:
    yield _when(world, 12)
    usual = {"kind": "reception", "spent_on": _on(world), "letter": "邻县政府办公函12号"}
    plain = _open(
        world,
        "expense",
        "clerk2",
        title="接待邻县考察组",
        yuan=360,
        guests=6,
        companions=3,
        **usual,
    )
    over = _open(
        world, "expense", "clerk2", title="接待联合督查组", yuan=540, guests=6, companions=5,
        over="两个科室共同对接，分两组座谈", **usual,
    )  # fmt: skip
    yield _when(world, 10)
    world.act(plain, "approve_expense", world.person("deputy"))
    world.act(plain, "pay_expense", world.person("clerk3"), voucher="记-36")
    world.act(
        over, "refuse_expense", world.person("director"), reason="陪同超出规定人数",
        help="按三人标准报销，超出部分由本人承担。",
    )  # fmt: skip


def _audit(world: World) -> Story:
    yield _when(world, 40)
    rows = (("往来款长期挂账", "36.50", "water"), ("固定资产未入账", "12.00", "transport"))
    cases = [
        _open(
            world, "audit_finding", "clerk2", title=title, issue="spending", amount=amount,
            report_number="审报〔本年〕4号", lead=unit, due=world.today(20).isoformat(),
        )
        for title, amount, unit in rows
    ]  # fmt: skip
    for case in cases:
        world.act(case, "docket", world.person("director"))
        world.act(case, "dispatch", world.person("clerk2"))
        world.act(case, "acknowledge", world.person(f"liaison_{case.lead}"))
    yield _when(world, 15)
    done = cases[0]
    world.act(done, "complete", world.person("liaison_water"), result="往来款已逐笔清理",
              evidence="记账凭证", recovered="36.50")  # fmt: skip
    world.act(done, "verify", world.person("clerk2"), finding="账已平")
    world.act(done, "close_out", world.person("director"), reply="整改到位")


def _siren(world: World, ago: int, *, sounded: bool) -> Story:
    yield _when(world, max(ago, 0) + 20)
    sites = [{"site": "县政府楼顶", "kind": "electric"}, {"site": "柳溪镇政府", "town": "liuxi"}]
    case = _open(
        world, "siren_test", "clerk2", title="防空警报试鸣", test_on=world.today(-ago).isoformat(),
        sites=2, site_list=sites,
    )  # fmt: skip
    yield _when(world, max(ago, 0) + 18)
    world.act(case, "approve_siren", world.person("head"))
    if sounded:
        yield _when(world, ago + 10)
        clerk = world.person("clerk2")
        world.act(case, "publish_siren", clerk, published_on=_on(world), published_where="县报")
        yield _when(world, ago)
        world.act(case, "record_siren", clerk, sounded=2)


def _assessment(world: World, ago: int, *, appeal: bool) -> Story:
    yield _when(world, ago)
    month = f"{local_date(world.moment):%Y年%m月}"
    case = _open(
        world, "assessment", "deputy", title=f"{month}考评", assessed="clerk3", month=month,
        staff_category="institution",
    )  # fmt: skip
    deputy, one = world.person("deputy"), world.person("clerk3")
    rows = [{"item": "核查质量", "fact": "核查46件，没有退回", "points": 5}]
    world.act(case, "score_month", deputy, breakdown=rows)
    yield _when(world, ago - 1)
    world.act(case, "tell_result", deputy, written_result="基础分之外加5分，理由见逐项说明。")
    yield _when(world, ago - 2)
    if appeal:
        world.act(case, "appeal_result", one, appeal_reason="两件核查没有算进去。")
    else:
        world.act(case, "accept_result", one)


def _section(world: World) -> Story:
    yield _when(world, 14)
    case = _open(
        world, "section_review", "deputy", title="三季度科室考评", section="综合科",
        responsible="proofreader", period="三季度",
    )  # fmt: skip
    yield _when(world, 12)
    did, short = "审核文稿312件，退回修改41件。", "夜间来件交接不清。"
    world.act(case, "report_section", world.person("proofreader"), did=did, short=short)


def _draft_rule(world: World) -> Story:
    yield _when(world, 6)
    rows = [{"activity": "手机使用"}, {"activity": "来客登记", "person": "clerk2"}]
    case = _open(
        world, "internal_rule", "clerk2", title="办公区管理办法", owner="clerk2", edition=1,
        activities=rows,
    )  # fmt: skip
    clerk = world.person("clerk2")
    world.act(case, "circulate_draft", clerk, comments_by=world.today(3).isoformat())
    yield _when(world, 4)
    world.act(case, "comment_on_rule", world.person("clerk3"), comment="来客登记放在门岗。")


def _star(world: World) -> Story:
    yield _when(world, 30)
    case = _open(
        world, "honour", "clerk2", title="五星级机关", level="city", whose="unit",
        recipient="县政府办公室", award_year=local_date(world.moment).year,
        grounds="交办事项件件有回音。",
    )  # fmt: skip
    yield _when(world, 16)
    paper = "市效能办通报"
    world.act(case, "award_honour", world.person("deputy"), paper=paper, awarded_on=_on(world))


def _small_things(world: World) -> Story:
    yield _when(world, 8)
    _open(world, "reading", "clerk3", title="学写短文", book="文章作法")
    seen = [{"area": "power", "place": "三楼会议室", "what": "下班未关灯"}]
    case = _open(
        world, "saving_check", "clerk2", title="三楼办公区", checked_on=_on(world), problems=1,
        seen=seen,
    )  # fmt: skip
    world.act(case, "saved", world.person("clerk2"), measures="贴提示，定专人。")

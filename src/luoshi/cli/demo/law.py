"""A year of law: 57 suits and reconsiderations (S149), advice, reviews, applications, visits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from typing import Any

from luoshi.cli.demo.world import Case, Story, World
from luoshi.lib.clock import local_date
from luoshi.matters import engine

SUITS, OBJECTIONS = 28, 20  # that are over; with those under way below they make 57
UNDER_WAY = (
    # stage it stands in, working days since it began
    ("sent", 1), ("answering", 6), ("trial", 22), ("judged", 34), ("second", 90),
    ("performing", 70),
)  # fmt: skip
OBJECTED = (("answering", 7), ("waiting", 20), ("decided", 45))
# 40 of 20.00 and 8 of 25.00: ten million yuan in the year.
AMOUNTS = (*("20.00",) * 5, "25.00")
SUBJECTS = (
    ("housing", "不服房屋征收补偿决定", "安澜县某小区住户"),
    ("land", "请求撤销土地权属处理决定", "柳溪镇某村民小组"),
    ("market", "不服食品安全行政处罚", "安澜县某食品店"),
    ("labour", "不服工伤认定决定", "安澜县某建筑公司"),
    ("ecology", "不服环境行政处罚", "安澜县某养殖场"),
    ("transport", "不服道路运输行政处罚", "某货运司机"),
    ("police", "不服治安管理处罚", "某居民"),
    ("city", "请求确认拆除行为违法", "安澜县某商户"),
)
FIRMS = ("安澜县某纸业有限公司", "安澜县某食品有限公司", "安澜县某化工有限公司", "安澜县某机械厂",
         "安澜县某建材有限公司", "安澜县某商贸有限公司", "安澜县某砂石料场", "安澜县某酒店")  # fmt: skip
ORGANS = ("emergency", "ecology", "market", "labour", "housing", "water", "transport")
REPLY = {"evidence_count": 11}


def stories(world: World) -> Iterator[Story]:
    """Everything of this file, each on the story's own clock."""
    subjects, amounts = cycle(SUBJECTS), cycle(AMOUNTS)
    for number in range(SUITS):
        yield _suit(world, _spread(number, SUITS), next(subjects), next(amounts))
    for number in range(OBJECTIONS):
        yield _objection(world, _spread(number, OBJECTIONS), next(subjects), next(amounts))
    for until, ago in UNDER_WAY:
        yield _suit(world, ago, next(subjects), "", until)
    for until, ago in OBJECTED:
        yield _objection(world, ago, next(subjects), "", until)
    yield from _others(world)


def _others(world: World) -> Iterator[Story]:
    for ago, title, firm in (
        (230, "某甲律师", "安澜县某律师事务所"),
        (120, "某乙律师", "某市某律师事务所"),
    ):
        yield _adviser(world, ago, title, firm)
    for number, (kind, title) in enumerate(QUESTIONS):
        yield _question(world, 5 + 18 * number, kind, title, over=number > 1)
    for number, (drafter, title) in enumerate(DRAFTS):
        yield _review(world, 3 + 40 * number, drafter, title)
    for number, (lead, title) in enumerate(APPLICATIONS):
        yield _application(world, 4 + 25 * number, lead, title, over=number > 1)
    for number in range(60):
        yield _visit(world, 1 + 3 * number, ORGANS[number % 7], FIRMS[number % 8], number)


def _spread(number: int, of: int) -> int:
    """How many working days ago the case of that number began, evenly over the year."""
    return 65 + number * 170 // of


def _begin(world: World, ago: int) -> Any:
    return world.hour(world.today(-ago))


def _day(world: World, workdays: int = 0) -> str:
    return world.calendar.add_workdays(local_date(world.moment), workdays).isoformat()


def _suit(
    world: World, ago: int, subject: tuple[str, str, str], amount: str, until: str = "closed"
) -> Story:
    """A suit from the complaint to `until`; without one it goes its usual way to the end."""
    yield _begin(world, ago)
    lead, title, plaintiff = subject
    matter = engine.open_matter(
        "litigation", world.person("clerk3"), world.moment, title=title, lead=lead,
        plaintiff=plaintiff, court="某区人民法院", procedure="ordinary",
        complaint_received_on=_day(world, -1), counsel="某甲律师",
    )  # fmt: skip
    case = Case(matter, lead)
    if until == "sent":
        return
    clerk, unit = world.person("clerk3"), world.person(f"liaison_{lead}")
    if until == "answering":
        yield world.later(1)
        world.act(case, "acknowledge", unit)
        return
    yield world.later(6)
    world.act(case, "submit_answer", unit, submitted_on=_day(world), **REPLY)
    if until == "trial":
        hearing = f"{_day(world, 20)} 09:30"
        world.act(
            case, "notify_hearing", clerk, hearing_at=hearing, place="第二法庭", must_appear="court"
        )
        return
    yield from _in_court(world, case, lead)
    yield from _judged(world, case, amount, until)


def _in_court(world: World, case: Case, lead: str) -> Story:
    """Two or three hearings, the head at two of three, and the papers of the case."""
    unit = world.person(f"liaison_{lead}")
    for turn in range(2 if world.rng.random() < 0.7 else 3):
        yield world.later(6)
        who = "deputy" if turn < 2 else "staff"
        world.act(case, "appear", unit, attended=who, who="副局长" if turn < 2 else "法规科长")
    world.act(case, "file_papers", unit, paper="答辩状、代理词等", copies=world.rng.randint(4, 6))


def _judged(world: World, case: Case, amount: str, until: str) -> Story:
    yield world.later(8)
    clerk = world.person("clerk3")
    said: dict[str, Any] = {"judgment_kind": "judgment", "judgment_received_on": _day(world)}
    said["outcome"] = "won" if world.rng.random() < 0.85 else "revoked"
    said |= {"settled_amount": amount} if amount else {}
    said |= {"perform_by": _day(world, 60), "outcome": "perform"} if until == "performing" else {}
    world.act(case, "receive_judgment", clerk, **said)
    if until == "judged":
        return
    yield world.later(11)
    if until == "second":
        world.act(case, "lodge_appeal", clerk, appellant="they", appeal_received_on=_day(world))
        return
    world.act(case, "take_effect", clerk, effective_on=_day(world))


def _objection(
    world: World, ago: int, subject: tuple[str, str, str], amount: str, until: str = "closed"
) -> Story:
    """A reconsideration from the copy of the application to `until`."""
    yield _begin(world, ago)
    lead, title, applicant = subject
    simple = world.rng.random() < 0.3
    matter = engine.open_matter(
        "reconsideration", world.person("clerk3"), world.moment, title=title, lead=lead,
        applicant=applicant, organ="某市人民政府", procedure="simple" if simple else "ordinary",
        received_on=_day(world, -1), accepted_on=_day(world, -4),
    )  # fmt: skip
    case = Case(matter, lead)
    clerk, unit = world.person("clerk3"), world.person(f"liaison_{lead}")
    yield world.later(1)
    if until == "answering":
        world.act(case, "acknowledge", unit)
        return
    yield world.later(2)
    world.act(case, "submit_reply", unit, submitted_on=_day(world), **REPLY)
    if until == "waiting":
        world.act(
            case, "notify_hearing", clerk, hearing_at=f"{_day(world, 22)} 09:00",
            place="市政府听证室", noticed_on=_day(world),
        )  # fmt: skip
        return
    yield world.later(5)
    for _ in range(2):
        world.act(case, "appear", unit, attended="head", who="局长")
        yield world.later(2)
    world.act(case, "file_papers", unit, paper="答复书、代理意见", copies=world.rng.randint(4, 6))
    yield world.later(3)
    letter = until == "decided"
    said: dict[str, Any] = {"settled_amount": amount} if amount else {}
    said |= {"opinion_letter": "yes", "opinion_received_on": _day(world)} if letter else {
        "opinion_letter": "no"
    }  # fmt: skip
    world.act(
        case, "receive_decision", clerk, decision_kind="illegal" if letter else "uphold",
        decision_received_on=_day(world), **said,
    )  # fmt: skip
    if not letter:
        yield world.later(12)
        world.act(case, "close_case", clerk, suit="none")


def _adviser(world: World, ago: int, title: str, firm: str) -> Story:
    yield _begin(world, ago)
    today = local_date(world.now)
    engine.open_matter(
        "legal_adviser", world.person("clerk3"), world.moment, title=title, firm=firm,
        speciality="行政诉讼、合同", since=_day(world),
        until=(today + timedelta(days=ago)).isoformat(),
    )  # fmt: skip


QUESTIONS = (
    ("problem", "停车场特许经营能否提前收回"), ("contract", "污水处理厂委托运营合同"),
    ("contract", "校车购置合同"), ("document", "招商引资若干措施（草案）"),
    ("contract", "产业园标准厂房租赁合同"), ("problem", "历史欠缴出让金怎样追缴"),
    ("document", "烟花爆竹管理通告"), ("contract", "智慧水务建设合同"),
    ("case", "征收补偿案的和解方案"), ("contract", "国有粮库仓房租赁合同"),
)  # fmt: skip


def _question(world: World, ago: int, kind: str, title: str, *, over: bool) -> Story:
    yield _begin(world, ago)
    amount: dict[str, Any] = (
        {"amount": f"{world.rng.randint(8, 90) * 10}"} if kind == "contract" else {}
    )
    clerk = world.person("clerk3")
    matter = engine.open_matter(
        "legal_consultation", clerk, world.moment, title=title, kind=kind, **amount
    )
    case = Case(matter, "")
    if ago < 6:
        return
    yield world.later(0)
    world.act(case, "assign_adviser", clerk, adviser="某甲律师", firm="安澜县某律师事务所")
    yield world.later(2)
    world.act(case, "register_opinion", clerk, opinion="可以办，按所列三处修改。", risk="middle")
    if over:
        yield world.later(1)
        world.act(case, "use_opinion", clerk, use="adopted")


DRAFTS = (
    ("city", "烟花爆竹禁放区划定通告（送审稿）"), ("water", "河道采砂管理办法（送审稿）"),
    ("investment", "招商引资若干措施（送审稿）"), ("education", "学区划分调整方案（送审稿）"),
)  # fmt: skip


def _review(world: World, ago: int, drafter: str, title: str) -> Story:
    yield _begin(world, ago)
    matter = engine.open_matter(
        "legality_review", world.person("clerk3"), world.moment, title=title, lead="justice",
        kind="normative", drafter=drafter, competition="done",
    )  # fmt: skip
    case, justice = Case(matter, "justice"), world.person("liaison_justice")
    yield world.later(1)
    world.act(case, "acknowledge", justice)
    if ago < 10:
        return
    yield world.later(6)
    world.act(
        case, "conclude_review", justice, conclusion="lawful_changed", opinion="修改两处后合法。"
    )
    yield world.later(4)
    world.act(case, "put_forward", world.person("clerk3"), meeting="县政府常务会议")


APPLICATIONS = (
    ("land", "某地块征收批复"), ("housing", "某小区规划核实材料"), ("ecology", "某企业环评批复"),
    ("finance", "某年度补贴资金分配表"), ("water", "采砂规划批复"), ("education", "学区划分依据"),
)  # fmt: skip


def _application(world: World, ago: int, lead: str, title: str, *, over: bool) -> Story:
    yield _begin(world, ago)
    matter = engine.open_matter(
        "info_disclosure", world.person("clerk3"), world.moment, title=title, lead=lead,
        applicant="某申请人", applicant_kind="person", way="net", received_on=_day(world),
    )  # fmt: skip
    case, unit = Case(matter, lead), world.person(f"liaison_{lead}")
    yield world.later(1)
    world.act(case, "acknowledge", unit)
    if over:
        yield world.later(world.rng.randint(6, 17))
        world.act(case, "answer_applicant", unit, answer_kind="open", answered_on=_day(world))


def _visit(world: World, ago: int, organ: str, firm: str, number: int) -> Story:
    """A visit to an enterprise; the last ones still lie ahead, two of them near each other."""
    yield _begin(world, ago)
    matter = engine.open_matter(
        "enterprise_inspection", world.person(f"liaison_{organ}"), world.moment,
        title="执法检查", enterprise=firm, size="key" if number % 8 < 3 else "ordinary",
        power="本机关权责清单所列行政检查事项", ground="plan" if number % 4 else "complaint",
        mode="joint" if number % 9 == 0 else "random", planned_on=_day(world, 3), officers=2,
    )  # fmt: skip
    case, unit = Case(matter, organ), world.person(f"liaison_{organ}")
    yield world.later(1)
    world.act(
        case, "approve_inspection", world.person(f"head_{organ}"), form_number=f"检审{number + 1}",
        approver_name="局长", overlap="none",
    )  # fmt: skip
    yield world.later(2)
    world.act(
        case, "enter_enterprise", unit, entered_at=f"{_day(world)} 09:30",
        scan_code=f"RQ{number + 1:04d}", notice_number=f"检通{number + 1}", leader_name="带队人",
    )  # fmt: skip
    yield world.later(2)
    world.act(
        case, "give_result", unit, checked_result="correct" if number % 6 == 0 else "fine",
        told_on=_day(world),
    )  # fmt: skip

"""Hard problems in every tier, risks seen and neglected, and one sensitive period in 安澜县.

Everything is fictional and goes through the engine's doors; the tables say what, the stories when.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from luoshi.cli.demo.world import Case, Story, World
from luoshi.instruments.problems import register, service
from luoshi.lib.clock import local_date
from luoshi.matters import engine
from luoshi.org.models import Person


@dataclass(frozen=True, slots=True)
class Hard:
    """One hard problem: whose, what, how many working days ago it came, and how far it went."""

    ago: int
    lead: str
    title: str
    history: str
    contradiction: str
    worst: str
    way: tuple[str, ...]
    persons: str = ""
    basis: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Danger:
    """One risk: reported so many working days ago, judged, and last looked at."""

    ago: int
    nature: str
    lead: str
    area: str
    title: str
    worst: str
    bottom: str
    impact: int
    likelihood: int
    looks: tuple[int, ...] = field(default=())  # working days after it was judged


PROBLEMS = (
    Hard(
        2, "shiqiao", "石桥镇老供销社职工养老保险断缴",
        "企业2003年停产后断缴，四十一名职工陆续到龄。", "断缴期间单位部分由谁承担。",
        "到龄职工无法领取养老金，集体上访。", (),
        "诉求代表一名，系原工会主席，已约谈两次。",
    ),
    Hard(
        48, "housing", "东湖街道金桂园小区逾期未交房",
        "开发企业2021年资金链断裂，二百六十户等待交付。", "续建资金缺口和已预售资金去向。",
        "购房户围堵工地，停贷外溢。", ("agree", "take_on", "force", "finance", "legal", "talk"),
        "企业实际控制人、购房户代表各一名，联系方式在县住建局专卷。",
        ({"document": "商品房预售管理规定（示例）", "article": "第十条",
          "says": "预售款项须专款用于工程建设"},),
    ),
    Hard(
        110, "land", "望江街道旧厂区土地出让历史欠账",
        "2014年改制时土地出让金分期缴纳，后两期未缴。", "欠缴本息如何认定，能否以资产抵缴。",
        "土地闲置满期，债权人申请强制执行。",
        ("agree", "take_on", "force", "finance", "audit", "housing", "legal", "talk", "talk",
         "group"),
    ),
    Hard(
        190, "levy", "北关片区安置房十年未办不动产证",
        "2015年征收安置，项目土地手续未补齐，三百二十户至今无证。",
        "补缴土地价款的承担主体和标准。", "群众子女入学、房屋继承受阻，引发群体性事件。",
        ("agree", "take_on", "force", "finance", "audit", "housing", "legal", "talk", "group",
         "talk", "majors", "legality", "executive", "congress"),
        "住户代表两名，其中一名情绪激动，由街道书记包联。",
        ({"document": "不动产登记有关规定（示例）", "article": "第五条",
          "says": "历史遗留问题可容缺受理、证缴分离"},),
    ),
    Hard(
        70, "transport", "城乡公交改制车辆经营权补偿",
        "2019年公交一体化改制，二十八辆车经营权提前收回。", "补偿基准日和评估价。",
        "车主停运，影响七条线路。",
        ("agree", "take_on", "force", "finance", "legal", "talk", "talk", "settle", "acknowledge",
         "report"),
    ),
)  # fmt: skip
DANGERS = (
    Danger(70, "grey_rhino", "water", "liuxi", "柳溪镇北堤老闸超期服役", "汛期失控，两个村进水。",
           "不死一人，提前转移。", 5, 3, (20, 21)),
    Danger(30, "grey_rhino", "emergency", "liuxi", "柳溪镇鞭炮旧库存点靠近民房", "爆炸伤人。",
           "人员先撤，库存清零。", 5, 2, (18,)),
    Danger(34, "grey_rhino", "housing", "liuxi", "柳溪镇老街自建房改经营场所", "坍塌伤人。",
           "鉴定危险的立即停用。", 4, 4, (10,)),
    Danger(25, "exposed", "ecology", "bailu", "白鹭镇养殖尾水直排", "饮用水源断面超标。",
           "水厂取水口不受影响。", 3, 4, (15,)),
    Danger(12, "about_to_happen", "labour", "zone", "开发区两家企业年底欠薪苗头", "春节前集体讨薪。",
           "工人春节前拿到钱。", 4, 3, (7,)),
    Danger(1, "grey_rhino", "education", "yunling", "云岭镇校车绕行临水临崖路段", "车辆坠落。",
           "不合格路段停运，改走县道。", 5, 2),
)  # fmt: skip
OPINIONS = {
    "finance": ("县财政局", "分三年列入预算，不新增政府隐性债务。"),
    "audit": ("县审计局", "历史账目需先行专项审计，结论作为谈判依据。"),
    "housing": ("县住建局", "工程质量可以验收，缺件可容缺办理。"),
    "legal": ("安澜县司法局", "可以证缴分离，对欠缴主体另行追偿。"),
}
MEMBERS = (("bureau_head", "主管局局长", "主管局"), ("section_chief", "业务科长", "主管局"))


def stories(world: World) -> Iterator[Story]:
    """The problems, the risks, the last session and the period that lies ahead."""
    for hard in PROBLEMS:
        yield _problem(world, hard)
    for danger in DANGERS:
        yield _danger(world, danger)
    yield _kept(world)


def _ago(world: World, workdays: int) -> Any:
    return world.hour(world.today(-workdays))


def _problem(world: World, hard: Hard) -> Story:
    yield _ago(world, hard.ago)
    matter = engine.open_matter(
        "legacy_problem",
        world.person(f"liaison_{hard.lead}"),
        world.moment,
        title=hard.title,
        what=hard.history,
        standard="群众诉求依法解决，后续不再反复。",
        lead=hard.lead,
        extra={
            "nature": "exposed",
            "history": hard.history,
            "contradiction": hard.contradiction,
            "key_persons": hard.persons,
            "entry_point": "先办无争议的一批，再谈有争议的。",
            "worst_case": hard.worst,
            "bottom_line": "不发生群体性事件，不损害群众合法权益。",
            "legal_basis": list(hard.basis),
        },
    )
    case = Case(matter, hard.lead)
    for step in hard.way:
        yield world.later(world.rng.randint(2, 9))
        _step(world, case, step)


def _step(world: World, case: Case, step: str) -> None:
    """One step on the way of a hard problem."""
    day = local_date(world.moment).isoformat()
    if step in OPINIONS:
        giver, words = OPINIONS[step]
        said: dict[str, Any] = {"discipline": step, "giver": giver, "opinion": words}
        said |= {"given_on": day, "stance": "agree_if"}
        world.act(case, "record_opinion", world.person("clerk"), **said)
        return
    verb, who, said = _acts(day, world.person("lawyer"))[step]
    world.act(case, verb, _who(world, case, who), **said)


def _who(world: World, case: Case, who: str) -> Person:
    if who == "in_charge":
        return world.county.in_charge(case.lead)
    return world.person(f"liaison_{case.lead}" if who == "liaison" else who)


def _acts(day: str, lawyer: Person) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Every step but the opinions: verb, who does it, what is said."""
    talk = {"meeting": service.MEETING, "held_on": day, "why": "资金分担比例没有谈拢。",
            "next_step": "主管局与财政局核定基数，下次例会再议。"}  # fmt: skip
    up = {"ground": "money", "tried": "专班召开五次协调会，分歧仍在资金分担。",
          "opinion": "建议县级分担三成，其余由责任主体分期承担。"}  # fmt: skip
    members = [{"name": f"{place}某", "unit": unit, "role": role} for role, place, unit in MEMBERS]
    members.append({"name": lawyer.name, "unit": "安澜县某律师事务所", "role": "lawyer",
                    "account": lawyer.username})  # fmt: skip
    force = {"leader": "鲍副主任", "leader_post": "deputy_director", "members": members}
    passed = {"held_on": day, "outcome": "passed", "note": "原则同意，按意见修改后报下一级。"}
    review = {"reviewer": "安澜县司法局", "reviewed_on": day, "conclusion": "lawful_changed",
              "opinion": "修改追偿条款后合法。"}  # fmt: skip
    report = {"progress": "已与二十一名车主签订协议。", "difficulty": "无",
              "next_step": "其余七户逐户商谈。", "percent": 70}  # fmt: skip
    return {
        "agree": ("agree_intake", "in_charge", {"opinion": "情况属实，请政府办登记，我来包案。"}),
        "take_on": ("take_on", "clerk", {}),
        "force": ("form_task_force", "clerk", force),
        "talk": ("discuss", "clerk", talk),
        "group": (
            "to_leading_group", "clerk", {**up, "group_units": ["finance", "housing", "justice"]},
        ),
        "majors": (
            "to_three_majors", "clerk", {**up, "reported_on": day, "head_words": "同意，按程序办。"},
        ),
        "legality": ("review_legality", "clerk", review),
        "executive": ("record_approval", "clerk", {"body": "executive", **passed}),
        "congress": ("record_approval", "clerk", {"body": "congress", **passed}),
        "settle": ("settle", "clerk", {"solution": "按评估价分两期补偿，先签协议后付款。"}),
        "acknowledge": ("acknowledge", "liaison", {}),
        "report": ("report_progress", "liaison", report),
    }  # fmt: skip


def _danger(world: World, danger: Danger) -> Story:
    yield _ago(world, danger.ago)
    matter = engine.open_matter(
        "risk",
        world.person(f"liaison_{danger.lead}"),
        world.moment,
        title=danger.title,
        lead=danger.lead,
        extra={
            "nature": danger.nature,
            "area": danger.area,
            "worst_case": danger.worst,
            "bottom_line": danger.bottom,
        },
    )
    case = Case(matter, danger.lead)
    yield world.later(1)
    world.act(
        case,
        "assess_risk",
        world.person("clerk"),
        impact=str(danger.impact),
        likelihood=str(danger.likelihood),
        rhythm="30",
        owner=world.county.in_charge(danger.lead).username,
        judgement="列入盯防，按月复核。",
    )
    gone = 0
    for day in danger.looks:
        yield world.later(day - gone)
        gone = day
        liaison = world.person(f"liaison_{danger.lead}")
        world.act(
            case, "review_risk", liaison, finding="到现场看过，情况没有好转，已加派人员盯守。"
        )


def _kept(world: World) -> Story:
    """Twelve working days ago the office wrote down the period ahead and the next session."""
    yield _ago(world, 12)
    today, clerk = local_date(world.now), world.person("clerk")
    begins = today + timedelta(days=9)
    register.add_period(clerk, "全县两会", begins, begins + timedelta(days=4), world.moment)
    day = world.calendar.add_workdays(today, 4)
    service.set_session(clerk, day, world.moment)

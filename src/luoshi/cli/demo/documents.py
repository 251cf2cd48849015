"""Papers of the year: what went out and came in (`papers_in`), four checks a day, good papers.

A hundred papers went out in 25,000 copies; a few more stand today at each step of their way.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

from luoshi.cli.demo import papers_in, topics
from luoshi.cli.demo.units import TOWNS, UNITS
from luoshi.cli.demo.world import Case, Story, World
from luoshi.lib.clock import local_date
from luoshi.matters import engine
from luoshi.matters.models import Matter

SEED = 20260711
ISSUED, COPIES = 100, 25_000  # papers of a year and their copies (S107, in small)
GATES = dict.fromkeys(
    ("gate_rules", "gate_policy", "gate_content", "gate_words", "gate_format"), True
)
_WRITERS = ("clerk", "clerk2", "clerk3")
_SIGNERS = ("leader1", "leader2", "leader3", "leader4")
# kind, as whom, direction, to whom, title, code
_KINDS = (
    ("notice", "government", "down", "各乡镇人民政府、街道办事处，县直各单位",
     "安澜县人民政府关于{}的通知", "安政发"),
    ("notice", "office", "down", "各乡镇人民政府、街道办事处，县直各单位",
     "安澜县人民政府办公室关于{}的通知", "安政办发"),
    ("letter", "office", "level", "澜州市水利局", "安澜县人民政府办公室关于{}的函", "安政办函"),
    ("approval", "government", "down", "县住房和城乡建设局",
     "安澜县人民政府关于{}的批复", "安政复"),
    ("report", "government", "up", "澜州市人民政府", "安澜县人民政府关于{}情况的报告", "安政报"),
)  # fmt: skip
_TOWN = next(row[2] for row in UNITS if row[0] == TOWNS[0])
_REQUEST = {
    "doc_kind": "request", "issued_as": "government", "direction": "up", "urgency": "urgent",
    "main_to": "澜州市人民政府", "matters": "1", "agreement": "agreed",
    "coordination": [
        {"party": "县财政局", "contact": "预算股", "opinion": "配套资金可以安排"},
        {"party": "县资规局", "contact": "用途管制股", "opinion": "不涉及生态红线"},
    ],
}  # fmt: skip


def stories(world: World, scale: int) -> Iterator[Story]:
    """The papers on the way today; at a scale of one or more also those of the year."""
    rng = Random(SEED)
    rows = [(lead, title.format(town=_TOWN)) for lead, title, _, _ in topics.TOPICS]
    yield _watch(world)
    yield from _on_the_way(world, rows)
    yield from _good_papers(world)
    for n in range(ISSUED * min(scale, 1)):
        yield _issued(world, rng.choice(rows)[1], n, rng.randint(12, 340))
    yield from papers_in.stories(world, rng, rows, scale)


def _draft(world: World, about: str, kind: tuple[str, ...], **more: Any) -> Case:
    doc_kind, issued_as, direction, to, pattern, _ = kind
    typed: dict[str, Any] = {
        "title": pattern.format(about), "doc_kind": doc_kind, "issued_as": issued_as,
        "direction": direction, "main_to": to, "urgency": "normal", "agreement": "agreed",
        "what": f"现就{about}有关事项明确如下：一、工作任务。二、责任分工。三、时限要求。",
        "leader": "leader1" if issued_as == "government" else None,
        "writer": "clerk",
    } | more  # fmt: skip
    by = world.person(typed.pop("writer"))
    return Case(engine.open_matter("outgoing_document", by, world.moment, **typed), "")


def _opener(case: Case) -> Any:
    assert case.matter.opener is not None
    return case.matter.opener


def _review(world: World, case: Case, upto: str = "") -> Story:
    """Draft, chief, proofreader, deputy director; up to the desk named."""
    yield world.later(0)
    world.act(case, "send_for_review", _opener(case))
    for verb, who, days in (("chief_review", "chief", 0), ("proofread", "proofreader", 1),
                            ("deputy_review", "deputy", 0)):  # fmt: skip
        if who == upto:
            return
        yield world.later(days)
        world.act(case, verb, world.person(who), **GATES)


def _signer(case: Case, leader: str) -> str:
    """Who signs, by the stage it has come to."""
    case.matter.refresh_from_db()
    return {"with_head": "head", "with_director": "director"}.get(case.matter.stage, leader)


def _sign(world: World, case: Case, leader: str) -> Story:
    yield world.later(1)
    world.act(case, "sign_off", world.person(_signer(case, leader)), words="同意。")


def _issue(world: World, case: Case, code: str, copies: int, signer: str) -> Story:
    day = local_date(world.moment).isoformat()
    clerk = world.person("clerk")
    yield world.later(0)
    world.act(case, "recheck", clerk, substantive="no", signed_on=day, signer=signer)
    world.act(case, "number_document", clerk, agency_code=code)
    yield world.later(1)
    size = {"pages": 2 + copies % 7, "characters": 1200 + 7 * copies}
    world.act(case, "print_document", clerk, copies=copies, **size)
    world.act(case, "issue_document", clerk, sealed=True, sent_out="按主送、抄送范围分发")


def _issued(world: World, title: str, n: int, ago: int) -> Story:
    kind = _KINDS[(0, 1, 0, 1, 2, 3, 0, 1, 4, 1)[n % 10]]
    leader = _SIGNERS[n % len(_SIGNERS)]
    yield world.behind(ago)
    named = leader if kind[1] == "government" else None
    case = _draft(world, title, kind, leader=named, writer=_WRITERS[n % 3])
    yield from _review(world, case)
    yield from _sign(world, case, leader)
    each = COPIES // ISSUED
    yield from _issue(world, case, kind[5], each + (20 if n % 2 else -20), "head")


def _on_the_way(world: World, rows: list[tuple[str, str]]) -> Iterator[Story]:
    titles = iter(row[1] for row in rows[3:])
    for ago, upto in ((2, "chief"), (2, "proofreader"), (3, "deputy"), (4, "")):
        yield _waiting(world, next(titles), ago, upto)
    yield _asking(world)
    yield _sent_back(world, next(titles))
    yield _changed_after_signing(world, next(titles))
    yield _halfway(world, next(titles), ("recheck", "number_document"))
    yield _halfway(world, next(titles), ("recheck", "number_document", "print_document"))
    yield _halfway(world, next(titles), ("recheck",))
    yield _only_written(world, next(titles))


def _waiting(world: World, title: str, ago: int, upto: str) -> Story:
    yield world.hour(world.today(-ago))
    urgency = "extra_urgent" if upto == "chief" else "normal"
    case = _draft(world, title, _KINDS[1 if not upto else 0], urgency=urgency)
    yield from _review(world, case, upto)


def _asking(world: World) -> Story:
    """A request to the city: coordinated first, signed by the head, upward to one addressee."""
    yield world.hour(world.today(-6))
    case = _draft(
        world, "", _KINDS[4], title="安澜县人民政府关于补助第二水源工程建设资金的请示",
        what="现将第二水源工程建设资金缺口有关情况请示如下……妥否，请批示。", leader="head",
        **_REQUEST,
    )  # fmt: skip
    yield from _review(world, case)


def _sent_back(world: World, title: str) -> Story:
    yield world.hour(world.today(-4))
    case = _draft(world, title, _KINDS[0])
    yield from _review(world, case, "proofreader")
    yield world.later(1)
    world.act(
        case, "return_draft", world.person("proofreader"), gate="content",
        reason="第三部分的任务没有写责任单位和时限。",
        help="参照去年八号文的附表，一行一件事；财政口的数字请预算股再核一遍。",
    )  # fmt: skip


def _changed_after_signing(world: World, title: str) -> Story:
    yield world.hour(world.today(-7))
    case = _draft(world, title, _KINDS[0])
    yield from _review(world, case)
    yield from _sign(world, case, "leader1")
    yield world.later(0)
    world.act(
        case, "recheck", world.person("clerk"), substantive="yes",
        what_changes="第二条的补助标准与市里新文件不一致，建议由800元改为900元。",
    )  # fmt: skip


def _halfway(world: World, title: str, done: tuple[str, ...]) -> Story:
    yield world.hour(world.today(-6))
    case = _draft(world, title, _KINDS[0])
    yield from _review(world, case)
    yield from _sign(world, case, "leader1")
    day = local_date(world.moment).isoformat()
    said: dict[str, dict[str, Any]] = {
        "recheck": {"substantive": "no", "signed_on": day},
        "number_document": {"agency_code": "安政发"},
        "print_document": {"copies": 120, "pages": 4},
    }
    for verb in done:
        yield world.later(0)
        world.act(case, verb, world.person("clerk"), **said[verb])


def _only_written(world: World, title: str) -> Story:
    yield world.hour(world.today(-2))
    _draft(world, title, _KINDS[1], writer="clerk2")
    yield world.later(0)
    case = _draft(world, f"{title}（重复拟稿）", _KINDS[1], writer="clerk2")
    yield world.later(0)
    world.act(case, "drop_draft", _opener(case), reason="与前稿重复。")


def _watch(world: World) -> Story:
    """The rule of the four checks, in force for three weeks; `checked` tells of each day."""
    yield world.hour(world.today(-16))
    matter = engine.open_matter(
        "document_watch", world.person("clerk"), world.moment, title="网上收文检查",
        what="每个工作日上午、下午各查两次，内部明电一起查。", lead="office", rrule="FREQ=DAILY",
    )  # fmt: skip
    case = Case(matter, "office")
    yield world.later(0)
    world.act(case, "docket", world.person("chief"))
    world.act(case, "enforce", world.person("clerk"))
    world.watches[matter.pk] = checked


def checked(world: World, child: Matter) -> Story:
    """The four checks of a day; one day in eight the last is forgotten and explained."""
    case, clerk = Case(child, ""), world.person("clerk2")
    day = world.moment
    missed = local_date(day).day % 8 == 3
    for name, hours in (("first", 1.5), ("second", 4.0), ("third", 7.5), ("fourth", 9.5)):
        if missed and name == "fourth":
            yield day + timedelta(days=1, hours=1)
            world.act(
                case, "close_day", clerk, reason="下午全科参加培训。", made_up="补查，无急件。"
            )
            return
        yield day + timedelta(hours=hours, minutes=world.rng.randint(1, 25))
        found = world.rng.randint(0, 4)
        said = {f"found_{name}": found, f"telegrams_{name}": min(found, 1)}
        world.act(case, f"check_{name}", clerk, **said)


def _good_papers(world: World) -> Iterator[Story]:
    for n, outcome in enumerate(("", "select_document", "not_selected")):
        yield _good(world, n, outcome)


def _good(world: World, n: int, outcome: str) -> Story:
    yield world.hour(world.today(-20 - n))
    matter = engine.open_matter(
        "excellent_document", world.person("proofreader"), world.moment,
        title=("关于办好民生实事的通知", "关于防汛备汛的通知", "关于招商服务的意见")[n],
        what="任务写到人、时限写到天，一页半说清。", writer=_WRITERS[n], year="2026",
        document_number=f"安政办发〔2026〕{n + 3}号",
    )  # fmt: skip
    case = Case(matter, "")
    yield world.later(1)
    world.act(case, "discuss_document", world.person("chief"), good="结构清楚，没有套话")
    yield world.later(1)
    said: dict[str, Any] = {"grade": "first"}
    if outcome == "not_selected":
        said = {"reason": "与上级文件重复较多。", "help": "只写本县怎么干，上级原文用一句话带过。"}
    if outcome:
        world.act(case, outcome, world.person("deputy"), **said)

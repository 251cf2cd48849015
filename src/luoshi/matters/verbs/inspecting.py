"""督查: the plan, its approval, the field, the conclusion and its delivery (政府督查工作条例 Art. 11–23).

The office proposes; who decides is the head (Art. 11, 21). Nothing here punishes anybody.
"""

from __future__ import annotations

from dataclasses import replace

from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib.clock import end_of, local_date
from luoshi.lib.errors import Refused
from luoshi.lib.workdays import Unit
from luoshi.matters.state import Part, State
from luoshi.matters.verbs import plans
from luoshi.matters.verbs.doing import FILES
from luoshi.matters.verbs.filing import HELP, NOTE, REASON
from luoshi.matters.verbs.verb import Context, Opening, Said, Verb, day_of

DELIVERY = "inspection_delivery"


def objects_of(state: State) -> list[int]:
    """The units a plan is about, in its own order."""
    return [row["unit"] for row in state.extra.get("objects") or ()]


def _submit_plan(state: State, said: Said, context: Context) -> None:
    plans.check_plan(state, context)


def _approve_plan(state: State, said: Said, context: Context) -> None:
    plans.check_plan(state, context)
    is_head = context.holder_id is not None and context.ask.holds(context.holder_id, "head")
    if state.extra["ground"] == "suggestion" and not is_head:
        raise Refused(
            "督查机构自己提出的督查，须经本级政府主要领导批准（条例第11条），请报主要领导。",
            code="head_decides",
        )
    against = plans.objections(state, context)
    if against and not said.get("exception"):
        raise Refused(
            f"{''.join(against)}请并入已有的督查、错开时间，或写明例外理由由主要领导批准"
            "（条例第15条）。",
            code="plan_overlaps",
        )
    if against and not is_head:
        raise Refused(
            "与其他督查重复或超过年度次数的例外，只能由政府主要领导批准。", code="head_decides"
        )
    last = day_of(state.extra["last_day"])
    if last < local_date(context.now):
        raise Refused("督查的时段已经过去，请退回修改日期。", code="period_over")
    concluded = context.calendar.add(last, context.spec.limit("conclude_days"), Unit.WORK_DAY)
    state.due_at = end_of(concluded)
    state.facts["approved_on"] = local_date(context.now).isoformat()
    if against:
        state.facts["exception"] = said["exception"]


def _merge_into(state: State, said: Said, context: Context) -> None:
    wanted = said["number"].strip()
    other = next((o for o in context.ask.others() if o.number == wanted), None)
    if other is None:
        raise Refused(f"没有编号为“{wanted}”的其他督查方案，请核对编号。", code="no_such_plan")
    left = set(objects_of(state)) - {row["unit"] for row in other.extra.get("objects") or ()}
    if left:
        names = "、".join(unit.name for unit in context.ask.units(left).values())
        raise Refused(
            f"{names}不在《{other.title}》的对象之内，并入后就没有人督查；请先从本方案中删去，"
            "或另立方案。",
            code="objects_not_covered",
        )
    state.facts["merged_into"] = other.number
    state.closed_at = context.now


def _took_part(state: State, context: Context) -> None:
    """Who found or wrote something may not decide on an objection to it (Art. 17)."""
    state.facts["wrote"] = sorted({*state.facts.get("wrote", ()), *context.people})


def _record_finding(state: State, said: Said, context: Context) -> None:
    if said["object"] not in objects_of(state):
        names = "、".join(u.name for u in context.ask.units(objects_of(state)).values())
        raise Refused(
            f"这个单位不在批准的督查对象之内（{names}）；督查不得随意扩大范围（条例第15条），"
            "确有必要的另报方案。",
            code="out_of_scope",
        )
    _took_part(state, context)
    found = dict(state.facts.get("findings", {}))
    found[str(said["object"])] = found.get(str(said["object"]), 0) + 1
    state.facts["findings"] = found


def _conclude(state: State, said: Said, context: Context) -> None:
    objects, rows = objects_of(state), said["parts"]
    told = [row["unit"] for row in rows]
    if len(set(told)) < len(told):
        raise Refused("同一个对象写了两条结论，请合并成一条。", code="object_twice")
    if missing := [unit for unit in objects if unit not in told]:
        names = "、".join(u.name for u in context.ask.units(missing).values())
        raise Refused(
            f"督查必须作出结论，并向督查对象反馈（条例第16条）：还缺{names}的部分。",
            code="conclusion_incomplete",
        )
    if beyond := [unit for unit in told if unit not in objects]:
        names = "、".join(u.name for u in context.ask.units(beyond).values())
        raise Refused(f"{names}不是这次督查的对象，不能对它下结论。", code="out_of_scope")
    _took_part(state, context)
    state.facts["conclusion"] = said["conclusion"]
    state.facts["parts"] = [dict(row) for row in rows]
    state.facts["concluded_on"] = local_date(context.now).isoformat()
    state.stopped_at = context.now


def _deliver(state: State, said: Said, context: Context) -> None:
    rows = state.facts["parts"]
    units = context.ask.units(row["unit"] for row in rows)
    for row in rows:
        known = units[row["unit"]]
        context.opens.append(
            Opening(
                DELIVERY,
                {
                    "title": f"{state.title[:150]}：对{known.name}的督查结论",
                    "what": row["words"],
                    "lead": known.code,
                    "inspection": state.number,
                    "concluded_on": state.facts["concluded_on"],
                },
                through=("serve",),
            )
        )


def _serve(state: State, said: Said, context: Context) -> None:
    """The object has it from now on; whether and when it was received is another matter."""
    state.dispatched_at = context.now
    for part in state.parts.values():
        part.handed_at = context.now


def _propose_outcome(state: State, said: Said, context: Context) -> None:
    state.facts["outcome"] = {"kind": said["outcome"], "words": said["words"], "settled": ""}


def _outcome_open(state: State, part: Part | None) -> str:
    waits = state.facts.get("outcome", {}).get("settled", "none") == ""
    return "" if waits else "目前没有待批的表扬或批评建议。"


def _no_outcome_open(state: State, part: Part | None) -> str:
    return "" if _outcome_open(state, part) else "已有一项建议在等主要领导批准。"


def _approve_outcome(state: State, said: Said, context: Context) -> None:
    state.facts["outcome"] = {**state.facts["outcome"], "settled": "approved"}


def _decline_outcome(state: State, said: Said, context: Context) -> None:
    state.facts["outcome"] = {**state.facts["outcome"], "settled": "declined"}


def _hand_over_clue(state: State, said: Said, context: Context) -> None:
    wanted = "supervisory" if said["nature"] == "duty_crime" else "judicial"
    if said["organ_kind"] != wanted:
        to = "监察机关" if wanted == "supervisory" else "司法机关"
        raise Refused(
            f"这一类线索应移送{to}（条例第23条：职务违法或职务犯罪线索移送监察机关，"
            "其他犯罪线索移送司法机关）。",
            code="wrong_organ",
        )
    state.facts["clues"] = state.facts.get("clues", 0) + 1


def _close_inspection(state: State, said: Said, context: Context) -> None:
    if owing := context.ask.open_children():
        raise Refused(
            f"还有 {owing} 个对象的结论没有了结（异议、整改未完），不能结束督查。",
            code="children_open",
        )
    if not _outcome_open(state, None):
        raise Refused("还有一项表扬或批评建议等主要领导批准。", code="outcome_open")
    state.closed_at = context.now


NATURES = (("duty_crime", "涉嫌职务违法、职务犯罪"), ("other_crime", "涉嫌其他犯罪"))
ORGANS = (("supervisory", "监察机关"), ("judicial", "司法机关"))
OBJECT = Field("object", "督查对象", FieldKind.UNIT, required=True)
WORDS = Field("words", "结论", FieldKind.TEXT, required=True)

VERBS = (
    Verb("submit_plan", "报批方案", "方案写全了，报领导批准。", (NOTE,), _submit_plan,
         tells=("office_director",)),
    Verb(
        "approve_plan", "批准方案",
        "自己提出的督查由主要领导批准；与其他督查重复的，须并入、错开，或写明例外理由。",
        (
            Field("exception", "例外理由", FieldKind.TEXT,
                  help="只在与其他督查重复或超过年度次数、仍须开展时填写，由主要领导决定。"),
            NOTE,
        ),
        _approve_plan, tells=("office", "opener"),
    ),
    Verb("return_plan", "退回方案", "说清哪里要改，同时支招。", (REASON, HELP),
         lambda state, said, context: None, tells=("opener",)),
    Verb(
        "merge_into", "并入其他督查", "与另一方案对象、事项相同的，并过去，对象只被督查一次。",
        (Field("number", "并入方案的编号", FieldKind.LINE, required=True), NOTE), _merge_into,
        tells=("opener",),
    ),
    Verb("begin_field", "开始督查", "督查组进点；只查方案里的对象和事项。", (NOTE,),
         lambda state, said, context: None),
    Verb(
        "record_finding", "记录发现", "现场看到什么记什么；照片、材料可附可不附，不作要求。",
        (
            OBJECT,
            Field("found", "发现", FieldKind.TEXT, required=True,
                  help="好的做法也记；问题写到地点、时间、具体情形。"),
            Field("basis", "依据或佐证", FieldKind.TEXT, help="材料名称、谈话对象、查看地点。"),
            Field("files", "照片或材料", FieldKind.FILES, help="可以不附。"),
        ),
        _record_finding,
    ),
    Verb(
        "conclude", "作出结论", "每次督查都要有结论；对每个对象的部分分别写，只反馈给它自己。",
        (
            Field("conclusion", "总的结论", FieldKind.TEXT, required=True),
            Field(
                "parts", "对各对象的结论", FieldKind.ROWS, required=True, least=1,
                columns=(replace(OBJECT, key="unit"), WORDS),
            ),
            FILES,
        ),
        _conclude, tells=("leader",),
    ),
    Verb("deliver", "送达结论", "每个对象收到自己的部分；从收到之日起三十日内可以提出异议。",
         (NOTE,), _deliver),
    Verb("serve", "送达", "", (), _serve, tells=("unit",)),
    Verb(
        "propose_outcome", "提出表扬或批评建议", "只是建议，由主要领导批准（第21条）。",
        (
            Field("outcome", "建议", FieldKind.CHOICE, required=True,
                  choices=(("praise", "表扬激励"), ("criticise", "通报批评"))),
            Field("words", "对谁、为什么", FieldKind.TEXT, required=True),
        ),
        _propose_outcome, _no_outcome_open, tells=("head",),
    ),
    Verb("approve_outcome", "同意建议", "同意后由督查科按程序办理。", (NOTE,), _approve_outcome,
         _outcome_open, tells=("office",)),
    Verb("decline_outcome", "不同意建议", "说明理由，并告诉怎么办更好。", (REASON, HELP),
         _decline_outcome, _outcome_open, tells=("office",)),
    Verb(
        "hand_over_clue", "移送线索", "督查机构不查案：线索交有权机关（第23条）。",
        (
            Field("nature", "线索性质", FieldKind.CHOICE, required=True, choices=NATURES),
            Field("organ_kind", "移送给", FieldKind.CHOICE, required=True, choices=ORGANS),
            Field("organ", "接收机关", FieldKind.LINE, required=True),
            Field("receipt", "移送文号或回执", FieldKind.LINE, required=True),
            Field("clue", "线索内容", FieldKind.TEXT, required=True, restricted=True,
                  help="只有政府领导和办公室主任能看到；涉密的不得录入。"),
        ),
        _hand_over_clue,
    ),
    Verb("close_inspection", "结束督查", "各对象的结论、异议、整改都已了结。", (NOTE,),
         _close_inspection, tells=("leader",)),
)  # fmt: skip

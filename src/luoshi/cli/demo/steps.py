"""What can happen to one matter in a story, one function a step; a script is a list of them.

A script reads like `+1 acknowledge`, `+5 report 40`: so many working days later, this step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from luoshi.cli.demo.people import UNINVOLVED
from luoshi.cli.demo.units import UNITS
from luoshi.cli.demo.world import Case, Story, World
from luoshi.lib.clock import local_date
from luoshi.matters import engine, files
from luoshi.matters.models import Matter

# Who approves, closes and grants time: the type says which roles may, this who does here.
_DIRECTOR_DOCKETS = {"key_work", "livelihood_project"}
_DIRECTOR_CLOSES = {
    "key_work",
    "superior_assignment",
    "hot_topic",
    "livelihood_project",
    "supervision_clue",
}


def play(world: World, case: Case, script: Iterable[str]) -> Story:
    """The script, step after step, on the world's clock."""
    for line in script:
        days, step, *rest = line.split()
        yield world.later(int(days))
        STEPS[step](world, case, rest[0] if rest else "")


def _docket(world: World, case: Case, arg: str) -> None:
    who = "director" if case.matter.type_key in _DIRECTOR_DOCKETS else "chief"
    if who == "chief" and case.matter.type_key == "leader_directive":
        who = "clerk"
    world.act(case, "docket", world.person(who), note=world.say("docket_note"))


def _dispatch(world: World, case: Case, arg: str) -> None:
    world.act(case, "dispatch", world.person("clerk"), note=world.say("dispatch_note"))


def _enforce(world: World, case: Case, arg: str) -> None:
    world.act(case, "enforce", world.person("clerk"))
    world.rules.add(case.matter.pk)


def _acknowledge(world: World, case: Case, arg: str) -> None:
    liaison = world.person(f"liaison_{case.lead}")
    world.act(case, "acknowledge", liaison, note=world.say("acknowledge_note"))


def _acknowledge_co(world: World, case: Case, arg: str) -> None:
    for code in case.co:
        world.act(case, "acknowledge", world.person(f"liaison_{code}"))


def _report(world: World, case: Case, arg: str) -> None:
    world.act(
        case,
        "report_progress",
        world.person(f"liaison_{case.lead}"),
        progress=world.say("progress"),
        difficulty=world.say("difficulty"),
        next_step=world.say("next_step"),
        percent=int(arg),
    )


def _complete(world: World, case: Case, arg: str) -> None:
    kept = []
    if world.rng.random() < 0.2:
        rows = [f"{n},点位{n},已整改" for n in range(1, world.rng.randint(6, 30))]
        text = "\n".join([f"序号,{case.matter.title},情况", *rows])
        kept = [files.keep(text.encode("utf-8-sig"), "整改清单.csv")]
    world.act(
        case,
        "complete",
        world.person(f"head_{case.lead}" if kept else f"liaison_{case.lead}"),
        result=world.say("result"),
        evidence=world.say("evidence"),
        files=kept,
    )


def _complete_co(world: World, case: Case, arg: str) -> None:
    for code in case.co:
        liaison = world.person(f"liaison_{code}")
        world.act(
            case,
            "complete",
            liaison,
            result="本单位协办部分已完成，资料已交牵头单位。",
            evidence=world.say("evidence"),
        )


def _check_facts(world: World, case: Case, arg: str) -> None:
    world.act(
        case,
        "check_facts",
        world.person("clerk2"),
        where=world.say("place"),
        looked_on=local_date(world.moment).isoformat(),
        finding=world.say(f"seen_{arg}"),
        agrees=arg,
    )


def _verify(world: World, case: Case, arg: str) -> None:
    by = world.person(world.rng.choice(("clerk", "clerk2", "clerk3")))
    world.act(case, "verify", by, finding=world.say("finding"))


def _return_back(world: World, case: Case, arg: str) -> None:
    help_ = world.say("return_help")
    reason = world.say("return_reason")
    world.act(case, "return_back", world.person("clerk"), reason=reason, help=help_)


def _close_out(world: World, case: Case, arg: str) -> None:
    who = "director" if case.matter.type_key in _DIRECTOR_CLOSES else "chief"
    world.act(case, "close_out", world.person(who), reply=world.say("reply"))


def _reopen(world: World, case: Case, arg: str) -> None:
    who = "director" if case.matter.type_key in _DIRECTOR_DOCKETS else "chief"
    help_ = world.say("return_help")
    world.act(case, "reopen", world.person(who), reason=world.say("reopen_reason"), help=help_)


def _void(world: World, case: Case, arg: str) -> None:
    who = "director" if case.matter.type_key in _DIRECTOR_DOCKETS else "chief"
    world.act(case, "void", world.person(who), reason=world.say("void_reason"))


def _urge(world: World, case: Case, arg: str) -> None:
    by = world.person(world.rng.choice(("clerk", "clerk3")))
    world.act(case, "urge", by, channel=arg or "phone", note=world.say("urge_note"))


def _instruct(world: World, case: Case, arg: str) -> None:
    by = world.county.in_charge(case.lead) if arg != "head" else world.person("head")
    world.act(case, "instruct", by, words=world.say("instruct_words"))


def _object(world: World, case: Case, arg: str) -> None:
    liaison = world.person(f"liaison_{case.lead}")
    reason = world.say("object_reason")
    world.act(case, "object", liaison, reason=reason, suggest_unit=_other(world, case))


def _overrule(world: World, case: Case, arg: str) -> None:
    help_ = world.say("return_help")
    reason = world.say("overrule_reason")
    world.act(case, "overrule", world.person("chief"), reason=reason, help=help_)


def _other(world: World, case: Case) -> str:
    """Another unit of the same line that has no part in the matter yet."""
    line = next(row[4] for row in UNITS if row[0] == case.lead)
    busy = {case.lead, *case.co, UNINVOLVED}
    near = [row[0] for row in UNITS if row[4] == line and row[0] not in busy and row[5] == ""]
    return world.rng.choice([code for code in near if code != "gov"])


def _reassign(world: World, case: Case, arg: str) -> None:
    taker = _other(world, case)
    world.act(
        case,
        "reassign",
        world.person("clerk"),
        from_unit=case.lead,
        to_unit=taker,
        reason=world.say("reassign_reason"),
    )
    case.lead = taker


def _forward(world: World, case: Case, arg: str) -> None:
    giver = world.person(f"liaison_{case.lead}")
    taker = _other(world, case)
    world.act(case, "forward", giver, to_unit=taker, opinion=world.say("forward_opinion"))
    if arg == "accepted":
        case.lead = taker


def _due(case: Case) -> date:
    due = Matter.objects.values_list("due_at", flat=True).get(pk=case.matter.pk)
    assert due is not None
    return local_date(due)


def _extend(world: World, case: Case, arg: str) -> None:
    start = max(_due(case), local_date(world.moment))
    day = world.calendar.add_workdays(start, int(arg))
    liaison = world.person(f"liaison_{case.lead}")
    world.act(case, "extend", liaison, new_due=day.isoformat(), reason=world.say("extend_reason"))


def _extender(world: World, case: Case) -> str:
    return "director" if case.matter.type_key in _DIRECTOR_CLOSES else "chief"


def _grant(world: World, case: Case, arg: str) -> None:
    world.act(case, "grant_extension", world.person(_extender(world, case)))


def _refuse(world: World, case: Case, arg: str) -> None:
    world.act(
        case,
        "refuse_extension",
        world.person(_extender(world, case)),
        reason="工期仍有余地，不具备延期条件。",
        help=world.say("extension_help"),
    )


def _suspend(world: World, case: Case, arg: str) -> None:
    world.act(case, "suspend_clock", world.person("clerk"), reason=world.say("suspend_reason"))


def _resume(world: World, case: Case, arg: str) -> None:
    world.act(case, "resume_clock", world.person("clerk"), note=world.say("resume_note"))


def _decompose(world: World, case: Case, arg: str) -> None:
    """One child for each co-unit; with `quick` they are done within days, else they drag on."""
    rest = ("+2 report 60", "+1 complete", "+1 verify", "+1 close_out")
    for code in case.co:
        child = engine.decompose(
            case.matter,
            world.person("clerk"),
            world.moment,
            title=f"{case.matter.title}（{world.county.units[code].short_name}承担部分）"[:200],
            lead=code,
            due=_due(case).isoformat(),
        )
        script = ("+0 docket", "+0 dispatch", "+1 acknowledge", *(rest if arg else rest[:1]))
        world.begin(play(world, Case(child, code), script))


STEPS: dict[str, Callable[[World, Case, str], None]] = {
    "docket": _docket,
    "dispatch": _dispatch,
    "enforce": _enforce,
    "acknowledge": _acknowledge,
    "acknowledge_co": _acknowledge_co,
    "report": _report,
    "complete": _complete,
    "complete_co": _complete_co,
    "check_facts": _check_facts,
    "verify": _verify,
    "return_back": _return_back,
    "close_out": _close_out,
    "reopen": _reopen,
    "void": _void,
    "urge": _urge,
    "instruct": _instruct,
    "object": _object,
    "overrule": _overrule,
    "reassign": _reassign,
    "forward": _forward,
    "extend": _extend,
    "grant": _grant,
    "refuse": _refuse,
    "suspend": _suspend,
    "resume": _resume,
    "decompose": _decompose,
}

"""How matters usually go in the county, drawn at random, and the scenes that must stand today.

A scene is placed against the end of the story: opened so many working days before, due so many
working days from today, then its script. `None` leaves the due date to the type.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

OPEN = ("+0 docket", "+0 dispatch")
TAKEN = (*OPEN, "+1 acknowledge")


class Scene(NamedTuple):
    """One matter as it must stand today: its type, opened, due, and what happened to it."""

    type_key: str
    opened: int
    due: int | None
    script: tuple[str, ...]


SCENES = (
    # waiting in the office
    Scene("leader_directive", 0, 6, ()),
    Scene("meeting_resolution", 0, 20, ()),
    Scene("superior_assignment", 0, 9, ()),
    Scene("meeting_resolution", 1, 25, ("+0 docket",)),
    Scene("key_work", 2, 60, ("+0 docket",)),
    Scene("leader_directive", 0, None, ("+0 docket",)),
    # handed over, nobody has acknowledged
    Scene("leader_directive", 0, None, OPEN),
    Scene("meeting_resolution", 0, 15, OPEN),
    Scene("meeting_resolution", 1, 22, OPEN),
    Scene("superior_assignment", 1, 12, OPEN),
    Scene("meeting_resolution", 4, 20, (*OPEN, "+2 urge phone")),
    Scene("key_work", 3, 45, (*OPEN, "+2 urge system")),
    Scene("leader_directive", 1, 8, (*OPEN, "+0 instruct head")),
    # objected, forwarded
    Scene("meeting_resolution", 3, 20, (*OPEN, "+1 object")),
    Scene("leader_directive", 2, 8, (*OPEN, "+1 object")),
    Scene("superior_assignment", 2, 15, (*OPEN, "+1 object")),
    Scene("meeting_resolution", 8, 12, (*TAKEN, "+3 report 30", "+1 forward")),
    Scene("meeting_resolution", 5, 18, (*OPEN, "+1 forward")),
    Scene("meeting_resolution", 12, 10, (*OPEN, "+1 object", "+1 reassign", "+1 acknowledge")),
    # due today, due in the next days
    Scene("leader_directive", 7, 0, (*TAKEN, "+3 report 80")),
    Scene("meeting_resolution", 15, 0, (*TAKEN, "+5 report 45", "+5 report 90")),
    Scene("superior_assignment", 9, 0, (*TAKEN, "+4 report 70", "+2 urge phone")),
    Scene("leader_directive", 6, 1, (*TAKEN, "+3 report 60")),
    Scene("meeting_resolution", 18, 1, (*TAKEN, "+6 report 40", "+5 report 75")),
    Scene("meeting_resolution", 20, 2, (*TAKEN, "+8 report 50", "+6 urge phone")),
    Scene("superior_assignment", 8, 3, (*TAKEN, "+3 report 50", "+2 instruct")),
    Scene("key_work", 60, 4, (*TAKEN, "+20 report 40", "+20 report 80")),
    Scene("meeting_resolution", 16, 4, (*TAKEN, "+6 report 60")),
    # overdue, on every rung of the ladder
    Scene("leader_directive", 9, -1, (*TAKEN, "+4 report 60", "+3 urge phone")),
    Scene("meeting_resolution", 20, -2, (*TAKEN, "+8 report 40", "+9 urge written")),
    Scene("leader_directive", 14, -4, (*TAKEN, "+5 report 50", "+5 urge visit")),
    Scene("meeting_resolution", 32, -7,
          (*TAKEN, "+10 report 30", "+14 urge written", "+0 instruct")),
    Scene("superior_assignment", 18, -3, (*TAKEN, "+6 report 55", "+9 instruct head")),
    Scene("key_work", 90, -16, (*TAKEN, "+30 report 35", "+30 report 70", "+20 urge written")),
    Scene("meeting_resolution", 30, -5, (*OPEN, "+3 urge phone", "+9 urge written")),
    # more time asked for
    Scene("meeting_resolution", 18, 3, (*TAKEN, "+6 report 50", "+8 extend 8")),
    Scene("leader_directive", 6, 1, (*TAKEN, "+3 report 40", "+1 extend 5")),
    Scene("key_work", 80, 6, (*TAKEN, "+40 report 60", "+30 extend 20")),
    Scene("superior_assignment", 10, 2, (*TAKEN, "+4 report 50", "+3 extend 6")),
    Scene("meeting_resolution", 24, -3, (*TAKEN, "+10 report 60", "+12 extend 12")),
    Scene("meeting_resolution", 15, 2, (*TAKEN, "+8 extend 9", "+1 refuse", "+2 report 70")),
    Scene("meeting_resolution", 20, -4, (*TAKEN, "+10 extend 15", "+1 grant", "+3 report 75")),
    # clock suspended, handed in, checked, sent back with help
    Scene("meeting_resolution", 20, 10, (*TAKEN, "+5 report 30", "+6 suspend")),
    Scene("superior_assignment", 14, 8, (*TAKEN, "+4 report 20", "+4 suspend")),
    Scene("key_work", 70, 20, (*TAKEN, "+20 suspend", "+15 resume", "+10 report 65")),
    Scene("meeting_resolution", 16, 6, (*TAKEN, "+6 report 70", "+7 complete")),
    Scene("leader_directive", 6, 2, (*TAKEN, "+2 report 60", "+2 complete")),
    Scene("superior_assignment", 12, 5, (*TAKEN, "+8 complete")),
    Scene("meeting_resolution", 20, -3, (*TAKEN, "+10 report 70", "+7 complete")),
    Scene("meeting_resolution", 14, 5, (*TAKEN, "+7 complete", "+2 verify")),
    Scene("leader_directive", 8, 0, (*TAKEN, "+3 complete", "+2 verify")),
    Scene("key_work", 80, 15, (*TAKEN, "+40 report 70", "+30 complete", "+3 verify")),
    Scene("meeting_resolution", 18, 6, (*TAKEN, "+9 complete", "+2 return_back", "+2 report 96")),
    Scene("leader_directive", 9, 2, (*TAKEN, "+5 complete", "+1 return_back")),
    Scene("superior_assignment", 15, 4, (*TAKEN, "+8 complete", "+2 return_back", "+1 instruct")),
    Scene("meeting_resolution", 30, 8,
          (*TAKEN, "+12 complete", "+1 verify", "+1 close_out", "+6 reopen")),
    # split among units
    Scene("key_work", 60, 30, (*TAKEN, "+1 acknowledge_co", "+5 decompose", "+20 report 50")),
    Scene("meeting_resolution", 25, 12,
          (*TAKEN, "+1 acknowledge_co", "+3 decompose quick", "+9 report 80")),
    Scene("superior_assignment", 20, 7,
          (*TAKEN, "+1 acknowledge_co", "+4 report 60", "+2 complete_co")),
    Scene("leader_directive", 40, None, (*TAKEN, "+3 void")),
    Scene("meeting_resolution", 50, -20, (*OPEN, "+2 void")),
    # seen on the spot: hot topics, clues, livelihood projects
    Scene("hot_topic", 0, None, ()),
    Scene("hot_topic", 4, None, (*TAKEN, "+1 check_facts differs", "+1 report 40")),
    Scene("hot_topic", 8, 2, (*TAKEN, "+3 report 90", "+1 complete", "+1 check_facts partly")),
    Scene("supervision_clue", 1, None, OPEN),
    Scene("supervision_clue", 9, None,
          (*TAKEN, "+3 report 50", "+2 complete", "+1 check_facts differs", "+0 return_back")),
    Scene("supervision_clue", 20, 0,
          (*TAKEN, "+8 complete", "+1 check_facts agrees", "+1 verify", "+1 close_out")),
    Scene("livelihood_project", 120, 40,
          (*TAKEN, "+30 report 30", "+30 report 60", "+5 check_facts agrees")),
    Scene("livelihood_project", 100, 25,
          (*TAKEN, "+30 report 40", "+30 report 80", "+2 check_facts differs")),
)  # fmt: skip


def usual(rng: Random, span: int, has_co: bool, *, kept: bool = False) -> list[str]:
    """A life from filing to close-out for a matter with `span` working days of time; one that is
    `kept` is never given up."""
    script = [f"+{rng.choice((0, 0, 1))} docket", f"+{rng.choice((0, 0, 1))} dispatch"]
    if rng.random() < 0.03 and not kept:
        return [*script, "+1 acknowledge", "+3 void"]
    script += _handing(rng)
    if has_co:
        script.append("+0 acknowledge_co")
    late = rng.random() < 0.12
    ends = span + rng.randint(1, 6) if late else max(2, span - rng.randint(0, 1 + span // 3))
    script += _doing(rng, span, ends)
    if has_co:
        script.append("+0 complete_co")
    return [*script, "+0 complete", *_ending(rng)]


def _handing(rng: Random) -> list[str]:
    drawn = rng.random()
    if drawn < 0.04:
        return ["+1 object", "+1 overrule", "+1 acknowledge"]
    if drawn < 0.07:
        return ["+1 object", "+1 reassign", "+1 acknowledge"]
    if drawn < 0.09:
        return ["+1 forward accepted", "+1 acknowledge"]
    return [f"+{rng.choice((0, 1, 1, 2))} acknowledge"]


def _doing(rng: Random, span: int, ends: int) -> list[str]:
    """Reports on the way, at most four; urged when late, more time asked when it gets tight."""
    script: list[str] = []
    gap, passed, times = max(3, ends // 4), 2, 0
    while passed + gap < min(ends, span) and times < 4:
        times += 1
        passed += gap
        script.append(f"+{gap} report {min(90, passed * 100 // max(ends, 1))}")
    if rng.random() < 0.1:
        script.append("+0 instruct")
    if ends > span:
        return [*script, f"+{span + 1 - passed} urge phone", f"+{ends - span} report 95"]
    if span > 8 and ends - passed > 3 and rng.random() < 0.3:
        answer = rng.choice(("grant", "grant", "refuse"))
        return [*script, "+1 extend 6", f"+1 {answer}", f"+{ends - passed - 2} report 92"]
    return [*script, f"+{max(0, ends - passed)} report 95"]


def _ending(rng: Random) -> list[str]:
    checked = [f"+{rng.randint(1, 2)} verify", f"+{rng.randint(0, 2)} close_out"]
    drawn = rng.random()
    if drawn < 0.12:
        return ["+1 return_back", f"+{rng.randint(2, 4)} complete", *checked]
    if drawn < 0.14:
        return [*checked, "+10 reopen", "+4 complete", *checked]
    return checked

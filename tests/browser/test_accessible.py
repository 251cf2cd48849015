"""WCAG 2.1 A and AA on every main page, by axe in a real browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import hard, inspecting
from tests.browser.conftest import Open
from tests.cast import County
from tests.notices.telling import run

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}

SUPPORT = "act/support_instead/"


def _problem(town: County) -> str:
    """The page of a hard problem whose task force has the lawyer from outside."""
    matter = hard.first_tier(town)
    member = {"name": "lawyer某", "unit": "某律师事务所", "role": "lawyer", "account": "lawyer"}
    hard.force(town, matter, members=[member])
    hard.talked(town, matter)
    return f"/matters/{matter.number}/"


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_breaks_a_rule_of_wcag(visit: Open, town: County, width: int) -> None:
    matter = town.handling(co=["city"])
    problem, task = _problem(town), f"/matters/{matter.number}/act/report_progress/"
    sent = inspecting.received(town)
    plan = sent.parent
    risk, proposal = hard.watched(town), inspecting.proposal(town)
    run(town.now + timedelta(days=7))  # the digests are out
    broken: dict[str, list[str]] = {}
    for who, paths in (
        ("clerk", ("/", "/ledger/", f"/matters/{matter.number}/", "/intake/", "/units/")),
        ("clerk", ("/counters/?period=year", "/counters/backlog/", "/burden/")),
        ("clerk", ("/register/?type=leader_directive", f"/matters/{matter.number}/act/urge/")),
        ("water", ("/", task, "/account/")),
        ("head", ("/", "/standing/")),
        ("chief", ("/follow-up/?who=all", "/follow-up/watch/", "/weekly/", "/handover/water/")),
        ("water", ("/asked/",)),
        ("water_head", ("/notices/", "/account/notices/")),
        ("head", ("/",)),
        ("auditor", ("/journal/",)),
        ("clerk", ("/problems/", "/problems/session/", "/register/?type=legacy_problem")),
        ("clerk", tuple(f"{problem}act/{verb}/" for verb in ("change_task_force", "discuss"))),
        ("lawyer", ("/", problem, f"{problem}act/advise/")),
        ("leader", (problem, f"/matters/{risk.number}/", "/risks/")),
        ("clerk", ("/risks/", "/ledger/?tab=late", "/ledger/?tab=late&family=risk")),
        ("clerk", ("/inspections/", f"/matters/{plan.number}/", "/register/?type=inspection")),
        ("clerk", (f"/inspections/{plan.number}/conclusion/",)),
        ("water", (f"/matters/{sent.number}/", f"/inspections/{sent.number}/conclusion/")),
        ("water", (f"/matters/{sent.number}/act/dispute/",)),
        ("director", tuple(f"/matters/{proposal.number}/{at}" for at in ("", SUPPORT))),
        ("chief", ("/register/?type=accountability",)),
        ("secadmin", ("/posts/",)),
        ("sysadmin", ("/rest-days/",)),
    ):
        page = visit(who, paths[0], width)
        for path in paths:
            page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + path)
            found = Axe().run(page, options=RULES).response["violations"]
            wrong = [f"{v['id']}: {v['nodes'][0]['html'][:90]}" for v in found]
            if wrong:
                broken[f"{who} {path}"] = wrong
    assert broken == {}

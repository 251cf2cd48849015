"""WCAG 2.1 A and AA on every main page, by axe in a real browser."""

from __future__ import annotations

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

from luoshi.instruments import weekly
from luoshi.instruments.forecast.service import late_at, refresh
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


@pytest.mark.usefixtures("present")
@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_breaks_a_rule_of_wcag(visit: Open, town: County, width: int) -> None:
    matter = town.handling(co=["city"])
    problem, task = _problem(town), f"/matters/{matter.number}/act/report_progress/"
    sent = inspecting.received(town)
    plan = sent.parent
    risk, proposal = hard.watched(town), inspecting.proposal(town)
    slow = town.handling(title="会晚的一件", due="2027-01-11")
    town.later(days=7)
    said = {"progress": "刚起步", "next_step": "继续", "percent": 2}
    town.act(slow, "report_progress", "water", **said, difficulty="缺设备")
    town.act(slow, "ask_help", "water", difficulty="缺设备", tried="借过", wanted="调两台")
    town.act(slow, "put_on_agenda", "chief", asked="进度")
    refresh(town.now)
    run(town.now)  # the digests are out
    week = (date(2026, 11, 16), date(2026, 11, 16))
    report = weekly.make(town["clerk"], town["head"], *week, town.now, foresee=late_at)
    broken: dict[str, list[str]] = {}
    for who, paths in (
        ("clerk", ("/", "/ledger/", f"/matters/{matter.number}/", "/intake/", "/units/")),
        ("clerk", ("/counters/?period=year", "/counters/backlog/", "/burden/")),
        ("clerk", ("/register/?type=leader_directive", f"/matters/{matter.number}/act/urge/")),
        ("water", ("/", task, "/account/")),
        ("head", ("/", "/standing/")),
        ("chief", ("/follow-up/?who=all", "/follow-up/watch/", "/weekly/", "/handover/water/")),
        ("water", ("/asked/",)),
        ("clerk", ("/oral/", f"/weekly/{report.pk}/", "/counters/started_urged/?period=year")),
        ("clerk", ("/ledger/?outlook=late", f"/matters/{slow.number}/?on=2026-11-16", "/")),
        ("leader", ("/", "/weekly/", "/oral/", "/handover/")),
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

"""A report's whole story through the generic routes: written, refused, passed up, decided."""

from __future__ import annotations

from luoshi.matters import verify
from luoshi.matters.models import Matter
from tests.api.caller import Caller, problem
from tests.cast import County
from tests.matters.reports import OPTIONS, WHOLE


def test_a_report_goes_its_whole_way(county: County) -> None:
    water, leader, head = (Caller(county[who]) for who in ("water", "leader", "head"))
    bare = {**WHOLE, "type": "option_report", "title": "泵站改造分几年", "options": OPTIONS[:1]}
    answer = water.post("/matters", bare)
    assert answer.status_code == 201, answer.content.decode()
    path = f"/matters/{answer.json()['number']}"
    problem(leader.get(path), 404, "not_found")
    asks = {act["verb"]: act for act in water.get(f"{path}/acts").json()}
    rows = next(f for f in asks["revise"]["fields"] if f["key"] == "options")
    assert [column["key"] for column in rows["columns"]] == ["name", "pros", "cons", "recommended"]

    matter = Matter.objects.get()

    def done(caller: Caller, verb: str, **typed: object) -> dict[str, object]:
        matter.refresh_from_db()
        answer = caller.post(f"{path}/acts/{verb}", {"rev": matter.rev, **typed})
        assert answer.status_code == 201, answer.content.decode()
        body: dict[str, object] = answer.json()
        return body

    problem(water.post(f"{path}/acts/submit", {}), 409, "options_missing")
    done(water, "revise", options=OPTIONS)
    problem(water.post(f"{path}/acts/submit_direct", {}), 409, "ground_missing")
    done(water, "submit")
    problem(head.post(f"{path}/acts/decide", {"option": 1}), 403, "not_your_act")
    done(leader, "pass_up", opinion="倾向分两年", reason="须常务会定")
    done(head, "decide", option=1, lead="water", due="2026-12-20")
    matter.refresh_from_db()
    assert matter.stage == "decided"
    assert Matter.objects.get(parent=matter).stage == "docketed"
    assert list(verify.breaches()) == []

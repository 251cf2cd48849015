"""The report to a leader: numbers that tally, drafts that lose nothing, sent by a person only."""

from __future__ import annotations

import io
import re
from datetime import date, datetime

import docx
import pytest

from luoshi.instruments import weekly
from luoshi.instruments.forecast.service import forecasts_of, late_at, refresh
from luoshi.instruments.weekly.compute import Entry, compose, differences, options
from luoshi.instruments.weekly.ledger import gather
from luoshi.instruments.weekly.models import WeeklyReport
from luoshi.instruments.weekly.paper import write
from luoshi.lib.clock import CHINA
from luoshi.lib.errors import NotFound, Problem, Refused, Stale
from tests import hard
from tests.cast import County

BEGINS, ENDS = date(2026, 11, 16), date(2026, 11, 20)
REPORT = {"progress": "已巡查12条", "next_step": "请国土部门会商", "percent": "20"}


def at(month: int, day: int, hour: int = 17) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=CHINA)


def lived(county: County) -> None:
    """A week: one closed, one late with a difficulty and help, one asking for time, one voided."""
    county.now = at(11, 9, 9)
    late = county.handling(title="晚了的", due="2026-11-18")
    county.act(late, "report_progress", "water", **REPORT, difficulty="缺口资金80万元")
    county.now = at(11, 17, 9)
    county.closed(title="办结的")
    asked = county.handling(title="要延期的", due="2026-11-30")
    county.act(asked, "extend", "water", new_due="2026-12-20", reason="连续降雨")
    county.act(county.dispatched(title="作废的"), "void", "chief", reason="重复")
    county.act(
        late,
        "report_progress",
        "water",
        **REPORT,
        difficulty="缺口资金80万元",
        experience="清单对账",
    )
    county.act(late, "instruct", "leader", words="从预备费里调剂")
    county.act(late, "urge", "leader", channel="phone", note="抓紧")
    county.handling(title="别的口的", lead="water")
    county.now = at(11, 20)


def figures(text: str) -> dict[str, int]:
    found = re.search(
        r"期初在办 (\d+) 件，本期新交办 (\d+) 件.*?销号 (\d+) 件(?:、作废 (\d+) 件)?，期末在办 (\d+) 件"
        r".*?逾期 (\d+) 件、将到期 (\d+) 件、待签收 (\d+) 件、正常 (\d+) 件",
        text,
    )
    assert found
    names = ("before", "came", "closed", "dropped", "now", "late", "soon", "new", "fine")
    return {name: int(value or 0) for name, value in zip(names, found.groups(), strict=True)}


def test_the_numbers_tally_and_each_section_says_why(county: County) -> None:
    lived(county)
    text = weekly.make(
        county["clerk"], county["head"], BEGINS, ENDS, county.now, foresee=late_at
    ).body
    n = figures(text)
    assert (n["before"], n["came"], n["closed"], n["dropped"], n["now"]) == (1, 4, 1, 1, 3)
    assert n["before"] + n["came"] - n["closed"] - n["dropped"] == n["now"]
    assert n["late"] + n["soon"] + n["new"] + n["fine"] == n["now"]
    assert "本期领导亲自催办 1 次（目标为零）" in text
    assert "办结的（县水利局）：46条河道全部巡查建档" in text
    assert "原因：缺口资金80万元；已支招：从预备费里调剂" in text
    assert "申请延至12月20日，连续降雨" in text
    assert "缺口资金80万元（此前已经反映过）。怎么办？A．按县水利局的打算办" in text
    assert "建议选B" in text
    assert "县水利局在“晚了的”中：清单对账" in text


def test_a_report_of_a_past_week_says_what_was_then(county: County) -> None:
    lived(county)
    first = weekly.make(
        county["clerk"], county["head"], BEGINS, ENDS, county.now, foresee=late_at
    ).body
    late = WeeklyReport.objects.get()
    county.now = at(11, 25)
    from luoshi.matters.models import Matter

    county.act(Matter.objects.get(title="要延期的"), "grant_extension", "chief")
    again = compose(
        gather(county["head"], "head某同志", "", BEGINS, ENDS, county.now, foresee=late_at)
    )
    assert figures(again) == figures(first)
    assert "申请延至12月20日" in again
    assert late.body == first


def test_what_will_be_late_next_week_stands_in_the_report_with_its_sentence(
    county: County,
) -> None:
    county.now = at(11, 9, 9)
    soon = county.handling(title="下周到期的", due="2026-11-26")
    far = county.handling(title="以后到期的", due="2026-12-31")
    county.handling(title="明年到期的", due="2027-11-30")
    county.now = at(11, 20, 9)
    county.act(soon, "report_progress", "water", **REPORT | {"percent": "10"}, difficulty="缺设备")
    county.act(far, "report_progress", "water", **REPORT | {"percent": "5"}, difficulty="无")
    county.now = at(11, 20)
    refresh(county.now)
    kept = forecasts_of([soon.pk, far.pk])
    report = weekly.make(county["clerk"], county["head"], BEGINS, ENDS, county.now, foresee=late_at)
    told = dict(part(report.body))
    assert list(told["预计下一周会逾期的事项（1 件）"]) == [
        f"1．下周到期的（县水利局，11月26日到期，剩 4 个工作日）：{kept[soon.pk].why[:-1]}"
        "；单位说的困难：缺设备。"
    ]
    assert told["以后可能要晚的事项（1 件）"] == [
        f"1．以后到期的（县水利局，12月31日到期）：{kept[far.pk].why}"
    ]
    county.now = at(11, 25, 9)
    county.act(soon, "report_progress", "water", **REPORT | {"percent": "95"}, difficulty="无")
    county.act(soon, "extend", "water", new_due="2026-12-31", reason="连续降雨")
    county.act(soon, "grant_extension", "chief")
    again = gather(county["head"], "head某同志", "", BEGINS, ENDS, county.now, foresee=late_at)
    assert dict(part(compose(again))) == told  # what was known then, whatever happened since


def test_a_week_in_which_nothing_will_be_late_says_so(county: County) -> None:
    county.now = at(11, 16, 9)
    county.handling(title="还早的", due="2027-11-30")
    county.now = at(11, 20)
    report = weekly.make(county["clerk"], county["head"], BEGINS, ENDS, county.now, foresee=late_at)
    told = dict(part(report.body))
    assert told["预计下一周会逾期的事项"] == ["照现在的进度，下一周没有会逾期的事项。"]


def part(body: str) -> list[tuple[str, list[str]]]:
    """The sections of a report with their lines."""
    found: list[tuple[str, list[str]]] = []
    for line in body.split("\n\n", 2)[1].split("\n")[2:]:
        if line[1] == "、":
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def test_a_watched_risk_is_no_overdue_work(county: County) -> None:
    county.now = at(9, 14, 9)
    hard.watched(county, title="老闸带病运行")
    county.now = at(11, 20)
    made = weekly.make(county["clerk"], county["head"], BEGINS, ENDS, county.now, foresee=late_at)
    assert "老闸" not in made.body
    assert figures(made.body)["now"] == 0


def test_a_leader_gets_only_the_own_portfolio(county: County) -> None:
    county.now = at(11, 17, 9)
    county.handling(title="水利的")
    county.dispatched(title="柳溪的", lead="liuxi")
    county.now = at(11, 20)
    head = weekly.make(
        county["clerk"], county["head"], BEGINS, ENDS, county.now, foresee=late_at
    ).body
    own = weekly.make(
        county["clerk"], county["leader"], BEGINS, ENDS, county.now, foresee=late_at
    ).body
    assert "柳溪的" in head
    assert "柳溪的" not in own
    assert "水利的" in own


def test_edits_are_kept_apart_from_what_is_generated_anew(county: County) -> None:
    lived(county)
    report = weekly.make(county["clerk"], county["head"], BEGINS, ENDS, county.now, foresee=late_at)
    body = report.body.replace("总体情况", "总的看")
    edited = weekly.edit(report.pk, county["clerk"], report.rev, body, county.now)
    assert weekly.edit(report.pk, county["clerk"], report.rev, body, county.now).rev == edited.rev
    county.dispatched(title="刚刚交办的")
    newer = weekly.regenerate(report.pk, county["clerk"], edited.rev, county.now, foresee=late_at)
    assert newer.body == edited.body
    assert "刚刚交办的" in newer.generated
    told = differences(newer.body, newer.generated)
    assert ("mine", "一、总的看") in told
    assert any(kind == "generated" and "刚刚交办的" in line for kind, line in told)
    taken = weekly.take_generated(report.pk, county["clerk"], newer.rev, county.now)
    assert "刚刚交办的" in taken.body
    assert [v.body for v in weekly.versions_of(taken)] == [edited.body, report.body]


def test_an_untouched_draft_follows_the_ledger(county: County) -> None:
    report = weekly.make(
        county["clerk"], county["head"], BEGINS, BEGINS, county.now, foresee=late_at
    )
    county.dispatched(title="刚刚交办的")
    assert (
        "刚刚交办的"
        in weekly.regenerate(report.pk, county["clerk"], 1, county.now, foresee=late_at).body
    )


def test_two_editors_lose_nothing(county: County) -> None:
    report = weekly.make(
        county["clerk"], county["head"], BEGINS, BEGINS, county.now, foresee=late_at
    )
    weekly.edit(report.pk, county["clerk"], 1, "标题\n第一稿", county.now)
    with pytest.raises(Stale):
        weekly.edit(report.pk, county["chief"], 1, "标题\n第二稿", county.now)


def test_only_what_a_person_sends_is_seen_and_then_nobody_changes_it(county: County) -> None:
    report = weekly.make(
        county["clerk"], county["head"], BEGINS, BEGINS, county.now, foresee=late_at
    )
    with pytest.raises(NotFound):
        weekly.find(county["head"], report.pk, county.now)
    sent = weekly.send(report.pk, county["chief"], 1, county.now)
    assert weekly.send(report.pk, county["chief"], 1, county.now).rev == sent.rev
    assert weekly.find(county["head"], report.pk, county.now).sent_by == county["chief"]
    assert [r.pk for r in weekly.unread_for(county["head"], county.now)] == [report.pk]
    for other in ("leader", "water", "auditor"):
        with pytest.raises(NotFound):
            weekly.find(county[other], report.pk, county.now)
    with pytest.raises(Refused):
        weekly.edit(report.pk, county["clerk"], sent.rev, "改", county.now)


@pytest.mark.parametrize(("begins", "ends"), [(16, 13), (9, 30)])
def test_a_period_that_cannot_be_is_refused(county: County, begins: int, ends: int) -> None:
    with pytest.raises(Problem):
        weekly.make(
            county["clerk"],
            county["head"],
            date(2026, 11, begins),
            date(2026, 11, ends),
            county.now,
            foresee=late_at,
        )
    with pytest.raises(Problem):
        weekly.make(county["clerk"], county["water"], BEGINS, BEGINS, county.now, foresee=late_at)


def test_a_cycle_prepares_drafts_on_its_last_working_day_once(county: County) -> None:
    weekly.set_cycle(county["head"], "week")
    weekly.set_cycle(county["leader"], "month")
    assert weekly.prepare(at(11, 18), foresee=late_at) == 0
    assert weekly.prepare(at(11, 20), foresee=late_at) == 1
    assert weekly.prepare(at(11, 20), foresee=late_at) == 0
    assert weekly.prepare(at(11, 21), foresee=late_at) == 0  # a Saturday
    assert weekly.prepare(at(11, 30), foresee=late_at) == 1
    found = WeeklyReport.objects.get(audience=county["leader"])
    assert (found.begins, found.ends) == (date(2026, 11, 1), date(2026, 11, 30))
    assert found.made_by is None
    assert set(WeeklyReport.objects.values_list("status", flat=True)) == {"draft"}


def test_a_difficulty_is_put_as_a_question_with_one_recommendation() -> None:
    fresh, best = options(Entry("事", "县水利局", step="本周会商"))
    assert (len(fresh), best) == (3, "A")
    assert options(Entry("事", "县水利局", step="本周会商", again=True))[1] == "B"
    assert options(Entry("事", "县水利局"))[1] == "A"


def test_the_word_file_has_title_headings_and_every_line(county: County) -> None:
    lived(county)
    report = weekly.make(county["clerk"], county["head"], BEGINS, ENDS, county.now, foresee=late_at)
    target = io.BytesIO()
    write(target, report.body)
    paper = docx.Document(io.BytesIO(target.getvalue()))
    lines = [p.text for p in paper.paragraphs]
    assert lines == report.body.strip("\n").split("\n")
    heads = [p.text for p in paper.paragraphs if p.runs and p.runs[0].font.name == "黑体"]
    assert heads[0] == "一、总体情况"

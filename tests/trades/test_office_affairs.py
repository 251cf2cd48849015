"""机关事务, things: cars, money, trips abroad, permits, sirens, rules (S188–S208)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from luoshi.lib.clock import CHINA, local_date
from luoshi.lib.errors import Invalid, Problem
from luoshi.matters import engine, queries
from luoshi.matters.models import Matter
from luoshi.matters.verify import breaches
from tests.cast import County
from tests.trades.office import refused

TRIP: dict[str, Any] = {
    "title": "考察水利合作", "lead": "water", "countries": "新加坡", "persons": 3, "days": 5,
    "departs_on": "2026-12-01", "returns_on": "2026-12-06",
    "people": [{"name": "甲某", "post": "县水利局"}],
}  # fmt: skip
CAR: dict[str, Any] = {
    "title": "到柳溪镇核查", "place": "县政府—柳溪镇", "riders": 3,
    "leaves_at": "2026-11-17T09:00", "returns_by": "2026-11-17T17:00",
}  # fmt: skip
RETURNED: dict[str, Any] = {
    "returned_at": "2026-11-17T16:20", "km": 86, "fuel": 9, "cost_yuan": 35, "safety": "safe",
}  # fmt: skip


def start(county: County, type_key: str, by: str = "clerk", **typed: Any) -> Matter:
    """A matter of that type, opened by that person."""
    return engine.open_matter(type_key, county[by], county.now, **typed)


def unopened(county: County, type_key: str, by: str = "clerk", **typed: Any) -> Problem:
    """Why no such matter can be opened."""
    with pytest.raises(Problem) as problem:
        start(county, type_key, by, **typed)
    return problem.value


def ends(matter: Matter, clock: str) -> str:
    """The day that clock of the matter ends."""
    due = datetime.fromisoformat(matter.facts["clocks"][clock]["due"])
    return f"{local_date(due)}"


def test_a_car_goes_out_and_comes_back_and_its_cost_is_claimed(county: County) -> None:
    matter = start(county, "vehicle_use", **CAR)
    assert engine.advice(matter, county.now)[0].startswith("公务用车只用于公务")
    county.act(matter, "approve_vehicle", "chief", plate="公务01", driver="丙某")
    problem = refused(county, matter, "depart", "clerk", sober=False)
    assert "未饮酒" in problem.sentence
    county.act(matter, "depart", "clerk", sober=True)
    county.act(matter, "come_back", "clerk", **RETURNED)
    assert refused(county, matter, "check_trip", "clerk").stable_code == "not_your_act"
    county.act(matter, "check_trip", "chief")
    county.act(matter, "claim_cost", "clerk", title="核查过路费", kind="vehicle",
               spent_on="2026-11-17", yuan=35)  # fmt: skip
    claim = Matter.objects.get(parent=matter)
    assert (claim.type_key, claim.extra["yuan"]) == ("expense", 35)
    county.act(claim, "approve_expense", "chief")
    county.act(claim, "pay_expense", "chief", voucher="记-11-035")
    assert (claim.stage, matter.extra["km"]) == ("paid", 86)
    assert engine.advice(matter, county.now) == []
    assert not list(breaches())


@pytest.mark.parametrize(
    ("leaves", "back", "sealed"),
    [
        ("2026-11-20T09:00", "2026-11-20T17:00", False),
        ("2026-11-21T09:00", "2026-11-21T17:00", True),  # Saturday
        ("2026-11-20T17:00", "2026-11-23T09:00", True),  # over the weekend
        ("2026-10-10T09:00", "2026-10-10T17:00", False),  # Saturday, worked
        ("2026-10-01T09:00", "2026-10-01T17:00", True),
    ],
)
def test_cars_are_sealed_on_rest_days(county: County, leaves: str, back: str, sealed: bool) -> None:
    typed = CAR | {"leaves_at": leaves, "returns_by": back}
    if not sealed:
        assert start(county, "vehicle_use", **typed).stage == "asked"
        return
    assert unopened(county, "vehicle_use", **typed).stable_code == "sealed"
    matter = start(county, "vehicle_use", **typed, special_need="防汛值班")
    problem = refused(county, matter, "approve_vehicle", "chief")
    assert "分管副主任或主任" in problem.sentence
    assert refused(county, matter, "approve_holiday_vehicle", "chief").stable_code == "not_your_act"
    county.act(matter, "approve_holiday_vehicle", "deputy", plate="公务01", driver="丙某")
    assert matter.stage == "approved"


def test_a_car_is_refused_with_another_way(county: County) -> None:
    assert unopened(county, "vehicle_use", **(CAR | {"returns_by": "2026-11-17T08:00"})).sentence
    matter = start(county, "vehicle_use", **CAR)
    county.act(matter, "refuse_vehicle", "chief", reason="车已派出", help="与农业口合乘")
    assert matter.stage == "refused"
    other = start(county, "vehicle_use", **CAR)
    county.act(other, "withdraw_vehicle", "clerk")
    assert other.stage == "withdrawn"


RECEPTION: dict[str, Any] = {
    "title": "接待考察组", "kind": "reception", "spent_on": "2026-11-16", "yuan": 400,
    "letter": "甲函〔2026〕8号",
}  # fmt: skip


@pytest.mark.parametrize(
    ("guests", "companions", "over"),
    [(10, 3, False), (10, 4, True), (12, 4, False), (12, 5, True), (3, 3, False)],
)
def test_at_a_reception_few_sit_with_the_guests(
    county: County, guests: int, companions: int, over: bool
) -> None:
    typed = RECEPTION | {"guests": guests, "companions": companions}
    if not over:
        assert start(county, "expense", **typed).stage == "claimed"
        return
    problem = unopened(county, "expense", **typed)
    assert problem.stable_code == "over_standard"
    assert "陪同" in problem.sentence


def test_what_is_over_the_standard_is_the_directors_to_decide(county: County) -> None:
    assert "公函" in unopened(county, "expense", **(RECEPTION | {"letter": ""})).sentence
    matter = start(county, "expense", **RECEPTION, guests=5, companions=4, over="两地联合考察")
    assert "由主任决定" in refused(county, matter, "approve_expense", "chief").sentence
    county.act(matter, "approve_over_standard", "director", decided_why="联合考察，情况属实")
    assert matter.stage == "approved"


@pytest.mark.parametrize(
    ("first", "last", "over"),
    [("2026-11-16", "2026-11-20", False), ("2026-11-19", "2026-11-22", True),
     ("2026-10-08", "2026-10-10", False)],
)  # fmt: skip
def test_a_journey_over_rest_days_explains_itself(
    county: County, first: str, last: str, over: bool
) -> None:
    typed = {"title": "赴省厅汇报", "kind": "journey", "spent_on": last, "yuan": 1200,
             "letter": "审批12号", "journey_from": first, "journey_to": last}  # fmt: skip
    if over:
        assert unopened(county, "expense", **typed).stable_code == "over_standard"
    else:
        matter = start(county, "expense", **typed)
        county.act(matter, "refuse_expense", "chief", reason="缺发票", help="补齐后再报")
        assert matter.stage == "refused"
    assert unopened(county, "expense", **(typed | {"letter": ""})).stable_code == "letter_missing"


def test_an_audit_finding_is_rectified_by_its_unit(county: County) -> None:
    matter = start(county, "audit_finding", title="往来款长期挂账", issue="spending", amount="36.5",
                   report_number="审报〔2026〕4号", lead="water", due="2026-12-31")  # fmt: skip
    county.act(matter, "docket", "chief")
    county.act(matter, "dispatch", "clerk")
    county.act(matter, "acknowledge", "water")
    with pytest.raises(Invalid) as problem:
        county.act(matter, "complete", "water", result="已清理", evidence="凭证")
    assert problem.value.fields.keys() == {"recovered"}
    county.act(matter, "complete", "water", result="已清理", evidence="凭证", recovered="30")
    county.act(matter, "return_back", "clerk", reason="还差6.5万元", help="逐笔对账")
    county.act(matter, "complete", "water", result="全清", evidence="凭证", recovered="36.5")
    county.act(matter, "verify", "clerk", finding="账已平")
    county.act(matter, "close_out", "chief", reply="整改到位")
    assert (matter.stage, matter.extra["recovered"]) == ("closed", "36.50")


def test_lights_left_on_are_noted_by_place(county: County) -> None:
    seen = [{"area": "power", "place": "三楼会议室", "what": "下班未关灯"}]
    matter = start(county, "saving_check", title="三楼", checked_on="2026-11-16", problems=1,
                   seen=seen)  # fmt: skip
    county.act(matter, "saved", "clerk", measures="贴提示，定专人")
    assert matter.stage == "done"


def test_a_group_of_more_than_six_does_not_travel(county: County) -> None:
    problem = unopened(county, "trip_abroad", **(TRIP | {"persons": 7}))
    assert problem.stable_code == "too_large"
    assert "不超过6人" in problem.sentence


def approved_trip(county: County, **more: Any) -> Matter:
    """A trip that has been published and approved."""
    matter = start(county, "trip_abroad", **(TRIP | more))
    county.act(matter, "publish_trip", "clerk", published_on="2026-11-16", published_where="公示栏")
    county.act(matter, "note_approval", "clerk", approval="approved", approval_number="外批3号")
    return matter


def test_a_trip_ends_when_the_passports_are_back(county: County) -> None:
    matter = start(county, "trip_abroad", **TRIP)
    assert refused(county, matter, "note_approval", "clerk").stable_code == "not_in_this_stage"
    assert not queries.visible_to(county["water"], county.now).filter(pk=matter.pk).exists()
    matter = approved_trip(county)
    hidden = {f.key for f, _ in queries.readable(county["water"], matter, county.now)}
    assert "people" not in hidden
    county.act(matter, "record_return", "water", returns_on="2026-12-05", result="签意向一份")
    assert ends(matter, "hand_back") == "2026-12-14"
    county.act(matter, "hand_back_passports", "clerk", handed_back_on="2026-12-08")
    assert (matter.stage, matter.due_at) == ("closed", None)
    assert not list(breaches())


def test_a_trip_not_approved_or_called_off_is_over(county: County) -> None:
    matter = start(county, "trip_abroad", **TRIP)
    county.act(matter, "publish_trip", "clerk", published_on="2026-11-16", published_where="公示栏")
    county.act(matter, "note_approval", "clerk", approval="refused", approval_number="外批4号")
    assert (matter.stage, matter.due_at) == ("refused", None)
    other = approved_trip(county)
    county.act(other, "cancel_trip", "clerk", reason="对方改期")
    assert (other.stage, other.due_at) == ("cancelled", None)


NOTICE_OF_TRIP = [
    # departs, the fifth working day before it
    ("2026-11-30", "2026-11-23"), ("2026-02-24", "2026-02-10"), ("2026-03-02", "2026-02-24"),
    ("2026-10-08", "2026-09-23"), ("2026-10-12", "2026-09-29"), ("2026-05-11", "2026-04-30"),
    ("2026-01-05", "2025-12-26"), ("2026-09-21", "2026-09-15"), ("2026-06-22", "2026-06-12"),
    ("2026-12-01", "2026-11-24"),
]  # fmt: skip
NOTICE_OF_SIREN = [
    # test, five days before it, on a rest day the working day before that
    ("2026-11-16", "2026-11-11"), ("2026-11-20", "2026-11-13"), ("2026-11-19", "2026-11-13"),
    ("2026-09-18", "2026-09-11"), ("2026-10-12", "2026-09-30"), ("2026-10-15", "2026-10-10"),
    ("2026-02-19", "2026-02-14"), ("2026-02-25", "2026-02-14"), ("2026-03-05", "2026-02-28"),
    ("2026-01-06", "2025-12-31"), ("2026-05-14", "2026-05-09"),
]  # fmt: skip
HAND_BACK = [
    # return, seven days on, behind rest days
    ("2026-11-16", "2026-11-23"), ("2026-11-14", "2026-11-23"), ("2026-02-08", "2026-02-24"),
    ("2026-02-07", "2026-02-14"), ("2026-02-21", "2026-02-28"), ("2026-09-24", "2026-10-08"),
    ("2026-10-03", "2026-10-10"), ("2026-05-02", "2026-05-09"), ("2026-12-28", "2027-01-04"),
    ("2026-01-24", "2026-02-02"), ("2026-02-22", "2026-03-02"),
]  # fmt: skip
ISSUE = [
    # registered, five working days on
    ("2026-11-16", "2026-11-23"), ("2026-11-20", "2026-11-27"), ("2026-02-12", "2026-02-26"),
    ("2026-02-25", "2026-03-03"), ("2026-09-29", "2026-10-12"), ("2026-04-30", "2026-05-11"),
    ("2026-09-17", "2026-09-23"), ("2026-12-29", "2027-01-06"), ("2026-06-17", "2026-06-25"),
    ("2026-04-03", "2026-04-13"),
]  # fmt: skip
PERMIT: dict[str, Any] = {
    "title": "赴港招商", "lead": "water", "document_kind": "hk_macao", "documents": 2,
    "holders": [{"name": "甲某"}, {"name": "乙某"}],
}  # fmt: skip
SIREN: dict[str, Any] = {
    "title": "防空警报试鸣", "sites": 2,
    "site_list": [{"site": "县政府楼顶", "kind": "electric"}, {"site": "镇政府", "town": "liuxi"}],
}  # fmt: skip


@pytest.mark.parametrize(("departs", "last"), NOTICE_OF_TRIP)
def test_a_trip_is_published_five_working_days_before(
    county: County, departs: str, last: str
) -> None:
    assert ends(start(county, "trip_abroad", **(TRIP | {"departs_on": departs})), "notice") == last


@pytest.mark.parametrize(("day", "last"), NOTICE_OF_SIREN)
def test_a_siren_is_announced_five_days_before(county: County, day: str, last: str) -> None:
    assert ends(start(county, "siren_test", **SIREN, test_on=day), "notice") == last


@pytest.mark.parametrize(("back", "last"), HAND_BACK)
def test_passports_and_permits_are_handed_back_in_seven_days(
    county: County, back: str, last: str
) -> None:
    assert ends(approved_trip(county, returns_on=back), "hand_back") == last
    permit = start(county, "travel_permit", **PERMIT)
    county.act(permit, "issue_permit", "clerk", returns_on=back)
    assert ends(permit, "hand_back") == last


@pytest.mark.parametrize(("day", "last"), ISSUE)
def test_a_permit_is_issued_in_five_working_days(county: County, day: str, last: str) -> None:
    moment = date.fromisoformat(day)
    county.now = datetime(moment.year, moment.month, moment.day, 10, 0, tzinfo=CHINA)
    assert ends(start(county, "travel_permit", **PERMIT), "issue") == last


def test_a_permit_comes_back_and_goes_out_again(county: County) -> None:
    matter = start(county, "travel_permit", **PERMIT)
    assert refused(county, matter, "hand_back_permit", "clerk").stable_code == "not_in_this_stage"
    county.act(matter, "issue_permit", "clerk", returns_on="2026-11-25")
    county.act(matter, "move_return", "water", returns_on="2026-11-27")
    assert ends(matter, "hand_back") == "2026-12-04"
    county.act(matter, "hand_back_permit", "clerk", handed_back_on="2026-11-30")
    assert (matter.stage, matter.due_at) == ("kept", None)
    county.act(matter, "lend_permit", "clerk", returns_on="2026-12-10")
    assert (matter.stage, ends(matter, "hand_back")) == ("issued", "2026-12-17")
    other = start(county, "travel_permit", **PERMIT)
    county.act(other, "cancel_permit", "clerk", reason="改用普通证件")
    assert (other.stage, other.due_at) == ("cancelled", None)


def test_sirens_sound_after_approval_and_notice(county: County) -> None:
    matter = start(county, "siren_test", **SIREN, test_on="2026-12-10")
    assert refused(county, matter, "approve_siren", "clerk").stable_code == "not_your_act"
    county.act(matter, "approve_siren", "head")
    assert refused(county, matter, "record_siren", "clerk").stable_code == "not_in_this_stage"
    county.act(matter, "move_siren", "clerk", test_on="2026-12-18")
    assert ends(matter, "notice") == "2026-12-11"
    county.act(matter, "publish_siren", "clerk", published_on="2026-12-01", published_where="县报")
    county.act(matter, "record_siren", "clerk", sounded=2)
    assert (matter.stage, matter.due_at) == ("sounded", None)
    other = start(county, "siren_test", **SIREN, test_on="2026-12-10")
    county.act(other, "cancel_siren", "clerk", reason="与考试冲突")
    assert other.stage == "cancelled"


def test_no_defence_fee_without_a_legal_basis(county: County) -> None:
    typed = {"title": "城东住宅项目", "kind": "fee", "area": 5800}
    assert "法律依据" in unopened(county, "defence_fee", **typed).sentence
    matter = start(county, "defence_fee", **typed, legal_basis="人民防空法第22条，地质条件不宜修建")
    assert refused(county, matter, "set_target", "deputy").stable_code == "not_ready"
    county.act(matter, "settle_fee", "chief", owed="160")
    county.act(matter, "receive_fee", "clerk", received="160", receipt="票-7")
    assert (matter.stage, matter.extra["received"]) == ("received", "160.00")
    plan = start(
        county, "defence_fee", title="年度任务", kind="plan", legal_basis="市防〔2026〕1号"
    )
    assert refused(county, plan, "settle_fee", "chief").stable_code == "not_ready"
    county.act(plan, "set_target", "deputy", target="605")
    other = start(county, "defence_fee", **typed, legal_basis="人民防空法第22条")
    county.act(other, "release_fee", "deputy", release_basis="保障性住房免收")
    assert (plan.stage, other.stage) == ("set", "released")


def test_an_assistance_group_visits_before_it_sums_up(county: County) -> None:
    matter = start(
        county, "assistance_group", title="第一小组", village="柳溪村", households=6,
        household_list=[{"name": "丁某", "hardship": "缺劳力"}], members=[{"name": "甲某"}],
    )  # fmt: skip
    problem = refused(county, matter, "sum_up_assistance", "clerk", gain="2.2", source="入户核对")
    assert "走访" in problem.sentence
    county.act(matter, "visit_households", "clerk", visited=6, asked_for="想养羊")
    county.act(matter, "take_measure", "clerk", measure="送羊羔12只", cost="0.6")
    county.act(matter, "sum_up_assistance", "clerk", gain="2.2", source="入户核对")
    assert (matter.stage, matter.extra["gain"]) == ("summed_up", "2.20")


def rule(county: County, **more: Any) -> Matter:
    """A rule of the office that is being drafted."""
    activities = [{"activity": "加班", "person": "chief"}, {"activity": "公务用车"}]
    typed = {"title": "机关事务管理办法", "owner": "chief", "edition": 1, "activities": activities}
    return start(county, "internal_rule", **(typed | more))


def issued(county: County, **more: Any) -> Matter:
    """A rule in force."""
    matter = rule(county, **more)
    county.act(matter, "circulate_draft", "clerk", comments_by="2026-11-20")
    county.act(matter, "comment_on_rule", "proofreader", comment="同意")
    county.act(matter, "settle_rule", "deputy", taken_up="采纳两条")
    county.act(matter, "decide_rule", "director", meeting="第30次", decision="passed")
    county.act(matter, "issue_rule", "chief", effective_on="2026-12-01")
    return matter


def test_a_rule_is_made_by_all_and_decided_by_the_directors_meeting(county: County) -> None:
    matter = rule(county)
    county.act(matter, "circulate_draft", "chief", comments_by="2026-11-20")
    problem = refused(county, matter, "settle_rule", "deputy", taken_up="无")
    assert problem.sentence.startswith("还没有人提过意见")
    assert refused(county, matter, "decide_rule", "director").stable_code == "not_in_this_stage"
    county.act(matter, "comment_on_rule", "clerk", comment="第三条太笼统")
    county.act(matter, "settle_rule", "deputy", taken_up="第三条已改")
    county.act(matter, "decide_rule", "director", meeting="第30次", decision="again")
    assert matter.stage == "comments"
    county.act(matter, "settle_rule", "deputy", taken_up="又改")
    county.act(matter, "decide_rule", "director", meeting="第31次", decision="passed")
    county.act(matter, "issue_rule", "clerk", effective_on="2026-12-01")
    assert (matter.stage, matter.extra["effective_on"]) == ("in_force", "2026-12-01")
    assert not list(breaches())


def test_a_rule_in_force_is_revised_and_retired(county: County) -> None:
    matter = issued(county)
    assert refused(county, matter, "retire_rule", "clerk").stable_code == "not_your_act"
    county.act(matter, "revise_rule", "chief", edition=2, why_revised="派车找不到人")
    assert (matter.stage, matter.extra["edition"]) == ("comments", 2)
    county.act(matter, "settle_rule", "deputy", taken_up="写明派车人")
    county.act(matter, "decide_rule", "director", meeting="第32次", decision="passed")
    county.act(matter, "issue_rule", "chief", effective_on="2027-01-01")
    county.act(matter, "retire_rule", "director", reason="并入新办法")
    assert matter.stage == "retired"
    draft = rule(county)
    county.act(draft, "drop_rule", "clerk")
    assert draft.stage == "dropped"

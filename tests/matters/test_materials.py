"""Materials are asked for once, with few items that each say what for, and answered once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from luoshi.instruments import burden
from luoshi.lib import clock
from luoshi.lib.errors import Invalid, NotAllowed, Refused
from luoshi.matters import engine, verify
from luoshi.matters.models import Matter
from luoshi.matters.rules.report_once import same_name
from tests.cast import County

ITEMS = [
    {"item": "编织袋数量", "what_for": "核定采购数"},
    {"item": "仓库地址", "what_for": "抽查"},
]
VALUES = [{"item": "编织袋数量", "value": "3000条"}, {"item": "仓库地址", "value": "城南库"}]


def ask(county: County, **typed: Any) -> Matter:
    """A request for a material, registered by the clerk."""
    fields: dict[str, Any] = {
        "title": "报防汛物资清单", "lead": "water", "due": None, "material": "防汛物资清单",
        "form": ITEMS,
    }  # fmt: skip
    return county.open("material_request", **{**fields, **typed})


def asked(county: County, **typed: Any) -> Matter:
    """A request that has gone out."""
    matter = ask(county, **typed)
    county.act(matter, "request_material", "chief")
    return matter


def test_a_request_goes_out_is_answered_and_ends_with_a_reply(county: County) -> None:
    matter = asked(county, co=["liuxi"])
    assert (matter.stage, matter.due_at is not None) == ("requested", True)
    county.act(matter, "answer_material", "water", values=VALUES)
    assert (matter.stage, matter.progress) == ("requested", 50)
    county.act(matter, "answer_material", "liuxi", values=VALUES, note="镇级库")
    assert (matter.stage, matter.stopped_at is not None) == ("answered", True)
    county.act(matter, "close_out", "clerk", reply="收讫")
    assert matter.stage == "closed"
    assert matter.facts["answers"][str(county.units["water"].pk)]["values"] == VALUES
    assert list(verify.breaches()) == []


def test_the_same_material_is_not_asked_for_twice_and_the_first_is_pointed_to(
    county: County,
) -> None:
    first = asked(county)
    with pytest.raises(Refused, match="正在报，请等它的结果"):
        ask(county)
    county.act(first, "answer_material", "water", values=VALUES)
    county.later(days=20)
    with pytest.raises(Refused, match="11月16日已报过，可直接取用") as refused:
        ask(county, material="关于报送《防汛物资清单》", title="再报一次")
    assert refused.value.stable_code == "asked_before"
    assert refused.value.details["see"] == [first.number]
    assert Matter.objects.count() == 1


def test_another_unit_another_period_or_a_later_time_is_no_repetition(county: County) -> None:
    asked(county, covers="2026年10月")
    ask(county, lead="city", covers="2026年10月")
    ask(county, covers="2026年11月")
    with pytest.raises(Refused):
        ask(county, covers="２０２６年１０月")
    with pytest.raises(Refused):
        ask(county)  # says no period: it would hold October's too
    county.later(days=91)
    ask(county, covers="2026年10月")


def test_a_voided_request_does_not_stand_in_the_way(county: County) -> None:
    county.act(ask(county), "void", "chief", reason="已有现成材料")
    ask(county)


def test_at_most_twelve_items_and_each_says_what_for(county: County) -> None:
    many = [{"item": f"第{n}项", "what_for": "汇总"} for n in range(13)]
    with pytest.raises(Invalid, match="最多 12 项，现有 13 项"):
        ask(county, form=many)
    with pytest.raises(Invalid, match="做什么用"):
        ask(county, form=[{"item": "编织袋数量", "what_for": ""}])
    with pytest.raises(Invalid, match="要填的项目"):
        ask(county, form=[])


def test_an_answer_leaves_no_item_out(county: County) -> None:
    matter = asked(county)
    with pytest.raises(Refused, match="还有 1 项没有填：仓库地址"):
        county.act(matter, "answer_material", "water", values=VALUES[:1])
    county.act(matter, "answer_material", "water", values=VALUES)
    with pytest.raises(Refused):
        county.act(matter, "answer_material", "water", values=VALUES)


def test_what_was_handed_in_before_is_quoted_instead_of_written_again(county: County) -> None:
    first = asked(county)
    county.act(first, "answer_material", "water", values=VALUES)
    second = asked(county, material="抗旱物资台账")
    with pytest.raises(Refused, match="没有找到本单位"):
        county.act(second, "answer_material", "water", earlier="材料〔2026〕99")
    county.act(second, "answer_material", "water", earlier=first.number)
    answer = second.facts["answers"][str(county.units["water"].pk)]
    assert (answer["earlier"], answer["values"]) == (first.number, VALUES)


def test_only_the_chief_lets_a_request_go_out_and_only_the_units_answer(county: County) -> None:
    matter = ask(county)
    with pytest.raises(NotAllowed):
        county.act(matter, "request_material", "clerk")
    county.act(matter, "request_material", "chief")
    with pytest.raises(NotAllowed):
        county.act(matter, "answer_material", "outsider", values=VALUES)


def test_a_request_counts_as_material_in_the_burden(county: County) -> None:
    asked(county, co=["liuxi"])
    told = burden.burden_of(county.units["liuxi"], county.now)
    assert told.words == "本周已要求 1 次：材料 1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("防汛物资清单", "关于报送《防汛物资清单》"),
        ("ABC 表", "ａｂｃ表"),
        ("请上报：防汛物资（清单）", "防汛物资清单"),
    ],
)
def test_names_that_differ_only_in_dress_are_the_same(one: str, other: str) -> None:
    assert same_name(one) == same_name(other)
    assert same_name("防汛物资清单") != same_name("抗旱物资清单")
    assert same_name("上报") == "上报"


def test_the_refused_form_links_to_the_first_and_the_answer_form_opens_filled(
    county: County, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: county.now)
    first = asked(county, co=["liuxi"])
    client.force_login(county["clerk"])
    typed = {
        "title": "报防汛物资清单", "material": "防汛物资清单", "lead": "water",
        "form-0-item": "编织袋数量", "form-0-what_for": "核定采购数", "request_key": "k",
    }  # fmt: skip
    refused = client.post("/register/?type=material_request", typed)
    assert refused.status_code == 409
    words = refused.content.decode()
    assert f"查看 {first.number}" in words
    assert "核定采购数" in words
    form = client.get(f"/matters/{first.number}/act/answer_material/")
    assert form.status_code == 403  # the answer is the unit's
    assert "由承办单位来做" in form.content.decode()
    client.force_login(county["water"])
    form = client.get(f"/matters/{first.number}/act/answer_material/?unit=water")
    assert 'value="编织袋数量"' in form.content.decode()
    typed = {f"values-{n}-{k}": v for n, row in enumerate(VALUES) for k, v in row.items()}
    typed |= {"rev": str(first.rev), "unit": "water"}
    sent = client.post(f"/matters/{first.number}/act/answer_material/", typed, follow=True)
    assert "城南库" in sent.content.decode()
    client.force_login(county["liuxi"])
    theirs = client.get(f"/matters/{first.number}/").content.decode()
    assert "城南库" not in theirs
    assert "编织袋数量" in theirs
    assert engine.filled(first, "answer_material")["values"][0]["item"] == "编织袋数量"

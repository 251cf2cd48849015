"""Forms of types with many fields: in parts, with a fitting box for each kind, nothing lost."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from luoshi.lib import clock
from luoshi.matters.models import Matter
from tests.cast import County
from tests.overlays import hotline, reception  # noqa: F401
from tests.web.tickets import visit

pytestmark = pytest.mark.usefixtures("hotline", "reception")
FORM = "/register/?type=reception"
TYPED = {
    "title": "河道治理调研",
    "from_unit": "某市水利局",
    "letter": "市水函〔2026〕18号",
    "arrives_at": "2026-11-19T14:30",
    "guests": "8",
    "escort": "clerk",
    "request_key": "v1",
}


@pytest.fixture(autouse=True)
def present(county: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: county.now)


def test_a_long_form_comes_in_parts_what_must_be_filled_in_first(
    county: County, client: Client
) -> None:
    client.force_login(county["water"])
    parts = client.get(FORM).context["sections"]
    assert [part.title for part in parts] == [
        "基本情况", "公务接待的情况", "公务接待的情况：有就填，没有可以空着",
    ]  # fmt: skip
    assert [c.name for c in parts[1].controls] == [
        "from_unit", "letter", "arrives_at", "guests", "escort",
    ]  # fmt: skip
    short = client.get("/register/?type=help_request", follow=True)
    assert short.status_code == 200


def test_a_short_form_stays_as_it_is(county: County, client: Client) -> None:
    client.force_login(county["clerk"])
    parts = client.get("/register/?type=hotline_ticket").context["sections"]
    assert [part.title for part in parts] == [""]
    assert "<fieldset" not in client.get("/register/?type=hotline_ticket").content.decode()


def test_each_kind_has_its_box(county: County, client: Client) -> None:
    client.force_login(county["water"])
    text = client.get(FORM).content.decode()
    assert re.search(r'name="arrives_at"[^>]*type="datetime-local"', text)
    assert re.search(r'name="guests"[^>]*type="number" min="1" max="60"', text)
    assert "1 到 60。" in text
    assert '<input type="checkbox" name="lodging" value="1">' in text


def test_people_are_offered_by_unit_and_only_those_the_field_is_for(
    county: County, client: Client
) -> None:
    client.force_login(county["water"])
    controls = {c.name: c for s in client.get(FORM).context["sections"] for c in s.controls}
    names = {
        name: {key for _, options in controls[name].groups for key, _ in options}
        for name in ("escort", "contact", "host")
    }
    assert names["escort"] == {"clerk", "chief", "director", "proofreader", "deputy"}
    assert names["host"] == {"head", "leader"}
    assert names["contact"] >= {"water", "liuxi", "clerk", "head"}
    assert not names["contact"] & {"auditor", "sysadmin", "secadmin", "lawyer"}
    assert [label for label, _ in controls["contact"].groups][:2] == ["县政府", "县政府办"]


def test_what_was_typed_into_the_boxes_is_kept(county: County, client: Client) -> None:
    client.force_login(county["water"])
    assert client.post(FORM, {**TYPED, "lodging": "1"}).status_code == 303
    extra = Matter.objects.get().extra
    assert extra["arrives_at"] == "2026-11-19T14:30+08:00"
    assert (extra["guests"], extra["lodging"]) == (8, True)
    assert extra["escort"] == county["clerk"].pk


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("escort", "water", "“陪同人员”只能是办公室人员，“water某”不是，请从名单中选择。"),
        ("host", "clerk", "“出面领导”只能是领导，“clerk某”不是，请从名单中选择。"),
        ("contact", "auditor", "“联系人”只能是全体人员"),
        ("guests", "八个", "“来宾人数”请填整数。"),
        ("guests", "61", "“来宾人数”不能超过 60。"),
        ("arrives_at", "周四下午", "“到达时间”请写成 2026-12-31 16:30 这样的时间。"),
    ],
)
def test_what_does_not_fit_is_said_and_stays_in_its_box(
    county: County, client: Client, field: str, typed: str, sentence: str
) -> None:
    client.force_login(county["water"])
    answer = client.post(FORM, {**TYPED, field: typed})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    if field in ("guests", "arrives_at"):
        assert f'value="{typed}"' in text
    assert "某市水利局" in text
    assert not Matter.objects.exists()


def test_somebody_who_has_left_can_no_longer_be_named(county: County, client: Client) -> None:
    county["clerk"].is_active = False
    county["clerk"].save()
    client.force_login(county["water"])
    assert "没有找到“clerk”这个人" in client.post(FORM, TYPED).content.decode()
    assert visit(county, by="chief", escort="chief").extra["escort"] == county["chief"].pk

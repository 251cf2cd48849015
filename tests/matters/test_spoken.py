"""口头交办: captured with its words and due date, confirmed later, linked to paper (S86, S9)."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.lib.clock import local_date
from luoshi.lib.errors import Invalid, NotAllowed, Refused
from luoshi.matters import engine, spoken, verify
from luoshi.matters.models import Document, Event, Matter
from luoshi.matters.types import pinned
from luoshi.matters.verbs import VERBS
from luoshi.matters.verbs.oral import title_of
from tests.cast import MONDAY, County

WORDS = "请水利局周五前把河道再巡一遍。有问题直接报我。"


def capture(county: County, by: str = "clerk", **more: object) -> Matter:
    typed: dict[str, object] = {"words": WORDS, "leader": county["leader"], **more}
    return spoken.capture(county[by], county.now, **typed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("周五前", date(2026, 11, 20)),
        ("请水利局周五前把河道巡一遍", date(2026, 11, 20)),
        ("周一前给我", date(2026, 11, 16)),
        ("月底前", date(2026, 11, 30)),
        ("三天内", date(2026, 11, 19)),
        ("明天", date(2026, 11, 17)),
        ("下周一之前", date(2026, 11, 23)),
        ("每周五前报一次", None),
        ("尽快", None),
        ("11月1日前", None),
        ("随便说说", None),
        ("", None),
    ],
)
def test_a_due_date_as_spoken_means_the_day_that_comes(words: str, day: date | None) -> None:
    assert spoken.due_in(words, date(2026, 11, 16)).day == day


def test_the_words_stay_as_said_and_wait_for_the_office(county: County) -> None:
    made = capture(county, lead=(county.units["water"].pk, "water"))
    assert (made.stage, made.source_kind) == ("registered", "oral")
    assert made.extra["directive_words"] == WORDS
    assert made.title == "请水利局周五前把河道再巡一遍"
    assert made.due_at is not None
    assert (local_date(made.due_at), made.due_text) == (date(2026, 11, 20), "周五前")
    assert (made.opener, made.leader) == (county["clerk"], county["leader"])
    assert made.extra["authority"] == "portfolio"
    assert list(spoken.unconfirmed(county["clerk"], county.now)) == [made]
    assert spoken.age(made, county.later(days=2)) == 2


def test_a_due_date_nobody_can_read_is_kept_as_words(county: County) -> None:
    made = capture(county, words="把这件事办了", due_words="等雨停了再说")
    assert (made.due_at, made.due_text) == (None, "等雨停了再说")


def test_a_long_sentence_becomes_a_short_title() -> None:
    assert len(title_of("修路" * 40)) == 40
    assert title_of("  先修路；再通水") == "先修路"


def test_words_without_a_speaker_or_without_words_are_refused(county: County) -> None:
    for more, code in (({"leader": None}, "leader_missing"), ({"words": " "}, "words_missing")):
        with pytest.raises(Refused) as refused:
            capture(county, **more)
        assert refused.value.stable_code == code
    assert not Matter.objects.exists()


def test_the_leader_confirms_with_one_tap(county: County) -> None:
    made = capture(county)
    assert list(spoken.to_confirm(county["leader"], county.now)) == [made]
    assert not spoken.to_confirm(county["head"], county.now).exists()
    county.act(made, "confirm_oral", "leader")
    assert made.facts["confirmed"]["by"] == "leader某"
    assert made.facts["confirmed"]["how"] == "self"
    assert not spoken.unconfirmed(county["clerk"], county.now).exists()
    with pytest.raises(Refused, match="已经确认过"):
        county.act(made, "confirm_oral", "leader")
    assert list(verify.breaches()) == []


def test_not_what_was_meant_is_corrected_and_the_former_words_stay(county: County) -> None:
    made = capture(county)
    county.act(made, "confirm_oral", "leader", corrected="请水利局周五前把险工段巡一遍。")
    assert made.extra["directive_words"] == "请水利局周五前把险工段巡一遍。"
    assert made.title == "请水利局周五前把险工段巡一遍"
    first = Event.objects.get(matter=made, verb="register")
    assert first.said["extra"]["directive_words"] == WORDS


def test_the_office_records_who_confirmed_and_how(county: County) -> None:
    made = capture(county)
    with pytest.raises(Refused) as refused:
        county.act(made, "confirm_oral", "clerk")
    assert refused.value.stable_code == "how_missing"
    with pytest.raises(Refused):
        county.act(made, "confirm_oral", "clerk", how="self")
    county.act(made, "confirm_oral", "clerk", how="phone", confirmed_on="2026-11-16")
    assert made.facts["confirmed"]["by"] == "leader某"
    assert made.facts["confirmed"]["how"] == "phone"


def test_nobody_else_confirms_and_a_written_directive_needs_none(county: County) -> None:
    made = capture(county)
    for who in ("head", "water", "auditor"):
        with pytest.raises(NotAllowed):
            county.act(made, "confirm_oral", who)
    written = county.open("leader_directive")
    with pytest.raises(Refused, match="无须确认"):
        county.act(written, "confirm_oral", "clerk", how="phone")
    assert written.source_kind == "signed_paper"


def test_a_unit_head_brings_in_what_was_said_and_the_office_dockets_it(county: County) -> None:
    made = capture(county, by="water_head")
    assert made.opener_unit == county.units["water"]
    assert made.lead_unit == county.units["water"]
    offered = {p.verb.key for p in engine.possible(made, county["water_head"], county.now)}
    assert "docket" not in offered
    county.act(made, "docket", "clerk")
    with pytest.raises(NotAllowed):
        capture(county, by="water")
    with pytest.raises(Refused) as refused:
        engine.open_matter(
            "leader_directive", county["water_head"], MONDAY, title="批示", channel="written"
        )
    assert refused.value.stable_code == "written_by_office"


def test_dispatch_before_confirmation_warns_and_the_switch_makes_it_a_ban(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = capture(county, lead=(county.units["water"].pk, "water"))
    county.act(made, "docket", "clerk")
    state = engine.store.load(made)
    assert "还没有得到领导确认" in VERBS["dispatch"].warns(state)
    spec = pinned(made.type_version_id)
    assert spec.confirm_first is False
    strict = type(spec)(**{**{f: getattr(spec, f) for f in spec.__slots__}, "confirm_first": True})
    with monkeypatch.context() as patch:
        patch.setattr(engine, "pinned", lambda _: strict)
        with pytest.raises(Refused) as refused:
            county.act(made, "dispatch", "clerk")
    assert refused.value.stable_code == "unconfirmed"
    county.act(made, "dispatch", "clerk")
    assert made.stage == "dispatched"


def test_a_paper_that_comes_later_is_linked_by_its_number(county: County) -> None:
    paper = Document.objects.create(
        title="签批件", number="安政签〔2026〕8号", text="同意。", text_digest="x",
        added_by=county["clerk"], added_at=MONDAY,
    )  # fmt: skip
    made = capture(county)
    county.act(made, "link_paper", "clerk", paper_number="安政签〔2026〕8号")
    assert made.document == paper
    assert made.facts["paper"]["number"] == "安政签〔2026〕8号"
    other = capture(county)
    county.act(other, "link_paper", "clerk", paper_number="安政签〔2026〕9号")
    assert other.document is None
    assert list(verify.breaches()) == []


def test_a_vice_heads_assignment_binds_like_the_heads(county: County) -> None:
    lead = (county.units["water"].pk, "water")
    both = [capture(county, leader=county[who], lead=lead) for who in ("leader", "head")]
    for made in both:
        county.act(made, "docket", "clerk")
        county.act(made, "dispatch", "clerk")
    assert [m.extra["authority"] for m in both] == ["portfolio", "post"]
    assert both[0].due_at == both[1].due_at
    vice, head = (
        {p.verb.key for p in engine.possible(m, county["water"], county.now)} for m in both
    )
    assert vice == head
    with pytest.raises(Invalid, match="理由"):
        county.act(both[0], "object", "water", reason="")

"""What a person is at a moment: posts, portfolios, delegation, and the three administrators."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luoshi.lib.errors import Invalid, Refused
from luoshi.matters import queries
from luoshi.org import directory, tokens
from luoshi.org.appointments import appoint, dismiss
from luoshi.org.models import Delegation, Post
from luoshi.org.scope import hats_of, scope_of
from tests.cast import County


def test_the_three_administrators_cannot_meet_in_one_person(county: County) -> None:
    for who, role in (("sysadmin", "auditor"), ("auditor", "clerk"), ("clerk", "secadmin")):
        with pytest.raises(Refused) as refused:
            appoint(county[who], county.units["office"], role, date(2026, 11, 16))
        assert refused.value.stable_code == "roles_conflict"


@pytest.mark.parametrize("who", ["auditor", "sysadmin", "secadmin"])
def test_an_administrator_sees_no_business(county: County, who: str) -> None:
    county.handling()
    assert not queries.visible_to(county[who], county.now).exists()


def test_a_post_ends_with_its_last_day(county: County) -> None:
    post = Post.objects.get(person=county["clerk"], role="clerk")
    dismiss(post, date(2026, 11, 16))
    assert scope_of(county["clerk"], county.now).in_office
    assert not scope_of(county["clerk"], county.now + timedelta(days=1)).in_office


def test_a_deputy_acts_until_the_second_the_delegation_ends(county: County) -> None:
    Delegation.objects.create(
        principal=county["water"],
        deputy=county["outsider"],
        begins_at=county.now,
        ends_at=county.now + timedelta(hours=1),
    )
    matter = county.dispatched()
    event = county.act(matter, "acknowledge", "outsider")
    assert event.on_behalf_of == county["water"]
    county.later(hours=1)
    assert not queries.visible_to(county["outsider"], county.now).exists()


def test_administration_passes_to_no_deputy(county: County) -> None:
    Delegation.objects.create(
        principal=county["sysadmin"],
        deputy=county["clerk"],
        begins_at=county.now,
        ends_at=county.now + timedelta(hours=1),
    )
    assert all("sysadmin" not in hat.roles for hat in hats_of(county["clerk"], county.now))


def test_a_leader_in_charge_sees_the_line_and_nothing_else(county: County) -> None:
    county.handling()
    county.dispatched(lead="school")
    seen = queries.visible_to(county["leader"], county.now)
    assert [m.lead_unit.code for m in seen if m.lead_unit] == ["water"]
    assert queries.visible_to(county["head"], county.now).count() == 2


def test_a_unit_sees_nothing_before_it_is_handed_over(county: County) -> None:
    matter = county.open()
    county.act(matter, "docket", "chief")
    assert not queries.visible_to(county["water"], county.now).exists()


def test_a_unit_that_left_the_directory_is_refused_with_a_sentence(county: County) -> None:
    gone = county.units["housing"]
    gone.valid_to = date(2026, 10, 1)
    gone.save()
    with pytest.raises(Invalid) as refused:
        county.open(lead="housing")
    assert refused.value.stable_code == "unit_gone"


def test_a_group_name_stands_for_its_members(county: County) -> None:
    (group,) = directory.groups(date(2026, 11, 16))
    assert set(group.codes) == {"liuxi", "donghu"}
    assert "各乡镇" in group.names


def test_a_token_is_known_by_its_digest_and_ends(county: County) -> None:
    plain = tokens.issue(county["clerk"], county.now, ends_at=county.now + timedelta(days=1))
    assert tokens.holder(plain, county.now) == county["clerk"]
    assert tokens.holder(plain, county.now + timedelta(days=2)) is None
    assert tokens.holder(plain + "x", county.now) is None

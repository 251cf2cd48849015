"""Members of a task force who have accounts: they see the matter, a lawyer from outside only it."""

from __future__ import annotations

from datetime import date

import pytest

from luoshi.lib.errors import NotAllowed, NotFound, Refused
from luoshi.matters import engine, queries, verify
from luoshi.matters.models import Matter, Member
from luoshi.notices.models import Notice
from luoshi.org.appointments import appoint
from luoshi.org.delegations import delegate
from tests import hard
from tests.cast import County
from tests.notices.telling import run

LAWYER = {"name": "lawyer某", "unit": "安澜某律师事务所", "role": "lawyer", "account": "lawyer"}
BUREAU = {"name": "陆某", "unit": "县住建局", "role": "bureau_head"}


def in_force(county: County, matter: Matter, *members: dict[str, str]) -> None:
    hard.force(county, matter, members=[BUREAU, *members])


def test_a_member_from_outside_sees_the_one_matter_and_no_other(county: County) -> None:
    mine, other = hard.first_tier(county), hard.first_tier(county, title="另一件遗留问题")
    assert not queries.visible_to(county["lawyer"], county.now).exists()
    in_force(county, mine, LAWYER)
    hard.force(county, other)
    assert list(queries.visible_to(county["lawyer"], county.now)) == [mine]
    with pytest.raises(NotFound):
        queries.find(county["lawyer"], other.number, county.now)
    assert "key_persons" in queries.hidden_from(county["lawyer"], mine, county.now)


def test_a_member_advises_and_does_nothing_else(county: County) -> None:
    matter = hard.first_tier(county)
    in_force(county, matter, LAWYER)
    possible = {p.verb.key for p in engine.possible(matter, county["lawyer"], county.now)}
    assert possible == {"advise"}
    county.act(matter, "advise", "lawyer", opinion="先确权再办证")
    assert "opinions" not in matter.facts  # advice stands for no bureau's opinion
    with pytest.raises(NotAllowed, match="您现在可以：提出建议"):
        county.act(matter, "supplement", "lawyer", history="改写")
    assert list(verify.breaches()) == []


def test_who_leaves_the_task_force_sees_the_matter_no_longer(county: County) -> None:
    matter = hard.first_tier(county)
    in_force(county, matter, LAWYER)
    county.act(
        matter, "change_task_force", "clerk", leader="杜某", leader_post="deputy_director",
        members=[BUREAU], reason="代理期满",
    )  # fmt: skip
    assert not queries.visible_to(county["lawyer"], county.now).exists()
    assert list(verify.breaches()) == []


def test_an_account_must_exist_and_be_that_persons(county: County) -> None:
    matter = hard.first_tier(county)
    with pytest.raises(Refused, match="没有登录名为“lawyr”的账号"):
        in_force(county, matter, LAWYER | {"account": "lawyr"})
    with pytest.raises(Refused, match="是lawyer某的账号，不是江某的"):
        in_force(county, matter, LAWYER | {"name": "江某"})


def test_a_member_hears_that_the_task_force_was_formed(county: County) -> None:
    matter = hard.first_tier(county)
    in_force(county, matter, LAWYER)
    run(county.later(days=1))
    assert Notice.objects.filter(person=county["lawyer"], event__matter=matter).count() == 1


def test_who_was_smuggled_into_a_task_force_is_found(county: County) -> None:
    matter = hard.first_tier(county)
    in_force(county, matter)
    Member.objects.create(matter=matter, person=county["lawyer"])
    assert "专班成员名单" in next(iter(verify.breaches())).sentence


def test_a_member_from_outside_holds_no_other_post_and_acts_for_nobody(county: County) -> None:
    with pytest.raises(Refused, match="外聘成员不是机关工作人员"):
        appoint(county["lawyer"], county.units["office"], "clerk", date(2026, 11, 16))
    with pytest.raises(Refused, match="外聘成员"):
        appoint(county["clerk"], county.units["office"], "outside", date(2026, 11, 16))
    begins, ends = county.now, county.later(days=3)
    with pytest.raises(Refused, match="外聘成员不能"):
        delegate(county["leader"], county["lawyer"], begins, ends, "出差", begins)
    with pytest.raises(Refused, match="外聘成员不能"):
        delegate(county["lawyer"], county["clerk"], begins, ends, "出差", begins)


def test_the_form_of_a_change_opens_with_the_force_as_it_is(county: County) -> None:
    matter = hard.first_tier(county)
    in_force(county, matter, LAWYER)
    opens = engine.filled(matter, "change_task_force")
    assert (opens["leader"], opens["members"][1]["account"]) == ("杜某", "lawyer")

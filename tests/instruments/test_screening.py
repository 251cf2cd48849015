"""What comes again and what gathers, on made-up petitions of which the truth is known."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from random import Random

import pytest
from django.test import Client
from django.urls import reverse

from luoshi.instruments import screening
from luoshi.instruments.screening.compute import Rule, Seen, gathering, repeated
from luoshi.lib import clock
from luoshi.lib.alike import alike
from luoshi.lib.errors import NotAllowed
from tests.cast import County
from tests.trades.deputies import petitioned

TODAY = date(2026, 11, 16)
PLACES = ("柳溪镇", "石桥镇", "青禾镇", "东湖街道", "临河街道", "望江街道", "云岭镇", "白鹭镇")
THINGS = (
    "征地补偿款没有发放", "安置房逾期未交付", "小区物业乱收费", "夜间施工噪声扰民", "学生跨片入学困难",
    "养殖场污水直排", "村集体账目不公开", "饮水水压不足", "低保评定不公", "公交线路停运",
    "工伤认定没有结果", "养老保险欠缴", "背街路面破损", "违建加层影响采光", "卫生院收费不透明",
    "林地权属争议", "退役安置待遇没有落实", "垃圾中转站选址", "河道采砂毁堤", "培训机构关门不退费",
)  # fmt: skip
WAYS = (
    "反映{p}{t}",
    "请求解决{p}{t}的问题",
    "{p}村民反映{t}",
    "再次反映{p}{t}",
    "要求处理{p}{t}一事",
)


def made(seed: int) -> tuple[list[Seen], list[set[str]], list[set[str]]]:
    """A year of petitions, with what truly gathers (of late) and who truly comes again."""
    rng = Random(seed)
    pairs = [(p, t) for p in PLACES for t in THINGS]
    rng.shuffle(pairs)
    every: list[Seen] = []

    def add(place: str, thing: str, who: str, ago: int, persons: int) -> str:
        number = f"信〔2026〕{len(every) + 1}"
        title = rng.choice(WAYS).format(p=place, t=thing)
        every.append(
            Seen(number, TODAY - timedelta(days=ago), title, persons, place, who, persons > 1)
        )
        return number

    gathers = []
    for place, thing in pairs[:6]:
        start, size = rng.randint(20, 45), rng.randint(3, 6)
        days = sorted(rng.sample(range(start), size), reverse=True)
        gathers.append({
            add(place, thing, f"甲{place}{thing}{n}", day, rng.randint(1, 12))
            for n, day in enumerate(days)
        })  # fmt: skip
    again = []
    for place, thing in pairs[6:12]:
        days = rng.sample(range(60, 300), rng.randint(3, 5))
        again.append({add(place, thing, f"乙{place}{thing}", day, 1) for day in days})
    for place, thing in pairs[12:]:  # one petition of everything else, each by somebody else
        add(place, thing, f"丙{place}{thing}", rng.randint(0, 360), rng.randint(1, 3))
    for place, thing in rng.sample(pairs[12:], 30):  # the same people about other things
        add(place, rng.choice(THINGS), f"丙{place}{thing}", rng.randint(100, 360), 1)
    return every, gathers, again


def hits(found: list[set[str]], truth: list[set[str]]) -> int:
    """How many of the true groups are found as they are."""
    return sum(any(group == one for one in found) for group in truth)


def test_most_of_what_is_true_is_found_and_little_else() -> None:
    found_true = found_all = truth_all = 0
    for seed in range(20):
        every, gathers, again = made(seed)
        shown = [{s.number for s in g.seen} for g in gathering(every, TODAY)]
        people = [{s.number for s in g.seen} for g in repeated(every)]
        found_true += hits(shown, gathers) + hits(people, again)
        found_all += len(shown) + len(people)
        truth_all += len(gathers) + len(again)
    assert truth_all == 240
    assert found_true / truth_all >= 0.9
    assert found_true / found_all >= 0.9


def seen(number: int, ago: int, title: str, persons: int = 1, who: str = "") -> Seen:
    """One petition from 临河街道, so many days ago."""
    return Seen(f"{number}", TODAY - timedelta(days=ago), title, persons, "临河街道", who)


WAGES = "反映临河街道滨江花园项目拖欠工人工资"


def test_more_people_every_week_is_told_as_growing() -> None:
    found = gathering(
        [seen(1, 22, WAGES, 1, "甲"), seen(2, 15, f"{WAGES}（木工班）", 4, "乙"),
         seen(3, 3, f"{WAGES}（三个班组）", 27, "丙")],
        TODAY,
    )  # fmt: skip
    assert [(g.place, g.persons, g.growing, len(g.seen)) for g in found] == [
        ("临河街道", 32, True, 3)
    ]


def test_one_man_alone_gathers_nothing_and_is_a_series() -> None:
    mine = [seen(n, 10 * n, WAGES, 1, "苗思峦") for n in range(1, 5)]
    assert gathering(mine, TODAY) == []
    assert [len(s.seen) for s in repeated(mine)] == [4]


def test_what_was_quiet_for_long_is_two_things() -> None:
    rows = [seen(1, 55, WAGES, 1, "甲"), seen(2, 50, WAGES, 1, "乙"), seen(3, 2, WAGES, 1, "丙")]
    assert gathering(rows, TODAY) == []
    assert len(gathering(rows, TODAY, Rule(apart=60))) == 1


def test_the_same_words_elsewhere_are_another_matter() -> None:
    here, there = seen(1, 3, WAGES, 9, "甲"), Seen("2", TODAY, WAGES, 9, "柳溪镇", "乙")
    assert gathering([here, there], TODAY) == []


def test_likeness_is_the_same_both_ways_and_full_of_itself() -> None:
    for one, other in combinations(THINGS, 2):
        assert alike(one, other) == alike(other, one) < 60
    assert alike(WAGES, "来信反映：临河街道滨江花园项目，拖欠工人工资！") == 100
    assert alike("", WAGES) == 0


def test_the_page_is_for_the_office_and_the_leaders_and_names_nobody(
    county: County, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: county.now)
    for n, who in enumerate(("费仲舟", "邬清棠", "殷若溪")):
        petitioned(county, title=f"{WAGES}{n}", petitioner=who, place="donghu")
    for person, status in (("clerk", 200), ("leader", 200), ("head", 200), ("water", 403)):
        client.force_login(county[person])
        page = client.get(reverse("web:screening"))
        assert page.status_code == status, person
        text = page.content.decode()
        assert "费仲舟" not in text
        assert ("东湖街道" in text) is (status == 200), person
    with pytest.raises(NotAllowed):
        screening.screen(county["water"], county.now)

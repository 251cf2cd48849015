"""The shipped types are sound, mean what their golden texts say, and bad ones are named."""

from __future__ import annotations

from inspect import signature
from pathlib import Path

import pytest

from luoshi.catalogue.describe import golden
from luoshi.catalogue.loader import load
from luoshi.catalogue.stored import normalised, restored
from luoshi.matters import engine
from luoshi.matters.checks import faults
from luoshi.matters.verbs import VERBS

GOLDEN = Path(__file__).parent / "golden"
CATALOGUE = load()
LABELS = {key: verb.label for key, verb in VERBS.items()}
HOTLINE = """
key = "hotline_ticket"
version = 1
label = "12345 工单"
family = "supervision"
lifecycle = "supervised"
number = "热线〔{year}〕{n}"
basis = ["本单位办法"]
retention = "10年"
approval = { by = ["clerk"] }
closing = { by = ["clerk"] }
deadline = { required = true, within = "5 work_day", warn = ["1 work_day"], basis = "本单位办法" }
acknowledge = { within = "1 work_day" }
objection = { within = "1 work_day" }
"""


def test_the_shipped_catalogue_has_no_fault() -> None:
    assert faults() == []


@pytest.mark.parametrize("key", sorted(CATALOGUE.types))
def test_each_type_means_what_its_golden_text_says(key: str) -> None:
    text = golden(CATALOGUE.types[key], CATALOGUE.parties, LABELS)
    assert text == (GOLDEN / f"{key}.txt").read_text("utf-8")


def test_an_overlay_adds_a_type_with_one_file(tmp_path: Path) -> None:
    (tmp_path / "hotline.toml").write_text(HOTLINE, "utf-8")
    loaded = load([tmp_path])
    assert loaded.faults == ()
    assert loaded.types["hotline_ticket"].stage("handling").label == "办理中"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("version = 1", ""), "catalogue.E002"),
        (("version = 1", "version = 1\ncolour = 3"), "catalogue.E003"),
        (('lifecycle = "supervised"', 'lifecycle = "nowhere"'), "catalogue.E007"),
        (("〔{year}〕{n}", "{n}"), "catalogue.E008"),
        (("5 work_day", "5 weeks"), "catalogue.E009"),
        (('"10年"', '"5年"'), "catalogue.E012"),
        (('["本单位办法"]', "[]"), "catalogue.E013"),
        (('approval = { by = ["clerk"] }', 'approval = { by = ["king"] }'), "catalogue.E014"),
        (("version = 1", "version = = 1"), "catalogue.E001"),
    ],
)
def test_a_bad_declaration_is_named_by_its_code(
    tmp_path: Path, change: tuple[str, str], code: str
) -> None:
    (tmp_path / "hotline.toml").write_text(HOTLINE.replace(*change), "utf-8")
    loaded = load([tmp_path])
    assert [f.code for f in loaded.faults] == [code]
    assert "hotline_ticket" not in loaded.types


def test_a_changed_type_needs_a_higher_version(tmp_path: Path) -> None:
    same = HOTLINE.replace("hotline_ticket", "key_work")
    (tmp_path / "mine.toml").write_text(same, "utf-8")
    assert [f.code for f in load([tmp_path]).faults] == ["catalogue.E010"]


def test_no_field_of_a_form_is_named_like_what_the_engine_itself_is_told() -> None:
    own = set(signature(engine.act).parameters) - {"typed"}
    assert not [(v.key, f.key) for v in VERBS.values() for f in v.form if f.key in own]


@pytest.mark.parametrize(
    ("act", "code"),
    [
        ('[[act.field]]\nkey = "at"\nlabel = "时间"', "catalogue.E037"),
        ('[[act.field]]\nkey = "rev"\nlabel = "版本"', "catalogue.E037"),
        ('numbered = "续报"', "catalogue.E031"),
    ],
)
def test_an_act_of_an_office_leaves_the_engines_own_words_alone(
    tmp_path: Path, act: str, code: str
) -> None:
    own = f'{HOTLINE}\n[[act]]\nkey = "call"\nlabel = "回电"\n{act}\n'
    (tmp_path / "hotline.toml").write_text(own, "utf-8")
    assert [f.code for f in load([tmp_path]).faults] == [code]


@pytest.mark.parametrize(
    ("gates", "code"),
    [
        ('opinions = ["finance"]', "catalogue.E027"),
        ('opinions = ["cooking 烹饪"]', "catalogue.E027"),
        ('opinions = ["legal 法律", "legal 法制"]', "catalogue.E027"),
        ('votes = ["party 县委常委会"]', "catalogue.E027"),
        ('approvals = ["executive 政府常务会议"]', "catalogue.E028"),
    ],
)
def test_gates_name_known_bodies_and_never_leave_the_party_committee_out(
    tmp_path: Path, gates: str, code: str
) -> None:
    (tmp_path / "hotline.toml").write_text(f"{HOTLINE}\n[gates]\n{gates}\n", "utf-8")
    assert [f.code for f in load([tmp_path]).faults] == [code]


def test_an_office_may_put_the_party_committee_first(tmp_path: Path) -> None:
    order = 'approvals = ["party 县委常委会", "executive 政府常务会议"]'
    (tmp_path / "hotline.toml").write_text(f"{HOTLINE}\n[gates]\n{order}\n", "utf-8")
    assert load([tmp_path]).types["hotline_ticket"].gates.approvals[0][0] == "party"


@pytest.mark.parametrize("since", ["opened", "quiet"])
def test_a_ladder_may_count_from_the_opening_or_from_the_last_act(
    tmp_path: Path, since: str
) -> None:
    rung = f'since = "{since}", after = "30 calendar_day", level = 1, tell = ["leader"]'
    text = f"{HOTLINE}escalation = [{{ {rung} }}]\n"
    (tmp_path / "hotline.toml").write_text(text, "utf-8")
    loaded = load([tmp_path])
    assert loaded.faults == ()
    assert loaded.types["hotline_ticket"].escalation[0].since == since


@pytest.mark.parametrize("key", sorted(CATALOGUE.types))
def test_a_type_comes_back_from_its_stored_form_as_it_was(key: str) -> None:
    assert restored(normalised(CATALOGUE.types[key])) == CATALOGUE.types[key]

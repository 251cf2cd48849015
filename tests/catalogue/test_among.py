"""Whom a field offers that names a person: declared, described, refused when misspelt."""

from __future__ import annotations

from pathlib import Path

import pytest

from luoshi.catalogue.describe import golden
from luoshi.catalogue.loader import Catalogue, load
from luoshi.catalogue.stored import normalised, restored
from tests.catalogue.test_types import HOTLINE, LABELS

NAMED = '{HOTLINE}\n[[field]]\nkey = "taker"\nlabel = "接听人"\nkind = "person"\n{more}\n'


def loaded(folder: Path, more: str, kind: str = "person") -> Catalogue:
    text = NAMED.format(HOTLINE=HOTLINE, more=more).replace('"person"', f'"{kind}"')
    (folder / "hotline.toml").write_text(text, "utf-8")
    return load([folder])


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ("", "字段 接听人（person，选填）"),
        ('among = "leaders"', "字段 接听人（person，选填）"),
        ('among = "office"', "字段 接听人（person，选填，从办公室人员中选）"),
        ('among = "everyone"', "字段 接听人（person，选填，从全体人员中选）"),
    ],
)
def test_the_golden_text_says_whom_a_field_offers_when_it_is_not_as_usual(
    tmp_path: Path, more: str, line: str
) -> None:
    found = loaded(tmp_path, more)
    assert found.faults == ()
    spec = found.types["hotline_ticket"]
    assert line in golden(spec, found.parties, LABELS).splitlines()
    assert restored(normalised(spec)) == spec


def test_the_stored_form_of_the_usual_says_nothing_of_it(tmp_path: Path) -> None:
    spec = loaded(tmp_path, 'among = "leaders"').types["hotline_ticket"]
    assert "among" not in str(normalised(spec)["fields"])


@pytest.mark.parametrize(
    ("more", "kind"), [('among = "friends"', "person"), ('among = "office"', "line")]
)
def test_an_unknown_list_of_people_is_named_by_its_code(
    tmp_path: Path, more: str, kind: str
) -> None:
    found = loaded(tmp_path, more, kind)
    assert [fault.code for fault in found.faults] == ["catalogue.E035"]
    assert "leaders、office、everyone" in found.faults[0].sentence


def test_it_is_checked_in_the_fields_of_acts_and_rows_as_well(tmp_path: Path) -> None:
    more = """
[[act]]
key = "note"
label = "记一笔"
[[act.field]]
key = "who"
label = "谁"
kind = "person"
among = "nobody"
"""
    assert [f.code for f in loaded(tmp_path, more).faults] == ["catalogue.E035"]

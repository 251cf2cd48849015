"""What had to be done anew, and what an act hands on to the matter it opens: said and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from luoshi.catalogue.describe import golden
from luoshi.catalogue.loader import load
from luoshi.matters.verbs import VERBS

TOLD = """
key = "told"
version = 1
label = "告知"
family = "striving"
number = "告知〔{year}〕{n}"
basis = ["本单位办法"]
retention = "10年"

[[stage]]
key = "begun"
label = "已开始"
phase = "open"
moves = [
  { verb = "write", by = ["office"] },
  { verb = "check", by = ["office"] },
  { verb = "send", to = "sent", by = ["office"] },
]

[[stage]]
key = "sent"
label = "已发"
phase = "done"
moves = []

[[act]]
key = "write"
label = "写稿"

[[act]]
key = "check"
label = "核稿"

[[act]]
key = "send"
label = "发出"
opens = "key_work"
gives = { source_kind = "other", item = "place" }
need = [{ done = "check", since = "write", says = "请先核稿。" }]
[[act.field]]
key = "place"
label = "序号"
"""


def test_the_golden_text_says_since_when_and_what_is_handed_on(tmp_path: Path) -> None:
    (tmp_path / "told.toml").write_text(TOLD, "utf-8")
    loaded = load([tmp_path], frozenset(VERBS))
    assert loaded.faults == ()
    text = golden(loaded.types["told"], loaded.parties, {k: v.label for k, v in VERBS.items()})
    assert "先决（最近一次“写稿”之后）：请先核稿。" in text
    assert "开出：key_work（source_kind = other，item = place）" in text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('done = "check", since = "write"', 'said = "place", since = "write"'),
        ('opens = "key_work"\n', ""),
    ],
)
def test_since_needs_something_done_and_gives_something_opened(
    tmp_path: Path, before: str, after: str
) -> None:
    (tmp_path / "told.toml").write_text(TOLD.replace(before, after), "utf-8")
    assert [fault.code for fault in load([tmp_path]).faults] == ["catalogue.E031"]

"""`luoshi intake FILE` prints rows, or one sentence and exit code 2."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from luoshi.cli import intake

TEXT = "安澜县会议纪要\n会议要求：\n一、由县水利局牵头，6月底前完成清淤。\n2026年3月5日\n"


def arguments(path: Path, **given: str) -> argparse.Namespace:
    """The parsed command line."""
    parser = argparse.ArgumentParser()
    intake.add_parser(parser.add_subparsers())
    more = [word for key, value in given.items() for word in (f"--{key}", value)]
    return parser.parse_args(["intake", str(path), "--format", "jsonl", *more])


def test_rows_carry_offsets_units_and_deadline(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "纪要.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert intake.run(arguments(path)) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    row = next(row for row in rows if "清淤" in row["text"])
    assert row["doc"] == "纪要"
    assert row["text"] == TEXT[row["start"] : row["end"]]
    assert row["units"] == ["县水利局"]
    assert row["deadline"] == {"kind": "date", "text": "6月底前", "normalized": "2026-06-30"}


def test_a_given_date_wins_over_the_one_in_the_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert intake.run(arguments(path, date="2025-01-01", doc="B")) == 0
    row = json.loads(next(line for line in capsys.readouterr().out.splitlines() if "清淤" in line))
    assert (row["doc"], row["deadline"]["normalized"]) == ("B", "2025-06-30")


@pytest.mark.parametrize(
    ("content", "given", "said"),
    [
        (b"", {}, "没有文字"),
        ("秘密★1年\n安澜县\n".encode(), {}, "国家秘密"),
        (TEXT.encode(), {"date": "三月"}, "不对"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
    given: dict[str, str],
    said: str,
):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert intake.run(arguments(path, **given)) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.out == ""


def test_a_missing_file_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert intake.run(arguments(tmp_path / "none.txt")) == 2
    assert "打不开" in capsys.readouterr().err

"""The worker and the export of corrections, as commands."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from luoshi.cli.main import main
from luoshi.instruments.intake import decisions, service
from luoshi.instruments.intake.models import Reading
from luoshi.matters.models import Document
from tests.cast import County

TEXT = "县水利局要在2026年12月20日前完成全县46条河道巡查，建立一河一档。\n"


def test_the_worker_reads_what_waits_and_ends(county: County) -> None:
    reading = service.begin_slowly(
        TEXT.encode(),
        county["clerk"],
        county.now,
        title="纪要",
        type_key="meeting_resolution",
        file_name="纪要.txt",
        dated=date(2026, 11, 16),
    )
    assert main(["work", "--once"]) == 0
    reading.refresh_from_db()
    assert (reading.state, reading.proposals.count()) == ("done", 1)
    assert Document.objects.get().text == TEXT


def test_corrections_are_written_for_a_person_of_the_office_only(
    county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    service.begin(TEXT, county["clerk"], county.now, title="纪要", type_key="meeting_resolution")
    decisions.drop(Reading.objects.get().proposals.get().pk, county["clerk"], county.now, "已办")
    target = tmp_path / "corrections.jsonl"
    assert main(["intake-corrections", "--as", "clerk", "--output", str(target)]) == 0
    (row,) = map(json.loads, target.read_text("utf-8").splitlines())
    assert (row["decision"], row["reason"], row["proposed"]["lead"]) == ("dropped", "已办", "water")
    for nobody in ("water", "sysadmin", "某人"):
        assert main(["intake-corrections", "--as", nobody]) == 2
    assert "督查科" in capsys.readouterr().err

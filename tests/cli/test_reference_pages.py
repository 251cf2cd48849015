"""`luoshi docs`: a developer renews the reference pages, and is told when they no longer hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from luoshi.cli.docs_reference import WRITTEN
from luoshi.cli.main import main

PAGES = {"commands.md", "counters.md", "routes.md", "settings.md", "types.md", "verbs.md"}


def test_the_pages_are_written_and_then_agree_with_the_code(tmp_path: Path) -> None:
    """Writing twice changes nothing."""
    assert main(["docs", "--folder", str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == PAGES
    assert main(["docs", "--check", "--folder", str(tmp_path)]) == 0


def test_a_page_that_differs_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """So is one that is missing and one whose subject is gone; the others are not."""
    main(["docs", "--folder", str(tmp_path)])
    (tmp_path / "verbs.md").write_text("# 动作\n", "utf-8")
    (tmp_path / "types.md").unlink()
    (tmp_path / "roles.md").write_text(f"# 岗位\n\n{WRITTEN}\n", "utf-8")
    assert main(["docs", "--check", "--folder", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert [name for name in sorted(PAGES | {"roles.md"}) if name in told] == [
        "roles.md",
        "types.md",
        "verbs.md",
    ]


def test_writing_removes_a_page_whose_subject_is_gone(tmp_path: Path) -> None:
    """A page written by hand stays."""
    (tmp_path / "deadlines.md").write_text("# 时限\n", "utf-8")
    (tmp_path / "roles.md").write_text(f"# 岗位\n\n{WRITTEN}\n", "utf-8")
    assert main(["docs", "--folder", str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == PAGES | {"deadlines.md"}


def test_the_pages_say_what_the_code_declares(tmp_path: Path) -> None:
    """One known entry of each."""
    main(["docs", "--folder", str(tmp_path)])
    assert "LUOSHI_HOME" in (tmp_path / "settings.md").read_text("utf-8")
    assert "--check" in (tmp_path / "commands.md").read_text("utf-8")
    assert "report_progress" in (tmp_path / "verbs.md").read_text("utf-8")
    assert "领导批示" in (tmp_path / "types.md").read_text("utf-8")
    assert "/api/v1/matters" in (tmp_path / "routes.md").read_text("utf-8")

"""`luoshi intake` on a terminal shows how many pages have been read, and elsewhere nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lib.paper_files import pdf

pty = pytest.importorskip("pty")


def test_pages_are_counted_on_a_terminal_and_only_there(tmp_path: Path) -> None:
    paper = tmp_path / "通知.pdf"
    paper.write_bytes(pdf([["县水利局要在2026年6月底前完成检查。"]] * 400))
    command = [sys.executable, "-m", "luoshi.cli.main", "intake", str(paper), "--format", "jsonl"]
    screen, terminal = pty.openpty()
    shown = subprocess.run(command, stdout=subprocess.PIPE, stderr=terminal, check=True)
    os.close(terminal)
    assert "正在读取各页" in os.read(screen, 100_000).decode(errors="replace")
    os.close(screen)
    quiet = subprocess.run(command, capture_output=True, check=True)
    assert quiet.stderr == b""
    assert quiet.stdout == shown.stdout
    assert "县水利局" in quiet.stdout.decode()

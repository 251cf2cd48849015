"""The line that runs over a copy: who reads which copy when."""

from __future__ import annotations

from datetime import datetime

from luoshi.lib.clock import local


def watermark(name: str, number: int, at: datetime) -> str:
    """`张某 第003号 2026-11-16 09:00`: readable on a photograph of the screen or the print."""
    return f"{name} {copy_words(number)} {local(at):%Y-%m-%d %H:%M}"


def copy_words(number: int) -> str:
    """`第003号`, as it is stamped on paper."""
    return f"第{number:03d}号"

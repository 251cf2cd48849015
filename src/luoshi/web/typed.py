"""Reading what was typed into small forms: days, moments and numbers, or a sentence why not."""

from __future__ import annotations

from datetime import date, datetime

from luoshi.lib.clock import CHINA
from luoshi.lib.errors import Invalid


def day(text: str, field: str, label: str) -> date:
    """A day as a date field of a browser sends it."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        sentence = f"请选择{label}，例如 2026-11-30。"
        raise Invalid(sentence, fields={field: sentence}) from None


def moment(text: str, field: str, label: str) -> datetime:
    """A moment on the office's wall clock as a browser sends it."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=CHINA)
    except ValueError:
        sentence = f"请选择{label}，例如 2026-11-30 09:00。"
        raise Invalid(sentence, fields={field: sentence}) from None


def number(text: str, field: str, label: str) -> int:
    """A whole number such as the id behind a choice."""
    if not text.strip().isascii() or not text.strip().isdigit() or len(text) > 12:
        raise Invalid(f"请选择{label}。", fields={field: f"请选择{label}。"})
    return int(text)

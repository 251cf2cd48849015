"""Tags of the house: lights, bars, icons, dates. They draw; they decide nothing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.template import Context, Library
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from lucide import _render_icon

from luoshi.matters.lights import LABELS, Light
from luoshi.web import words

register = Library()


@register.simple_tag
def light(shown: Light) -> SafeString:
    """A light: colour, shape (by the style sheet) and words, readable in grey."""
    return format_html('<span class="light {}">{}</span>', shown.key, shown.words)


@register.simple_tag
def count_light(key: str, count: int) -> SafeString:
    """A light that carries a figure; its meaning is said to a screen reader."""
    return format_html(
        '<span class="light {}"><span class="sr">{} </span>{}</span>', key, LABELS[key], count
    )


@register.simple_tag
def bar(progress: int, expected: int | None = None) -> SafeString:
    """Progress with a tick where an even pace would stand today."""
    due = f"，应到 {expected}%" if expected is not None else ""
    tick = (
        format_html(
            '<svg x="{}%" width="2" height="12" overflow="visible">'
            '<rect class="tick" x="-1" width="2" height="12"/></svg>',
            expected,
        )
        if expected is not None
        else ""
    )
    return format_html(
        '<svg class="bar" role="img" aria-label="进度 {}%{}" width="100%" height="12">'
        '<rect class="track" y="3" width="100%" height="6" rx="3"/>'
        '<rect class="fill" y="3" width="{}%" height="6" rx="3"/>{}</svg>',
        progress,
        due,
        progress,
        tick,
    )


@register.simple_tag
def icon(name: str, size: int = 16) -> SafeString:
    """An outline icon that says nothing by itself: a word always stands beside it."""
    svg = _render_icon(name, size, **{"class": "icon", "aria-hidden": "true"})
    return mark_safe(svg)  # noqa: S308


@register.simple_tag(takes_context=True)
def day(context: Context, value: date | datetime | None) -> str:
    """11月20日."""
    return words.day_words(value, context["request"].now)


@register.simple_tag(takes_context=True)
def moment(context: Context, value: datetime | None) -> str:
    """11月20日 14:05."""
    return words.moment_words(value, context["request"].now)


@register.filter
def at(table: dict[str, Any], key: str) -> Any:
    """The entry of a small table by a key known only at run time; '' when missing."""
    return table.get(key, "")


@register.filter
def at_place(row: list[Any], place: int) -> Any:
    """The entry of a row at a place known only at run time."""
    return row[place]


@register.simple_tag
def view_query(view: Any, proposal_id: int, doing: str = "") -> str:
    """The query string of the same view of a reading on another proposal."""
    return str(view.query(proposal_id, doing))

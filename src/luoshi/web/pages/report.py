"""The page of what is addressed to a person: a choice for the leader, an answer for the unit."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from luoshi.matters import engine, queries
from luoshi.matters.lights import light_of
from luoshi.matters.models import Matter
from luoshi.matters.types import pinned
from luoshi.org.calendar import office_calendar
from luoshi.web import forms, reporting
from luoshi.web.buttons import buttons
from luoshi.web.clock_lines import clock_lines
from luoshi.web.request import Request
from luoshi.web.rows import rows_of
from luoshi.web.steps import SHORT, steps

_QUICK = ("changes", "words")
_WORK = ("lead", "due", "work")


def page(request: Request, found: Matter) -> HttpResponse:
    """Options side by side, the recommended one marked, one tap and a second look to decide."""
    now, spec = request.now, pinned(found.type_version_id)
    permits = {p.verb.key: p.verb for p in engine.possible(found, request.user, now)}
    drawn = forms.draw(permits["decide"].form, {}, now.date()) if "decide" in permits else []
    visible, past = queries.visible_to(request.user, now), steps(found, request.user, now)
    listed = reporting.options(found)
    context = {
        "matter": found,
        "spec": spec,
        "stage": spec.stage(found.stage).label,
        "light": light_of(found, now, office_calendar()),
        "clocks": clock_lines(found, now),
        "parent": visible.filter(pk=found.parent_id or 0).first(),
        "children": rows_of(visible.filter(parent=found).order_by("id"), now),
        "options": listed,
        "blocks": reporting.blocks(found),
        "fields": [] if listed or reporting.blocks(found) else reporting.plain_fields(found),
        "opinions": reporting.opinions(found, now),
        "bypass": reporting.bypass(found, now),
        "passed_up": reporting.passed_up(found, now),
        "handed_down": reporting.handed_down(found, now),
        "decision": reporting.decision(found, now),
        "help": reporting.help_given(found, now),
        "facts_line": reporting.facts_line(found),
        "quick": [c for c in drawn if c.name in _QUICK],
        "work": [c for c in drawn if c.name in _WORK],
        "buttons": buttons(found, request.user, now),
        "rewrite": reverse("web:rewrite_report", args=[found.number])
        if "revise" in permits
        else "",
        "recent": past[:SHORT],
        "earlier": past[SHORT:],
        "count": len(past),
    }
    return render(request, "luoshi/submission.html", context)

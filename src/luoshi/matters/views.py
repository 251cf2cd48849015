"""Saved views of the ledger: a name for an address."""

from __future__ import annotations

from django.db.models import QuerySet

from luoshi.lib.errors import Invalid
from luoshi.matters.models import SavedView
from luoshi.org.models import Person


def views_of(person: Person) -> QuerySet[SavedView]:
    """The person's own views, oldest first."""
    return SavedView.objects.filter(owner=person)


def save_view(person: Person, name: str, query: str) -> SavedView:
    """The view is kept under that name; the same name again replaces it."""
    name = name.strip()[:40]
    if not name:
        raise Invalid("请给视图起个名字。", fields={"name": "请给视图起个名字。"})
    view, _ = SavedView.objects.update_or_create(
        owner=person, name=name, defaults={"query": query[:500]}
    )
    return view


def drop_view(person: Person, view_id: int) -> None:
    """The person's view of that id is gone; somebody else's stays."""
    SavedView.objects.filter(owner=person, pk=view_id).delete()

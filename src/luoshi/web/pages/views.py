"""Saving and dropping a view of the ledger."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from luoshi.matters import queries
from luoshi.matters.views import drop_view, save_view
from luoshi.web.guard import business
from luoshi.web.pages.ledger import address
from luoshi.web.request import Request


def _chosen(query: str) -> str:
    """The query cleaned of everything that is no filter."""
    return address(queries.LedgerFilter.parse(QueryDict(query[:500])))[1:]


@business
@require_POST
def save(request: Request) -> HttpResponse:
    """The present view has a name and stands above the ledger."""
    query = _chosen(request.POST.get("query", ""))
    view = save_view(request.user, request.POST.get("name", ""), query)
    messages.success(request, f"已保存为视图“{view.name}”。")
    return redirect(f"{reverse('web:ledger')}?{query}")


@business
@require_POST
def remove(request: Request, view_id: int) -> HttpResponse:
    """The view is gone; the matters in it are not touched."""
    drop_view(request.user, view_id)
    messages.success(request, "视图已删除，事项不受影响。")
    return redirect("web:ledger")

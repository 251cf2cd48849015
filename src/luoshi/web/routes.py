"""Every page's address. A view comes here with a guard and a name, or the build stops."""

from __future__ import annotations

from django.urls import path

from luoshi.web.pages import (
    account,
    exports,
    journal,
    ledger,
    people,
    today,
    units,
    views,
)

app_name = "web"
urlpatterns = [
    path("", today.today, name="today"),
    path("sign-in/", account.sign_in, name="sign_in"),
    path("sign-out/", account.sign_out, name="sign_out"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/export.xlsx", exports.ledger_workbook, name="export"),
    path("ledger/views/", views.save, name="save_view"),
    path("ledger/views/<int:view_id>/remove/", views.remove, name="remove_view"),
    path("units/", units.units, name="units"),
    path("units/<slug:code>/", units.unit, name="unit"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="password"),
    path("account/delegations/", account.delegate, name="delegate"),
    path("account/delegations/<int:delegation_id>/end/", account.end_delegation, name="end_delegation"),
    path("posts/", people.posts, name="posts"),
    path("posts/<int:post_id>/end/", people.end_post, name="end_post"),
    path("rest-days/", journal.rest_days, name="rest_days"),
    path("rest-days/<int:row_id>/remove/", journal.remove_rest_day, name="remove_rest_day"),
    path("journal/", journal.journal, name="journal"),
    # --- W2: the matter's own pages (register, matter, acts, files, intake) go below this line ---
    # --- W2 ends ---
]

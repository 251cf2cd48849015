"""Every page's address. A view comes here with a guard and a name, or the build stops."""

from __future__ import annotations

from django.urls import path

from luoshi.web.pages import (
    account,
    acts,
    asked,
    burden,
    counters,
    documents,
    exports,
    files,
    followup,
    handover,
    inspections,
    intake,
    journal,
    ledger,
    matter,
    naming,
    notices,
    people,
    problems,
    register,
    reports,
    review,
    risks,
    scans,
    standing,
    today,
    units,
    versions,
    views,
    weekly,
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
    path("units/add/", units.add_unit, name="add_unit"),
    path("units/wishes/<int:wish_id>/drop/", units.drop_wish, name="drop_wish"),
    path("units/<slug:code>/", units.unit, name="unit"),
    path("units/<slug:code>/<slug:change>/", units.change_unit, name="change_unit"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("account/", account.account, name="account"),
    path("account/password/", account.password, name="password"),
    path("account/delegations/", account.delegate, name="delegate"),
    path(
        "account/delegations/<int:delegation_id>/end/",
        account.end_delegation,
        name="end_delegation",
    ),
    path("posts/", people.posts, name="posts"),
    path("posts/<int:post_id>/end/", people.end_post, name="end_post"),
    path("rest-days/", journal.rest_days, name="rest_days"),
    path("rest-days/<int:row_id>/remove/", journal.remove_rest_day, name="remove_rest_day"),
    path("journal/", journal.journal, name="journal"),
    # --- W2: the matter's own pages (register, matter, acts, files, intake) go below this line ---
    path("register/", register.register, name="register"),
    path("matters/<str:number>/", matter.matter, name="matter"),
    path("matters/<str:number>/act/<slug:verb>/", acts.act, name="act"),
    path("files/<int:file_id>/", files.file, name="file"),
    path("documents/<int:document_id>/", documents.document, name="document"),
    path("documents/<int:document_id>/versions/", versions.compare, name="versions"),
    path(
        "intake/<int:reading_id>/version/<slug:step>/", versions.version_step, name="version_step"
    ),
    path("intake/", intake.intake, name="intake"),
    path("intake/corrections.jsonl", intake.intake_corrections, name="corrections"),
    path("intake/<int:reading_id>/", review.review, name="review"),
    path("intake/<int:reading_id>/progress/", review.progress, name="reading_progress"),
    path("intake/<int:reading_id>/together/", review.together, name="together"),
    path("intake/<int:reading_id>/add/", review.add, name="add_sentence"),
    path("intake/<int:reading_id>/names/<slug:how>/", naming.settle_name, name="settle_name"),
    path("intake/<int:reading_id>/pages/<int:page>.png", scans.scan, name="scan"),
    path(
        "intake/<int:reading_id>/<int:proposal_id>/<slug:decision>/",
        review.decide,
        name="decide",
    ),
    # --- W2 ends ---
    # --- weekly and daily work: follow-up, asked, weekly report, standing items, hand-over ---
    path("follow-up/", followup.follow_up, name="follow_up"),
    path("follow-up/watch/", followup.watch, name="watch"),
    path("follow-up/watch/<int:watch_id>/drop/", followup.drop, name="drop_watch"),
    path("asked/", asked.asked, name="asked"),
    path("weekly/", weekly.weekly, name="weekly"),
    path("weekly/cycle/", weekly.cycle, name="weekly_cycle"),
    path("weekly/<int:report_id>/", weekly.report, name="report"),
    path("weekly/<int:report_id>/report.docx", weekly.paper, name="report_paper"),
    path("weekly/<int:report_id>/<slug:step>/", weekly.step, name="report_step"),
    path("standing/", standing.standing, name="standing"),
    path("handover/", handover.handovers, name="handovers"),
    path("handover/<slug:code>/", handover.handover, name="handover"),
    path("handover/<slug:code>/file.xlsx", handover.workbook, name="handover_workbook"),
    # --- weekly and daily work ends ---
    # Counters, burden, material requests
    path("counters/", counters.counters, name="counters"),
    path("counters/<slug:key>/", counters.counter, name="counter"),
    path("burden/", burden.burden_table, name="burden"),
    path("burden/<slug:code>/urge/", burden.urge_together, name="urge_together"),
    # 督查 (inspections)
    path("inspections/", inspections.inspections, name="inspections"),
    path("inspections/<str:number>/field/", inspections.field, name="field"),
    path("inspections/<str:number>/conclusion/", inspections.conclusion, name="conclusion"),
    # notices
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.read_all, name="read_notices"),
    path("notices/<int:notice_id>/open/", notices.open_notice, name="open_notice"),
    path("account/notices/", notices.preferences, name="notice_preferences"),
    # reports and requests for help
    path("reports/", reports.reports, name="reports"),
    path("reports/write/", reports.write, name="write_report"),
    path("reports/<str:number>/write/", reports.rewrite, name="rewrite_report"),
    # --- hard problems and risks ---
    path("problems/", problems.board, name="problems"),
    path("problems/session/", problems.session, name="session"),
    path("problems/session/<str:day>/", problems.session_on, name="session_on"),
    path(
        "problems/session/<str:day>/<str:number>/<slug:verb>/",
        problems.mark,
        name="mark_in_session",
    ),
    path("risks/", risks.risks, name="risks"),
    path("risks/periods/add/", risks.add_period, name="add_period"),
    path("risks/periods/<int:period_id>/remove/", risks.remove_period, name="remove_period"),
    # --- hard problems and risks end ---
]

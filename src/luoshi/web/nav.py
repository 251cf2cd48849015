"""The whole menu as one flat list, grouped by the office's four duties (S207), drawn per scope.

To add a page, add one line to `MENU` under its duty; lines of a duty keep the order they have here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from luoshi.org.roles import Role
from luoshi.org.scope import Scope


def _business(scope: Scope) -> bool:
    return bool(scope.roles) and not scope.administers and not scope.outside


def _involved(scope: Scope) -> bool:
    return bool(scope.roles) and not scope.administers


def _staff(scope: Scope) -> bool:
    return not scope.outside


def _office(scope: Scope) -> bool:
    return scope.in_office


def _unit(scope: Scope) -> bool:
    return bool(scope.own_units)


def _office_or_leader(scope: Scope) -> bool:
    return scope.in_office or scope.leads


def _leader_or_director(scope: Scope) -> bool:
    return scope.leads or Role.OFFICE_DIRECTOR in scope.roles


def _hears(scope: Scope) -> bool:
    return scope.in_office or scope.leads or Role.UNIT_HEAD in scope.roles


def _holds(role: Role) -> Callable[[Scope], bool]:
    return lambda scope: role in scope.roles


def _anyone(scope: Scope) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the menu: its group, where it leads, for whom, and which tab's count it has."""

    group: str
    route: str
    label: str
    icon: str
    shown: Callable[[Scope], bool] = _anyone
    count: str = ""


# 办公室的职责是参谋、服务、督查、协调 (S207): the order of the speech is the order of the menu.
FIRST, ADVISE, SERVE, SUPERVISE, COORDINATE = "", "参谋", "服务", "督查", "协调"
DIRECTORY, OWN = "单位与人员", "我"
GROUPS = (FIRST, ADVISE, SERVE, SUPERVISE, COORDINATE, DIRECTORY, OWN)

MENU = (
    Item(FIRST, "web:today", "今天", "sun"),
    Item(FIRST, "web:asked", "向我要的", "inbox", _unit),
    Item(SUPERVISE, "web:ledger", "台账", "table-2", _business, "open"),
    Item(SUPERVISE, "web:registers", "各类台账", "library", _business),
    Item(SUPERVISE, "web:intake", "拆解立项", "scan-text", _office),
    Item(DIRECTORY, "web:units", "单位", "building-2", _staff),
    Item(DIRECTORY, "web:posts", "岗位管理", "id-card", _holds(Role.SECADMIN)),
    Item(DIRECTORY, "web:rest_days", "节假日", "calendar-days", _holds(Role.SYSADMIN)),
    Item(DIRECTORY, "web:journal", "审计", "scroll-text", _holds(Role.AUDITOR)),
    Item(OWN, "web:account", "账户", "user-round"),
    # weekly and daily work
    Item(ADVISE, "web:weekly", "呈送周报", "newspaper", _office_or_leader),
    Item(SERVE, "web:handovers", "交接台账", "book-user", _office_or_leader),
    Item(SUPERVISE, "web:follow_up", "每日跟踪", "phone-call", _office),
    Item(COORDINATE, "web:standing", "常务会汇报", "presentation", _office_or_leader),
    # weekly and daily work ends
    # counters, burden
    Item(SUPERVISE, "web:counters", "计数器", "gauge", _business),
    Item(SUPERVISE, "web:burden", "负担表", "scale", _business),
    # inspections
    Item(SUPERVISE, "web:inspections", "督查计划", "clipboard-check", _office_or_leader),
    # notices
    Item(FIRST, "web:notices", "提醒", "bell", _involved, "notices"),
    # reports
    Item(ADVISE, "web:reports", "请示汇报", "list-checks", _business),
    # hard problems and risks
    Item(COORDINATE, "web:problems", "遗留问题", "layers", _business),
    Item(COORDINATE, "web:session", "问题例会", "calendar-check", _business),
    Item(COORDINATE, "web:risks", "风险隐患", "shield-alert", _business),
    # spoken instructions, board of four, sources, money, fact cards, copies, custody
    Item(SUPERVISE, "web:oral", "口头交办", "mic", _hears),
    Item(SUPERVISE, "web:quadrants", "轻重缓急", "layout-grid", _business),
    Item(SUPERVISE, "web:sources", "来源登记", "waypoints", _business),
    Item(SUPERVISE, "web:money", "还本付息", "coins", _business),
    Item(ADVISE, "web:facts", "一口清", "id-card-lanyard", _business),
    Item(SERVE, "web:copies", "限发文件", "file-lock", _business),
    Item(SERVE, "web:custody", "机要件登记", "archive", _office),
    Item(ADVISE, "web:figures", "看数", "chart-column", _business),
    Item(DIRECTORY, "web:copy_log", "阅看记录", "eye", _holds(Role.AUDITOR)),
    # the office's own affairs: rules and who answers for what, work records
    Item(COORDINATE, "web:rules", "制度与责任", "book-check", _office),
    Item(OWN, "web:workload", "工作记录", "chart-no-axes-column", _business),
    # striving: ranks from circulars above, for leaders and the office director alone
    Item(ADVISE, "web:rankings", "指标排名", "trophy", _leader_or_director),
    # petitions
    Item(COORDINATE, "web:screening", "信访排查", "search-check", _office_or_leader),
    # duty roster
    Item(SERVE, "web:duty", "值班表", "moon-star", _office_or_leader),
)


def menu_for(scope: Scope) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """The groups with the lines this scope sees; empty groups are left out."""
    shown = [item for item in MENU if item.shown(scope)]
    groups = ((group, tuple(i for i in shown if i.group == group)) for group in GROUPS)
    return tuple((group, items) for group, items in groups if items)

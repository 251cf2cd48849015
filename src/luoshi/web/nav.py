"""The whole menu as one list, grouped by the office's four duties (S207), drawn per scope."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from luoshi.org.roles import Role
from luoshi.org.scope import Scope


def _business(scope: Scope) -> bool:
    return bool(scope.roles) and not scope.administers


def _office(scope: Scope) -> bool:
    return scope.in_office


def _hears(scope: Scope) -> bool:
    return scope.in_office or scope.leads or Role.UNIT_HEAD in scope.roles


def _holds(role: Role) -> Callable[[Scope], bool]:
    return lambda scope: role in scope.roles


def _anyone(scope: Scope) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the menu: where it leads, for whom, and which tab's count it carries."""

    route: str
    label: str
    icon: str
    shown: Callable[[Scope], bool] = _anyone
    count: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together under a heading; the first group has none."""

    label: str
    items: tuple[Item, ...]


MENU = (
    Group(
        "",
        (
            Item("web:today", "今天", "sun"),
            Item("web:ledger", "台账", "table-2", _business, "open"),
            Item("web:intake", "拆解立项", "scan-text", _office),
        ),
    ),
    # oral:
    Group(
        "交办与盘点",
        (
            Item("web:oral", "口头交办", "mic", _hears),
            Item("web:quadrants", "轻重缓急", "layout-grid", _business),
            Item("web:sources", "来源登记", "waypoints", _business),
            Item("web:money", "还本付息", "coins", _business),
            Item("web:facts", "一口清", "id-card-lanyard", _business),
            Item("web:copies", "限发文件", "file-lock", _business),
            Item("web:custody", "机要件登记", "archive", _office),
            Item("web:copy_log", "阅看记录", "eye", _holds(Role.AUDITOR)),
        ),
    ),
    Group(
        "单位与人员",
        (
            Item("web:units", "单位", "building-2"),
            Item("web:posts", "岗位管理", "id-card", _holds(Role.SECADMIN)),
            Item("web:rest_days", "节假日", "calendar-days", _holds(Role.SYSADMIN)),
            Item("web:journal", "审计", "scroll-text", _holds(Role.AUDITOR)),
        ),
    ),
    Group("我", (Item("web:account", "账户", "user-round"),)),
)


def menu_for(scope: Scope) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """The groups with the lines this scope sees; empty groups are left out."""
    groups = ((g.label, tuple(i for i in g.items if i.shown(scope))) for g in MENU)
    return tuple((label, items) for label, items in groups if items)

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
    Group(
        "单位与人员",
        (
            Item("web:units", "单位", "building-2"),
            Item("web:posts", "岗位管理", "id-card", _holds(Role.SECADMIN)),
            Item("web:rest_days", "节假日", "calendar-days", _holds(Role.SYSADMIN)),
            Item("web:journal", "审计", "scroll-text", _holds(Role.AUDITOR)),
        ),
    ),
    # hard problems and risks
    Group(
        "难题与风险",
        (
            Item("web:problems", "遗留问题", "layers", _business),
            Item("web:session", "问题例会", "calendar-check", _business),
            Item("web:risks", "风险隐患", "shield-alert", _business),
        ),
    ),
    Group("我", (Item("web:account", "账户", "user-round"),)),
)


def menu_for(scope: Scope) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    """The groups with the lines this scope sees; empty groups are left out."""
    groups = ((g.label, tuple(i for i in g.items if i.shown(scope))) for g in MENU)
    return tuple((label, items) for label, items in groups if items)

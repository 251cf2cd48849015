"""The roles of an office, one closed list, and which of them may not meet in one person.

等保三级 8.1.4.2 and 8.1.5 (domain.md B9): system, security and audit administration are three
people, and none of the three does business. Nor does an outside member, a lawyer in a task force
say (S40): the matters of that task force are all there is for such a person.
"""

from __future__ import annotations

from django.db import models


class Role(models.TextChoices):
    """What a post entitles to. A person may hold several posts, but see `conflict`."""

    CLERK = "clerk", "督查员"
    SECTION_CHIEF = "section_chief", "督查科长"
    PROOFREADER = "proofreader", "总核稿"
    DEPUTY_DIRECTOR = "deputy_director", "政府办副主任"
    OFFICE_DIRECTOR = "office_director", "政府办主任"
    HEAD = "head", "政府主要领导"
    LEADER = "leader", "分管领导"
    UNIT_HEAD = "unit_head", "单位负责人"
    LIAISON = "liaison", "联络员"
    OUTSIDE = "outside", "外聘成员"
    AUDITOR = "auditor", "审计管理员"
    SYSADMIN = "sysadmin", "系统管理员"
    SECADMIN = "secadmin", "安全管理员"


OFFICE = frozenset({
    Role.CLERK, Role.SECTION_CHIEF, Role.PROOFREADER, Role.DEPUTY_DIRECTOR, Role.OFFICE_DIRECTOR,
})  # fmt: skip
UNIT = frozenset({Role.UNIT_HEAD, Role.LIAISON})
LEADERS = frozenset({Role.HEAD, Role.LEADER})
ADMINISTRATORS = frozenset({Role.AUDITOR, Role.SYSADMIN, Role.SECADMIN})


def conflict(held: frozenset[str], wanted: str) -> str:
    """Why `wanted` cannot be added to the roles `held`; empty when it can."""
    if wanted in held:
        return ""
    others = held - {wanted}
    if wanted in ADMINISTRATORS and others:
        return "三员分立：系统、安全、审计管理员须为三人，且不得兼任业务岗位。"
    if others and Role.OUTSIDE in {wanted, *others}:
        return "外聘成员不是机关工作人员，只看本人所在专班的事项，不能再有其他岗位。"
    if others & ADMINISTRATORS:
        return "此人已是管理员（三员之一），不能再兼任业务岗位。"
    return ""

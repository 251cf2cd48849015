"""Delegation: who acts for whom between two moments (S30), given and ended by the principal."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from luoshi.lib.errors import Invalid, NotFound, Refused
from luoshi.org.models import Delegation, Person
from luoshi.org.scope import hats_of


def given_by(person: Person) -> list[Delegation]:
    """What the person gave, latest first."""
    return list(person.delegations_given.select_related("deputy__unit").order_by("-begins_at")[:50])


def held_by(person: Person, now: datetime) -> list[Delegation]:
    """For whom the person acts at `now` or will act."""
    held = person.delegations_held.filter(ends_at__gt=now)
    return list(held.select_related("principal__unit").order_by("begins_at"))


def delegate(
    principal: Person, deputy: Person, begins: datetime, ends: datetime, reason: str, now: datetime
) -> Delegation:
    """`deputy` acts for `principal` from `begins` until `ends`. Administrators cannot (B9)."""
    if any(hats_of(who, now)[0].administers for who in (principal, deputy)):
        raise Refused("管理员（三员）不能委托他人，也不能受托办理业务。", code="roles_conflict")
    if any(hats_of(who, now)[0].outside for who in (principal, deputy)):
        raise Refused(
            "外聘成员不能委托他人，也不能受托办理机关的事，请另选一位工作人员。",
            code="outside_member",
        )
    if deputy.pk == principal.pk:
        raise Invalid("不能委托给自己，请选择另一个人。", fields={"deputy": "请选择另一个人。"})
    if ends <= begins or ends <= now:
        sentence = "结束时间要晚于开始时间，也要晚于现在。"
        raise Invalid(sentence, fields={"ends": sentence})
    running = Q(begins_at__lt=ends, ends_at__gt=begins)
    if principal.delegations_given.filter(running, deputy=deputy).exists():
        raise Refused("这段时间里已经委托了此人；要改时间，请先结束原来的委托。", code="delegated")
    return Delegation.objects.create(
        principal=principal, deputy=deputy, begins_at=begins, ends_at=ends, reason=reason[:120]
    )


def end(principal: Person, delegation_id: int, now: datetime) -> None:
    """The principal's delegation ends at `now`; one that has not begun is taken back."""
    row = principal.delegations_given.filter(pk=delegation_id, ends_at__gt=now).first()
    if row is None:
        raise NotFound("没有这项委托，或者它已经结束。")
    if row.begins_at >= now:
        row.delete()
        return
    row.ends_at = now
    row.save(update_fields=["ends_at"])

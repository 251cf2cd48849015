"""Giving and ending posts: the one place that keeps the three administrators apart (B9)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from luoshi.lib.errors import Refused
from luoshi.org.models import Person, Post, Unit
from luoshi.org.roles import ADMINISTRATORS, Role, conflict
from luoshi.org.scope import valid_on


@transaction.atomic
def appoint(person: Person, unit: Unit, role: str, day: date) -> Post:
    """`person` holds `role` in `unit` from `day`. Refused when two of the three would meet."""
    held = frozenset(
        Post.objects.filter(valid_on(day), person=person).values_list("role", flat=True)
    )
    if why := conflict(held, Role(role)):
        raise Refused(why, code="roles_conflict")
    post, _ = Post.objects.get_or_create(
        person=person, unit=unit, role=role, defaults={"valid_from": day}
    )
    if post.valid_to is not None:
        post.valid_to = None
        post.save(update_fields=["valid_to"])
    return post


def dismiss(post: Post, day: date) -> None:
    """The post ends with `day`; the row stays as history.

    Refused for the last holder of an administrator's role: nobody could appoint or audit any more.
    """
    if post.role in ADMINISTRATORS:
        others = Post.objects.filter(valid_on(day), role=post.role, person__is_active=True)
        if not others.exclude(pk=post.pk).exists():
            raise Refused(
                "这是最后一位担任此岗位的管理员，请先登记接任者，再结束。", code="last_one"
            )
    post.valid_to = day
    post.save(update_fields=["valid_to"])

"""Changing one's own password: checked against the old one and the house's rules."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from luoshi.lib.errors import Invalid
from luoshi.org.models import Person


def change(person: Person, old: str, new: str, again: str) -> None:
    """The new password holds. Raises Invalid, saying which field, and changes nothing else."""
    if not person.check_password(old):
        raise Invalid("原密码不对。", fields={"old": "原密码不对，请重新输入。"})
    if new != again:
        raise Invalid("两次输入的新密码不一致。", fields={"again": "与上面输入的不一致。"})
    try:
        validate_password(new, person)
    except ValidationError as error:
        sentence = "".join(error.messages)
        raise Invalid(sentence, fields={"new": sentence}) from None
    person.set_password(new)
    person.save(update_fields=["password"])

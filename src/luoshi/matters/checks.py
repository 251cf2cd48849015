"""Start-up checks: a bad declaration in the catalogue is said before the server serves."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from luoshi.catalogue.lint import Fault, lifecycle_faults
from luoshi.catalogue.loader import shipped_lifecycles
from luoshi.matters.rules import RULES
from luoshi.matters.types import catalogue
from luoshi.matters.verbs import VERBS


def faults() -> list[Fault]:
    """Everything wrong with the catalogue in force."""
    raw = shipped_lifecycles()
    return [*lifecycle_faults(raw, frozenset(VERBS)), *catalogue().faults, *_unknown_rules()]


def _unknown_rules() -> list[Fault]:
    """Names in `rules` that no function of `matters.rules` answers to."""
    return [
        Fault(spec.key, "catalogue.E023", f"没有名为 {name} 的规则；可用的有：{'、'.join(RULES)}。")
        for spec in catalogue().types.values()
        for name in spec.rules
        if name not in RULES
    ]


@register("catalogue")
def catalogue_is_sound(**_: Any) -> list[CheckMessage]:
    """Each fault as a system check with its id and hint."""
    return [Error(f"{f.where}：{f.sentence}", id=f.code) for f in faults()]

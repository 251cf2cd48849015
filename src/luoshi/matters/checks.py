"""Start-up checks: a bad declaration in the catalogue is said before the server serves."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from luoshi.catalogue.lint import Fault, lifecycle_faults
from luoshi.catalogue.loader import shipped_lifecycles
from luoshi.matters.rules import RULES
from luoshi.matters.types import catalogue
from luoshi.matters.verbs import VERBS
from luoshi.matters.verbs.filing import CONTENT
from luoshi.org.roles import Role


def faults() -> list[Fault]:
    """Everything wrong with the catalogue in force."""
    raw = shipped_lifecycles()
    return [*lifecycle_faults(raw, frozenset(VERBS)), *catalogue().faults, *_unknown_names()]


def _unknown_names() -> list[Fault]:
    """Names that the catalogue alone cannot judge: of rules, of shared fields, of roles."""
    shared = tuple(field.key for field in CONTENT)
    named = [key for key, p in catalogue().parties.items() if p.relation == "named"]
    return [
        Fault(spec.key, "catalogue.E023", f"{part} 里没有 {name}；可用的有：{'、'.join(known)}。")
        for spec in catalogue().types.values()
        for part, names, known in (
            ("rules", spec.rules, tuple(RULES)),
            ("act.rules", tuple(r for act in spec.acts for r in act.rules), tuple(RULES)),
            ("asks", tuple(dict(spec.asks)), shared),
            ("readers", spec.readers, (*Role.values, *named)),
        )
        for name in names
        if name not in known
    ]


@register("catalogue")
def catalogue_is_sound(**_: Any) -> list[CheckMessage]:
    """Each fault as a system check with its id and hint."""
    return [Error(f"{f.where}：{f.sentence}", id=f.code) for f in faults()]

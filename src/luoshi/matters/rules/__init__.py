"""Named checks that a type may ask for when a matter of it is opened (`rules` in its TOML).

A closed, documented list: the only way from a declaration to code. Each looks at plain data and
refuses with a sentence, or lets pass; what follows from it (a due date) it may write down.
"""

from __future__ import annotations

from collections.abc import Callable

from luoshi.matters.rules.oral import spoken_words
from luoshi.matters.rules.repayment import repayment_schedule
from luoshi.matters.state import State
from luoshi.matters.verbs.verb import Context, Said

Rule = Callable[[State, Said, Context], None]

RULES: dict[str, Rule] = {
    "spoken_words": spoken_words,
    "repayment_schedule": repayment_schedule,
}

"""Named checks that a type may ask for when a matter of it is opened (`rules` in its TOML).

A closed, documented list: the only way from a declaration to code. Each looks at plain data and
refuses with a sentence, or lets pass; what follows from it (a due date) it may write down.
"""

from __future__ import annotations

from collections.abc import Callable

from luoshi.matters.rules.oral import spoken_words
from luoshi.matters.rules.repayment import repayment_schedule
from luoshi.matters.rules.report_once import report_once
from luoshi.matters.rules.same_petition import advice as same_petition_advice
from luoshi.matters.rules.same_petition import same_petition
from luoshi.matters.state import State
from luoshi.matters.verbs import plans, proposals
from luoshi.matters.verbs.verb import Context, Said

Rule = Callable[[State, Said, Context], None]
Advice = Callable[[State, Context], list[str]]

RULES: dict[str, Rule] = {
    "inspection_plan": plans.check_draft,
    "accountability_proposal": proposals.check_proposal,
    "report_once": report_once,
    "spoken_words": spoken_words,
    "repayment_schedule": repayment_schedule,
    "same_petition": same_petition,
}

# What a rule has to say before anybody acts: shown on the page of the matter.
ADVICE: dict[str, Advice] = {
    "inspection_plan": plans.advice,
    "accountability_proposal": proposals.advice,
    "same_petition": same_petition_advice,
}

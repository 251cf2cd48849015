"""Named checks that a type may ask for when a matter of it is opened, or when one of its
acts is done (`rules` in its TOML, of the type or of an `[[act]]`).

A closed, documented list: the only way from a declaration to code. Each looks at plain data and
refuses with a sentence, or lets pass; what follows from it (a due date) it may write down.
"""

from __future__ import annotations

from collections.abc import Callable

from luoshi.matters.rules import office
from luoshi.matters.rules.enterprises import frequency, known_enterprise
from luoshi.matters.rules.leave import leave_advice, leave_days, named_another
from luoshi.matters.rules.oral import spoken_words
from luoshi.matters.rules.papers import (
    document_form,
    document_number,
    length_advice,
    telegram_urgency,
)
from luoshi.matters.rules.repayment import repayment_schedule
from luoshi.matters.rules.report_once import report_once
from luoshi.matters.rules.upper_ranking import upper_ranking
from luoshi.matters.rules.writing import copying_advice, note_marks, own_people, several_kinds
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
    "telegram_urgency": telegram_urgency,
    "document_form": document_form,
    "document_number": document_number,
    "several_kinds": several_kinds,
    "note_marks": note_marks,
    "own_people": own_people,
    "sealed_on_rest_days": office.sealed_on_rest_days,
    "within_standards": office.within_standards,
    "study_on_working_days": office.study_on_working_days,
    "institution_staff_only": office.institution_staff_only,
    "upper_ranking": upper_ranking,
    "inspection_frequency": known_enterprise,
    "named_another": named_another,
    "leave_days": leave_days,
}

# What a rule has to say before anybody acts: shown on the page of the matter.
ADVICE: dict[str, Advice] = {
    "inspection_plan": plans.advice,
    "accountability_proposal": proposals.advice,
    "document_form": length_advice,
    "note_marks": copying_advice,
    "sealed_on_rest_days": office.car_discipline,
    "inspection_frequency": frequency,
    "leave_days": leave_advice,
}

"""Acts and clocks as data: what a type says that no other type says, without a line of code.

An act of a type either has a key of its own, or that of an act the engine knows: then it is that
act with more to fill in. A clock is a period of the law: acts begin it, acts meet it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from luoshi.catalogue.fields import Field, Limit

SAID, UNSAID = "said", "unsaid"  # a condition on whether a field says anything at all


@dataclass(frozen=True, slots=True)
class Where:
    """A condition on what the fields of a matter say: `field` is one of `values`, or a number that
    is at least or at most so much."""

    field: str
    values: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None

    def holds(self, said: Mapping[str, Any]) -> bool:
        """Whether it holds of these values; what is not said is no number and no choice."""
        value = said.get(self.field)
        if self.values in ((SAID,), (UNSAID,)):
            return says(value) == (self.values == (SAID,))
        if self.least is None and self.most is None:
            return _word(value) in self.values
        if not isinstance(value, int) or isinstance(value, bool):
            return False
        over = self.least is not None and value < self.least
        return not over and (self.most is None or value <= self.most)


def says(value: Any) -> bool:
    """Whether a field says anything: nought is said, no is not."""
    return value is not None and value is not False and value not in ("", [])


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "no" if value is None else str(value)


def all_hold(conditions: tuple[Where, ...], said: Mapping[str, Any]) -> bool:
    """Whether every one of them holds; none asks for nothing."""
    return all(where.holds(said) for where in conditions)


@dataclass(frozen=True, slots=True)
class Need:
    """What must have been before an act: each of `done` (acts) has been done and each of `said`
    (fields) says something, where `when` holds. Otherwise it is refused with the words `says`.
    With `since`, what was done before that act was last done does not count any more."""

    says: str
    done: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    when: tuple[Where, ...] = ()
    not_lead: str = ""  # the field of a unit that may not be the one to whom it is handed over
    law: bool = False  # an office's own version of the type cannot leave it out
    since: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where an act leads instead, when what was said is like this."""

    to: str
    when: tuple[Where, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """An act as a type declares it. What it asks for is kept with the matter (long texts and files
    stay in the journal); `collects` keeps every time it was done as a row of that name."""

    key: str
    label: str
    help: str
    fields: tuple[Field, ...] = ()
    tells: tuple[str, ...] = ()
    urgent: bool = False
    collects: str = ""
    needs: tuple[Need, ...] = ()
    turns: tuple[Turn, ...] = ()
    # The type of the matter it opens below this one, with what was said that this type asks for.
    opens: str = ""
    once: bool = False  # done once, it is done
    rules: tuple[str, ...] = ()  # checks of `matters.rules` when it is done
    not_by: tuple[str, ...] = ()  # parties who may not do it, whatever post they hold
    # What else the matter it opens is given, as (its field, a word or the name of an act's field).
    gives: tuple[tuple[str, str], ...] = ()
    numbered: str = ""  # what collects rows numbers them by this word: 续报一, 续报二


@dataclass(frozen=True, slots=True)
class Clock:
    """A period with its source: so long after one of `starts`, until one of `ends`.

    `counted_from` is the field that says the day or moment it counts from, else it is the act's
    own. `statutory` periods that would end on a rest day end behind it (民法典 203). `pauses` and
    `resumes` stop it and let it go on; `longest` is how far it may be extended, if at all.
    """

    key: str
    label: str
    within: Limit
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    basis: str
    counted_from: str = ""
    when: tuple[Where, ...] = ()
    statutory: bool = True
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    longest: Limit | None = None
    owed_by: str = "unit"  # or office: then its own people are told in place of the unit's
    before: bool = False  # counts backwards: so long before the day `counted_from` names
    law: bool = False  # an office's own version of the type may shorten it, never more
    at: str = ""  # of one counted in days: the hour of the last day it ends at, as 12:00

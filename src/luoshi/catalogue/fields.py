"""The smallest words of a declaration: phases, fields and lengths of time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Phase(IntEnum):
    """What a stage means to clocks, lights and counts, whatever a type calls it."""

    DRAFT = 0  # known to its writer's own unit alone
    FILED = 1  # known to the office alone
    NEW = 2  # handed over, not yet acknowledged
    OPEN = 3  # being handled
    CHECK = 4  # handed in, waiting for the office
    STANDING = 5  # a rule in force: opens occurrences, is never itself late
    DONE = 8
    VOID = 9


class FieldKind(StrEnum):
    """How a field is typed, checked and drawn."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"
    AMOUNT = "amount"  # 万元, two decimals, kept as text so that nothing is rounded
    PERCENT = "percent"
    CHOICE = "choice"
    FLAG = "flag"
    UNIT = "unit"
    UNITS = "units"
    PERSON = "person"
    RULE = "rule"
    FILES = "files"
    ROWS = "rows"


# Whom a field that names a person offers: the leaders, the office's own people, or everybody.
LEADERS = "leaders"
AMONG = {LEADERS: "领导", "office": "办公室人员", "everyone": "全体人员"}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in: of a type (kept in `extra`) or of an act's form."""

    key: str
    label: str
    kind: FieldKind = FieldKind.LINE
    required: bool = False
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple[Field, ...] = ()  # of rows: what each row asks for
    least: int = 0  # of rows: how many there must be
    most: int = 0  # of rows: how many there may be; 0 leaves it to the form's own limit
    spare: int = 1  # of rows: how many blank ones a form offers to go on in
    restricted: bool = False  # seen by the leaders, the office director and who opened it alone
    low: int | None = None  # of a number: the least it may be
    high: int | None = None  # of a number: the most it may be, `help` says by what rule
    law: bool = False  # its `high` is the law's: an office's own version may lower it, never more
    among: str = LEADERS  # of a person: who may be named, see `AMONG`


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of time in the unit the law or the office counts it in."""

    amount: int
    unit: str


_UNITS = {
    "minute": "分钟",
    "hour": "小时",
    "work_day": "个工作日",
    "calendar_day": "日",
    "month": "个月",
    "year": "年",
}


def length(limit: Limit) -> str:
    """'3个工作日', '30日', '6个月'."""
    return f"{limit.amount}{_UNITS[limit.unit]}"

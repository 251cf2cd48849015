"""The shapes of what is asked and answered. Names are the glossary's; moments are ISO with zone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import BaseModel, ConfigDict

Words = Annotated[str, Field(pattern=r"^[^\x00]*$")]
Plain = Words | int | bool | None
Row = dict[str, Plain]
Value = Plain | list[Words] | list[Row]
Light = Literal["late", "soon", "new", "fine", "done"]
Tab = Literal["all", "open", "late", "soon", "new", "filed", "check", "standing", "done"]
Outlook = Literal["late"]
Order = Literal["due", "-due", "number", "-opened", "progress"]


class Asked(Schema):
    """Which matters are wanted, in which order, and where the last page ended."""

    light: Light | None = None
    lead_unit: Words = ""
    family: Words = ""
    type: Words = ""
    q: Words = ""
    tab: Tab = "all"
    outlook: Outlook | None = None
    order: Order = "due"
    limit: int = Field(50, ge=1, le=200)
    cursor: Words = ""


class MatterIn(BaseModel):
    """A new matter. Units by code, people by sign-in name; the type's own fields stand beside
    the others or inside `extra`."""

    # A plain model, like `ActIn`: ninja's Schema would lose the type's own fields.
    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Value]

    type: Words
    title: Words
    what: Words | None = None
    standard: Words | None = None
    lead: Words | None = None
    co: list[Words] = []
    due: date | None = None
    due_text: Words | None = None
    leader: Words | None = None
    rrule: Words | None = None
    extra: dict[str, Value] = {}


class FileIn(BaseModel):
    """A file sent along with an act."""

    model_config = ConfigDict(extra="forbid")

    name: Words
    content_base64: Words


class ActIn(BaseModel):
    """An act: the version looked at (`rev`), for which unit, files, and the fields of the verb."""

    # A plain model: ninja's Schema reads attributes and would lose the fields of the verb.
    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Value]

    rev: int | None = Field(None, ge=0)
    unit: Words | None = None
    files: list[FileIn] = []


class UnitRef(Schema):
    """A unit by its unchanging code."""

    code: str
    name: str


class PartOut(Schema):
    """One unit's part of a matter."""

    unit: UnitRef
    role: str
    state: str
    progress: int
    handed_at: datetime
    acknowledged_at: datetime | None
    completed_at: datetime | None
    latest: str


class ForecastOut(Schema):
    """When it will be done by the forecast, with an 80 % interval, and why."""

    expected_on: date
    low: date
    high: date
    p_late: float
    verdict: str
    why: str


class MatterRow(Schema):
    """A matter as a row of the ledger."""

    number: str
    type: str
    title: str
    stage: str
    stage_label: str
    light: str
    light_words: str
    lead_unit: UnitRef | None
    leader: str | None
    due_at: datetime | None
    progress: int
    opened_at: datetime
    rev: int
    forecast: ForecastOut | None


class SourceOut(Schema):
    """The document a matter was read in, and the sentence it says."""

    title: str
    quote: str


class RunningClockOut(Schema):
    """A period of the law on a matter. `begun` is a day, or a moment where it counts in hours;
    `next` is the one that sets `due_at` of the matter."""

    key: str
    label: str
    begun: str
    due_at: datetime
    met_at: datetime | None
    stands_since: date | None
    late: bool
    next: bool
    basis: str


class MatterOut(MatterRow):
    """A matter as its own page shows it."""

    what: str
    standard: str
    due_text: str
    parts: list[PartOut]
    parent: str | None
    source: SourceOut | None
    extra: dict[str, Any]
    rrule: str
    next_due_on: date | None
    dispatched_at: datetime | None
    closed_at: datetime | None
    suspended_at: datetime | None
    asked_due_at: datetime | None
    extended: int
    urged: int
    returned: int
    level: int
    clocks: list[RunningClockOut]


class MattersOut(Schema):
    """One page of matters; `next` is the cursor of the following one, null on the last."""

    items: list[MatterRow]
    next: str | None


class EventOut(Schema):
    """One act of the journal in plain words. `digest` chains it to the one before."""

    seq: int
    at: datetime
    recorded_at: datetime
    verb: str
    headline: str
    lines: list[str]
    actor: str
    unit: UnitRef | None
    from_stage: str
    to_stage: str
    files: list[str]
    digest: str


class FieldOut(Schema):
    """A field of a form; one of kind `rows` asks for its `columns` in every row."""

    key: str
    label: str
    kind: str
    required: bool
    help: str
    choices: dict[str, str]
    columns: list[FieldOut] = []
    low: int | None = None
    high: int | None = None
    among: str | None = None


class ActOut(Schema):
    """Something this person may do to the matter now."""

    verb: str
    label: str
    help: str
    unit: UnitRef | None
    fields: list[FieldOut]


class DoneOut(Schema):
    """What an act left behind: its event, the matter as it stands now (null when it was handed
    on and is no longer to be seen), and the number of the child when the act split it."""

    event: EventOut
    matter: MatterOut | None
    child: str | None


class UnitOut(Schema):
    """A unit of the directory with every name it goes or went by."""

    code: str
    name: str
    short_name: str
    kind: str
    line: str | None
    parent: str | None
    names: list[str]


class UnitStats(Schema):
    """How the matters led by one unit stand."""

    unit: str
    name: str
    late: int
    soon: int
    new: int
    fine: int
    done: int
    total: int


class WhereOut(Schema):
    """A condition: the field says one of `values`, or is at least or at most so much."""

    field: str
    values: list[str]
    least: int | None
    most: int | None


class LimitOut(Schema):
    """A length of time."""

    amount: int
    unit: str


class TypeActOut(Schema):
    """An act that the type declares: with its own key, or more to fill in for one of the engine.
    `collects` names the rows that keep every time it was done."""

    key: str
    label: str
    help: str
    collects: str
    opens: str
    once: bool
    fields: list[FieldOut]


class ClockOut(Schema):
    """A period of the law: so long after one of `starts` until one of `ends`."""

    key: str
    label: str
    within: LimitOut
    starts: list[str]
    ends: list[str]
    basis: str
    counted_from: str
    when: list[WhereOut]
    statutory: bool
    pauses: list[str]
    resumes: list[str]
    longest: LimitOut | None
    owed_by: str
    before: bool
    law: bool


class FigureOut(Schema):
    """What is counted of the type: on which day, under which conditions, or as a share."""

    key: str
    label: str
    unit: str
    on: str
    where: list[WhereOut]
    adds: str
    share: list[str]
    falls: bool


class TypeOut(Schema):
    """A type of matter: its own fields and stages, its acts, clocks and figures. `columns` are the
    fields its list shows, `filters` the parameters by which the list of matters is narrowed."""

    key: str
    version: int
    label: str
    family: str
    number: str
    standing: bool
    fields: list[FieldOut]
    stages: dict[str, str]
    acts: list[TypeActOut]
    clocks: list[ClockOut]
    figures: list[FigureOut]
    columns: list[str]
    filters: list[str]

"""What a type of matter declares, as frozen data. The engine reads these and nothing else.

The vocabulary is closed: a declaration that says more than this is a mistake (see `lint`).
"""

from __future__ import annotations

from dataclasses import dataclass

from luoshi.catalogue.acts import Act, Clock, Need, Turn, Where
from luoshi.catalogue.fields import Field, FieldKind, Limit, Phase
from luoshi.catalogue.figures import Figure

__all__ = [
    "Act", "Clock", "Field", "FieldKind", "Figure", "Limit", "Need", "Phase", "Turn", "Where",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """In a stage, `verb` may be done by these parties and leads to the stage `to`."""

    verb: str
    to: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A station of the lifecycle with what may be done there, likeliest first."""

    key: str
    label: str
    phase: Phase
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """The clock of a type: how the due date arises and when to warn before it."""

    required: bool
    within: Limit | None
    counted_from: str
    warn: tuple[Limit, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class ExtensionRule:
    """Who grants more time, how often, and how long before due it must be asked (S80)."""

    by: tuple[str, ...]
    times: int
    basis: str


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the escalation ladder: so long after `since`, unless it has come to `unless`
    before, these roles are told. A `level` above 0 is that of the supervision slip it issues.

    `since` is the due date (due), the hand-over (dispatch), the day it was opened (opened), or the
    last act by a person (quiet): then the rung is climbed anew after every act."""

    after: Limit
    level: int
    tell: tuple[str, ...]
    since: str = "due"
    unless: str = ""
    urgent: bool = False
    emergency: bool = False  # waits for no working day: 值班与突发事件 (B12, B13)

    @property
    def key(self) -> str:
        """What the journal calls this rung; no two of a ladder are alike."""
        return f"{self.since}+{self.after.amount}{self.after.unit}:{self.unless}"


@dataclass(frozen=True, slots=True)
class LightRule:
    """Which family of light rules a type has (domain.md C1), and where amber and red begin: in
    points behind the schedule, at a level of supervision slip, or in days since it was opened
    (age) or last touched by a person (quiet); time left needs neither."""

    family: str = "time_left"
    amber: int = 0
    red: int = 0


@dataclass(frozen=True, slots=True)
class ScheduleRule:
    """How the time of a matter is planned backwards from its due date (S14): `buffer` percent of
    it are kept free at the end, `front` percent of the work lie in the first half of the rest."""

    buffer: int = 0
    front: int = 50


@dataclass(frozen=True, slots=True)
class AuthorityRule:
    """What a leader in charge settles alone (S34): matters of this kind, up to so many 万元 when
    there is a limit. Such a matter cannot be passed up."""

    kind: str
    up_to: int = 0
    words: str = ""

    def covers(self, kind: str, amount: int | None) -> bool:
        """Whether a matter of that kind and amount lies within."""
        return kind == self.kind and (not self.up_to or (amount or 0) <= self.up_to)


@dataclass(frozen=True, slots=True)
class GateRule:
    """What must be there before a hard problem goes up, as (key, label) in the office's order:
    the disciplines whose opinions are collected (S42), and the bodies that approve (S43)."""

    opinions: tuple[tuple[str, str], ...] = ()
    approvals: tuple[tuple[str, str], ...] = ()


# Who may be asked for an opinion, and who approves what is major: the words a type may choose from.
DISCIPLINES = (
    ("finance", "财政"), ("audit", "审计"), ("housing", "住建"), ("legal", "法律"),
    ("land", "自然资源"), ("ecology", "生态环境"), ("petitions", "信访"), ("police", "公安"),
    ("assets", "国资"), ("labour", "人社"),
)  # fmt: skip
BODIES = (("executive", "政府常务会议"), ("congress", "人大常委会"), ("party", "党委常委会"))


@dataclass(frozen=True, slots=True)
class SourceRule:
    """Where matters of a type come from (S3): `kind`, unless the field `by` says otherwise. What it
    says may be a kind itself, or holds a word that `words` translates into one."""

    kind: str = "other"
    by: str = ""
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """A whole type of matter, normalised. Equal content gives an equal digest."""

    key: str
    version: int
    label: str
    family: str
    number: str
    basis: tuple[str, ...]
    opened_by: tuple[str, ...]
    fields: tuple[Field, ...]
    initial: str
    stages: tuple[Stage, ...]
    deadline: DeadlineRule
    acknowledge_within: Limit
    object_within: Limit
    extension: ExtensionRule
    escalation: tuple[Rung, ...]
    occurrence: str
    retention: str
    light: LightRule = LightRule()
    schedule: ScheduleRule = ScheduleRule()
    private: bool = False  # seen by who opened it and whom it is addressed to, counted nowhere
    feedback_every: Limit | None = None  # how often a unit is to be heard of while it handles
    rules: tuple[str, ...] = ()  # checks of `matters.rules` at opening and hand-over
    once_within: Limit | None = None  # how long the same is not to be asked for again (B13)
    # Which of the shared fields it asks for and what it calls them; empty: all, as usual.
    asks: tuple[tuple[str, str], ...] = ()
    limits: tuple[tuple[str, int], ...] = ()  # the numbers its rules go by
    # Roles, and parties named in a field, that may see matters of this type; empty: as usual.
    readers: tuple[str, ...] = ()
    addressed: bool = False  # the person it is addressed to owes the answer; no unit leads it
    begins_with: str = ""  # the act that opening a matter of this type is, by the same person
    follow_up: str = ""  # the type of matter that a decision assigning work opens
    authority: tuple[AuthorityRule, ...] = ()
    gates: GateRule = GateRule()
    source: SourceRule = SourceRule()
    confirm_first: bool = False  # what was only said is not dispatched before it is confirmed (S86)
    acts: tuple[Act, ...] = ()  # its own acts, and what it adds to those of the engine
    clocks: tuple[Clock, ...] = ()  # the periods the law sets it
    figures: tuple[Figure, ...] = ()  # what is counted of it
    emergency: bool = False  # what it tells of waits for no hour (B12)
    work_days: bool = False  # a standing one opens no occurrence on a rest day
    columns: tuple[str, ...] = ()  # which of its own fields its list shows

    def stage(self, key: str) -> Stage:
        """The stage of that key; a KeyError means a matter and its type have parted ways."""
        for stage in self.stages:
            if stage.key == key:
                return stage
        raise KeyError(key)

    def move(self, stage_key: str, verb: str) -> Move | None:
        """What `verb` does in that stage, or None when the stage does not know it."""
        for move in self.stage(stage_key).moves:
            if move.verb == verb:
                return move
        return None

    def limit(self, key: str) -> int:
        """The number of that name its rules go by; a KeyError means rule and type parted ways."""
        return dict(self.limits)[key]

    def knows(self, verb: str) -> bool:
        """Whether `verb` can be done in any stage."""
        return any(move.verb == verb for stage in self.stages for move in stage.moves)

    @property
    def standing(self) -> bool:
        """Whether matters of this type open occurrences instead of ending."""
        return bool(self.occurrence)

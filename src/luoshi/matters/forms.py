"""What was typed into an act's form, checked and turned into plain JSON values.

Every mistake is collected, each beside its field, so that a form comes back whole with all its
sentences at once and nothing typed is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from luoshi.catalogue.fields import AMONG, LEADERS
from luoshi.catalogue.schema import Field, FieldKind
from luoshi.lib import amounts
from luoshi.lib.clock import CHINA
from luoshi.lib.errors import Invalid, Problem
from luoshi.lib.recurrence import describe
from luoshi.lib.secrecy import refuse_if_marked
from luoshi.org.directory import unit_by_code
from luoshi.org.models import Person
from luoshi.org.people import is_among

LINE_LIMIT, TEXT_LIMIT = 200, 20_000
MOST_ROWS = 60
EARLIEST, LATEST = 1949, 2100  # outside of it a slip of the keyboard, and no calendar


def _text(field: Field, value: Any, day: date) -> str:
    words = str(value).strip()
    if field.required and not words:
        raise Invalid(f"请填写“{field.label}”。")
    limit = TEXT_LIMIT if field.kind == FieldKind.TEXT else LINE_LIMIT
    if len(words) > limit:
        raise Invalid(f"“{field.label}”最多 {limit} 字，现有 {len(words)} 字，请删减。")
    if "\x00" in words:
        raise Invalid(f"“{field.label}”里有不可见的控制字符，请删去后重填。")
    refuse_if_marked(words)
    return words


def _date(field: Field, value: Any, day: date) -> str:
    try:
        given = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise Invalid(f"“{field.label}”请写成 2026-12-31 这样的日期。", code="bad_date") from None
    if not EARLIEST <= given.year <= LATEST:
        raise Invalid(f"“{field.label}”的年份须在 {EARLIEST} 到 {LATEST} 之间。", code="bad_date")
    return given.isoformat()


def _moment(field: Field, value: Any, day: date) -> str:
    """A moment on the office's clock, with its offset."""
    try:
        given = datetime.fromisoformat(str(value).strip())
    except ValueError:
        raise Invalid(
            f"“{field.label}”请写成 2026-12-31 16:30 这样的时间。", code="bad_moment"
        ) from None
    if not EARLIEST <= given.year <= LATEST:
        raise Invalid(f"“{field.label}”的年份须在 {EARLIEST} 到 {LATEST} 之间。", code="bad_moment")
    there = given.astimezone(CHINA) if given.tzinfo else given.replace(tzinfo=CHINA)
    return there.isoformat(timespec="minutes")


def _whole(field: Field, value: Any, day: date) -> int:
    try:
        number = int(str(value).strip().rstrip("%％"))
    except ValueError:
        raise Invalid(f"“{field.label}”请填整数。") from None
    return number


def _number(field: Field, value: Any, day: date) -> int:
    number = _whole(field, value, day)
    if field.low is not None and number < field.low:
        raise Invalid(f"“{field.label}”不能少于 {field.low}。{field.help}", code="too_small")
    if field.high is not None and number > field.high:
        raise Invalid(f"“{field.label}”不能超过 {field.high}。{field.help}", code="too_large")
    return number


def _amount(field: Field, value: Any, day: date) -> str:
    try:
        return amounts.read(str(value))
    except ValueError:
        raise Invalid(
            f"“{field.label}”请填金额，单位万元，最多两位小数，如 1250.00。", code="bad_amount"
        ) from None


def _percent(field: Field, value: Any, day: date) -> int:
    number = _whole(field, value, day)
    if not 0 <= number <= 100:
        raise Invalid(f"“{field.label}”须在 0 到 100 之间。")
    return number


def _choice(field: Field, value: Any, day: date) -> str:
    if value not in dict(field.choices):
        options = "、".join(label for _, label in field.choices)
        raise Invalid(f"“{field.label}”请从这些里选：{options}。")
    return str(value)


def _unit(field: Field, value: Any, day: date) -> int:
    return unit_by_code(str(value).strip(), day).pk


def _units(field: Field, value: Any, day: date) -> list[int]:
    codes = value.split(",") if isinstance(value, str) else value
    return [unit_by_code(code.strip(), day).pk for code in codes if code.strip()]


def _person(field: Field, value: Any, day: date) -> int:
    person = Person.objects.filter(username=str(value), is_active=True).first()
    if person is None:
        raise Invalid(f"“{field.label}”：没有找到“{value}”这个人，请从名单中选择。")
    if not is_among(person, field.among, day):
        raise Invalid(
            f"“{field.label}”只能是{AMONG[field.among]}，“{person.name}”不是，请从名单中选择。",
            code="not_a_leader" if field.among == LEADERS else "not_among",
        )
    return person.pk


def _rule(field: Field, value: Any, day: date) -> str:
    describe(str(value))
    return str(value)


def _flag(field: Field, value: Any, day: date) -> bool:
    return str(value).lower() in {"1", "true", "on", "yes", "是"}


def _rows(field: Field, value: Any, day: date) -> list[dict[str, Any]]:
    """The rows that say anything, each read by the field's columns."""
    if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
        raise Invalid(f"“{field.label}”须一行一行地填写。")
    typed = [row for row in value if any(cell not in _BLANK for cell in row.values())]
    found, wrong = [], []
    for number, row in enumerate(typed, 1):
        try:
            found.append(clean(field.columns, row, day))
        except Invalid as problem:
            wrong.append(f"“{field.label}”第{number}行：{problem.sentence}")
    if wrong:
        raise Invalid("".join(wrong))
    if len(found) < field.least:
        raise Invalid(f"“{field.label}”至少要有 {field.least} 项，现有 {len(found)} 项。")
    most = field.most or MOST_ROWS
    if len(found) > most:
        raise Invalid(f"“{field.label}”最多 {most} 项，现有 {len(found)} 项，请合并或删减。")
    return found


def _as_is(field: Field, value: Any, day: date) -> Any:
    return value


_READERS: dict[FieldKind, Callable[[Field, Any, date], Any]] = {
    FieldKind.LINE: _text,
    FieldKind.TEXT: _text,
    FieldKind.DATE: _date,
    FieldKind.MOMENT: _moment,
    FieldKind.NUMBER: _number,
    FieldKind.AMOUNT: _amount,
    FieldKind.PERCENT: _percent,
    FieldKind.CHOICE: _choice,
    FieldKind.FLAG: _flag,
    FieldKind.UNIT: _unit,
    FieldKind.UNITS: _units,
    FieldKind.PERSON: _person,
    FieldKind.RULE: _rule,
    FieldKind.FILES: _as_is,
    FieldKind.ROWS: _rows,
}
_LISTS = (FieldKind.UNITS, FieldKind.FILES, FieldKind.ROWS)
_BLANK: tuple[Any, ...] = (None, "", [], ())


def _one(field: Field, value: Any, day: date) -> Any:
    if value in _BLANK:
        if field.required:
            raise Invalid(f"请填写“{field.label}”。")
        return [] if field.kind in _LISTS else None
    return _READERS[field.kind](field, value, day)


def taught(fields: Iterable[Field], typed: Mapping[str, Any], wrong: Iterable[str]) -> str:
    """When one thing alone is missing, what the form says about it: why it is asked, what is
    possible without it."""
    keys = list(wrong)
    blank = len(keys) == 1 and not str(typed.get(keys[0]) or "").strip()
    return next(field.help for field in fields if field.key == keys[0]) if blank else ""


def clean(fields: Iterable[Field], typed: Mapping[str, Any], day: date) -> dict[str, Any]:
    """The typed values that `fields` know, checked. Fields not typed at all stay absent.

    Raises `Invalid` with a sentence per field; a secrecy marking is refused at once (B8).
    """
    known = {field.key: field for field in fields}
    if unknown := sorted(set(typed) - set(known)):
        raise Invalid(f"这个动作没有“{'、'.join(unknown)}”这一项。", code="unknown_field")
    cleaned: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for key, field in known.items():
        if key not in typed and not field.required:
            continue
        try:
            cleaned[key] = _one(field, typed.get(key), day)
        except Invalid as problem:
            wrong[key] = problem.sentence
            codes = problem.stable_code
        except Problem:
            raise
    if wrong:
        code = codes if len(wrong) == 1 else "invalid"
        sentence = "；".join(wrong.values()) + taught(known.values(), typed, wrong)
        raise Invalid(sentence, code=code, fields=wrong)
    return cleaned

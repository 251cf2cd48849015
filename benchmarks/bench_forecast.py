"""How good the forecast is, on generated counties whose truth is known (`forecast_county`).

    python benchmarks/bench_forecast.py [--tune] [--write]

`--tune` shows the counties that the constants of the method were chosen on; without it other
counties report, with a habit of units that no tuning has seen. `--write` keeps the figures in
benchmarks/results and the tables of docs/reference/forecast.md. Everything is judged as it was
known on the day; the history grows from month to month with what had been finished.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from forecast_county import CALENDAR, TUNED, UNSEEN, Life, county, without

from luoshi.instruments.forecast.compute import Course, History, forecast, learn, measure
from luoshi.instruments.forecast.compute.course import elapsed

HERE = Path(__file__).parent
OUT = HERE / "results" / "forecast.json"
PAGE = HERE.parent / "docs" / "reference" / "forecast.md"
TUNING, REPORTING = (1, 2, 3), (101, 102, 103, 104)
JUDGED_FROM = date(2024, 7, 1)  # a year and a half has been learnt from by then
BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01)


@dataclass(frozen=True, slots=True)
class Said:
    """What a method says on a day, in working days from today: when done, in which interval."""

    left: int
    low: int
    high: int
    p_late: float


Method = Callable[[Course, date, History], Said | None]


def shipped(course: Course, day: date, history: History) -> Said | None:
    """The forecast of the product."""
    found = forecast(course, day, history, CALENDAR)
    if found.expected_on is None or found.low_on is None or found.high_on is None:
        return None
    days = (CALENDAR.workdays_between(day, d) for d in (
        found.expected_on, found.low_on, found.high_on))  # fmt: skip
    return Said(*days, found.p_late or 0.0)


def history_only(course: Course, day: date, history: History) -> Said | None:
    """What the unit usually takes, whatever it reports."""
    return shipped(without(course), day, history)


def linear(course: Course, day: date, history: History) -> Said | None:
    """The last report drawn out in a straight line; the due date before there is one."""
    case = measure(course, day, CALENDAR)
    today, last = elapsed(course, day, CALENDAR), case.points[-1]
    whole = last.day * 100 / last.percent if last.percent else case.due
    left = max(0, round(whole) - today)
    return Said(left, left, left, float(left > case.due - today))


def due_itself(course: Course, day: date, history: History) -> Said | None:
    """Everything is done on its due date, late as often as the office's matters are."""
    left = max(0, CALENDAR.workdays_between(day, course.due_on))
    return Said(left, left, left, 0.25)


METHODS: dict[str, Method] = {
    "this forecast": shipped,
    "history only": history_only,
    "linear extrapolation": linear,
    "due date itself": due_itself,
}


@dataclass(slots=True)
class Tally:
    """The judgements of one method."""

    days: int = 0
    inside: int = 0
    errors: list[int] = field(default_factory=list)
    brier: float = 0.0
    bins: dict[int, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    late: int = 0
    foretold: int = 0
    standing: int = 0  # on the evening before amber
    ahead_of_amber: list[int] = field(default_factory=list)
    ahead_of_due: list[int] = field(default_factory=list)
    in_time: int = 0
    false_before: int = 0
    false_ever: int = 0

    def judge(self, said: Said, truth: int, late: bool) -> None:
        """One day's forecast against what came."""
        self.days += 1
        self.inside += said.low <= truth <= said.high
        self.errors.append(abs(said.left - truth))
        self.brier += (said.p_late - late) ** 2
        place = next(i for i in range(len(BINS) - 1) if said.p_late < BINS[i + 1])
        for i, value in enumerate((1, said.p_late, late)):
            self.bins[place][i] += value


def workdays(first: date, last: date) -> Iterator[date]:
    """Every working day from the first to the last."""
    day = CALENDAR.next_workday(first)
    while day <= last:
        yield day
        day = CALENDAR.add_workdays(day, 1)


def replay(lives: list[Life], tallies: dict[str, Tally], kinds: dict[str, Tally]) -> None:
    """One county, day by day, with the history of the month before. `kinds` takes the product's
    forecast apart by the units' habits and by the length of the matters."""
    histories: dict[tuple[int, int], History] = {}

    def known(day: date) -> History:
        month = (day.year, day.month)
        if month not in histories:
            ended = [x for x in lives if x.done_on < day.replace(day=1)]
            histories[month] = learn(measure(x.known(x.done_on), x.done_on, CALENDAR)
                                     for x in ended)  # fmt: skip
        return histories[month]

    for life in lives:
        if life.handed_on >= JUDGED_FROM and life.done_on <= date(2026, 6, 30):
            for name, method in METHODS.items():
                _follow(life, method, known, [tallies[name]])
            length = "key work, 80 to 200 days" if life.kind == "key" else "others, 7 to 35 days"
            _follow(life, shipped, known, [kinds[life.unit.habit], kinds[length]])


def _follow(
    life: Life, method: Method, known: Callable[[date], History], tallies: list[Tally]
) -> None:
    """Every working day on which the matter was open and its clock ran."""
    alarms: list[tuple[date, bool]] = []
    for day in workdays(life.handed_on, life.done_on):
        course = life.known(day)
        if course.done_on is not None or course.suspended:
            continue
        said = method(course, day, known(day))
        if said is None:
            continue
        truth = CALENDAR.workdays_between(day, life.done_on)
        for tally in tallies:
            tally.judge(said, truth, life.done_on > course.due_on)
        if day < life.amber_on(day):
            alarms.append((day, said.p_late >= 0.5))
    if alarms:  # a matter that is amber from its first day can not be foretold
        for tally in tallies:
            _warned(life, alarms, tally)


def _warned(life: Life, alarms: list[tuple[date, bool]], tally: Tally) -> None:
    last, standing = alarms[-1]
    due = life.due(last)
    if life.done_on <= due:
        tally.in_time += 1
        tally.false_before += standing
        tally.false_ever += any(said for _, said in alarms)
        return
    tally.late += 1
    tally.foretold += any(said for _, said in alarms)
    tally.standing += standing
    if standing:
        calm = [place for place, (_, said) in enumerate(alarms) if not said]
        first = alarms[calm[-1] + 1 if calm else 0][0]
        tally.ahead_of_amber.append(CALENDAR.workdays_between(first, life.amber_on(last)))
        tally.ahead_of_due.append(CALENDAR.workdays_between(first, due))


def figures(tally: Tally) -> dict[str, float]:
    """One method as a row of numbers."""
    share = lambda part, whole: round(100 * part / max(whole, 1), 1)  # noqa: E731
    middle = lambda days: float(median(days)) if days else 0.0  # noqa: E731
    return {
        "days": tally.days,
        "inside 80% interval": share(tally.inside, tally.days),
        "median error": middle(tally.errors),
        "mean error": round(sum(tally.errors) / max(tally.days, 1), 2),
        "Brier": round(tally.brier / max(tally.days, 1), 4),
        "late matters": tally.late,
        "foretold before amber": share(tally.foretold, tally.late),
        "standing when amber came": share(tally.standing, tally.late),
        "days ahead of amber": middle(tally.ahead_of_amber),
        "days ahead of due": middle(tally.ahead_of_due),
        "in time": tally.in_time,
        "false alarms standing": share(tally.false_before, tally.in_time),
        "false alarms ever": share(tally.false_ever, tally.in_time),
    }


def calibration(tally: Tally) -> list[dict[str, float]]:
    """What was said against what came, by likelihood."""
    return [
        {
            "from": BINS[place],
            "days": int(n),
            "said": round(100 * said / n, 1),
            "came": round(100 * came / n, 1),
        }
        for place, (n, said, came) in sorted(tally.bins.items())
    ]


def run(seeds: Iterable[int], habits: tuple[str, ...]) -> dict[str, Any]:
    """All methods on these counties."""
    tallies = {name: Tally() for name in METHODS}
    kinds: dict[str, Tally] = defaultdict(Tally)
    for seed in seeds:
        replay(county(seed, habits), tallies, kinds)
    return {
        "methods": {name: figures(tally) for name, tally in tallies.items()},
        "kinds": {name: figures(kinds[name]) for name in sorted(kinds)},
        "calibration": calibration(tallies["this forecast"]),
    }


def table(rows: dict[str, dict[str, float]]) -> str:
    """Rows of figures as Markdown."""
    heads = list(next(iter(rows.values())))
    lines = [f"| | {' | '.join(heads)} |", "|---" * (len(heads) + 1) + "|"]
    lines += [f"| {name} | {' | '.join(map(str, row.values()))} |" for name, row in rows.items()]
    return "\n".join(lines)


def write(found: dict[str, Any]) -> None:
    """The figures are in benchmarks/results and between the marks of the docs page."""
    OUT.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    text = PAGE.read_text("utf-8")
    bins = {
        f"{row.pop('from'):.0%} and more": row for row in (dict(r) for r in found["calibration"])
    }
    parts = {"methods": found["methods"], "kinds": found["kinds"], "calibration": bins}
    for name, rows in parts.items():
        mark = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        new = table(rows)
        text = mark.sub(lambda m, new=new: f"{m[1]}{new}\n{m[2]}", text)
    PAGE.write_text(text, "utf-8")


def main() -> None:
    """Prints the figures; with --write keeps them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tune", action="store_true")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    begun = perf_counter()
    found = run(TUNING, TUNED) if asked.tune else run(REPORTING, UNSEEN)
    print(json.dumps(found, indent=1))
    print(f"{perf_counter() - begun:.0f} s")
    if asked.write:
        if asked.tune:
            raise SystemExit("what was tuned on is not reported")
        write(found)


if __name__ == "__main__":
    main()

"""`luoshi intake FILE`: read one document and print what it asks for. No database, no Django."""

from __future__ import annotations

import argparse
import json
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from luoshi.instruments.intake.compute import Proposal, propose
from luoshi.lib import reading, secrecy, zhnum
from luoshi.lib.deadlines import Deadline, scorer_kind
from luoshi.lib.errors import Problem

_NUMERAL = "〇○零一二三四五六七八九十"
_DAY = re.compile(
    rf"^\s*(\d{{4}}|[{_NUMERAL}]{{4}})年"
    rf"(\d{{1,2}}|[{_NUMERAL}]{{1,3}})月(\d{{1,2}}|[{_NUMERAL}]{{1,3}})日\s*$",
    re.MULTILINE,
)
_PATIENCE = 2.0  # seconds before a progress bar appears on a terminal


def add_parser(subparsers: Any) -> None:
    """Adds `intake` to the command line."""
    parser = subparsers.add_parser("intake", help="从一份文件中找出需要立项的事项")
    parser.add_argument(
        "file", metavar="FILE", help="文件：Word、WPS、PDF、OFD、Excel、网页、文本、图片"
    )
    parser.add_argument("--doc", metavar="NAME", default="", help="文件名称，默认取文件名")
    parser.add_argument("--date", metavar="YYYY-MM-DD", default="", help="成文日期")
    parser.add_argument("--format", choices=("table", "jsonl"), default="table", help="输出格式")


def run(args: argparse.Namespace) -> int:
    """Prints the proposals; 0, or 2 with a sentence on stderr when the file cannot be read."""
    path = Path(args.file)
    try:
        day = _given(args.date)
        text = _text(path)
        found = _patiently(text, day or written_on(text))
    except Problem as problem:
        print(problem.sentence, file=sys.stderr)
        return 2
    name = args.doc or path.stem
    if args.format == "jsonl":
        for proposal in found:
            print(json.dumps(row(name, proposal), ensure_ascii=False))
    else:
        _table(name, found)
    return 0


def row(doc: str, proposal: Proposal) -> dict[str, Any]:
    """One proposal as a JSON row."""
    made: dict[str, Any] = {
        "doc": doc,
        "start": proposal.start,
        "end": proposal.end,
        "text": proposal.text,
        "action": proposal.action,
        "units": [mention.text for mention in proposal.units],
        "lead": proposal.lead,
        "deadline": _deadline(proposal.deadline),
        "target": proposal.target,
        "kind": proposal.kind,
        "confidence": proposal.confidence,
        "why": [reason.sentence for reason in proposal.why],
    }
    if proposal.deadline2 is not None:
        made["deadline2"] = _deadline(proposal.deadline2)
    return made


def written_on(text: str) -> date | None:
    """The 成文日期 that stands on a line of its own, the last one when there are several."""
    for match in reversed(list(_DAY.finditer(text))):
        numbers = [zhnum.parse(part) for part in match.groups()]
        try:
            return date(*(int(number) for number in numbers if number is not None))
        except (ValueError, TypeError):
            continue
    return None


def _deadline(deadline: Deadline | None) -> dict[str, str | None]:
    if deadline is None:
        return {"kind": "none", "text": None, "normalized": None}
    kind = scorer_kind(deadline)
    return {"kind": kind, "text": deadline.text, "normalized": deadline.normalized}


def _given(words: str) -> date | None:
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise Problem(
            f"日期“{words}”不对，请写成 2026-03-05 这样的形式。", code="bad_date"
        ) from None


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError:
        raise Problem(f"打不开文件 {path}，请检查路径和权限。", code="no_file") from None
    with _bar() as told:
        taken = reading.read(data, path.name, on_progress=told)
    secrecy.refuse_if_marked(f"{taken.text}\n{taken.margin}")
    return taken.text


@contextmanager
def _bar() -> Iterator[Callable[[reading.Progress], None] | None]:
    """What shows the pages read so far on a terminal; nothing appears for a file without pages."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress

    with Progress(
        *Progress.get_default_columns(), MofNCompleteColumn(),
        console=Console(stderr=True), transient=True,
    ) as bar:  # fmt: skip
        bar.add_task("正在读取各页 …", visible=False, total=None)
        (task,) = bar.tasks

        def told(so_far: reading.Progress) -> None:
            task.completed, task.total, task.visible = so_far.done, so_far.total, True

        yield told


def _patiently(text: str, day: date | None) -> list[Proposal]:
    """The proposals; on a terminal a bar appears when they take long."""
    if not sys.stderr.isatty():
        return propose(text, date=day)
    found: list[Proposal] = []
    failed: list[BaseException] = []

    def work() -> None:
        try:
            found.extend(propose(text, date=day))
        except BaseException as error:  # handed on below
            failed.append(error)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    worker.join(_PATIENCE)
    if worker.is_alive():
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            bar.add_task("正在通读文件 …", total=None)
            worker.join()
    if failed:
        raise failed[0]
    return found


def _shown(due: Deadline | None) -> str:
    if due is None:
        return ""
    return f"{due.text}（{due.normalized}）" if due.normalized else due.text


def _table(name: str, found: list[Proposal]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{name}：{sum(p.kind != 'exhortation' for p in found)} 项")
    for heading in ("种类", "事项", "牵头", "责任单位", "时限", "目标", "把握"):
        table.add_column(heading)
    labels = {"assignment": "任务", "standing_rule": "制度", "target": "目标"}
    for proposal in found:
        if proposal.kind in labels:
            table.add_row(
                labels[proposal.kind], proposal.action, proposal.lead or "",
                "、".join(mention.text for mention in proposal.units),
                _shown(proposal.deadline),
                proposal.target or "", f"{proposal.confidence:.0%}",
            )  # fmt: skip
    Console().print(table)

"""`luoshi docs`: the reference pages, written from the code so that they cannot lie.

Reads declarations only (settings, commands, verbs, types, routes), never the database nor what
this installation has set. A page is a pure function of the code: the same code, the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from luoshi.catalogue import describe, loader
from luoshi.cli.ready import django_ready
from luoshi.config.env import SETTINGS

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

REPOSITORY = Path(__file__).resolve().parents[3]
FOLDER = REPOSITORY / "docs" / "reference"
WRITTEN = "本页由 `luoshi docs` 从代码生成，请勿手工修改。"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`luoshi docs [--check] [--folder DIR]` is a command of the tree."""
    parser = subparsers.add_parser("docs", help="从代码生成参考文档（供开发者使用）")
    parser.add_argument("--check", action="store_true", help="只比较，不写入；有出入时退出码为 1")
    parser.add_argument(
        "--folder", type=Path, metavar="DIR", help="写入的文件夹，默认 docs/reference"
    )


def run(args: argparse.Namespace) -> int:
    """The pages are written, or with `--check` compared: 0 when every page says what the code does.

    A generated page whose subject is gone counts as a difference and is removed when writing;
    pages written by hand in the same folder are left alone.
    """
    django_ready()
    folder: Path = args.folder or FOLDER
    pages = {f"{name}.md": page() for name, page in PAGES.items()}
    ours = {p.name for p in folder.glob("*.md") if WRITTEN in p.read_text("utf-8")}
    gone = ours - set(pages)
    if args.check:
        stale = [name for name, text in pages.items() if _content(folder / name) != text]
        for name in sorted({*stale, *gone}):
            print(f"{folder / name} 与代码不符，请运行 luoshi docs。", file=sys.stderr)
        return 1 if stale or gone else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / name).write_text(text, "utf-8")
    for name in gone:
        (folder / name).unlink()
    return 0


def _content(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


def _page(title: str, body: Iterable[str]) -> str:
    return "\n".join([f"# {title}", "", WRITTEN, "", *body]).rstrip() + "\n"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A Markdown table with an empty line after it; a bar inside a cell is escaped."""
    for row in (head, ("---",) * len(head), *rows):
        cells = (cell.replace("|", "\\|").replace("\n", "<br>") for cell in row)
        yield f"| {' | '.join(cells)} |"
    yield ""


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def settings() -> str:
    """Every environment variable an installation may set."""
    rows = ((_code(s.name), _code(s.default), s.purpose) for s in SETTINGS)
    return _page("设置", table(("环境变量", "默认值", "用途"), rows))


def commands() -> str:
    """Every command with its arguments, as the parser knows them."""
    from luoshi.cli.main import build_parser

    return _page("命令", _command(build_parser()))


def _command(parser: argparse.ArgumentParser, about: str = "") -> Iterator[str]:
    yield from (f"## `{parser.prog}`", "", about or parser.description or "", "")
    branches: list[argparse._SubParsersAction[argparse.ArgumentParser]] = []
    rows: list[tuple[str, ...]] = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            branches.append(action)
        elif not isinstance(action, argparse._HelpAction):
            rows.append((_code(_argument(action)), _default(action), action.help or ""))
    if rows:
        yield from table(("参数", "默认值", "说明"), rows)
    for branch in branches:
        # Help texts of commands stand beside the parsers, in the order they were added.
        helps = {choice.dest: choice.help or "" for choice in branch._choices_actions}
        for name, child in branch.choices.items():
            yield from _command(child, helps.get(name, ""))


def _argument(action: argparse.Action) -> str:
    names = ", ".join(action.option_strings)
    if action.nargs == 0:
        return names
    choices = "|".join(str(choice) for choice in action.choices or ())
    metavar = action.metavar if isinstance(action.metavar, str) else ""
    value = metavar or choices or action.dest.upper()
    return f"{names} {value}".strip()


def _default(action: argparse.Action) -> str:
    plain = isinstance(action.default, str | int | float) and not isinstance(action.default, bool)
    return _code(str(action.default)) if plain and action.default != argparse.SUPPRESS else ""


def verbs() -> str:
    """Every verb of the engine: what it is called, what it does, what it asks for."""
    from luoshi.matters.verbs import VERBS

    rows = (
        (
            _code(key),
            verb.label,
            verb.help,
            "<br>".join(
                f"`{f.key}` {f.label}（{f.kind.value}{'，必填' if f.required else ''}）"
                for f in verb.form
            ),
        )
        for key, verb in VERBS.items()
    )
    return _page("动作", table(("动作", "名称", "说明", "要填的"), rows))


def types() -> str:
    """Every shipped type of matter in plain words; an office's own types are not among them."""
    from luoshi.matters.verbs import VERBS

    catalogue = loader.load()
    labels = {key: verb.label for key, verb in VERBS.items()}
    body: list[str] = []
    for key in sorted(catalogue.types):
        spec = catalogue.types[key]
        text = describe.golden(spec, catalogue.parties, labels)
        body += [f"## {spec.label}", "", "```text", text.rstrip(), "```", ""]
    return _page("事项类型", body)


def routes() -> str:
    """Every address: the pages with who may open them, then the operations of the API."""
    from django.urls import get_resolver

    from luoshi.api.api import api

    pages = (
        (_code("/" + address), _code(str(route.name or "")), getattr(route.callback, "guard", ""))
        for address, route in _addresses(get_resolver().url_patterns, "")
    )
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    calls = (
        (method.upper(), _code(address), call.get("summary", ""))
        for address, methods in sorted(paths.items())
        for method, call in methods.items()
    )
    body = ["## 页面", "", *table(("地址", "名称", "谁可以打开"), sorted(pages))]
    return _page("地址", [*body, "## 接口", "", *table(("方法", "地址", "用途"), calls)])


def counters() -> str:
    """Every counter with its formula, as the pages show it."""
    from luoshi.instruments.counters import COUNTERS

    whose = {"unit": "单位", "section": "科室", "leader": "领导"}
    rows = (
        (
            _code(one.key), one.label, one.formula, one.source, one.target or "不设",
            f"{one.direction}（{one.unit_of}）", whose[one.by],
        )
        for one in COUNTERS
    )  # fmt: skip
    head = ("键", "名称", "算法", "来源", "目标", "方向", "按谁")
    intro = "不公开的事项不计入任何一个计数器；各单位只看到自己的一行；按目录顺序排列，不排名。"
    return _page("计数器", [intro, "", *table(head, rows)])


def _addresses(
    entries: Iterable[URLPattern | URLResolver], front: str, namespace: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    from django.urls import URLResolver

    for entry in entries:
        address = front + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _addresses(entry.url_patterns, address, entry.namespace or namespace)
        elif namespace == "web":
            yield address, entry


PAGES: dict[str, Callable[[], str]] = {
    "settings": settings,
    "commands": commands,
    "verbs": verbs,
    "types": types,
    "routes": routes,
    "counters": counters,
}

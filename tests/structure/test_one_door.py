"""Pages, API and command line change nothing themselves: every change goes through the engine."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.structure.source import Module, dotted, modules, parsed, told

FACES = ("src/luoshi/web/", "src/luoshi/api/", "src/luoshi/cli/")
# The fictional county must lay its units and people before there is anybody who could act.
EXEMPT = ("src/luoshi/cli/demo/",)
WRITES = {
    "save",
    "asave",
    "create",
    "acreate",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "update",
    "delete",
}
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def writes(module: Module) -> Iterator[str]:
    """Calls that would write a row. Route decorators (`@router.delete`) are no writes.

    A dict's `update` is refused too: the reader cannot tell it from a query's; write `|=`.
    """
    routes = {
        id(decorator)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for decorator in node.decorator_list
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in WRITES and id(node) not in routes:
                yield f"{module.at(node)}: .{node.func.attr}(…); let the engine or org do it"


def open_queries(module: Module) -> Iterator[str]:
    """Managers of tables: only `queries` and `directory` know what a person may see."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS:
            yield f"{module.at(node)}: {dotted(node)}; ask the floor that owns the table"


def faces() -> list[Module]:
    """The modules of web, api and cli, without the demo county."""
    return [module for module in modules(*FACES) if not module.path.startswith(EXEMPT)]


def test_pages_api_and_command_line_write_no_rows() -> None:
    """Neither directly nor by saving a form."""
    found = [v for module in faces() for v in writes(module)]
    assert not found, told(found)


def test_pages_api_and_command_line_open_no_query() -> None:
    """What a person may not see cannot be asked for by another way."""
    found = [v for module in faces() for v in open_queries(module)]
    assert not found, told(found)


def test_a_write_or_an_open_query_in_a_page_is_found() -> None:
    """The checks can fail, and let routes and reads through."""
    assert list(writes(parsed("def f(form):\n    form.save()")))
    assert list(writes(parsed("Matter.objects.filter(pk=1).update(stage='x')")))
    assert not list(writes(parsed("@router.delete('/x')\ndef f():\n    pass")))
    assert list(open_queries(parsed("m = Matter.objects.all()")))
    assert list(open_queries(parsed("m = models.Matter._default_manager")))
    assert not list(open_queries(parsed("m = queries.visible_to(person, now)")))

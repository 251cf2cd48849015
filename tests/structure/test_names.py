"""Modules are named for what they hold, and say what they are for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.structure.source import Function, Module, modules, parsed, told

NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "stuff", "shared"}
SPOKEN = tuple(
    f"src/luoshi/{floor}/"
    for floor in ("lib", "catalogue", "org", "matters", "notices", "instruments")
)
OBVIOUS_LINES = 5


def nameless(module: Module) -> Iterator[str]:
    """A module or package whose name says nothing."""
    if NAMELESS & set(PurePosixPath(module.path).with_suffix("").parts):
        yield f"{module.path}: name it for what it holds"


def unexplained(module: Module) -> Iterator[str]:
    """A module without its opening paragraph."""
    if not ast.get_docstring(module.tree) and module.text.strip():
        yield f"{module.path}: open with what it is for"


def silent_functions(module: Module) -> Iterator[str]:
    """Public functions and methods of more than five lines without a docstring.

    Nested functions are private by place. Up to five lines a name and types may say it all.
    """
    for owner in (module.tree, *(n for n in ast.walk(module.tree) if isinstance(n, ast.ClassDef))):
        for node in owner.body:
            if not isinstance(node, Function) or node.name.startswith("_"):
                continue
            length = (node.end_lineno or node.lineno) - node.body[0].lineno + 1
            if length > OBVIOUS_LINES and not ast.get_docstring(node):
                yield f"{module.at(node)} {node.name}: say what holds afterwards"


def test_no_module_has_a_name_that_says_nothing() -> None:
    """In src, tests and benchmarks alike."""
    found = [v for module in modules("src/", "tests/", "benchmarks/") for v in nameless(module)]
    assert not found, told(found)


def test_every_module_says_what_it_is_for() -> None:
    """A docstring opens every module of src."""
    found = [v for module in modules("src/") for v in unexplained(module)]
    assert not found, told(found)


def test_public_functions_of_the_lower_floors_speak() -> None:
    """From lib to the instruments: what others build on is explained."""
    found = [v for module in modules(*SPOKEN) for v in silent_functions(module)]
    assert not found, told(found)


def test_bad_names_and_silent_code_are_found() -> None:
    """The checks can fail."""
    assert list(nameless(parsed("", "src/luoshi/lib/utils.py")))
    assert list(nameless(parsed("", "src/luoshi/helpers/x.py")))
    assert not list(nameless(parsed("", "src/luoshi/lib/zhnum.py")))
    assert list(unexplained(parsed("x = 1\n")))
    assert list(silent_functions(parsed("def f():\n" + "    x = 1\n" * 6)))
    assert list(silent_functions(parsed("class A:\n    def f(self):\n" + "        x = 1\n" * 6)))
    assert not list(silent_functions(parsed("def f():\n" + "    x = 1\n" * 5)))
    assert not list(silent_functions(parsed("def _f():\n" + "    x = 1\n" * 6)))

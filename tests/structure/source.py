"""The repository as the structural tests see it: files, lines and syntax trees."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "src" / "luoshi"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file: where it stands (relative to the repository) and what it says."""

    path: str
    text: str
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        """Where a node stands, as editors read it."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


def parsed(text: str, path: str = "src/luoshi/lib/sample.py") -> Module:
    """A module from a text: the checks' own tests feed bad code through it."""
    return Module(path, text, ast.parse(text))


@cache
def files() -> tuple[Path, ...]:
    """Every file that is, or would be, committed."""
    listing = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = listing.stdout.decode().split("\0")
    return tuple(path for name in names if name and (path := ROOT / name).is_file())


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """The Python modules under folders such as `src/luoshi/web`; migrations are left out."""
    return tuple(
        parsed(path.read_text("utf-8"), name)
        for path in files()
        if path.suffix == ".py"
        and (name := path.relative_to(ROOT).as_posix()).startswith(folders)
        and "/migrations/" not in name
    )


def functions(module: Module) -> Iterator[Function]:
    """Every function and method of a module, nested ones too."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def dotted(node: ast.AST) -> str:
    """`a.b.c` for such an expression, '' for any other."""
    if isinstance(node, ast.Attribute):
        front = dotted(node.value)
        return f"{front}.{node.attr}" if front else ""
    return node.id if isinstance(node, ast.Name) else ""


def told(violations: Iterable[str]) -> str:
    """Violations one to a line, for an assertion's message."""
    return "\n" + "\n".join(violations)

"""A matter type is a TOML file: no code asks which type it has before it."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache

from tests.structure.source import HOUSE, Module, dotted, modules, parsed, told

EXEMPT = ("src/luoshi/cli/demo/",)


@cache
def type_keys() -> frozenset[str]:
    """The keys of the matter types in the catalogue."""
    specs = (
        tomllib.loads(path.read_text("utf-8"))
        for path in (HOUSE / "catalogue/types").glob("*.toml")
    )
    return frozenset(spec["key"] for spec in specs if {"lifecycle", "stage"} & set(spec))


def strings(node: ast.AST) -> Iterator[ast.Constant]:
    """The string literals of an operand, also inside a tuple, list or set of them."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        for element in node.elts:
            yield from strings(element)


def of_a_kind(node: ast.Compare) -> bool:
    """Whether a proposal's kind is asked for, or the ground of an inspection: one of the words of
    each is that of a type, too."""
    parts = (node.left, *node.comparators)
    return any(dotted(part).split(".")[-1] == "kind" or grounds(part) for part in parts)


def grounds(part: ast.expr) -> bool:
    """`extra["ground"]`: what a plan of inspection goes back to (条例 11)."""
    key = part.slice if isinstance(part, ast.Subscript) else None
    return isinstance(key, ast.Constant) and key.value == "ground"


def branches(module: Module, keys: frozenset[str]) -> Iterator[str]:
    """Comparisons, memberships and match cases against a type's key."""
    for node in ast.walk(module.tree):
        operands: list[ast.AST] = []
        if isinstance(node, ast.Compare) and not of_a_kind(node):
            operands = [node.left, *node.comparators]
        elif isinstance(node, ast.MatchValue):
            operands = [node.value]
        for operand in operands:
            for constant in strings(operand):
                if constant.value in keys:
                    yield f"{module.at(constant)}: branches on {constant.value!r}; make it data"


def test_no_code_branches_on_a_matter_type() -> None:
    """What differs between types stands in their TOML."""
    keys = type_keys()
    assert keys
    found = [
        v
        for module in modules("src/")
        if not module.path.startswith(EXEMPT)
        for v in branches(module, keys)
    ]
    assert not found, told(found)


def test_a_branch_on_a_type_is_found() -> None:
    """The check can fail, and lets a type's key be handed on."""
    keys = frozenset({"leader_directive"})
    for bad in (
        "if matter.type == 'leader_directive': pass",
        "if matter.type in {'x', 'leader_directive'}: pass",
        "match key:\n    case 'leader_directive': pass",
    ):
        assert list(branches(parsed(bad), keys)), bad
    assert not list(branches(parsed("open_matter('leader_directive')"), keys))
    assert not list(branches(parsed("proposal.kind == 'leader_directive'"), keys))

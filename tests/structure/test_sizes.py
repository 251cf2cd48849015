"""Files, functions and lines stay small enough to be read at one sitting."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from tests.structure.source import ROOT, Module, functions, modules, parsed, told

FILE_LINES = {"src/": 400, "tests/": 500, "benchmarks/": 500}
FUNCTION_LINES = 60
LINE_LENGTH = 100
BRANCHY = (
    "def tangled(n: int) -> int:\n" + "    if n > 1:\n        n += 1\n" * 11 + "    return n\n"
)


def oversized(module: Module) -> Iterator[str]:
    """What of a module is too long: the file, a function, a line."""
    lines = module.text.splitlines()
    limit = next(limit for top, limit in FILE_LINES.items() if module.path.startswith(top))
    if len(lines) > limit:
        yield f"{module.path}: {len(lines)} lines, at most {limit}"
    for function in functions(module):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > FUNCTION_LINES:
            yield f"{module.at(function)} {function.name}: {length} lines, at most {FUNCTION_LINES}"
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_LENGTH:
            yield f"{module.path}:{number}: {len(line)} characters, at most {LINE_LENGTH}"


def test_files_functions_and_lines_are_short() -> None:
    """In src, tests and benchmarks alike."""
    found = [v for module in modules(*FILE_LINES) for v in oversized(module)]
    assert not found, told(found)


def test_an_overlong_file_function_and_line_are_found() -> None:
    """The check can fail."""
    assert list(oversized(parsed("x = 1\n" * 401)))
    assert list(oversized(parsed("def f():\n" + "    x = 1\n" * 60)))
    assert list(oversized(parsed(f"x = '{'长' * 100}'\n")))
    assert not list(oversized(parsed("def f():\n" + "    x = 1\n" * 59)))


def test_the_linter_refuses_a_tangled_function() -> None:
    """`make lint` holds complexity to 10 in every file: here is one of 12."""
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--no-cache",
            "--stdin-filename",
            "src/luoshi/t.py",
            "-",
        ],
        input=BRANCHY.encode(),
        capture_output=True,
        cwd=ROOT,
    )
    assert b"C901" in result.stdout

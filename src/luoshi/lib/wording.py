"""What one version of a sentence has that the other has not, character by character."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from luoshi.lib.recognise import numbered

_LONGEST = 600  # characters compared one by one: the work may grow with their square
_TOKEN = re.compile(r"\d+|.", re.DOTALL)  # a figure changes as a whole


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence that stands in the other version too, or does not."""

    text: str
    changed: bool


def marked(old: str, new: str) -> tuple[list[Run], list[Run]]:
    """Both sentences in runs, what the other one lacks marked, their numbers in the list aside. The
    runs together are the text."""
    a, b = numbered(old), numbered(new)
    left, right = _compared(old[a:], new[b:])
    return _joined(old[:a], left), _joined(new[:b], right)


def _joined(number: str, runs: list[Run]) -> list[Run]:
    return [Run(number, changed=False), *runs] if number else runs


def _compared(old: str, new: str) -> tuple[list[Run], list[Run]]:
    if max(len(old), len(new)) > _LONGEST:
        return _marked_roughly(old, new)
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    left: list[Run] = []
    right: list[Run] = []
    for tag, i0, i1, j0, j1 in _calm(SequenceMatcher(None, a, b, autojunk=False).get_opcodes()):
        left.append(Run("".join(a[i0:i1]), tag != "equal"))
        right.append(Run("".join(b[j0:j1]), tag != "equal"))
    return [r for r in left if r.text], [r for r in right if r.text]


def _calm(
    codes: Iterable[tuple[str, int, int, int, int]],
) -> list[tuple[str, int, int, int, int]]:
    """A lone equal character between two changes belongs to the change: marks stay readable."""
    calm: list[tuple[str, int, int, int, int]] = []
    listed = list(codes)
    for n, (tag, i0, i1, j0, j1) in enumerate(listed):
        inside = 0 < n < len(listed) - 1
        kind = "replace" if tag != "equal" or (inside and i1 - i0 < 2) else "equal"
        if calm and calm[-1][0] == kind == "replace":
            _, p0, _, q0, _ = calm.pop()
            i0, j0 = p0, q0
        calm.append((kind, i0, i1, j0, j1))
    return calm


def _marked_roughly(old: str, new: str) -> tuple[list[Run], list[Run]]:
    """For very long sentences: everything between the common beginning and the common end."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)

    def runs(text: str) -> list[Run]:
        parts = (text[:head], False), (text[head : len(text) - tail], True)
        found = [Run(*part) for part in (*parts, (text[len(text) - tail :], False))]
        return [run for run in found if run.text]

    return runs(old), runs(new)

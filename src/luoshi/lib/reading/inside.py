"""What runs in the process apart: limits first, then the parser, then one last message.

Nothing outside is reached from here: no network, no other program. `apart` starts it.
"""

from __future__ import annotations

import base64
import importlib
import json
import os
import sys
from typing import Any

from luoshi.lib.errors import Unreadable
from luoshi.lib.reading.model import Limits, Progress, Reading
from luoshi.lib.reading.refusals import unreadable

_OUT_OF_MEMORY = 71
_PARSERS = ("doc", "ofd", "pdf", "pictures", "rtf", "scan", "sheets", "webpage")
_FORBIDDEN = (
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork",
    "os.startfile",
)  # fmt: skip


def main() -> int:
    """Reads the file on standard input with the parser that is named; answers on the output."""
    name, task = sys.argv[1], json.loads(sys.argv[2])
    data = sys.stdin.buffer.read()
    # Some libraries print: their words must not mix with ours.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limits = Limits(**task["limits"])
    _confine(limits)
    sys.addaudithook(refuse)
    try:
        answer = _answer(name, task, data, limits, answers)
    except Unreadable as problem:
        answer = _refusal(problem)
    except MemoryError:
        return _OUT_OF_MEMORY
    except BaseException as error:  # a parser's panic is no Exception; all of them mean damage
        if "memory" in str(error).lower() or "alloc" in str(error).lower():
            return _OUT_OF_MEMORY
        answer = _refusal(unreadable("damaged"))
    _write(answers, answer)
    return 0


def _answer(
    name: str, task: dict[str, Any], data: bytes, limits: Limits, answers: Any
) -> dict[str, Any]:
    if name not in _PARSERS:
        raise ValueError(name)
    parser = importlib.import_module(f"luoshi.lib.reading.{name}")
    if name == "pictures":
        png = parser.draw(data, task["kind"], task["page"], task["width"], limits)
        return {"png": base64.b64encode(png).decode()}
    sent = 0

    def told(progress: Progress) -> None:
        nonlocal sent
        fresh, sent = progress.text[sent:], max(sent, len(progress.text))
        _write(answers, {"done": progress.done, "total": progress.total, "text": fresh})

    return _message(parser.read(data, limits, told))


def _message(reading: Reading) -> dict[str, Any]:
    return {
        "text": reading.text,
        "kind": reading.kind,
        "pages": reading.pages,
        "notes": reading.notes,
        "margin": reading.margin,
        "regions": [(r.start, r.end, r.page, r.box) for r in reading.regions],
    }


def _refusal(problem: Unreadable) -> dict[str, Any]:
    return {
        "refused": problem.stable_code,
        "sentence": problem.sentence,
        "details": problem.details,
    }


def _write(answers: Any, message: dict[str, Any]) -> None:
    # A lone surrogate out of a broken file must not end the conversation.
    answers.write(json.dumps(message).encode() + b"\n")
    answers.flush()


def _confine(limits: Limits) -> None:
    """No more memory than allowed, no core file, no large file; where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the time limit of `apart` is all there is
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.unpacked, limits.unpacked))


def refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Raises for what a parser has no business with: another machine, another program."""
    if event in _FORBIDDEN:
        raise PermissionError(event)


if __name__ == "__main__":
    sys.exit(main())

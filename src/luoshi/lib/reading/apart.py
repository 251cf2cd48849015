"""Reading in a process of its own, for parsers that are native, young or hungry.

Such a parser may hang, crash or fill the memory on a hostile file; then only its process ends and
the person reads a sentence. Messages come back one JSON line each. The process gets a folder of
its own for what its parser must write; it is gone afterwards, however the reading ended.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from threading import Thread, Timer
from typing import IO, Any

import luoshi
from luoshi.lib.errors import Unreadable
from luoshi.lib.reading.model import Limits, Progress, Reading, Region, Told
from luoshi.lib.reading.refusals import unreadable

Adapter = Callable[[bytes, Limits, "Told | None"], Reading]
_OUT_OF_MEMORY = 71  # how `inside` says that there was no more memory
_ROOT = str(Path(luoshi.__file__).parents[1])
_KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "LD_LIBRARY_PATH")


def adapter(name: str) -> Adapter:
    """An adapter that runs `luoshi.lib.reading.NAME` in a process of its own."""

    def read(data: bytes, limits: Limits, told: Told | None) -> Reading:
        return _reading(_last(name, {"limits": asdict(limits)}, data, limits, told))

    return read


def picture(data: bytes, kind: str, page: int, width: int, limits: Limits) -> bytes:
    """One page as a PNG, drawn in a process of its own."""
    task = {"limits": asdict(limits), "kind": kind, "page": page, "width": width}
    return base64.b64decode(_last("pictures", task, data, limits, None)["png"])


def _last(
    name: str, task: dict[str, Any], data: bytes, limits: Limits, told: Told | None
) -> dict[str, Any]:
    """The result that the process ends with. Raises Unreadable for a refusal or a sudden end."""
    text = ""
    with _started(name, task, data, limits.seconds) as (process, messages):
        for message in messages:
            if "done" in message:
                text += message["text"]
                if told:
                    told(Progress(message["done"], message["total"], text))
            elif "refused" in message:
                raise Unreadable(message["sentence"], code=message["refused"], **message["details"])
            else:
                return message
        ended = process.wait()
    raise unreadable("too_heavy" if ended in (_OUT_OF_MEMORY, -6, -9) else "damaged")


@contextmanager
def _started(
    name: str, task: dict[str, Any], data: bytes, seconds: int
) -> Iterator[tuple[subprocess.Popen[bytes], Iterator[dict[str, Any]]]]:
    """The process and its messages; it is dead and its folder gone when the block is left."""
    with tempfile.TemporaryDirectory(prefix="luoshi-") as folder:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "luoshi.lib.reading.inside", name, json.dumps(task)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(folder),
            cwd=folder,
        )
        feeder = Thread(target=_feed, args=(process.stdin, data), daemon=True)
        feeder.start()
        try:
            yield process, _messages(process, seconds)
        finally:
            process.kill()
            process.wait()
            feeder.join()
            if process.stdout:
                process.stdout.close()


def _environment(folder: str) -> dict[str, str]:
    path = os.pathsep.join(part for part in (_ROOT, os.environ.get("PYTHONPATH", "")) if part)
    kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
    return {**kept, "PYTHONPATH": path, "TMPDIR": folder, "HOME": folder, "PYTHONUTF8": "1"}


def _feed(pipe: IO[bytes] | None, data: bytes) -> None:
    if pipe is not None:
        try:
            with pipe:
                pipe.write(data)
        except OSError:
            return  # it ended before it had read everything: its end says why


def _messages(process: subprocess.Popen[bytes], seconds: int) -> Iterator[dict[str, Any]]:
    """Each message; raises `too_slow` when `seconds` pass without one."""
    while process.stdout is not None:
        expired: list[bool] = []

        def stop(expired: list[bool] = expired) -> None:
            expired.append(True)
            process.kill()

        timer = Timer(seconds, stop)
        timer.start()
        try:
            line = process.stdout.readline()
        finally:
            timer.cancel()
        if expired:
            raise unreadable("too_slow")
        if not line.endswith(b"\n"):
            return
        yield json.loads(line)


def _reading(message: dict[str, Any]) -> Reading:
    return Reading(
        text=message["text"],
        kind=message["kind"],
        pages=tuple(message["pages"]),
        notes=tuple(message["notes"]),
        margin=message["margin"],
        regions=tuple(
            Region(start, end, page, tuple(box)) for start, end, page, box in message["regions"]
        ),
    )

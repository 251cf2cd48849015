"""Damaged and hostile files of every kind end in a reading or a sentence, in nothing else."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from luoshi.lib.errors import Unreadable
from luoshi.lib.reading import Limits, inside, read
from luoshi.lib.reading.ocr import installed
from tests.lib.ofd_files import ofd
from tests.lib.paper_files import pdf, word
from tests.lib.test_reading_ledgers import plan, workbook

FILES = Path(__file__).with_name("files")
KINDS = {
    "a.docx": word("各乡镇要及时上报。"),
    "a.xlsx": workbook(plan),
    "a.ofd": ofd([[(20, 20, "各乡镇要及时上报。")]]),
    "a.pdf": pdf([["各乡镇要及时上报。"]]),
    "a.csv": "任务,单位\n修堤,县水利局\n".encode("gb18030"),
    "a.mht": b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\n"
    b"Content-Type: text/html\n\n<html><body><p>x</p></body></html>\n--B--\n",
    **{name: (FILES / name).read_bytes() for name in
       ("plan.doc", "plan.rtf", "plan.html", "ledger.xls", "ledger.ods")},
}  # fmt: skip


def hurt(data: bytes, chance: random.Random) -> bytes:
    """The file cut off, with a few bytes flipped, or with a stretch of it missing or doubled."""
    at = chance.randrange(1, len(data))
    way = chance.randrange(4)
    if way == 0:
        return data[:at]
    if way == 1:
        return data[:at] + data[at + chance.randrange(1, 600) :]
    if way == 2:
        return data[:at] + data[max(0, at - 300) :]
    flipped = bytearray(data)
    for _ in range(chance.choice((1, 8, 60))):
        flipped[chance.randrange(len(flipped))] = chance.randrange(256)
    return bytes(flipped)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_hurt_file_is_read_or_refused(name: str) -> None:
    chance = random.Random(name)
    for _ in range(12):
        try:
            assert read(hurt(KINDS[name], chance), name).text.strip()
        except Unreadable as problem:
            assert problem.sentence.endswith("。")  # noqa: PT017 - either ending is right


@pytest.mark.skipif(not installed(), reason="the extra ocr is not installed")
def test_a_hurt_picture_is_read_or_refused() -> None:
    data = (FILES / "minutes.png").read_bytes()
    for hurt_one in (data[:4_000], data[:200] + b"\x00" * 400 + data[600:], data[:60]):
        try:
            assert read(hurt_one, "a.png").text.strip()
        except Unreadable as problem:
            assert problem.sentence.endswith("。")  # noqa: PT017 - either ending is right


def test_what_takes_too_long_is_stopped() -> None:
    start = time.monotonic()
    with pytest.raises(Unreadable) as problem:
        read(KINDS["a.pdf"], "a.pdf", limits=Limits(seconds=0))
    assert problem.value.stable_code == "too_slow"
    assert time.monotonic() - start < 5


def test_what_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(Unreadable) as problem:
        read(KINDS["plan.doc"], "a.doc", limits=Limits(memory=20_000_000))
    assert problem.value.stable_code == "too_heavy"


@pytest.mark.parametrize("event", ["socket.connect", "socket.getaddrinfo", "subprocess.Popen"])
def test_a_parser_reaches_neither_the_network_nor_another_program(event: str) -> None:
    with pytest.raises(PermissionError):
        inside.refuse(event, ())


def test_a_caller_that_gives_up_leaves_no_process_and_no_file_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def give_up(progress: object) -> None:
        assert list(tmp_path.iterdir())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(KINDS["a.pdf"], "a.pdf", on_progress=give_up)
    assert list(tmp_path.iterdir()) == []

"""Files kept by content: once each, never too large, never with a secrecy marking inside."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from luoshi.lib.errors import Invalid, NotFound
from luoshi.lib.secrecy import SecretMarked
from luoshi.matters import files


def stored() -> list[Path]:
    """Every file in the store."""
    return sorted(p for p in (Path(settings.HOME) / "files").rglob("*") if p.is_file())


def test_the_same_content_is_stored_once_and_read_back() -> None:
    first = files.keep("一河一档附表".encode(), "附表.txt")
    count = len(stored())
    again = files.keep("一河一档附表".encode(), "别名.txt")
    assert first["digest"] == again["digest"]
    assert len(stored()) == count
    assert files.content(first["digest"]).decode() == "一河一档附表"


def test_a_marking_inside_an_attachment_is_refused_and_not_stored() -> None:
    before = stored()
    with pytest.raises(SecretMarked):
        files.keep("机密★3年\n某某方案".encode(), "方案.txt")
    with pytest.raises(SecretMarked):
        files.keep("正文".encode(), "秘密★1年.txt")
    assert stored() == before


def test_a_name_with_a_path_keeps_its_last_part() -> None:
    assert files.keep(b"x", "..\\..\\etc/passwd")["name"] == "passwd"


def test_an_empty_file_is_asked_for_again() -> None:
    with pytest.raises(Invalid) as refused:
        files.keep(b"", "空.txt")
    assert refused.value.stable_code == "empty_file"


def test_a_lost_file_says_so() -> None:
    with pytest.raises(NotFound):
        files.content("0" * 64)

"""What a file really is, told from its first bytes and its parts, never from its name.

The name is only compared afterwards: a name that says something else is refused with a sentence,
because a clerk who picked the wrong file should learn it now and not from odd proposals.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

from luoshi.lib.reading.refusals import unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
READABLE = ("txt", "docx", "pdf")
NAMES = {
    "txt": "文本文件（.txt）",
    "docx": "Word 文档（.docx）",
    "pdf": " PDF 文件（.pdf）",
    "xlsx": "表格（.xlsx）",
    "pptx": "演示文稿（.pptx）",
    "ofd": " OFD 版式文件（.ofd）",
    "odt": " ODT 文档（.odt）",
    "ole": "旧版 Office/WPS 文件（.doc、.wps、.xls、.et 等）",
    "zip": "压缩包",
    "rtf": " RTF 文档",
    "html": "网页文件",
    "image": "图片",
    "media": "音视频文件",
    "program": "程序文件",
}
_ADVICE = {"xlsx": ".docx（文字材料）；台账表格请到“台账”页导入", "image": "有文字的 .docx 或 .pdf"}
_MAGIC = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"), (b"BM", "image"), (b"II*\x00", "image"), (b"MM\x00*", "image"),
    (b"Rar!", "zip"), (b"7z\xbc\xaf", "zip"), (b"\x1f\x8b", "zip"), (b"MZ", "program"),
    (b"\x7fELF", "program"), (b"ID3", "media"), (b"OggS", "media"), (b"fLaC", "media"),
)  # fmt: skip
_PARTS = (
    ("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx"),
    ("OFD.xml", "ofd"), ("content.xml", "odt"),
)  # fmt: skip
_SAYS = {
    ".txt": "txt", ".text": "txt", ".md": "txt", ".docx": "docx", ".pdf": "pdf", ".doc": "ole",
    ".wps": "ole", ".xls": "ole", ".et": "ole", ".xlsx": "xlsx", ".ofd": "ofd", ".rtf": "rtf",
    ".htm": "html", ".html": "html", ".png": "image", ".jpg": "image", ".jpeg": "image",
    ".gif": "image", ".bmp": "image", ".tif": "image", ".tiff": "image", ".zip": "zip",
}  # fmt: skip


def kind_of(data: bytes) -> str:
    """The kind of `data`: a key of NAMES; what no signature claims is taken for text."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"PK\x03\x04"):
        return _archive_kind(data)
    if data.startswith(OLE):
        return "ole"
    for magic, kind in _MAGIC:
        if (data if len(magic) < 4 else head).startswith(magic) and (
            magic not in (b"BM", b"MZ") or b"\x00" in data[:64]
        ):
            return kind
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head[:15].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    if data[4:12] in (b"ftypisom", b"ftypmp42", b"ftypM4A "):
        return "media"
    return "txt"


def _archive_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        # A .docx cut off in transit has the signature but no directory.
        raise unreadable("damaged") from None
    return next((kind for part, kind in _PARTS if part in names), "zip")


def check_name(name: str, kind: str) -> None:
    """Raises when the extension of `name` promises another kind than the content is."""
    suffix = PurePath(name.replace("\\", "/")).suffix.lower()
    said = _SAYS.get(suffix)
    if said and said != kind:
        raise unreadable("name_lies", said=suffix, found=NAMES[kind].strip())


def refuse_unsupported(kind: str) -> None:
    """Raises unless there is an adapter for `kind`."""
    if kind not in READABLE:
        raise unreadable("unsupported", found=NAMES[kind], advice=_ADVICE.get(kind, ".docx"))

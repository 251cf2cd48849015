"""What a file really is, told from its first bytes and its parts, never from its name.

The name is only compared afterwards: a name that says something else is refused with a sentence,
because a clerk who picked the wrong file should learn it now and not from odd proposals.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

import olefile

from luoshi.lib.reading.archive import BROKEN
from luoshi.lib.reading.refusals import unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NAMES = {
    "txt": "文本文件（.txt）",
    "csv": "表格文本（.csv）",
    "docx": "Word 文档（.docx）",
    "doc": " Word 97 或 WPS 文字文档（.doc、.wps）",
    "pdf": " PDF 文件（.pdf）",
    "xlsx": "表格（.xlsx）",
    "xls": " Excel 97 或 WPS 表格（.xls、.et）",
    "ods": " ODS 表格（.ods）",
    "pptx": "演示文稿（.pptx）",
    "ppt": "演示文稿（.ppt、.dps）",
    "ofd": " OFD 版式文件（.ofd）",
    "odt": " ODT 文档（.odt）",
    "ole": "旧版 Office/WPS 文件",
    "zip": "压缩包",
    "rtf": " RTF 文档（.rtf）",
    "html": "网页文件（.html）",
    "mht": "单个网页文件（.mht）",
    "image": "图片",
    "media": "音视频文件",
    "program": "程序文件",
}
_ADVICE = {"pptx": ".pdf", "ppt": ".pdf", "zip": "单个文件（先解压）"}
_MAGIC = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"), (b"BM", "image"), (b"II*\x00", "image"), (b"MM\x00*", "image"),
    (b"Rar!", "zip"), (b"7z\xbc\xaf", "zip"), (b"\x1f\x8b", "zip"), (b"MZ", "program"),
    (b"\x7fELF", "program"), (b"ID3", "media"), (b"OggS", "media"), (b"fLaC", "media"),
)  # fmt: skip
_PARTS = (
    ("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx"),
    ("OFD.xml", "ofd"),
)  # fmt: skip
_STREAMS = (
    ("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"), ("PowerPoint Document", "ppt"),
)  # fmt: skip
# What may stand behind a name: Word and WPS write all of these under these names themselves.
_SAYS = {
    ".txt": "txt", ".text": "txt", ".md": "txt", ".csv": "csv", ".tsv": "csv",
    ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".pdf": "pdf", ".ofd": "ofd",
    ".doc": "doc rtf html mht ole", ".dot": "doc ole", ".wps": "doc docx rtf ole",
    ".xls": "xls html mht txt ole", ".et": "xls xlsx ole", ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".ods": "ods", ".odt": "odt", ".rtf": "rtf", ".ppt": "ppt ole", ".pptx": "pptx",
    ".htm": "html", ".html": "html", ".mht": "mht", ".mhtml": "mht", ".zip": "zip",
    ".png": "image", ".jpg": "image", ".jpeg": "image", ".gif": "image", ".bmp": "image",
    ".tif": "image", ".tiff": "image", ".webp": "image",
}  # fmt: skip
_TEXT_NAMED = {".csv": "csv", ".tsv": "csv", ".htm": "html", ".html": "html"}
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE)


def suffix_of(name: str) -> str:
    """The extension of `name` in small letters, with its dot; '' when it has none."""
    return PurePath(name.replace("\\", "/")).suffix.lower()


def kind_of(data: bytes, name: str = "") -> str:
    """The kind of `data`: a key of NAMES; what no signature claims is taken for text.

    The name decides only between kinds of text: whether it is a table or a piece of a page.
    """
    kind = _by_content(data)
    return _TEXT_NAMED.get(suffix_of(name), kind) if kind == "txt" else kind


def _by_content(data: bytes) -> str:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"PK\x03\x04"):
        return _archive_kind(data)
    if data.startswith(OLE):
        return _ole_kind(data)
    for magic, kind in _MAGIC:
        if (data if len(magic) < 4 else head).startswith(magic) and (
            magic not in (b"BM", b"MZ") or b"\x00" in data[:64]
        ):
            return kind
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return _text_kind(data, head)


def _text_kind(data: bytes, head: bytes) -> str:
    if b"MIME-Version:" in head[:2048] and b"multipart/related" in head:
        return "mht"
    if head.startswith(b"<") and _MARKUP.search(head):
        return "html"
    if head.startswith(b"RIFF"):
        return "image" if data[8:12] == b"WEBP" else "media"
    if data[4:12] in (b"ftypisom", b"ftypmp42", b"ftypM4A "):
        return "media"
    return "txt"


def _archive_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "content.xml" in names:
                with archive.open("mimetype") as part:
                    return "ods" if b"spreadsheet" in part.read(200) else "odt"
    except BROKEN:
        # A .docx cut off in transit has the signature but no directory.
        raise unreadable("damaged") from None
    return next((kind for part, kind in _PARTS if part in names), "zip")


def _ole_kind(data: bytes) -> str:
    """Which program wrote the container; `ole` when it cannot be told."""
    try:
        with olefile.OleFileIO(data) as container:
            return next((kind for name, kind in _STREAMS if container.exists(name)), "ole")
    except Exception:  # the parser gives no list of what a broken container makes it raise
        return "ole"


def check_name(name: str, kind: str) -> None:
    """Raises when the extension of `name` promises another kind than the content is."""
    said = suffix_of(name)
    if said in _SAYS and kind not in _SAYS[said].split():
        raise unreadable("name_lies", said=said, found=NAMES[kind].strip())


def refuse_unsupported(kind: str, readable: frozenset[str]) -> None:
    """Raises unless there is an adapter for `kind`."""
    if kind == "ole":
        raise unreadable("damaged")
    if kind not in readable:
        raise unreadable("unsupported", found=NAMES[kind], advice=_ADVICE.get(kind, ".docx"))

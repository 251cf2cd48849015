"""Word 97–2003 and WPS documents (.doc .wps); runs apart.

A young converter writes a .docx, which is then read like any other: tables, automatic numbers,
headers and text boxes come out the same way. Macros and embedded objects are never looked at.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import doc2docx
from doc2docx.errors import Doc2DocxError, EncryptedDocumentError, UnsupportedFeatureError

from luoshi.lib.reading import docx
from luoshi.lib.reading.model import Limits, Reading, Told
from luoshi.lib.reading.refusals import unreadable


def read(data: bytes, limits: Limits, told: Told | None) -> Reading:
    """The text of a binary Word document."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "a.doc"), Path(folder, "a.docx")
        source.write_bytes(data)
        try:
            doc2docx.convert(source, target)
        except EncryptedDocumentError:
            raise unreadable("password") from None
        except UnsupportedFeatureError:
            raise unreadable("old_word") from None
        except Doc2DocxError:
            raise unreadable("damaged") from None
        return replace(docx.read(target.read_bytes(), limits), kind="doc")

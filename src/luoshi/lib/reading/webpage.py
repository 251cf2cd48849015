"""Web pages saved from a browser (.html, .mht), also under the names .doc and .xls; runs apart.

Scripts, menus and what is hidden are left out; nothing is fetched. A table of data comes out as
rows, a table that only lays out the page as the lines inside it.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator

from lxml import etree, html

from luoshi.lib.reading import plain
from luoshi.lib.reading.grid import Range, cell, filled, line
from luoshi.lib.reading.kinds import kind_of
from luoshi.lib.reading.model import Limits, Reading, Told
from luoshi.lib.reading.refusals import unreadable

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DROPPED = {
    "script", "style", "noscript", "head", "nav", "footer", "aside", "select", "button", "input",
    "textarea", "iframe", "object", "embed", "svg", "canvas", "template", "video", "audio", "map",
}  # fmt: skip
_BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
    "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "br",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_GB = {"gb2312", "gbk", "gb_2312-80", "x-gbk"}
_LONGEST_LAYOUT = 4  # paragraphs in one cell, beyond which a table is taken for layout
_WIDEST = 1_000


def read(data: bytes, limits: Limits, told: Told | None) -> Reading:
    """The text of a saved page."""
    kind = "html"
    if kind_of(data) == "mht":
        kind, data, charset = "mht", *_page_of(data)
    else:
        charset = ""
    text = _decoded(data, charset, limits)
    if not text.strip():
        raise unreadable("empty_text")
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError):
        raise unreadable("damaged") from None
    return Reading("\n".join(_lines(root, limits)), kind)


def _page_of(data: bytes) -> tuple[bytes, str]:
    """The page inside a web archive, and its character set."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                return body, part.get_content_charset("")
    raise unreadable("damaged")


def _decoded(data: bytes, charset: str, limits: Limits) -> str:
    said = charset or next((m.decode() for m in _CHARSET.findall(data[:4096])), "")
    encoding = "gb18030" if said.lower() in _GB else said
    if encoding and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(encoding).replace("\x00", "")
        except (LookupError, UnicodeDecodeError):
            pass  # it says one thing and is another: told from the bytes below
    text = plain.read(data, limits).text
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text)


def _lines(root: html.HtmlElement, limits: Limits) -> list[str]:
    found: list[str] = []
    for words in _blocks(root):
        if words.strip():
            found.append(words)
        if len(found) > limits.rows:
            raise unreadable("too_long", limit=limits.characters)
    return found


def _blocks(node: html.HtmlElement) -> Iterator[str]:
    """The paragraphs and rows under `node`, in order."""
    inline: list[str] = []
    for piece in _pieces(node):
        if isinstance(piece, str):
            inline.append(piece)
            continue
        yield cell("".join(inline))
        inline = []
        if piece is not node:
            yield from _table(piece) if _is_data(piece) else _blocks(piece)
    yield cell("".join(inline))


def _pieces(node: html.HtmlElement) -> Iterator[str | html.HtmlElement]:
    """The words directly in `node`; a block stands for itself, `node` for a mere line end."""
    yield node.text or ""
    for child in node:
        tag = child.tag if isinstance(child.tag, str) else "script"
        if tag in _DROPPED or _HIDDEN.search(child.get("style", "")):
            pass
        elif tag == "br":
            yield node
        elif tag in _BLOCKS:
            yield child
        else:
            for piece in _pieces(child):
                yield node if piece is child else piece
        yield child.tail or ""


def _is_data(node: html.HtmlElement) -> bool:
    """Whether a table is one, and not the frame that a page was laid out in."""
    if node.tag != "table" or node.find(".//table") is not None:
        return False
    rows = list(node.iter("tr"))
    if len(rows) < 2 or max(len(list(_cells(row))) for row in rows) < 2:
        return False
    return all(len(list(c.iter("p", "br"))) <= _LONGEST_LAYOUT for r in rows for c in _cells(r))


def _cells(row: html.HtmlElement) -> Iterator[html.HtmlElement]:
    return (child for child in row if child.tag in ("td", "th"))


def _table(table: html.HtmlElement) -> Iterator[str]:
    rows: list[list[str]] = []
    merged: list[Range] = []
    taken: dict[int, set[int]] = {}  # row: columns that a merged cell above covers
    for number, row in enumerate(table.iter("tr")):
        values: list[str] = []
        for node in _cells(row):
            while len(values) in taken.get(number, ()):
                values.append("")
            left, tall, wide = len(values), _span(node, "rowspan"), _span(node, "colspan")
            values += [" ".join(" ".join(_blocks(node)).split()), *[""] * (wide - 1)]
            if len(values) > _WIDEST:
                raise unreadable("damaged")
            if tall > 1:
                merged.append(((number, left), (number + tall - 1, left + wide - 1)))
                for below in range(number + 1, number + tall):
                    taken.setdefault(below, set()).update(range(left, left + wide))
        values += [""] * (max(taken.get(number, {-1})) + 1 - len(values))
        rows.append(values)
    for values in filled(rows, merged):
        yield line(values)


def _span(node: html.HtmlElement, name: str) -> int:
    value = node.get(name, "1").strip()
    return min(int(value), 500) if value.isdecimal() and int(value[:6]) else 1

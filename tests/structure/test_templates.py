"""Templates compile, and hold no script, style or handler: the content policy would block them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import TemplateSyntaxError, engines

from tests.structure.source import HOUSE, ROOT, modules, told

COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)
INLINE = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "an inline style sheet": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[:\w-]*)\s*=", re.IGNORECASE),
    "a script address": re.compile(
        r"(?:href|src|action|hx-vals)\s*=\s*[\"']?\s*(?:javascript|js):"
    ),
}


def templates() -> list[Path]:
    """Every template of the house."""
    return sorted(HOUSE.glob("**/templates/**/*.html"))


def inline(text: str) -> list[str]:
    """What of a template or fragment the browser would refuse to run."""
    text = COMMENT.sub("", text)
    return [name for name, pattern in INLINE.items() if pattern.search(text)]


def uncompilable(text: str) -> str:
    """Why a template does not compile, '' if it does."""
    try:
        engines["django"].from_string(text)
    except TemplateSyntaxError as error:
        return str(error) or "does not compile"
    return ""


def fragments() -> Iterator[tuple[str, str]]:
    """HTML and SVG written in Python: string literals of the pages that open a tag."""
    for module in modules("src/luoshi/web/"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "<" in node.value:
                yield module.at(node), node.value


def test_every_template_compiles() -> None:
    """An unknown tag or a missing end tag is found here, not by a clerk."""
    found = [
        f"{path.relative_to(ROOT)}: {why}"
        for path in templates()
        if (why := uncompilable(path.read_text("utf-8")))
    ]
    assert not found, told(found)


def test_nothing_inline_in_templates_or_in_markup_made_by_code() -> None:
    """Scripts and styles are files of their own (strict content security policy)."""
    texts = [(str(path.relative_to(ROOT)), path.read_text("utf-8")) for path in templates()]
    found = [f"{where}: {what}" for where, text in (*texts, *fragments()) for what in inline(text)]
    assert not found, told(found)


@pytest.mark.parametrize(
    "bad",
    [
        "<script>x()</script>",
        '<script type="module">x()</script>',
        "<style>p{}</style>",
        '<p class="a" style="color:red">',
        '<button onclick="x()">',
        '<div hx-on:click="x()">',
        '<a href="javascript:x()">',
    ],
)
def test_an_inline_thing_is_found(bad: str) -> None:
    """The check can fail."""
    assert inline(bad)


def test_comments_linked_scripts_and_good_templates_pass() -> None:
    """The check lets through what the browser runs."""
    assert not inline('<script src="/static/a.js" defer></script>{# <style> #}<p data-on="1">')
    assert not uncompilable("{% if a %}{{ a }}{% endif %}")
    assert uncompilable("{% if a %}")
    assert uncompilable("{% nosuchtag %}")

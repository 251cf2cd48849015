"""Every page says who may open it: a view without a guard is refused here, not found by a guest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import SimpleNamespace

from django.urls import URLPattern, URLResolver, get_resolver, path

from tests.structure.source import told

Entry = URLPattern | URLResolver


def pages(entries: Iterable[Entry], namespace: str = "") -> Iterator[URLPattern]:
    """The routes under the namespace `web`, however deep they hang."""
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield from pages(entry.url_patterns, entry.namespace or namespace)
        elif namespace == "web":
            yield entry


def unguarded(routes: Iterable[URLPattern]) -> Iterator[str]:
    """Views that no decorator of `luoshi.web.guard` has marked, open ones included."""
    for route in routes:
        if not getattr(route.callback, "guard", ""):
            yield f"/{route.pattern} ({route.lookup_str}): put a guard of luoshi.web.guard on it"


def unnamed(routes: Iterable[URLPattern]) -> Iterator[str]:
    """Routes that a template can only reach by writing the address out."""
    for route in routes:
        if not route.name:
            yield f"/{route.pattern}: give it a name"


def test_every_page_is_guarded_and_named() -> None:
    """Open pages say so too: `guard == "open"`."""
    routes = list(pages(get_resolver().url_patterns))
    assert routes
    found = [*unguarded(routes), *unnamed(routes)]
    assert not found, told(found)


def test_a_page_without_a_guard_or_a_name_is_found() -> None:
    """The check can fail, and looks into included routes."""

    def bare() -> None: ...

    def kept() -> None: ...

    kept.guard = "office"  # type: ignore[attr-defined]
    routes = [path("a", bare), path("b", kept, name="b")]
    outer = path("x/", (routes, "web", "web"))
    found = list(pages([outer, path("c", bare)]))
    assert [str(route.pattern) for route in found] == ["a", "b"]
    assert [v.split()[0] for v in unguarded(found)] == ["/a"]
    assert [v.split()[0] for v in unnamed(found)] == ["/a:"]
    assert not list(unguarded([SimpleNamespace(callback=kept)]))  # type: ignore[list-item]

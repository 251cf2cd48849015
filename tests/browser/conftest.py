"""A real Chromium against a real server. Absent Chromium is said as a skip, never hidden."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from luoshi.lib import clock
from luoshi.matters import guards
from tests.cast import PASSWORD, County, build

# Playwright's own loop makes Django believe that the test is asynchronous; it is not.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the run."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def town(transactional_db: None, live_server: object) -> County:
    """The cast, on a database that other threads see and that is emptied afterwards."""
    guards.unseal()  # emptying the tables would be refused
    return build()


@pytest.fixture
def present(town: County, monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser's server lives at the county's own moment."""
    monkeypatch.setattr(clock, "now", lambda: town.now)


def fits(page: Page) -> bool:
    """Whether nothing sticks out of a phone."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= 390"))


@pytest.fixture
def visit(chromium: Browser, live_server: object, town: County) -> Iterator[Open]:
    """Opens a path as a person, in a window of some width; fails on any script error."""
    contexts = []
    errors: list[str] = []

    def opened(who: str, path: str = "/", width: int = 1440) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console", lambda m: errors.append(m.text) if "Content Security" in m.text else None
        )
        page.goto(f"{live_server}/sign-in/?next={path}")  # type: ignore[str-bytes-safe]
        page.fill("#username", who)
        page.fill("#password", PASSWORD)
        page.press("#password", "Enter")
        page.wait_for_url(lambda url: "sign-in" not in url)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []

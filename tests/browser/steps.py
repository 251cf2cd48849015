"""Steps that the stories in the browser share."""

from __future__ import annotations

from playwright.sync_api import Page


def do(page: Page, address: str, verb: str, **typed: str) -> None:
    """One act through its form."""
    page.goto(f"{address}act/{verb}/")
    for name, value in typed.items():
        page.fill(f"form.form [name={name}]", value)
    page.click("form.form button.pri")
    if page.locator(".wrong").count():
        raise AssertionError(page.locator("main").inner_text())
    page.wait_for_url(lambda url: "/act/" not in url)


def press(page: Page, key: str) -> None:
    """A single key, once the page's script listens."""
    page.wait_for_load_state("load")
    page.keyboard.press(key)

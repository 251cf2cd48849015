"""Forms of the browser stories beyond plain boxes: choices, rows, ticks; and what is refused."""

from __future__ import annotations

from playwright.sync_api import Page

FORM = "form.form"


def fill(page: Page, **typed: str) -> None:
    """Every box named gets what is said: `members__0__name` is that of the first row."""
    for name, value in typed.items():
        box = page.locator(f"{FORM} [name='{name.replace('__', '-')}']")
        kind = box.first.evaluate("b => b.tagName === 'SELECT' ? 'select' : b.type")
        if kind == "select":
            box.select_option(value)
        elif kind in ("checkbox", "radio"):
            page.check(f"{FORM} [name='{name}'][value='{value}']")
        else:
            box.fill(value)


def send(page: Page) -> None:
    """The form goes off and is taken."""
    page.click(f"{FORM} button.pri")
    if page.locator(".wrong").count():
        raise AssertionError(page.locator(".wrong").first.inner_text())


def act(page: Page, address: str, verb: str, **typed: str) -> None:
    """One act through its form, with choices, rows and ticks."""
    page.goto(f"{address}act/{verb}/")
    fill(page, **typed)
    send(page)
    page.wait_for_url(lambda url: "/act/" not in url)


def refused(page: Page, address: str, verb: str, **typed: str) -> str:
    """Why the act is refused; the browser's own check of empty boxes is left out."""
    page.goto(f"{address}act/{verb}/")
    fill(page, **typed)
    return turned_away(page)


def turned_away(page: Page) -> str:
    """What the page says when it gives the form back."""
    page.locator(FORM).evaluate("form => { form.noValidate = true; }")
    page.click(f"{FORM} button.pri")
    return page.locator(".wrong").first.inner_text()


def offered(page: Page, address: str) -> list[str]:
    """The acts that the page of a matter offers, likeliest first."""
    page.goto(address)
    return page.locator("section.acts p.acts").first.locator("a.btn").all_inner_texts()


def answer(page: Page, address: str) -> int:
    """With which status the address is answered."""
    response = page.goto(address)
    assert response is not None
    return response.status


def fits_a_phone(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways at 390 px."""
    page.set_viewport_size({"width": 390, "height": 844})
    fits = page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1440, "height": 900})
    return bool(fits)

"""Every page of the desk about cases, with something on it and with errors: axe finds nothing, nothing scrolls sideways."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewPage, Running
from tests.browser.people import Clerk, Reader
from tests.browser.seeing import check

LISTS = ("late", "committee", "retention", "calls", "statistics", "audit", "staff", "courses", "nope")


@pytest.fixture
def reference(new_page: NewPage) -> str:
    """Return the reference of a case with a name."""
    citizen = Reader(new_page(), "vi")
    citizen.files("migrant", "For the desk", person={"name": "Nguyễn Thị Lan"})
    return str(re.search(r"\d{4}-\d{6}", citizen.reads())[0])  # type: ignore[index]


def _look(page: Page, spoken: str) -> Callable[[str], None]:
    return lambda where: check(page, f"{spoken}: {where}")


def _presses_empty(page: Page, reference: str, look: Callable[[str], None]) -> None:
    """Look at each page of a case, and at what it says to a press without an answer."""
    for path in ("reply", "refer", "close", "name"):
        page.goto(f"/cases/{reference}/{path}")
        look(path)
        page.locator("main form[action^='/cases/'] button:not([name])").first.click()
        page.locator(".error-summary, .notice--urgent").first.wait_for()
        look(f"{path} with errors")


@pytest.mark.parametrize("spoken", ["zh-hant", "en"])
def test_the_desk_is_accessible(new_page: NewPage, running: Running, reference: str, spoken: str) -> None:
    """Sign-in, queue, case, reply, pass on, close, name, second officer, calls and lists: axe finds nothing at 1280 px."""
    clerk = Clerk(new_page(base=running.desk, width=1280, scripts=True))
    page, look = clerk.page, _look(clerk.page, spoken)
    clerk.tries("", "", "12")
    look("sign-in with errors")
    clerk.signs_in(running.staff["lin"])
    chooser = page.locator(f"form[action='/language'] [value={spoken}]")
    if chooser.count():
        chooser.click()
    page.locator(f"html[lang^={spoken[:2]}]").wait_for()
    look("queue")
    clerk.opens_case(reference)
    look("case")
    _presses_empty(page, reference, look)
    page.goto(f"/cases/{reference}/reply")
    page.locator("[name=step][value=answered]").check()
    page.locator("[name=text]").fill("Chúng tôi đã gọi. " + "x" * 300)
    page.locator("[name=lang]").select_option(index=1)
    page.locator(".case form button:not([name])").click()
    page.locator("#preview").wait_for()
    look("preview")
    page.goto(f"/cases/{reference}/name")
    page.locator("[name=reason]").select_option(index=1)
    page.locator("main form[action$='/name'] button").click()
    page.locator("main form[action$='/name']").wait_for(state="detached")
    look("name asked")
    for path in LISTS:
        page.goto(f"/{path}")
        look(path)
    other = Clerk(new_page(base=running.desk, width=1280, scripts=True))
    other.signs_in(running.staff["chen"])
    other.page.goto("/second")
    assert reference in other.page.locator("main").inner_text()
    check(other.page, f"{spoken}: second officer")

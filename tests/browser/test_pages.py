"""Every template in every language and state: no axe violation, no scroll sideways, no request to anybody else."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from i18n.languages import LANGUAGES
from tests.browser.conftest import NewPage, Running
from tests.browser.people import Clerk, Reader

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
SLUGS = [language.slug for language in LANGUAGES]
PRINTED = (
    "",
    "guides/",
    "courses/",
    "courses/by/work/",
    "courses/week/",
    "fairs/",
    "exhibitions/",
    "places/",
    "sitemap/",
    "complaints/",
    "guides/live-in-carers/",
    "courses/smartphone-video/",
    "courses/barista-basics/",
    "fairs/sanmin-for-everyone/",
    "exhibitions/ship-story/",
    "places/museum-of-labor/",
    "pages/contact/",
)
LIVE = (
    "search",
    "search?q=1955",
    "search?q=qqqzzz",
    "cases",
    "enrolments",
    "courses/union-leader-first-step/enrol",
    "courses/find",
    "courses/find?rest=sun&after=13:00",
    "courses/find?family=law&rest=mon&before=09:00",
    "no-such-page",
)


def _violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]


def _check(page: Page, where: str) -> None:
    assert _violations(page) == [], where
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{where} scrolls sideways by {wide} px"


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_template_is_accessible_at_320_px(new_page: NewPage, running: Running, slug: str, *, dark: bool) -> None:
    """27 addresses, 320 px wide, light and dark: axe finds nothing, nothing scrolls sideways, nobody else is asked."""
    page = new_page(scripts=True, width=320, dark=dark)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in (*PRINTED, *LIVE):
        page.goto(f"/{slug}/{path}")
        _check(page, f"/{slug}/{path}")
    page.goto("/")
    _check(page, "the choice of language")
    assert [address for address in asked if not address.startswith((running.public, "data:"))] == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_state_of_the_forms_is_accessible(new_page: NewPage, slug: str) -> None:
    """Errors, check-answers, receipt, case, enrolment: axe finds nothing and nothing scrolls sideways at 320 px."""
    reader = Reader(new_page(scripts=True, width=320), slug)
    reader.opens("go/")
    reader.presses("form:has([name=door][value=case]) button")
    _check(reader.page, f"{slug}: first question")
    reader.presses("button[value=next]")
    _check(reader.page, f"{slug}: first question with an error")
    receipt = reader.files("dispute", "x" * 300)
    _check(reader.page, f"{slug}: receipt")
    reader.looks_up("go/mine", receipt)
    _check(reader.page, f"{slug}: case")
    reader.presses("form:has([name=act][value=withdraw]) .button")
    _check(reader.page, f"{slug}: are you sure")
    reader.looks_up("cases", "1")
    _check(reader.page, f"{slug}: wrong receipt")
    reader.opens("courses/spreadsheet-basics/")
    reader.presses("form[action$='/enrol'] .button")
    _check(reader.page, f"{slug}: enrolment with errors")
    code = reader.enrols("spreadsheet-basics", f"Person {slug}", f"09{SLUGS.index(slug)}1234567")
    _check(reader.page, f"{slug}: enrolled")
    reader.looks_up("enrolments", code)
    _check(reader.page, f"{slug}: enrolment")


def test_the_desk_is_accessible(new_page: NewPage, running: Running) -> None:
    """Sign-in, its error, queue, case, classes, roster, audit and staff: axe finds nothing."""
    citizen = Reader(new_page(), "en")
    citizen.files("dispute", "For the desk")
    clerk = Clerk(new_page(base=running.desk, width=1280, scripts=True))
    clerk.tries("", "", "12")
    _check(clerk.page, "sign-in with errors")
    clerk.signs_in(running.staff["lin"])
    _check(clerk.page, "queue")
    clerk.page.locator("main tbody a").first.click()
    _check(clerk.page, "case")
    clerk.answers("")
    _check(clerk.page, "case with errors")
    for path in ("/courses", "/courses/spreadsheet-basics", "/audit", "/staff", "/nope"):
        clerk.page.goto(path)
        _check(clerk.page, path)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_first_key_press_reaches_the_skip_link(new_page: NewPage, slug: str) -> None:
    """Tab, Enter: the focus is on the content."""
    page = new_page(scripts=True)
    page.goto(f"/{slug}/guides/passport/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"


@pytest.mark.parametrize("slug", SLUGS)
def test_buttons_and_inputs_are_large_enough_for_a_thumb(new_page: NewPage, slug: str) -> None:
    """Every button and text control is at least 44 px high."""
    page = new_page(scripts=True)
    for path in ("", "complaints/", "courses/smartphone-video/", "cases"):
        page.goto(f"/{slug}/{path}")
        heights = page.evaluate(
            "() => [...document.querySelectorAll('.button, input:not([type=hidden], [type=radio], [hidden]), textarea')]"
            ".map((each) => each.getBoundingClientRect().height)"
        )
        assert min(heights) >= 44, f"/{slug}/{path}: {heights}"


def test_one_question_fills_in_the_seats_of_a_whole_list(new_page: NewPage) -> None:
    """With the script the list asks once and each open class says how many seats are free; without it a link leads there."""
    page = new_page(scripts=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/en/courses/")
    page.wait_for_selector(".card__note:not(:empty)")
    cards = page.locator("[data-seats]")
    assert cards.count() == 6
    assert all("seats" in words for words in cards.all_inner_texts())
    assert len([address for address in asked if "/api/" in address]) == 1
    plain = new_page()
    plain.goto("/en/courses/")
    assert plain.locator(".card__note:visible").count() == 0
    plain.get_by_text("See how many seats are left").click()
    plain.wait_for_selector(".card__note:visible")
    assert plain.locator(".card__note:visible").count() == 6

"""Every template in every language and state: no axe violation, no scroll sideways, no request to anybody else."""

import pytest

from i18n.languages import LANGUAGES
from tests.browser.conftest import NewPage, Running
from tests.browser.people import Reader
from tests.browser.seeing import check

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


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_template_is_accessible_at_320_px(new_page: NewPage, running: Running, slug: str, *, dark: bool) -> None:
    """27 addresses, 320 px wide, light and dark: axe finds nothing, nothing scrolls sideways, nobody else is asked."""
    page = new_page(scripts=True, width=320, dark=dark)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in (*PRINTED, *LIVE):
        page.goto(f"/{slug}/{path}")
        check(page, f"/{slug}/{path}")
    page.goto("/")
    check(page, "the choice of language")
    assert [address for address in asked if not address.startswith((running.public, "data:"))] == []
    assert page.context.cookies() == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_state_of_an_enrolment_is_accessible(new_page: NewPage, slug: str) -> None:
    """Enrolment with errors, enrolled, looked up: axe finds nothing and nothing scrolls sideways at 320 px."""
    reader = Reader(new_page(scripts=True, width=320), slug)
    reader.opens("courses/spreadsheet-basics/")
    reader.presses("form[action$='/enrol'] .button")
    check(reader.page, f"{slug}: enrolment with errors")
    code = reader.enrols("spreadsheet-basics", f"Person {slug}", f"09{SLUGS.index(slug)}1234567")
    check(reader.page, f"{slug}: enrolled")
    reader.looks_up("enrolments", code)
    check(reader.page, f"{slug}: enrolment")


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

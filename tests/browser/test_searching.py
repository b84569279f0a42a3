"""Searching with a real browser: suggestions while somebody types, and titles found without a network."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from i18n.languages import LANGUAGES
from tests.browser.conftest import NewPage, Running
from tests.browser.seeing import AXE

SLUGS = [language.slug for language in LANGUAGES]
PAUSE = 400
"""Milliseconds after which a box that were to ask would have asked."""
TYPED = {"zh-hant": "加班", "vi": "tang ca", "id": "lembur", "th": "ล่วงเวลา", "en": "overtime"}
OLD = {
    "zh-hant": ("外勞", "移工"),
    "vi": ("nợ lương", "không trả lương"),
    "id": ("kabur", "hilang kontak"),
    "th": ("โอที", "ล่วงเวลา"),
    "en": ("maid", "domestic helpers"),
}
"""A word that stands in no title, and one that stands in a title it finds."""


class Box:
    """A search box, the requests that it makes, and what it shows."""

    def __init__(self, page: Page, path: str) -> None:
        self.page, self.asked = page, list[str]()
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(path)
        self.input = page.locator("[role=search] input").first
        self.options = page.locator("[role=option]")

    @property
    def questions(self) -> int:
        """Return how many questions were asked."""
        return len([address for address in self.asked if "/suggest" in address])

    def types(self, text: str) -> None:
        """Type `text`, key by key, and wait until it would have been asked for."""
        self.input.press_sequentially(text)
        self.page.wait_for_timeout(PAUSE)

    def types_quickly(self, text: str) -> None:
        """Type `text` in no time, in a box that is ready, and wait until it would have been asked for."""
        self.input.focus()
        self.page.locator("input[role=combobox]").wait_for()
        each = "(box, text) => [...text].forEach((letter) => { box.value += letter; box.dispatchEvent(new Event('input')); })"
        self.input.evaluate(each, text)
        self.page.wait_for_timeout(PAUSE)

    def shows(self, text: str) -> None:
        """Write `text` at once and wait for suggestions."""
        self.input.fill(text)
        self.options.first.wait_for()

    def has(self, name: str) -> str | None:
        """Return an attribute of the box."""
        return self.input.get_attribute(name)


def _together(page: Page, text: str) -> None:
    """Put `text` together as an input method does, without ending it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_suggestions_fit_a_phone_and_a_screen_reader(new_page: NewPage, slug: str, *, dark: bool) -> None:
    """360 px: each is at least 44 px high and inside the screen, no mark is cut off, axe finds nothing, their number is said."""
    box = Box(new_page(scripts=True, dark=dark), f"/{slug}/")
    assert not box.asked or all("suggest" not in address for address in box.asked)
    box.shows(TYPED[slug])
    for option in box.options.all():
        place = option.bounding_box()
        assert place is not None
        assert place["height"] >= 44
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= 360
        assert option.evaluate("each => each.scrollHeight <= each.clientHeight && each.scrollWidth <= each.clientWidth")
    assert str(box.options.count()) in box.page.locator("[role=search] [role=status]").inner_text()
    box.page.evaluate(AXE)
    found = box.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [rule["id"] for rule in found] == []


def test_a_list_is_walked_with_the_keys(new_page: NewPage) -> None:
    """Down, down, up, round the end, Home, Escape, and Enter, which opens the page that the chosen one leads to."""
    box = Box(new_page(scripts=True), "/en/guides/passport/")
    box.shows("overtime pay")
    last = box.options.count() - 1
    assert box.has("aria-expanded") == "true"
    assert box.has("aria-activedescendant") == ""
    walked = (
        ("ArrowDown", 0),
        ("ArrowDown", 1),
        ("ArrowUp", 0),
        ("ArrowUp", None),
        ("ArrowUp", last),
        ("ArrowDown", None),
    )
    for key, place in walked:
        box.page.keyboard.press(key)
        chosen = None if place is None else box.options.nth(place).get_attribute("id")
        assert (box.has("aria-activedescendant") or None) == chosen, key
        assert box.page.locator("[role=option][aria-selected=true]").count() == (place is not None)
    box.page.keyboard.press("ArrowDown")
    box.page.keyboard.press("Home")
    assert box.has("aria-activedescendant") == ""
    assert box.input.evaluate("each => each.selectionStart") == 0
    box.page.keyboard.press("Escape")
    assert box.has("aria-expanded") == "false"
    assert box.input.input_value() == "overtime pay"
    box.page.keyboard.press("ArrowDown")
    box.options.first.wait_for()
    box.page.keyboard.press("ArrowDown")
    text = box.options.first.inner_text()
    box.page.keyboard.press("Enter")
    box.page.wait_for_url(lambda address: "passport" not in address)
    assert text.casefold() in box.page.locator("main").inner_text().casefold()


def test_enter_sends_what_was_typed_and_a_press_opens_a_suggestion(new_page: NewPage) -> None:
    """Nothing chosen: the plain results; a tap on the second one: its page."""
    box = Box(new_page(scripts=True), "/vi/")
    box.shows("ho chieu")
    box.page.keyboard.press("Enter")
    box.page.wait_for_url("**/vi/search?q=ho+chieu")
    box = Box(new_page(scripts=True), "/id/")
    box.shows("paspor saya")
    box.options.first.click()
    box.page.wait_for_url("**/id/guides/passport/")


def test_the_service_is_asked_once_a_pause_and_nothing_is_kept(new_page: NewPage) -> None:
    """Eight quick letters are one question, one letter none, one Chinese letter one; no cookie, no storage, nothing cached."""
    page = new_page(scripts=True)
    box = Box(page, "/en/")
    box.types_quickly("o")
    assert box.questions == 0
    box.types_quickly("vertime")
    assert box.questions == 1
    box.input.fill("")
    page.wait_for_timeout(PAUSE)
    assert (box.questions, box.has("aria-expanded")) == (1, "false")
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    kept = "fetch('/api/v1/suggest?q=overtime&lang=en', {cache: 'only-if-cached', mode: 'same-origin'}).then(() => 1, () => 0)"
    assert page.evaluate(kept) == 0
    chinese = Box(new_page(scripts=True), "/zh-hant/")
    chinese.types_quickly("加")
    assert chinese.questions == 1


def test_a_slow_answer_to_an_old_question_is_not_shown(new_page: NewPage) -> None:
    """The first question hangs; the second one is answered, and the first one is called off."""
    box = Box(new_page(scripts=True), "/en/")
    failed: list[str] = []
    box.page.on("requestfailed", lambda request: failed.append(request.url))
    box.page.route("**/suggest?q=ov&*", lambda _: None)
    box.types_quickly("ov")
    box.shows("overtime")
    assert len(failed) == 1
    assert "overtime" in box.options.first.inner_text().casefold()


def test_words_that_are_put_together_are_waited_for_where_they_are_chinese(new_page: NewPage) -> None:
    """Bopomofo asks nothing until the word is there; on a Vietnamese page a phone's keyboard composes every word, and is answered."""
    box = Box(new_page(scripts=True), "/zh-hant/")
    box.input.focus()
    box.page.wait_for_timeout(PAUSE)
    _together(box.page, "ㄐㄧㄚ")
    box.page.wait_for_timeout(PAUSE)
    assert box.questions == 0
    box.page.keyboard.insert_text("加班")
    box.options.first.wait_for()
    assert box.questions == 1
    latin = Box(new_page(scripts=True), "/vi/")
    latin.input.focus()
    latin.page.wait_for_timeout(PAUSE)
    _together(latin.page, "luong")
    latin.options.first.wait_for()


def test_who_saves_data_is_asked_nothing(new_page: NewPage) -> None:
    """Save-Data: the box is the plain form."""
    page = new_page(scripts=True)
    page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    box = Box(page, "/en/")
    box.types("overtime")
    assert box.questions == 0
    assert box.has("role") is None


@pytest.mark.parametrize("path", ["complaints/", "go/", "cases", "diary", "go/traces"])
def test_a_sensitive_page_asks_nothing_while_somebody_types(new_page: NewPage, path: str) -> None:
    """What is typed into the search box of such a page leaves the phone only when it is sent."""
    page = new_page(scripts=True)
    page.goto(f"/id/{path}")
    if page.locator("[role=search] input").count():
        box = Box(page, f"/id/{path}")
        box.types("dipecat")
        assert box.questions == 0
        assert [address for address in box.asked if address.endswith("suggest.js")] == []


@contextmanager
def _offline(browser: Browser, base: str, slug: str) -> Iterator[Page]:
    """Yield a page of a phone that keeps `slug` and has no network any more."""
    context = browser.new_context(base_url=base, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"/{slug}/offline/")
    page.locator("[data-offline] button").first.click()
    page.locator("[data-state=kept]").wait_for(state="visible")
    context.set_offline(True)
    yield page
    context.close()


def _searches(page: Page, slug: str, text: str) -> list[str]:
    """Search for `text` from the home page; return the titles that are found."""
    page.goto(f"/{slug}/")
    page.locator("[role=search] input").fill(text)
    page.keyboard.press("Enter")
    page.locator("[data-titles]").wait_for(state="visible")
    assert page.locator("[role=search] input").input_value() == text
    titles: list[str] = page.locator("[data-titles] li a").all_inner_texts()
    return titles


@pytest.mark.parametrize("slug", SLUGS)
def test_titles_are_found_without_a_network(browser: Browser, running: Running, site: Path, slug: str) -> None:
    """With the network off a search finds titles, old words find those of today, a found page opens, nonsense gets the hotline."""
    with _offline(browser, running.public, slug) as page:
        pages = json.loads((site / slug / "search.json").read_text(encoding="utf-8"))["pages"]
        known = {title: f"{folder}/{name}/" for folder, rows in pages.items() for name, title in rows.items()}
        found = _searches(page, slug, TYPED[slug])
        assert "guides/overtime-pay/" in [known[title] for title in found]
        assert page.locator("[data-titles] p").first.is_visible()
        old, today = OLD[slug]
        assert not any(old.casefold() in title.casefold() for title in known)
        assert any(today.casefold() in title.casefold() for title in _searches(page, slug, old)[:5])
        page.locator("[data-titles] li:not(:has(small)) a").first.click()
        page.wait_for_url(lambda address: "search" not in address)
        assert page.locator("main h1").is_visible()
        assert _searches(page, slug, "<img src=x onerror=alert(1)>qqqzzzxxx") == []
        assert page.locator("[data-titles] [href='tel:1955']").is_visible()
        page.evaluate(AXE)
        assert page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_is_not_kept_is_said_to_need_a_network(browser: Browser, running: Running) -> None:
    """A class has a date: its title is found offline, and marked; a guide is not marked."""
    with _offline(browser, running.public, "en") as page:
        assert _searches(page, "en", "spreadsheet basics")
        assert page.locator("li:has([href='/en/courses/spreadsheet-basics/']) small").is_visible()
        _searches(page, "en", "passport")
        assert page.locator("li:has([href='/en/guides/passport/']) small").count() == 0


def test_simplified_finds_traditional_titles_without_a_network(browser: Browser, running: Running) -> None:
    """护照 finds the guide whose title says 護照."""
    with _offline(browser, running.public, "zh-hant") as page:
        assert any("護照" in title for title in _searches(page, "zh-hant", "护照"))

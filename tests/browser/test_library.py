"""The rights library in a real browser: a card to show, a picture to send, reading with the network off."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from i18n.languages import LANGUAGES
from tests.browser.conftest import NewPage, Running

SLUGS = [language.slug for language in LANGUAGES]
LIGHT = 60_000


def test_a_paragraph_fills_the_screen_in_two_languages_without_javascript(new_page: NewPage) -> None:
    """One press shows one paragraph in Vietnamese and Chinese with its article and code over the whole phone; one closes it."""
    page = new_page()
    page.goto("/vi/guides/passport/with/zh-hant/")
    page.locator(".pair__show").nth(1).click()
    card = page.locator(".pair:target")
    box = card.bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 360, 740)
    assert card.locator("[lang=zh-Hant]").first.is_visible()
    assert "57" in card.locator(".pair__law").inner_text()
    card.locator("img").evaluate("image => image.decode()")
    card.locator(".pair__close").click()
    assert page.locator(".pair:target").count() == 0


@pytest.mark.parametrize("slug", SLUGS)
def test_every_card_of_a_guide_becomes_a_light_picture(new_page: NewPage, tmp_path: Path, slug: str) -> None:
    """With JavaScript, the longest and the first card are saved as pictures of at most 60,000 bytes, in five languages."""
    page = new_page(scripts=True)
    other = "zh-hant" if slug != "zh-hant" else "th"
    address = f"/{slug}/guides/passport/with/{other}/"
    page.goto(address)
    cards = page.locator(".pair").evaluate_all("all => all.map(card => [card.innerText.length, card.id])")
    for card in {max(cards)[1], cards[0][1]}:
        page.goto(f"{address}#{card}")
        page.locator(".pair:target img").evaluate("image => image.decode()")
        with page.expect_download() as saved:
            page.locator(".pair:target button").click()
        target = tmp_path / saved.value.suggested_filename
        saved.value.save_as(target)
        head = target.read_bytes()
        assert head.startswith((b"\x89PNG", b"\xff\xd8\xff"))
        assert 3_000 < len(head) <= LIGHT


def test_a_language_is_kept_only_when_asked_and_reads_without_a_network(browser: Browser, running: Running) -> None:
    """Before the button nothing is kept; after it guides open offline, the complaint form does not, and one press removes all."""
    context = browser.new_context(base_url=running.public)
    page = context.new_page()
    page.goto("/id/guides/passport/")
    assert page.evaluate("caches.keys()") == []
    page.goto("/id/offline/")
    page.locator("[data-offline] button").first.click()
    page.locator("[data-state=kept]").wait_for(state="visible")
    title = page.evaluate("document.title")
    context.set_offline(True)
    page.goto("/id/guides/passport/")
    assert page.locator(".answer").is_visible()
    page.goto("/id/complaints/")
    assert page.evaluate("document.title") == title
    assert page.locator("form[action$='/file']").count() == 0
    page.goto("/id/offline/")
    page.locator("[data-offline] button").nth(1).click()
    page.locator("[data-state=none]").wait_for(state="visible")
    assert page.evaluate("caches.keys()") == []
    context.close()


def test_the_service_worker_never_keeps_what_it_was_not_told_to(browser: Browser, running: Running) -> None:
    """With the worker in place, visits to search, complaint and enrolment pages add nothing to what is kept."""
    context = browser.new_context(base_url=running.public)
    page = context.new_page()
    page.goto("/vi/offline/")
    page.locator("[data-offline] button").first.click()
    page.locator("[data-state=kept]").wait_for(state="visible")
    count = "caches.keys().then(names => caches.open(names[0])).then(kept => kept.keys()).then(keys => keys.length)"
    before = page.evaluate(count)
    for path in ("search?q=luong", "complaints/", "courses/", "guides/passport/with/zh-hant/"):
        page.goto(f"/vi/{path}")
    assert page.evaluate(count) == before
    assert len(page.evaluate("caches.keys()")) == 1
    context.close()


@pytest.mark.parametrize("slug", SLUGS)
def test_the_handbook_opens_from_a_memory_card(browser: Browser, site: Path, tmp_path: Path, slug: str) -> None:
    """Copied elsewhere and opened as a file with the network off, it reads, jumps to a chapter and says how old it is."""
    file = tmp_path / "handbook.html"
    file.write_bytes((site / slug / "handbook.html").read_bytes())
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.clock.set_fixed_time("2027-03-01T10:00:00+08:00")
    page.goto(file.as_uri())
    assert page.locator(".notice--urgent").inner_text().strip().endswith("100")
    page.locator("nav a[href='#passport']").click()
    assert page.locator("#passport").bounding_box()["y"] < 40  # type: ignore[index]
    context.close()


def test_the_handbook_reads_the_same_when_it_is_served(new_page: NewPage) -> None:
    """Over the network its own style and script are allowed by their hashes, and nothing is refused."""
    page = new_page(scripts=True)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    page.goto("/vi/handbook.html")
    assert page.locator("h1").evaluate("heading => getComputedStyle(heading).color") != "rgb(0, 0, 0)"
    assert refused == []

"""Whoever sets letters twice as large in their browser reads every page without scrolling sideways (WCAG 1.4.4)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from i18n.languages import LANGUAGES
from tests.browser.conftest import CHROMIUM, FLAGS, Running
from tests.browser.test_pages import LIVE, PRINTED


@pytest.fixture(scope="module")
def large(browser: Browser) -> Iterator[Browser]:
    """Start Chromium with letters of 32 px instead of 16."""
    started = browser.browser_type.launch(
        executable_path=CHROMIUM, args=[*FLAGS, "--blink-settings=defaultFontSize=32,defaultFixedFontSize=32"]
    )
    yield started
    started.close()


@pytest.mark.parametrize("slug", [language.slug for language in LANGUAGES])
def test_letters_twice_as_large_fit_the_phone(large: Browser, running: Running, slug: str) -> None:
    """27 addresses at 360 px: the letters are at least 32 px high, and nothing is wider than the phone."""
    page = large.new_page(base_url=running.public, viewport={"width": 360, "height": 740}, java_script_enabled=False)
    wide = {}
    for path in (*PRINTED, *LIVE, "go/"):
        page.goto(f"/{slug}/{path}")
        assert float(page.evaluate("() => getComputedStyle(document.body).fontSize")[:-2]) >= 32
        width = page.evaluate("() => document.documentElement.scrollWidth")
        if width > 360:
            wide[path] = width
    page.context.close()
    assert wide == {}

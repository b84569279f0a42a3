"""The diary with a stamp on a phone: with JavaScript the lines stay on it, and only their fingerprint goes out."""

import urllib.parse

from api.domain.diary import fingerprint
from tests.browser.conftest import NewPage

LINES = "20/11 06:00–22:00 giữ hộ chiếu\n\n21/11\u3000鎖門  "
SHOWN = "20/11 06:00–22:00 giữ hộ chiếu\n21/11 鎖門"


def test_with_a_script_only_the_fingerprint_leaves_the_phone(new_page: NewPage) -> None:
    """A stamp is made and checked: no request holds a word, the page shows lines and square, and storage stays empty."""
    page = new_page(scripts=True)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.goto("/vi/diary")
    assert page.locator("[data-scripted]").is_visible()
    assert not page.locator("[data-unscripted]").is_visible()
    page.fill("#f-text", LINES)
    page.locator("form[data-hash=text] .button").click()
    page.locator(".code svg").wait_for()
    assert page.locator(".own").inner_text() == SHOWN
    stamp = " ".join(page.locator(".fact-list dd").all_inner_texts()[1:])
    assert "".join(sent) == f"sha256={fingerprint(LINES)}"
    page.goto("/vi/diary")
    page.fill("#f-kept", LINES.replace("\n", "  \n"))
    page.fill("#f-stamp", stamp)
    page.locator("form[data-hash=kept] .button").click()
    page.locator(".notice:not(.notice--urgent)").wait_for()
    assert page.input_value("#f-kept").startswith("20/11")
    assert [urllib.parse.parse_qs(body)["sha256"] for body in sent if body] == [[fingerprint(LINES)]] * 2
    assert "kept" not in "".join(sent)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.url.endswith("/vi/diary")


def test_without_the_network_nothing_is_lost(new_page: NewPage) -> None:
    """The line is dead when the button is pressed: the lines stay in their field, and a sentence says so."""
    page = new_page(scripts=True)
    page.goto("/th/diary")
    page.fill("#f-text", LINES)
    page.route("**/diary", lambda route: route.abort())
    page.locator("form[data-hash=text] .button").click()
    page.locator("[data-failed]").wait_for()
    assert page.input_value("#f-text") == LINES


def test_without_a_script_lines_and_stamp_come_on_one_page(new_page: NewPage) -> None:
    """Pressed without JavaScript: the lines with their stamp; neither this page nor that of the proof is wider than the phone."""
    page = new_page()
    page.goto("/id/diary")
    page.fill("#f-text", LINES)
    page.locator("form[action$='/diary'] .button").click()
    assert page.locator(".own").inner_text() == SHOWN
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 360
    page.goto("/id/proof")
    assert page.locator("html").evaluate("html => html.scrollWidth") <= 360

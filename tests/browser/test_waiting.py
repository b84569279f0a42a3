"""Waiting before a press, in a real browser: with JavaScript nobody presses, without it somebody waits and presses."""

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from api.domain.codes import derive
from api.domain.pacing import AT_ONCE
from tests.browser.conftest import NewPage, services
from tests.browser.people import Reader
from tests.support import NOW


def _crowd(public: str) -> None:
    """Let many guess receipts from the address that the person of the test shares."""
    for number in range(AT_ONCE + 30):
        body = f'{{"receipt": "{derive(b"crowd", str(number).encode(), 26)}"}}'.encode()
        headers = {"Content-Type": "application/json"}
        call = urllib.request.Request(f"{public}/api/v1/cases/lookup", body, headers)  # noqa: S310 - our own
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(call)  # noqa: S310 - our own


@pytest.fixture(scope="module")
def crowded(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a service of which many people behind our address have just looked up cases."""
    var = tmp_path_factory.mktemp("crowded") / "var"
    with services(output, var / "service", NOW.isoformat()) as (public, _, _):
        _crowd(public)
        yield public


def told(problems: list[str], line: str) -> None:
    """Keep what the console says, but for the status of the page of waiting and a focus that is there already."""
    if "429" not in line and "Autofocus" not in line:
        problems.append(line)


def _files(page: Page, public: str) -> None:
    """Answer everything and press "File it" behind the crowd, which comes back while the pages are filled in."""
    Reader(page, "vi").fills("migrant", "Họ giữ hộ chiếu của tôi")
    _crowd(public)
    Reader(page, "vi").presses("button[value=file]")


def test_a_browser_works_instead_of_waiting_and_files_without_a_press(new_page: NewPage, crowded: str) -> None:
    """The page of waiting solves its challenge, says so, and the receipt appears: nobody pressed, nothing was lost."""
    page = new_page(scripts=True, base=crowded)
    problems: list[str] = []
    page.on("console", lambda line: told(problems, line.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    _files(page, crowded)
    page.wait_for_selector(".receipt__number", timeout=60_000)
    assert re.fullmatch(r"(\d{4} ){6}\d{2}", page.locator(".receipt__number").inner_text())
    assert problems == []


def test_without_javascript_somebody_waits_and_presses(new_page: NewPage, crowded: str) -> None:
    """Pressed early the page tells the rest of the time, pressed in time the complaint is filed with all its words."""
    page = new_page(base=crowded)
    _files(page, crowded)
    assert page.locator("input[name='answers.story.what']").get_attribute("value") == "Họ giữ hộ chiếu của tôi"
    waits = int(page.locator("form[data-wait]").get_attribute("data-wait") or 0)
    page.wait_for_timeout(1100)
    page.locator("form[data-wait] .button").click()
    rest = int(page.locator("form[data-wait]").get_attribute("data-wait") or 0)
    assert 1 <= rest < waits
    page.wait_for_timeout(1000 * rest + 100)
    page.locator("form[data-wait] .button").click()
    assert page.locator(".receipt__number").count() == 1


def test_a_look_up_behind_a_crowd_needs_no_press_either(new_page: NewPage, crowded: str) -> None:
    """Behind sixty guesses of receipts from the same dormitory, a person's own look-up is worked for and answered."""
    page = new_page(scripts=True, base=crowded)
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.status == 404):
        Reader(page, "id").looks_up("cases", derive(b"person", b"", 26))
    page.wait_for_selector("form[action$='/cases'] .notice--urgent, .notice--urgent")
    assert page.locator("form[data-wait]").count() == 0

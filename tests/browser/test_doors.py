"""Every page of the three doors, in five languages, without JavaScript: walked to the receipt and back, each looked at."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from api.domain.codes import derive
from api.domain.intake import DOORS
from i18n.languages import LANGUAGES
from tests.browser.conftest import NewPage
from tests.browser.people import Reader
from tests.browser.seeing import Glass

SLUGS = [language.slug for language in LANGUAGES]
PAGES: Mapping[str, str] = {
    "tip": "doors kind about story respondent files check",
    "case": "doors kind about story respondent person contact files check",
    "mediation": "doors about story applicant respondent work demand contact files check",
}
KIND = {"tip": "agency", "case": "migrant", "mediation": "dispute"}
SAFE: Mapping[str, Any] = {
    "contact": {"channel": "email", "address": "lan@example.org", "days": "6", "starts": "14:00", "ends": "18:00"}
}
WORDS = "Chủ giữ hộ chiếu của tôi. " + "x" * 300


@pytest.fixture
def glass(new_page: NewPage) -> Glass:
    """Return through what pages without JavaScript are looked at."""
    return Glass(new_page(scripts=True, width=320))


def _ends(reader: Reader, receipt: str, look: Callable[[str], None]) -> None:
    """Print the paper, go back to the receipt, and type it back: once wrong, once right."""
    look("receipt")
    reader.presses("button[formaction$='/go/paper']")
    look("paper")
    reader.presses("main button[data-back]")
    assert reader.number_on_paper() == receipt
    reader.presses("form[action$='/go/noted'] .button")
    look("typing back")
    for typed, said in ((derive(b"another", b"", 26), "typed back wrongly"), (receipt, "end")):
        reader.page.locator("main [name=receipt]").fill(typed)
        reader.presses("main form .button")
        look(said)
    assert reader.page.locator("main form").count() == 0, "the end is not reached"


def _returns(reader: Reader, receipt: str, door: str, look: Callable[[str], None]) -> None:
    """Look the case up after a mistake, see every page of what can be done with it, withdraw it and contest that.

    Where many look up from one network, wait as the page says.
    """
    reader.looks_up("go/mine", "1")
    look("wrong receipt")
    reader.looks_up("go/mine", receipt)
    reader.waits()
    look("case")
    for act in ("contact", "withdraw") if door != "tip" else ("withdraw",):
        reader.presses(f"form:has([name=act][value={act}]) .button")
        reader.waits()
        look(act)
        reader.presses("button[value=back]" if act == "contact" else "main form .button")
        reader.waits()
    look("withdrawn")
    reader.presses("form:has([name=act][value=contest]) .button")
    reader.waits()
    look("contest")
    reader.page.locator("textarea").fill(WORDS)
    reader.presses("main form .button")
    reader.waits()
    assert reader.page.locator("form:has([name=act][value=withdraw])").count() == 1, "it is not open again"


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("door", DOORS)
def test_a_door_is_walked_without_javascript_and_each_page_is_accessible(
    new_page: NewPage, glass: Glass, slug: str, door: str
) -> None:
    """From the doors to receipt, paper, typing back, case, contest: axe finds nothing, nothing scrolls sideways at 320 px."""
    reader, seen = Reader(new_page(width=320), slug), list[str]()

    def look(name: str) -> None:
        glass.check(reader.page, f"{slug} {door}: {name}")

    def each(name: str) -> None:
        seen.append(name)
        look(name)
        if name in {"kind", "applicant"}:
            reader.presses("button[value=next]")
            look(f"{name} with errors")

    parts = {} if door == "tip" else SAFE
    receipt = reader.files(KIND[door], WORDS, door, each=each, **parts)
    assert " ".join(seen) == PAGES[door]
    _ends(reader, receipt, look)
    _returns(reader, receipt, door, look)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_pages_beside_the_doors_are_accessible(new_page: NewPage, glass: Glass, slug: str) -> None:
    """What leaving cannot erase, the proof, the diary, a page of it with a stamp: axe finds nothing, nothing scrolls sideways."""
    page = new_page(width=320)
    for path in ("go/traces", "proof", "diary"):
        page.goto(f"/{slug}/{path}")
        glass.check(page, f"{slug}: {path}")
    page.locator("#f-text").fill(WORDS)
    page.locator("form[data-hash=text] .button").click()
    glass.check(page, f"{slug}: diary with a stamp")

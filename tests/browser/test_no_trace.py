"""After "leave now": a complaint is filed and looked up in a real profile of Chromium, and then all its files are searched.

What cannot be erased is stated here and on the page "What leaving cannot erase": the history holds the name of this host, the
neutral addresses and their times; and whoever watches the network or the screen has seen what they have seen.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from api.domain.intake import DOORS, KINDS, UNITS
from i18n.languages import LANGUAGES, SOURCE, by_slug
from i18n.messages import translate
from tests.browser.conftest import CHROMIUM, FLAGS, NewPage, Running
from tests.browser.profile import found, history, kept_forms
from theme.page import SITE_NAME

CANARY = "kanariqxz"
BARE = (
    "complaint",
    "withdraw",
    "/cases",
    "migrant",
    "receipt=",
    "申訴",
    "檢舉",
    "khiếu nại",
    "tố cáo",
    "pengaduan",
    "ร้องเรียน",
)
NEUTRAL = re.compile(r"/([a-z-]+/(diary|proof|go/(mine|on|out|file|noted|proof)?)?)?")
"""Addresses that may stand in the history."""


def _words() -> set[str]:
    """Return what nobody may find: door, kind and category in five languages, some bare words, and what was typed."""
    marked = {*DOORS.values(), *UNITS.values()}
    for kind in KINDS.values():
        marked |= {kind.label, *kind.categories.values()}
    told = {translate(text, language) for language in LANGUAGES for text in marked}
    # A word of three letters ("Pay") stands in any binary file.
    return {word for word in told if len(word.encode()) > 6} | {*BARE, CANARY}


@contextmanager
def _phone(browser: Browser, profile: Path, *, scripts: bool) -> Iterator[BrowserContext]:
    """Yield a browser that keeps everything a browser keeps, the cache of the back button included."""
    context = browser.browser_type.launch_persistent_context(
        str(profile),
        executable_path=CHROMIUM,
        # Nobody answers where leaving leads: this machine has no network.
        args=[*FLAGS, "--host-resolver-rules=MAP www.cwa.gov.tw 127.0.0.1:1"],
        ignore_default_args=["--disable-back-forward-cache"],
        java_script_enabled=scripts,
        viewport={"width": 360, "height": 740},
    )
    yield context
    context.close()


class Complainant:
    """Somebody with a phone that is searched afterwards."""

    def __init__(self, page: Page, base: str, slug: str, door: str = "case", *, scripts: bool) -> None:
        self.page, self.base, self.slug, self.door, self.scripts = page, base, slug, door, scripts

    def presses(self, selector: str) -> None:
        """Press a button and wait for the page that comes of it; with scripts it takes the place of this one."""
        if self.scripts:
            self.page.evaluate("document.querySelector('main').dataset.old = 1")
        self.page.locator(selector).first.click()
        self.page.locator("main[data-old]").wait_for(state="detached")

    def answers(self) -> None:
        """Fill in whatever this page asks, the canary wherever somebody can write."""
        main = self.page.locator("main")
        for control in main.locator("textarea, input[type=text]:visible, input[type=tel]:visible").all():
            # Where digits are asked for, no word may stand.
            digits = "0912345678" if (control.get_attribute("name") or "").endswith("applicant.phone") else ""
            is_digits = control.get_attribute("type") == "tel" or control.get_attribute("inputmode") is not None
            control.fill(digits if digits or is_digits else CANARY)
        for name in {each.get_attribute("name") for each in main.locator("input[type=radio]").all()}:
            main.locator(f"[name='{name}']").first.check()
        if main.locator("[type=radio][name=kind]").count():
            main.locator("[name=kind][value=migrant]").check()

    def files(self, picture: Path) -> str:
        """File a case from the home page on, with a picture; return the receipt."""
        self.page.goto(f"{self.base}/{self.slug}/")
        self.page.locator(f"main a[href='/{self.slug}/go/']").first.click()
        self.presses(f"form:has(input[value={self.door}]) button")
        while not self.page.locator("button[value=file]").count():
            if self.page.locator("input[type=file]").count():
                self.page.set_input_files("input[type=file]", picture)
                self.presses("button[value=add]")
            else:
                self.answers()
            self.presses("button[value=next]")
        self.presses("button[value=file]")
        waits = self.page.locator("form[data-wait]")
        if not self.scripts and waits.count():
            # So quick a person waits a moment; with scripts the browser does a sum instead and goes on by itself.
            self.page.wait_for_timeout(1000 * int(waits.get_attribute("data-wait") or 0) + 1000)
            self.presses("form[data-wait] button")
        receipt = self.page.locator(".receipt__number").inner_text()
        self.presses("form[action$='/go/noted'] button")
        self.page.locator("[name=receipt]:visible").fill(receipt)
        self.presses("main form .button")
        return receipt

    def looks_up(self, receipt: str) -> None:
        """Look the case up, and add to it."""
        self.page.locator(f"main a[href='/{self.slug}/go/mine']").click()
        self.page.locator("[name=receipt]:visible").fill(receipt)
        self.presses("main form .button")
        self.page.locator("textarea").fill(f"{CANARY} again")
        self.presses("form:has(textarea) .button")

    def reads_about_the_proof(self, receipt: str) -> None:
        """Open the page of the proof and type the receipt there, without its last digit: what comes is the same page."""
        self.page.goto(f"{self.base}/{self.slug}/proof")
        self.page.locator(f"main a[href='/{self.slug}/go/proof']").click()
        self.page.locator("[name=receipt]:visible").fill(receipt[:-1])
        self.presses("main form .button")

    def keeps_a_diary(self) -> None:
        """Have some lines stamped."""
        self.page.goto(f"{self.base}/{self.slug}/diary")
        self.page.locator("main textarea:visible").first.fill(f"{CANARY} diary")
        self.page.locator("main form .button").first.click()
        self.page.locator("[data-text]").wait_for()

    def leaves(self) -> None:
        """Press "leave now"; nobody answers where it leads, which the browser says on a page of its own."""
        self.page.locator(".leave-now__go").click()
        self.page.wait_for_url(re.compile("cwa|chrome-error"))


@pytest.mark.parametrize(
    ("slug", "door", "scripts"),
    [
        ("vi", "case", True),
        ("vi", "case", False),
        ("zh-hant", "case", True),
        ("th", "case", False),
        ("id", "tip", False),
        ("en", "mediation", True),
    ],
)
def test_after_leaving_nobody_finds_a_word(
    browser: Browser, running: Running, tmp_path: Path, slug: str, door: str, *, scripts: bool
) -> None:
    """Filed with a picture, looked up, added to, its proof and a diary asked for, left: of some 250 words 0 stand in the profile."""
    picture = tmp_path / "picture.png"
    Image.new("RGB", (60, 60), "red").save(picture)
    profile, control = tmp_path / "profile", tmp_path / "control"
    with _phone(browser, control, scripts=scripts) as context:
        context.pages[0].goto("about:blank")
    with _phone(browser, profile, scripts=scripts) as context:
        person = Complainant(context.pages[0], running.public, slug, door, scripts=scripts)
        receipt = person.files(picture)
        person.looks_up(receipt)
        person.reads_about_the_proof(receipt)
        person.keeps_a_diary()
        # The browser writes its session down every few seconds, not only at the end.
        person.page.wait_for_timeout(4000)
        person.leaves()
    digits = {receipt, receipt.replace(" ", ""), receipt.replace(" ", "+")}
    # What Chromium says by itself ("passport", in its own models) stands in a profile that was never here, too.
    own = found(control, _words())
    assert {word: names for word, names in found(profile, _words() | digits).items() if word not in own} == {}
    assert kept_forms(profile) == []
    brand = translate(SITE_NAME, by_slug(slug) or SOURCE)
    ours = {(url.removeprefix(running.public), title) for url, title in history(profile) if running.public in url}
    assert [url for url, _ in ours if not NEUTRAL.fullmatch(url)] == []
    assert {title for _, title in ours} <= {brand, ""}


@pytest.mark.parametrize("key", ["Escape", "Shift"])
def test_a_key_pressed_three_times_leaves(new_page: NewPage, running: Running, key: str) -> None:
    """With scripts, also after a step has taken the place of the page: twice does nothing, the third time leaves."""
    page = new_page(scripts=True)
    left: list[str] = []
    page.on("request", lambda request: left.append(request.url))
    person = Complainant(page, running.public, "id", scripts=True)
    page.goto("/id/go/")
    person.presses("form:has(input[value=tip]) button")
    page.keyboard.press(key)
    page.keyboard.press(key)
    assert page.locator("main").count() == 1
    page.keyboard.press(key)
    page.locator("main").wait_for(state="detached")
    assert f"{running.public}/id/go/out" in left


def test_the_back_button_of_the_phone_goes_back_one_step_and_loses_nothing(new_page: NewPage, running: Running) -> None:
    """With scripts, from the third page: back shows the second one with what was chosen there, and again the first."""
    page = new_page(scripts=True)
    person = Complainant(page, running.public, "th", scripts=True)
    page.goto("/th/go/")
    person.presses("form:has(input[value=case]) button")
    for _ in range(2):
        person.answers()
        person.presses("button[value=next]")
    asked = page.locator("[type=radio][name='answers.about.category']")
    assert asked.count() == 0
    page.evaluate("history.back()")
    asked.first.wait_for()
    assert asked.first.is_checked()
    page.evaluate("history.back()")
    page.locator("[type=radio][name=kind][value=migrant]").wait_for()
    assert page.locator("[type=radio][name=kind][value=migrant]").is_checked()


def test_without_an_answer_nothing_is_lost(new_page: NewPage, running: Running) -> None:
    """With scripts and the network gone, the browser itself says so; back in the network, going back shows the page."""
    page = new_page(scripts=True)
    person = Complainant(page, running.public, "vi", scripts=True)
    page.goto("/vi/go/")
    person.presses("form:has(input[value=case]) button")
    page.locator("[name=kind][value=migrant]").check()
    page.context.set_offline(True)
    page.locator("button[value=next]").click()
    page.locator("main").wait_for(state="detached")
    page.context.set_offline(False)
    page.reload()
    assert page.locator("[name='answers.about.category']").count() > 0

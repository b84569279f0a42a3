"""Page objects: what a person does, in sentences. Keep these classes small."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pyotp
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as TimedOut

from tests.filing import answers, flat


class Reader:
    """Anybody with a phone, reading in one language."""

    def __init__(self, page: Page, slug: str) -> None:
        self.page, self.slug = page, slug

    def opens(self, path: str = "") -> None:
        """Open a page of the service."""
        self.page.goto(f"/{self.slug}/{path}")

    def presses(self, selector: str) -> None:
        """Press a link or a button, and read the page that comes of it to its end."""
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()

    def reads(self) -> str:
        """Return what the page says."""
        return self.page.locator("main").inner_text()

    def heading(self) -> str:
        """Return the heading of the page."""
        return self.page.locator("h1").inner_text()

    def searches(self, words: str) -> list[str]:
        """Search with the first box of the page; return the addresses found."""
        box = self.page.locator("[role=search]").first
        box.locator("input").fill(words)
        box.locator("button").click()
        return [str(link.get_attribute("href")) for link in self.page.locator("main ol h2 a").all()]

    def number_on_paper(self) -> str:
        """Return the code or receipt that the page shows, and put it away."""
        return self.page.locator(".receipt__number").inner_text()

    def enrols(self, course: str, name: str, phone: str) -> str:
        """Enrol from the printed page of a class; return the code."""
        self.opens(f"courses/{course}/")
        self.page.locator("[name=name]").fill(name)
        self.page.locator("[name='contact.phone']").fill(phone)
        self.presses("form[action$='/enrol'] .button")
        if self.page.locator(".receipt__number").count() == 0:
            self.presses("form[action$='/enrol'] .button")
        return self.number_on_paper()

    def waits(self) -> None:
        """Wait as long as the page of waiting says, and press again: a test is faster than any person.

        With scripts the phone does a sum instead and sends the form itself, at any moment: then there is nothing to press.
        """
        form = self.page.locator("form[data-wait]")
        while form.count():
            with suppress(TimedOut):
                self.page.wait_for_timeout(1000 * int(form.get_attribute("data-wait", timeout=1000) or 0))
                form.locator(".button").click(timeout=1000)
                self.page.wait_for_load_state()

    def _answers_page(self, answers: Mapping[str, str]) -> None:
        """Fill in and choose on this page what stands in `answers`; leave the rest as it is."""
        for control in self.page.locator("main :is(input:not([type=hidden], [name=extra]), textarea, select)").all():
            if (said := answers.get(str(control.get_attribute("name")))) is None:
                continue
            if control.get_attribute("type") in {"radio", "checkbox"}:
                control.set_checked(checked=True) if control.get_attribute("value") == said else None
            elif control.evaluate("each => each.localName") == "select":
                control.select_option(said)
            else:
                control.fill(said)

    def fills(
        self,
        kind: str,
        what: str,
        door: str = "case",
        each: Callable[[str], None] = lambda _: None,
        **parts: Mapping[str, str],
    ) -> None:
        """Answer a complaint page by page up to the check: what its door must have, and the `parts` given.

        `each` is called with the name of each page when it has come, the check included.
        """
        self.opens("go/")
        each("doors")
        self.presses(f"form:has([name=door][value={door}]) button")
        given = {"kind": kind, "answers.contact.channel": "never"} | flat(answers(door, kind, what, **parts))
        seen: list[str] = []
        while True:
            # With scripts the next page takes the place of this one a moment later.
            self.page.wait_for_selector(
                "".join(["input[name=at]", *(f":not([value='{at}'])" for at in seen)]), state="attached"
            )
            seen.append(str(self.page.locator("input[name=at]").get_attribute("value")))
            each(seen[-1])
            if seen[-1] == "check":
                return
            self._answers_page(given)
            self.presses("button[value=next]")

    def files(self, kind: str, what: str, door: str = "case", **more: Any) -> str:
        """File a complaint; return the receipt."""
        self.fills(kind, what, door, **more)
        self.presses("button[value=file]")
        self.waits()
        return self.number_on_paper()

    def looks_up(self, path: str, number: str) -> None:
        """Look something up by its code or receipt."""
        self.opens(path)
        self.page.locator("main input:not([type=hidden], [hidden])").fill(number)
        self.presses("main .button")


@dataclass
class Colleague:
    """A member of staff with a second device, on which each code is read once, the next one a little early if need be."""

    name: str
    password: str
    secret: str
    ahead: float = 0
    """By how many seconds the clock of the desk is ahead of that of this machine."""
    last: int = 0
    cookies: list[Any] = field(default_factory=list)

    def reads_code(self) -> str:
        """Return a code that was not used yet; the desk takes three in half a minute."""
        now = int(time.time() + self.ahead) // 30
        self.last = max(now - 1, self.last + 1)
        assert self.last <= now + 1, f"{self.name} signs in too often"
        return pyotp.TOTP(self.secret).generate_otp(self.last)


class Clerk:
    """A member of staff at the desk."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tries(self, name: str, password: str, code: str) -> None:
        """Fill in the sign-in form and press."""
        self.page.goto("/sign-in")
        for field_name, typed in (("username", name), ("password", password), ("code", code)):
            self.page.locator(f"[name={field_name}]").fill(typed)
        self.page.locator("main .button").click()

    def signs_in(self, colleague: Colleague) -> None:
        """Sign in, or go on where this colleague has signed in before."""
        if colleague.cookies:
            self.page.context.add_cookies(colleague.cookies)
            self.page.goto("/")
            if not self.page.url.endswith("/sign-in"):
                return
        self.tries(colleague.name, colleague.password, colleague.reads_code())
        # With scripts a click does not wait for the answer that brings the cookie.
        self.page.wait_for_url(lambda url: not url.endswith("/sign-in"))
        colleague.cookies = self.page.context.cookies()

    def opens_case(self, reference: str) -> str:
        """Open a case from the queue; return what it says."""
        self.page.goto("/")
        self.page.locator(f"text={reference}").click()
        return self.page.locator("main").inner_text()

    def answers(self, text: str) -> None:
        """Answer the open case in words of one's own, as the preview showed it."""
        self.page.goto(f"{self.page.url}/reply")
        self.page.locator("[name=step][value=answered]").check()
        self.page.locator("[name=text]").fill(text)
        self.page.locator("[name=lang]").select_option(index=1)
        self.page.locator(".case form button:not([name])").click()
        if text:
            self.page.locator("button[value=send]").click()
            self.page.wait_for_url(lambda url: not url.endswith(("/reply", "/reply#preview")))

    def reads_roster(self, course: str) -> str:
        """Return the roster of a class."""
        self.page.goto(f"/courses/{course}")
        return self.page.locator("main").inner_text()

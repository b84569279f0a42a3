"""Page objects: what a person does, in sentences. Keep these classes small."""

from playwright.sync_api import Page


class Reader:
    """Anybody with a phone, reading in one language."""

    def __init__(self, page: Page, slug: str) -> None:
        self.page, self.slug = page, slug

    def opens(self, path: str = "") -> None:
        """Open a page of the service."""
        self.page.goto(f"/{self.slug}/{path}")

    def presses(self, selector: str) -> None:
        """Press a link or a button."""
        self.page.locator(selector).first.click()

    def reads(self) -> str:
        """Return what the page says."""
        return self.page.locator("main").inner_text()

    def heading(self) -> str:
        """Return the heading of the page."""
        return self.page.locator("h1").inner_text()

    def searches(self, words: str) -> list[str]:
        """Search with the box in the header; return the addresses found."""
        self.page.locator("#q-top").fill(words)
        self.page.locator("header form button").click()
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
        """Wait as long as the page of waiting says, and press again: a test is faster than any person."""
        while (form := self.page.locator("form[data-wait]")).count():
            self.page.wait_for_timeout(1000 * int(form.get_attribute("data-wait") or 0))
            form.locator(".button").click()

    def files(self, kind: str, what: str, name: str = "") -> str:
        """File a complaint from its printed page; return the receipt."""
        self.opens("complaints/")
        self.page.locator(f"[value={kind}]").check()
        self.page.locator("[name='answers.what']").fill(what)
        self.page.locator("[name='answers.name']").fill(name)
        self.presses("form[action$='/file'] .button")
        self.presses("form[action$='/file'] .button")
        self.waits()
        return self.number_on_paper()

    def looks_up(self, path: str, number: str) -> None:
        """Look something up by its code or receipt."""
        self.opens(path)
        self.page.locator("main input:not([type=hidden])").fill(number)
        self.presses("main .button")


class Clerk:
    """A member of staff at the desk."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def signs_in(self, password: str, username: str = "lin") -> None:
        """Sign in."""
        self.page.goto("/sign-in")
        self.page.locator("[name=username]").fill(username)
        self.page.locator("[name=password]").fill(password)
        self.page.locator("main .button").click()

    def opens_case(self, reference: str) -> str:
        """Open a case from the queue; return what it says."""
        self.page.goto("/")
        self.page.locator(f"text={reference}").click()
        return self.page.locator("main").inner_text()

    def answers(self, text: str) -> None:
        """Answer the open case."""
        self.page.locator("[name=text]").fill(text)
        self.page.locator("main .button").click()

    def reads_roster(self, course: str) -> str:
        """Return the roster of a class."""
        self.page.goto(f"/courses/{course}")
        return self.page.locator("main").inner_text()

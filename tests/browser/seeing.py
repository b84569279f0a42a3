"""What a page must bear: axe finds nothing, and nothing scrolls sideways. With JavaScript or without."""

from pathlib import Path
from urllib.parse import urljoin

import axe_playwright_python
from playwright.sync_api import Page, Route

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def _violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]


def _check_width(page: Page, where: str) -> None:
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{where} scrolls sideways by {wide} px"


def check(page: Page, where: str) -> None:
    """Look at `page`; `where` is what it is called when something is found."""
    assert _violations(page) == [], where
    _check_width(page, where)


class Glass:
    """Through which a page without JavaScript is looked at: axe is a script, so it reads the same page in another tab."""

    def __init__(self, tab: Page) -> None:
        self.tab, self._seen = tab, ""
        tab.route("**/looked-at", self._show)

    def _show(self, route: Route) -> None:
        # The page's own scripts have not run, and do not run here either.
        policy = {"Content-Security-Policy": "script-src 'none'"}
        route.fulfill(body=self._seen, content_type="text/html; charset=utf-8", headers=policy)

    def check(self, page: Page, where: str) -> None:
        """Look at `page`, which stays as it is."""
        page.wait_for_load_state()
        self._seen = page.content()
        self.tab.goto(urljoin(page.url, "looked-at"))
        assert _violations(self.tab) == [], where
        _check_width(page, where)

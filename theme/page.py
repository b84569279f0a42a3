"""What every page says of itself, and how it is printed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from i18n.languages import Language
from i18n.messages import mark, translate
from theme.environment import environment
from theme.traces import untraced

SITE_NAME = mark("Labour Harbour")

# Pages of the service itself that every footer links: (text, path).
FOOTER = (
    (mark("Contact and emergency numbers"), "pages/contact/"),
    (mark("About this service"), "pages/about/"),
    (mark("Privacy"), "pages/privacy/"),
    (mark("Accessibility"), "pages/accessibility/"),
    (mark("Read without a network"), "offline/"),
    (mark("Site map"), "sitemap/"),
)


@dataclass(frozen=True)
class Frame:
    """What all pages of one build share: where they live, whom to call, and the day they were printed."""

    base_url: str
    hotline: str
    police: str
    built_on: dt.date


@dataclass(frozen=True)
class Page:
    """One page. `path` is its address without the language; a sensitive page has a neutral title and leaves no referrer.

    A page that is not indexed is another form of the page at `path`. `own_style` and `own_script` are addresses of what this
    page alone needs. A sensitive page runs the quiet script where it `uses_script`; every other page runs the common one.
    A page that stands alone holds a question and nothing that leads away from it.
    """

    frame: Frame
    language: Language
    path: str
    title: str
    description: str = ""
    trail: tuple[tuple[str, str], ...] = ()
    is_live: bool = False
    is_sensitive: bool = False
    is_error: bool = False
    uses_script: bool = False
    has_search: bool = True
    is_alone: bool = False
    is_indexed: bool = True
    own_style: str = ""
    own_script: str = ""
    linked_data: Mapping[str, Any] | None = None

    @property
    def head_title(self) -> str:
        """Return the title of the window, which also stands in the history of the phone."""
        name = translate(SITE_NAME, self.language)
        if self.is_sensitive or self.title == name:
            return name
        wrong = translate(mark("Error: "), self.language) if self.is_error else ""
        return f"{wrong}{self.title} – {name}"

    @property
    def built_on(self) -> dt.date | None:
        """Return the day the page was printed; a live page has none."""
        return None if self.is_live else self.frame.built_on

    @property
    def default_address(self) -> str:
        """Return the address where the reader chooses a language."""
        return f"{self.frame.base_url}/"

    def absolute(self, language: Language) -> str:
        """Return the full address of this page in `language`."""
        return f"{self.frame.base_url}/{language.slug}/{self.path}"


def trail(language: Language, *steps: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the way from the home page to a page: `steps` are pairs of a marked title and a path without the language."""
    return tuple((translate(text, language), f"/{language.slug}/{path}") for text, path in ((SITE_NAME, ""), *steps))


def render(template: str, page: Page, **context: Any) -> str:
    """Return `page` printed with `template` ("pages/guide.html")."""
    language = page.language
    links = [(translate(text, language), f"/{language.slug}/{path}") for text, path in FOOTER]
    html = (
        environment(language)
        .get_template(template)
        .render(page=page, hotline=page.frame.hotline, police=page.frame.police, footer_links=links, **context)
    )
    return untraced(html) if page.is_sensitive else html

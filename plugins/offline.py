"""What a reader may keep on a phone: the page that offers it, and the service worker that holds one language."""

import json
from collections.abc import Iterator, Mapping

from api.kinds import KINDS
from i18n import formats
from i18n.languages import LANGUAGES, Language
from i18n.messages import mark, translate
from plugins import pocket
from plugins.edition import Edition
from theme.page import SITE_NAME, Page, render
from theme.scripts import script
from theme.styles import address, search_stylesheet, stylesheet

TITLE = mark("Read without a network")
PATH = "offline/"


def kept(edition: Edition, language: Language) -> list[str]:
    """Return the addresses that the service worker keeps: printed pages without a form, and what they need."""
    pages = [f"/{language.slug}/", f"/{language.slug}/{PATH}"]
    for kind in KINDS:
        if not kind.is_dated:
            pages.append(f"/{language.slug}/{kind.folder}/")
            pages.extend(entry.address(language) for entry in edition.library.of(kind))
    styles = [address(text, "css") for text in (stylesheet(), search_stylesheet())]
    scripts = [address(script(name), "js") for name in ("harbour", "offline", "finding")]
    return [*pages, f"/{language.slug}/{pocket.PATH}", *styles, *scripts]


def worker(edition: Edition, language: Language) -> str:
    """Return the service worker of `language`; a new build makes a new one, which takes the place of the old."""
    family = f"harbour/{language.slug}/"
    names = {
        "FAMILY": family,
        "CACHE": f"{family}{edition.build}",
        "OFFLINE": f"/{language.slug}/{PATH}",
        "PAGES": kept(edition, language),
    }
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in names.items())
    return head + script("sw")


def _page(edition: Edition, language: Language, sizes: Mapping[str, int]) -> str:
    page = Page(
        edition.frame,
        language,
        PATH,
        translate(TITLE, language),
        translate(mark("Keep this language on your phone, or take it along as one file."), language),
        ((translate(SITE_NAME, language), f"/{language.slug}/"),),
        own_style=address(search_stylesheet(), "css"),
        own_script=address(script("offline"), "js"),
    )
    files = [where.lstrip("/") + ("index.html" if where.endswith("/") else "") for where in kept(edition, language)]
    kilobytes = round(sum(sizes.get(name, 0) for name in files) / 1000)
    book = f"{language.slug}/handbook.html"
    return render(
        "pages/offline.html",
        page,
        titles=f"/{language.slug}/{pocket.PATH}",
        kilobytes=formats.number(kilobytes, language),
        handbook=f"/{book}",
        handbook_kilobytes=formats.number(round(sizes.get(book, 0) / 1000), language),
    )


def offline(edition: Edition, sizes: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield page and service worker of every language; `sizes` are the bytes of each printed file as it is sent."""
    for language in LANGUAGES:
        yield f"{language.slug}/{PATH}index.html", _page(edition, language, sizes)
        yield f"{language.slug}/sw.js", worker(edition, language)

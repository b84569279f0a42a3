"""The whole library of a language in one file, to be read with the network off and passed on by hand."""

import datetime as dt
import re
from collections.abc import Iterator

from markupsafe import Markup

from api.content.library import Entry
from api.content.markup import Printer
from api.content.sections import print_entry
from api.kinds import BY_NAME
from api.kinds.guide import SITUATIONS
from i18n.languages import LANGUAGES, SOURCE, Language
from i18n.messages import mark, translate
from plugins.edition import Edition
from plugins.limits import limit_rows
from theme.page import Page, render
from theme.scripts import script
from theme.styles import stylesheet

GOOD_FOR = dt.timedelta(days=90)
"""How long a copy may be relied on before its reader should ask again."""

TITLE = mark("Rights at work: the whole handbook")


def _inside(html: Markup, language: Language, edition: Edition) -> Markup:
    """Return `html` with links to guides leading to their chapter, and other links of ours to the site."""
    folder = BY_NAME["guide"].folder
    text = re.sub(rf'href="/{language.slug}/{folder}/([a-z0-9-]+)/"', r'href="#\1"', str(html))
    return Markup(text.replace('href="/', f'href="{edition.frame.base_url}/'))  # noqa: S704 - markup of our own, other links


def _chapter(entry: Entry, edition: Edition, language: Language) -> dict[str, object]:
    printed = print_entry(entry, edition.library, language, edition.today)
    printer = Printer(edition.library, language, edition.today)
    sections = [
        (
            section,
            [
                (
                    _inside(block.html, language, edition) if block.html else "",
                    block.source_html or "",
                    block.state,
                )
                for block in section.blocks
            ],
        )
        for section in printed.sections
    ]
    return {
        "slug": entry.slug,
        "printed": printed,
        "sections": sections,
        "limits": limit_rows(entry.facts.limits, printer),
    }


def handbook(edition: Edition, language: Language) -> str:
    """Return the handbook in `language`: one HTML file that needs nothing else."""
    entries = sorted(edition.library.of(BY_NAME["guide"]), key=lambda entry: entry.facts.order)
    parts = [
        (
            translate(text, language),
            [_chapter(entry, edition, language) for entry in entries if entry.facts.situation == name],
        )
        for name, (text, _) in SITUATIONS.items()
    ]
    page = Page(edition.frame, language, "handbook.html", translate(TITLE, language))
    return render(
        "pages/handbook.html",
        page,
        parts=[part for part in parts if part[1]],
        css=Markup(stylesheet()),  # noqa: S704 - our own style sheet
        age=Markup(script("age")),  # noqa: S704 - our own script
        good_until=edition.today + GOOD_FOR,
        source=SOURCE,
        home=page.absolute(language).removesuffix("handbook.html"),
    )


def handbooks(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the handbook of every language."""
    for language in LANGUAGES:
        yield f"{language.slug}/handbook.html", handbook(edition, language)

"""The tables that the bureau has published before: as pages, and as files for machines."""

import json
from collections.abc import Iterator
from typing import Any

from api.content.library import Entry
from api.content.markup import Printer
from api.content.sums import NOTE
from api.kinds.table import TABLE
from api.services.open_tables import About, as_csv, as_document
from i18n.languages import LANGUAGES, Language
from i18n.messages import mark, translate
from plugins.edition import Edition
from plugins.lists import Row
from plugins.lists import row as listed
from theme.page import Page, render
from theme.tabulated import period, shown

LIVE = (mark("Complaints filed here, in figures"), f"{TABLE.folder}/complaints")
"""The page that the service itself makes, of its own cases."""
HISTORY = "data/history"


def _notes(entry: Entry, edition: Edition) -> dict[str, str]:
    """Return the note of a table by language tag, without markup."""
    found = {}
    for language in LANGUAGES:
        printer = Printer(edition.library, language, edition.today)
        blocks = entry.document(language).sections.get(NOTE, ())
        if blocks:
            found[language.tag] = "\n".join(printer.plain(block.text) for block in blocks)
    return found


def about(entry: Entry, edition: Edition) -> About:
    """Return what the files of a table say of it."""
    facts = entry.facts
    titles = {language.tag: entry.document(language).title.text for language in LANGUAGES}
    return About(titles, facts.document, facts.period, facts.unit, edition.today, _notes(entry, edition), facts.quotes)


def files(edition: Edition) -> Iterator[tuple[str, str | bytes]]:
    """Yield path and content of every file of the tables, and of their list."""
    names = []
    for entry in edition.library.of(TABLE):
        table, told = entry.facts.table(entry.slug), about(entry, edition)
        names.append({"table": entry.slug, "title": dict(told.title), "period": told.period})
        document = json.dumps(as_document(table, told), ensure_ascii=False, indent=1)
        yield f"{HISTORY}/{entry.slug}.json", document
        yield f"{HISTORY}/{entry.slug}.csv", as_csv(table, told)
    yield f"{HISTORY}/tables.json", json.dumps(names, ensure_ascii=False, indent=1)


def table(entry: Entry, edition: Edition, language: Language) -> dict[str, Any]:
    """Return the context of a table's page."""
    del edition
    facts = entry.facts
    title = entry.document(language).title.text
    return {
        "facts": facts,
        "shown": shown(facts.table(entry.slug), title, language, facts.chart),
        "period": period(facts.period, language),
        "files": f"/{HISTORY}/{entry.slug}",
        "live": (translate(LIVE[0], language), f"/{language.slug}/{LIVE[1]}"),
    }


def listing(page: Page, entries: list[Entry], edition: Edition) -> str:
    """Return `page` as the list of the tables, in their order, with the way to the live ones."""
    language = page.language
    rows: list[Row] = []
    for entry in sorted(entries, key=lambda each: int(each.facts.order)):
        found = listed(entry, edition, language)
        rows.append(Row(found.title, found.address, f"{period(entry.facts.period, language)} · {found.summary}"))
    links = [(translate(LIVE[0], language), f"/{language.slug}/{LIVE[1]}")]
    return render("pages/listing.html", page, groups=[("", rows)], links=links, calendar="")

"""What a reader gets of an entry: its sections in order, each block current, or outdated with the Chinese beside it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from markupsafe import Markup

from api.content.binding import State, bind, digest
from api.content.blocks import TOKEN, Block, Document
from api.content.figures import Figure, article_phrase, law_name
from api.content.library import Entry, Library
from api.content.markup import Printer
from api.kinds import Section
from i18n import formats
from i18n.languages import SOURCE, Language
from i18n.messages import mark, translate

FRESH_MONTHS = 12
"""Months after which a page says that what it rests on was last read long ago."""


@dataclass(frozen=True)
class PrintedBlock:
    """One block as HTML; `source_html` is the Chinese block where the reader should see it beside.

    `anchor` is the same in every language, so that an address leads to this paragraph in all of them; `article` names the
    first article figure in it.
    """

    html: Markup | None
    state: State
    anchor: str
    article: str = ""
    source_html: Markup | None = None


@dataclass(frozen=True)
class PrintedSection:
    """One section with its marked heading; `beside` says that it is to be shown to somebody who reads Chinese."""

    key: str
    heading: str
    beside: bool
    blocks: tuple[PrintedBlock, ...]


@dataclass(frozen=True)
class Source:
    """Where something on a page comes from, and when it was last read."""

    text: str
    address: str | None
    confirmed: dt.date
    is_confirmed: bool


@dataclass(frozen=True)
class PrintedEntry:
    """An entry in one language, ready for its template."""

    title: str
    summary: str
    sections: tuple[PrintedSection, ...]
    outdated: int
    sources: tuple[Source, ...]
    confirmed: dt.date | None
    is_aged: bool


def anchors(source: Document) -> dict[int, str]:
    """Return line -> fragment of an address for every Chinese block of `source`; the same words twice have two."""
    found: dict[int, str] = {}
    for blocks in source.sections.values():
        for block in blocks:
            name = f"p{digest(block.text)[:6]}"
            seen = sum(other.partition("-")[0] == name for other in found.values())
            found[block.line] = f"{name}-{seen + 1}" if seen else name
    return found


def figure_names(entry: Entry) -> list[str]:
    """Return the figures that the words of `entry` name, in the order of the Chinese file, each once."""
    source = entry.words[SOURCE.slug]
    found = [name for block in source.all_blocks() for name in TOKEN.findall(block.text)]
    return list(dict.fromkeys(found))


def _rests_on(entry: Entry) -> list[str]:
    """Return the figures that the page of `entry` shows or rests on, each once."""
    return list(dict.fromkeys([*getattr(entry.facts, "laws", ()), *figure_names(entry)]))


def confirmed_on(entry: Entry, library: Library) -> dt.date | None:
    """Return the earliest day on which a figure of `entry` was last confirmed; telephone numbers do not count."""
    figures = (library.figures[name] for name in _rests_on(entry))
    return min((figure.confirmed for figure in figures if figure.type != "phone"), default=None)


def _level(text: str, section: Section) -> str:
    """Return the Markdown `text` with its sub-heading one level up where the section prints no heading of its own."""
    return text.removeprefix("#") if text.startswith("### ") and not section.heading else text


def _cited(block: Block, printer: Printer) -> str:
    names = TOKEN.findall(block.text)
    return next((name for name in names if printer.library.figures[name].type == "article"), "")


def _blocks(
    entry: Entry, section: Section, language: Language, printer: Printer, source_printer: Printer
) -> tuple[PrintedBlock, ...]:
    source = entry.words[SOURCE.slug].sections.get(section.key, ())
    names = anchors(entry.words[SOURCE.slug])
    if language is SOURCE:
        return tuple(
            PrintedBlock(
                printer.html(_level(block.text, section)), "current", names[block.line], _cited(block, printer)
            )
            for block in source
        )
    translated = entry.document(language).sections.get(section.key, ())
    return tuple(
        PrintedBlock(
            printer.html(_level(bound.translated.text, section)) if bound.translated else None,
            bound.state,
            names[bound.source.line],
            _cited(bound.source, printer),
            source_printer.html(_level(bound.source.text, section))
            if section.beside or bound.state != "current"
            else None,
        )
        for bound in bind(source, translated)
    )


def _article(library: Library, name: str) -> Figure | None:
    """Return the article that figure `name` is, or that it rests on."""
    figure = library.figures[name]
    return figure if figure.type == "article" else library.figures.get(figure.article or "")


def _sources(library: Library, names: list[str], language: Language) -> tuple[Source, ...]:
    """Return where the figures `names` come from: one row a law, with its articles, then one a page that was read."""
    articles: dict[tuple[str, dt.date], list[str]] = {}
    pages: dict[str, Source] = {}
    for name in names:
        figure = library.figures[name]
        if figure.type == "phone":
            continue
        if (article := _article(library, name)) and article.law:
            numbers = articles.setdefault((article.law, article.confirmed), [])
            numbers.extend({str(article.number)} - set(numbers))
        elif figure.source:
            host = figure.source.split("/")[2]
            pages.setdefault(host, Source(host, figure.source, figure.confirmed, figure.certainty != "C"))
    laws = [
        Source(
            translate(
                mark("%(law)s: %(articles)s"),
                language,
                law=law_name(library.laws[law], language),
                articles=formats.listing([article_phrase(number, language) for number in numbers], language),
            ),
            library.laws[law].address,
            confirmed,
            is_confirmed=True,
        )
        for (law, confirmed), numbers in articles.items()
    ]
    return (*laws, *pages.values())


def print_entry(entry: Entry, library: Library, language: Language, day: dt.date) -> PrintedEntry:
    """Return `entry` in `language` with the figures in force on `day`: a pure function of what it is given."""
    printer, source_printer = Printer(library, language, day), Printer(library, SOURCE, day)
    document = entry.document(language)
    sections = tuple(
        PrintedSection(
            section.key,
            section.heading,
            section.beside,
            _blocks(entry, section, language, printer, source_printer),
        )
        for section in entry.kind.sections
        if entry.words[SOURCE.slug].sections.get(section.key)
    )
    confirmed = confirmed_on(entry, library)
    return PrintedEntry(
        printer.plain(document.title.text),
        printer.plain(document.summary.text),
        sections,
        sum(block.state != "current" for section in sections for block in section.blocks),
        _sources(library, _rests_on(entry), language),
        confirmed,
        is_aged=confirmed is not None and confirmed + relativedelta(months=FRESH_MONTHS) < day,
    )


def own_blocks(entry: Entry, language: Language) -> Iterator[tuple[str, Block]]:
    """Yield the blocks of `entry` that its page prints in the words of `language`, each with its anchor: what search reads."""
    source, names = entry.words[SOURCE.slug], anchors(entry.words[SOURCE.slug])
    for section in entry.kind.sections:
        chinese = source.sections.get(section.key, ())
        if language is SOURCE:
            yield from ((names[block.line], block) for block in chinese)
        else:
            bound = bind(chinese, entry.document(language).sections.get(section.key, ()))
            yield from ((names[each.source.line], each.translated) for each in bound if each.translated)

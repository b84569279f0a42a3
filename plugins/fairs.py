"""How job fairs are listed: by month, as a month table where there is room, and by facet, each value a page of its own."""

import datetime as dt
from calendar import Calendar
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from api.content.library import Entry
from api.domain.occupations import NAMES, wage_words
from api.kinds import BY_NAME
from api.kinds.fair import SIZES, FairFacts
from i18n import formats
from i18n.languages import BY_SLUG, LANGUAGES, SOURCE, Language
from i18n.messages import mark, translate
from plugins import lists, rows
from plugins.bus import FINDER
from plugins.edition import Edition
from theme.page import Page, render, trail

FAIR = BY_NAME["fair"]
RESUME = mark("Prepare my resume at home")
FINDS = (
    (mark("Search firms and openings"), f"{FAIR.folder}/find"),
    (RESUME, "resume"),
    (FINDER, "finder"),
    (BY_NAME["stop"].title, "bus/"),
)
ONLY = mark("%(title)s: %(value)s")
ONLY_LEAD = mark("Only these job fairs: %(value)s. %(lead)s")
SIGNED = mark("With a sign-language interpreter")


@dataclass(frozen=True)
class Firm:
    """One exhibitor as its row is printed: each job with its wage."""

    name: str
    latin: str
    jobs: tuple[tuple[str, str], ...]
    languages: str


@dataclass(frozen=True)
class Link:
    """One value of a facet: how many coming fairs have it, and whether this page is about it."""

    text: str
    address: str
    count: int
    is_here: bool


@dataclass(frozen=True)
class Cell:
    """One day of a month table with the fairs held on it; a day of another month is empty."""

    day: str
    fairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Facet:
    """What fairs are told apart by: marked title, the values of a fair, all values in order, and a value in words."""

    title: str
    of: Callable[[FairFacts], Sequence[str]]
    order: Callable[[Edition], Sequence[str]]
    words: Callable[[str, Edition, Language], str]


FACETS = {
    "size": Facet(
        mark("Size"),
        lambda facts: (facts.size,),
        lambda edition: tuple(SIZES),  # noqa: ARG005 - the same in every edition
        lambda value, edition, language: translate(SIZES[value], language),  # noqa: ARG005
    ),
    "language": Facet(
        mark("Interpreters"),
        lambda facts: facts.interpreters,
        lambda edition: tuple(each.slug for each in LANGUAGES if each is not SOURCE),  # noqa: ARG005
        lambda value, edition, language: formats.language_name(BY_SLUG[value], language),  # noqa: ARG005
    ),
    "sign-language": Facet(
        mark("Sign language"),
        lambda facts: ("yes",) if facts.sign_language else (),
        lambda edition: ("yes",),  # noqa: ARG005
        lambda value, edition, language: translate(SIGNED, language),  # noqa: ARG005
    ),
    "district": Facet(
        mark("District"),
        lambda facts: (facts.district,),
        lambda edition: tuple(edition.library.the_site().districts),
        lambda value, edition, language: edition.library.the_site().district(value, language),
    ),
}


def firms(facts: FairFacts, language: Language) -> list[Firm]:
    """Return the exhibitors of a fair."""
    counted = mark("%(job)s (%(count)s)")
    return [
        Firm(
            firm.name,
            firm.latin,
            tuple(
                (
                    translate(counted, language, job=translate(NAMES[each.job], language), count=each.count),
                    wage_words(each.wage, each.per, language),
                )
                for each in firm.openings
            ),
            rows.spoken(firm.languages, language),
        )
        for firm in facts.exhibitors
    ]


def _is_over(entry: Entry, edition: Edition) -> bool:
    return bool(entry.facts.held_on < edition.today)


def _values(name: str, edition: Edition) -> list[str]:
    """Return the values of the facet `name` that any fair has."""
    found = {value for entry in edition.library.of(FAIR) for value in FACETS[name].of(entry.facts)}
    return [value for value in FACETS[name].order(edition) if value in found]


def _path(name: str, value: str) -> str:
    return f"{FAIR.folder}/by/{name}/{value}/"


def _links(edition: Edition, page: Page) -> list[tuple[str, list[Link]]]:
    """Return the facets with their values; the count is that of the coming fairs."""
    language = page.language
    coming = [entry for entry in edition.library.of(FAIR) if not _is_over(entry, edition)]
    return [
        (
            translate(facet.title, language),
            [
                Link(
                    facet.words(value, edition, language),
                    f"/{language.slug}/{_path(name, value)}",
                    sum(value in facet.of(entry.facts) for entry in coming),
                    page.path == _path(name, value),
                )
                for value in _values(name, edition)
            ],
        )
        for name, facet in FACETS.items()
    ]


def months(entries: Sequence[Entry], edition: Edition, language: Language) -> dict[str, list[list[Cell]]]:
    """Return a table of weeks, Monday first, for each month in which one of `entries` is still to come; past weeks are left out."""
    coming = [entry for entry in entries if not _is_over(entry, edition)]
    return {
        formats.month(first, language): [
            [_cell(day, first, coming, language) for day in week]
            for week in Calendar().monthdatescalendar(first.year, first.month)
            if week[-1] >= edition.today
        ]
        for first in sorted({entry.facts.held_on.replace(day=1) for entry in coming})
    }


def _cell(day: dt.date, month: dt.date, entries: Sequence[Entry], language: Language) -> Cell:
    if day.month != month.month:
        return Cell("", ())
    held = (entry for entry in entries if entry.facts.held_on == day)
    return Cell(str(day.day), tuple((each.document(language).title.text, each.address(language)) for each in held))


def listing(page: Page, entries: Sequence[Entry], edition: Edition) -> str:
    """Return `page` as the list of `entries`, with the facets above it."""
    language = page.language
    base = f"/{language.slug}/"
    links = [(translate(text, language), f"{base}{path}") for text, path in FINDS]
    if page.path != f"{FAIR.folder}/":
        links.insert(0, (translate(mark("All job fairs"), language), f"{base}{FAIR.folder}/"))
    return render(
        "pages/fairs.html",
        page,
        groups=lists.by_month(entries, edition, language),
        links=links,
        calendar=f"{base}calendars/{FAIR.folder}.ics",
        facets=_links(edition, page),
        months=months(entries, edition, language),
    )


def by_facet(edition: Edition, language: Language) -> Iterator[tuple[str, str]]:
    """Yield a page for each value of each facet."""
    for name, facet in FACETS.items():
        for value in _values(name, edition):
            words = {"title": translate(FAIR.title, language), "lead": translate(FAIR.lead, language)}
            words["value"] = facet.words(value, edition, language)
            title, lead = (translate(text, language, **words) for text in (ONLY, ONLY_LEAD))
            steps = trail(language, (FAIR.title, f"{FAIR.folder}/"))
            page = Page(edition.frame, language, _path(name, value), title, lead, steps)
            entries = [entry for entry in edition.library.of(FAIR) if value in facet.of(entry.facts)]
            yield f"{language.slug}/{page.path}index.html", listing(page, entries, edition)

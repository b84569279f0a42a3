"""What the pages say of an entry's facts: term and value, in a language."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from api.content.library import Entry
from api.content.markup import Printer
from api.kinds import BY_NAME
from api.kinds.base import ACCESS, WEEKDAYS
from api.kinds.exhibition import ExhibitionFacts
from api.kinds.fair import FairFacts
from api.kinds.place import PlaceFacts
from i18n import formats
from i18n.languages import BY_SLUG, SOURCE, Language
from i18n.messages import mark, translate
from plugins.edition import Edition

Rows = list[tuple[str, str]]
SIGNED = mark("A sign-language interpreter is there all the time")
NOT_SIGNED = mark("Not arranged. Call us before you come.")
UNKNOWN = mark("Not confirmed. Please ask before you go.")


def spoken(slugs: Iterable[str], language: Language, *, chinese: bool = True) -> str:
    """Return the languages spoken somewhere, named in the reader's own; Chinese is always among them."""
    found = [SOURCE] if chinese else []
    found += [BY_SLUG[slug] for slug in slugs if BY_SLUG[slug] is not SOURCE or not chinese]
    return formats.listing([formats.language_name(each, language) for each in found], language)


def interpreters(slugs: Iterable[str], language: Language) -> str:
    """Return the languages into which somebody interprets, or that nobody does."""
    names = [formats.language_name(BY_SLUG[slug], language) for slug in slugs]
    return formats.listing(names, language) if names else translate(mark("No interpreter"), language)


def accessibility(keys: Iterable[str], language: Language) -> list[tuple[str, object]]:
    """Return the row that says what helps people with disabilities there, a line each; none where nothing is confirmed."""
    names = [escape(translate(ACCESS[key], language)) for key in keys]
    return [(mark("Access"), Markup("<br>").join(names))] if names else []


def link(entry: Entry, language: Language) -> Markup:
    """Return a link to the page of `entry`."""
    return Markup('<a href="{}">{}</a>').format(entry.address(language), entry.document(language).title.text)


def time(iso: object, text: str) -> Markup:
    """Return `text` as a day or time that machines can read, too."""
    return Markup('<time datetime="{}">{}</time>').format(iso, text)


def place_link(edition: Edition, slug: str, language: Language) -> Markup:
    """Return a link to the place `slug`."""
    return link(edition.library.entries[f"{BY_NAME['place'].folder}/{slug}"], language)


def of_fair(facts: FairFacts, edition: Edition, language: Language) -> Rows:
    """Return the facts of a job fair."""
    day = time(facts.held_on, formats.date(facts.held_on, language, "full"))
    rows: list[tuple[str, object]] = [
        (mark("When"), Markup(formats.when(str(escape(day)), facts.starts, facts.ends, language))),  # noqa: S704 - made here
        (mark("District"), edition.library.the_site().district(facts.district, language)),
        (mark("Firms"), formats.number(facts.all_firms, language)),
        (mark("Openings"), formats.number(facts.openings, language)),
        (mark("Interpreters"), interpreters(facts.interpreters, language)),
        (mark("Sign language"), translate(SIGNED if facts.sign_language else NOT_SIGNED, language)),
    ]
    return translated([*rows, *accessibility(facts.access, language)], language)


def of_exhibition(facts: ExhibitionFacts, edition: Edition, language: Language) -> Rows:
    """Return the facts of an exhibition."""
    rows: list[tuple[str, object]] = [(mark("Where"), place_link(edition, facts.place, language))]
    if facts.floor:
        rows.append((mark("Floor"), facts.floor))
    if facts.from_:
        rows.append((mark("From"), time(facts.from_, formats.date(facts.from_, language))))
    if facts.to:
        rows.append((mark("Until"), time(facts.to, formats.date(facts.to, language))))
    return translated(rows, language)


def of_place(facts: PlaceFacts, edition: Edition, language: Language) -> Rows:
    """Return the facts of a place; what is not confirmed says so."""
    unknown = translate(UNKNOWN, language)
    opening = []
    for row in facts.hours:
        days = formats.listing([formats.weekday(WEEKDAYS.index(day), language) for day in row.days], language)
        opening.append(formats.when(days, row.opens, row.closes, language))
    address = [
        Markup('<span lang="{}">{}</span>').format(SOURCE.tag, facts.address) if facts.address else Markup(""),
        escape(facts.address_latin or "") if language is not SOURCE else Markup(""),
    ]
    phone = Printer(edition.library, language, edition.today).figure_html(facts.phone) if facts.phone else unknown
    rows = [
        (mark("Address"), Markup("<br>").join(part for part in address if part) or unknown),
        (mark("District"), edition.library.the_site().district(facts.district, language)),
        (mark("Phone"), phone),
        (mark("Open"), Markup("<br>").join(opening) if opening else unknown),
        (mark("Languages"), spoken(facts.languages, language, chinese=False) if facts.languages else unknown),
    ]
    return translated(rows, language)


def translated(rows: Iterable[tuple[str, object]], language: Language) -> Rows:
    """Return `rows` with their marked terms in `language`."""
    return [(translate(term, language), value) for term, value in rows]  # type: ignore[misc]

"""What the pages say of an entry's facts: term and value, in a language."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from api.content.library import Entry
from api.content.markup import Printer
from api.domain.offers import ALLOCATIONS
from api.kinds import BY_NAME
from api.kinds.base import ACCESS, WEEKDAYS
from api.kinds.course import CourseFacts
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
    """Return the row that says what helps people with disabilities there; none where nothing is confirmed."""
    names = [translate(ACCESS[key], language) for key in keys]
    return [(mark("Accessibility"), formats.listing(names, language))] if names else []


def _link(entry: Entry, language: Language) -> Markup:
    return Markup('<a href="{}">{}</a>').format(entry.address(language), entry.document(language).title.text)


def _time(iso: object, text: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(iso, text)


def hours(starts: object, ends: object, language: Language) -> str:
    """Return a span of clock times: "09:30 to 13:30"."""
    return formats.hours(starts, ends, language)  # type: ignore[arg-type]


def when(days: str, starts: object, ends: object, language: Language) -> str:
    """Return days and clock times: "Tuesday, 19:00 to 21:00"."""
    return translate(mark("%(days)s, %(hours)s"), language, days=days, hours=hours(starts, ends, language))


def _place(edition: Edition, slug: str, language: Language) -> Markup:
    return _link(edition.library.entries[f"{BY_NAME['place'].folder}/{slug}"], language)


def of_course(facts: CourseFacts, edition: Edition, language: Language) -> Rows:
    """Return the facts of a class."""
    days = formats.listing([formats.weekday(WEEKDAYS.index(day), language) for day in facts.weekdays], language)
    fee = translate(UNKNOWN, language) if facts.fee == "unknown" else formats.money(facts.fee, language)
    rows = [
        (mark("When"), when(days, facts.starts, facts.ends, language)),
        (mark("First day"), _time(facts.starts_on, formats.date(facts.starts_on, language))),
        (mark("Last day"), _time(facts.ends_on, formats.date(facts.ends_on, language))),
        (mark("Where"), _place(edition, facts.place, language)),
        (mark("Fee"), fee),
        (mark("Taught in"), spoken(facts.taught_in, language, chinese=False)),
        (mark("Interpreters"), interpreters(facts.interpreters, language)),
        (mark("Who gets a seat"), translate(ALLOCATIONS[facts.allocation], language)),
        (
            mark("Enrolment"),
            formats.span(formats.moment(facts.opens_at, language), formats.moment(facts.closes_at, language), language),
        ),
        (mark("Fewest people for the class to start"), formats.number(facts.minimum, language)),
    ]
    return _translated(rows, language)


def of_fair(facts: FairFacts, edition: Edition, language: Language) -> Rows:
    """Return the facts of a job fair."""
    day = _time(facts.held_on, formats.date(facts.held_on, language, "full"))
    rows: list[tuple[str, object]] = [
        (mark("When"), Markup(when(str(escape(day)), facts.starts, facts.ends, language))),  # noqa: S704 - made here
        (mark("District"), edition.library.the_site().district(facts.district, language)),
        (mark("Firms"), formats.number(facts.all_firms, language)),
        (mark("Openings"), formats.number(facts.openings, language)),
        (mark("Interpreters"), interpreters(facts.interpreters, language)),
        (mark("Sign language"), translate(SIGNED if facts.sign_language else NOT_SIGNED, language)),
    ]
    return _translated([*rows, *accessibility(facts.access, language)], language)


def of_exhibition(facts: ExhibitionFacts, edition: Edition, language: Language) -> Rows:
    """Return the facts of an exhibition."""
    rows: list[tuple[str, object]] = [(mark("Where"), _place(edition, facts.place, language))]
    if facts.floor:
        rows.append((mark("Floor"), facts.floor))
    if facts.from_:
        rows.append((mark("From"), _time(facts.from_, formats.date(facts.from_, language))))
    if facts.to:
        rows.append((mark("Until"), _time(facts.to, formats.date(facts.to, language))))
    return _translated(rows, language)


def of_place(facts: PlaceFacts, edition: Edition, language: Language) -> Rows:
    """Return the facts of a place; what is not confirmed says so."""
    unknown = translate(UNKNOWN, language)
    opening = []
    for row in facts.hours:
        days = formats.listing([formats.weekday(WEEKDAYS.index(day), language) for day in row.days], language)
        opening.append(when(days, row.opens, row.closes, language))
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
    return _translated(rows, language)


def _translated(rows: Iterable[tuple[str, object]], language: Language) -> Rows:
    return [(translate(term, language), value) for term, value in rows]  # type: ignore[misc]

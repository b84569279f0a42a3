"""What the pages say of an entry's facts: term and value, in a language."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from api.content.library import Entry
from api.content.markup import Printer
from api.kinds import BY_NAME
from api.kinds.base import WEEKDAYS
from api.kinds.course import ALLOCATIONS, CourseFacts
from api.kinds.exhibition import ExhibitionFacts
from api.kinds.fair import FairFacts
from api.kinds.place import PlaceFacts
from i18n import formats
from i18n.languages import BY_SLUG, SOURCE, Language
from i18n.messages import mark, translate
from plugins.edition import Edition

Rows = list[tuple[str, str]]
UNKNOWN = mark("Not confirmed. Please ask before you go.")


def spoken(slugs: Iterable[str], language: Language, *, chinese: bool = True) -> Markup:
    """Return the languages spoken at an event, in their own names, each marked as its own; Chinese is always among them."""
    found = [SOURCE] if chinese else []
    found += [BY_SLUG[slug] for slug in slugs if BY_SLUG[slug] is not SOURCE or not chinese]
    names = [Markup('<span lang="{}">{}</span>').format(each.tag, each.endonym) for each in found]
    return Markup(formats.listing(names, language))  # noqa: S704 - made of escaped names


def _link(entry: Entry, language: Language) -> Markup:
    return Markup('<a href="{}">{}</a>').format(entry.address(language), entry.document(language).title.text)


def _time(iso: object, text: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(iso, text)


def _span(first: str, last: str, language: Language) -> str:
    return translate(mark("%(first)s to %(last)s"), language, first=first, last=last)


def _hours(starts: object, ends: object, language: Language) -> str:
    return _span(formats.clock(starts, language), formats.clock(ends, language), language)  # type: ignore[arg-type]


def _when(days: str, starts: object, ends: object, language: Language) -> str:
    hours = _hours(starts, ends, language)
    return translate(mark("%(days)s, %(hours)s"), language, days=days, hours=hours)


def _place(edition: Edition, slug: str, language: Language) -> Markup:
    return _link(edition.library.entries[f"{BY_NAME['place'].folder}/{slug}"], language)


def of_course(facts: CourseFacts, edition: Edition, language: Language) -> Rows:
    """Return the facts of a class."""
    days = formats.listing([formats.weekday(WEEKDAYS.index(day), language) for day in facts.weekdays], language)
    fee = translate(UNKNOWN, language) if facts.fee == "unknown" else formats.money(facts.fee, language)
    rows = [
        (mark("When"), _when(days, facts.starts, facts.ends, language)),
        (mark("First day"), _time(facts.starts_on, formats.date(facts.starts_on, language))),
        (mark("Last day"), _time(facts.ends_on, formats.date(facts.ends_on, language))),
        (mark("Where"), _place(edition, facts.place, language)),
        (mark("Fee"), fee),
        (mark("Languages"), spoken(facts.interpreters, language)),
        (mark("Who gets a seat"), translate(ALLOCATIONS[facts.allocation], language)),
        (
            mark("Enrolment"),
            _span(formats.moment(facts.opens_at, language), formats.moment(facts.closes_at, language), language),
        ),
        (mark("Fewest people for the class to start"), formats.number(facts.minimum, language)),
    ]
    return _translated(rows, language)


def of_fair(facts: FairFacts, edition: Edition, language: Language) -> Rows:
    """Return the facts of a job fair."""
    day = _time(facts.held_on, formats.date(facts.held_on, language, "full"))
    rows = [
        (mark("When"), Markup(_when(str(escape(day)), facts.starts, facts.ends, language))),  # noqa: S704 - made here
        (mark("District"), edition.library.the_site().district(facts.district, language)),
        (mark("Firms"), formats.number(facts.firms, language)),
        (mark("Openings"), formats.number(facts.openings, language)),
        (mark("Languages"), spoken(facts.interpreters, language)),
    ]
    return _translated(rows, language)


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
    hours = []
    for row in facts.hours:
        days = formats.listing([formats.weekday(WEEKDAYS.index(day), language) for day in row.days], language)
        hours.append(_when(days, row.opens, row.closes, language))
    address = [
        Markup('<span lang="{}">{}</span>').format(SOURCE.tag, facts.address) if facts.address else Markup(""),
        escape(facts.address_latin or "") if language is not SOURCE else Markup(""),
    ]
    phone = Printer(edition.library, language, edition.today).figure_html(facts.phone) if facts.phone else unknown
    rows = [
        (mark("Address"), Markup("<br>").join(part for part in address if part) or unknown),
        (mark("District"), edition.library.the_site().district(facts.district, language)),
        (mark("Phone"), phone),
        (mark("Open"), Markup("<br>").join(hours) if hours else unknown),
        (mark("Languages"), spoken(facts.languages, language, chinese=False) if facts.languages else unknown),
    ]
    return _translated(rows, language)


def _translated(rows: Iterable[tuple[str, object]], language: Language) -> Rows:
    return [(translate(term, language), value) for term, value in rows]  # type: ignore[misc]

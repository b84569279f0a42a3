"""What the page of an activity says of its facts: term and value, in a language."""

import datetime as dt

from api.content.library import Entry
from api.domain.meetings import announced
from api.domain.offers import ALLOCATIONS, DRAWN_AT, GROUPS
from api.kinds.activity import OPENS, ActivityFacts
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate
from plugins import course_rows, rows
from plugins.edition import Edition
from theme import course_words

Pairs = list[tuple[str, object]]


def days(facts: ActivityFacts, language: Language, width: formats.Width = "wide") -> str:
    """Return on which weekdays it meets; one single day is told as a date."""
    met = announced(facts.series, ())
    if len(met) == 1:
        return formats.date(facts.starts_on, language, "full" if width == "wide" else "long")
    ruled = sorted({each.starts_at.weekday() for each in met if each.starts_at not in facts.extra})
    return formats.listing([formats.weekday(day, language, width) for day in ruled], language)


def where(facts: ActivityFacts, edition: Edition, language: Language) -> str:
    """Return the district in which it takes place."""
    library = edition.library
    district = library.entries[f"places/{facts.place}"].facts.district if facts.place else facts.district
    return library.the_site().district(district, language)


def _when(facts: ActivityFacts, edition: Edition, language: Language) -> Pairs:
    met = announced(facts.series, edition.library.holidays)
    found: Pairs = [(mark("When"), formats.when(days(facts, language), facts.starts, facts.ends, language))]
    if len(met) > 1:
        for term, meeting in ((mark("From"), met[0]), (mark("Until"), met[-1])):
            day = meeting.starts_at.date()
            found.append((term, rows.time(day, formats.date(day, language))))
    if facts.slot_minutes:
        found.append((mark("One appointment lasts"), formats.unit(facts.slot_minutes, "minutes", language)))
    place = rows.place_link(edition, facts.place, language) if facts.place else where(facts, edition, language)
    return [*found, (mark("Where"), place)]


def _window(facts: ActivityFacts, language: Language) -> str:
    if facts.opens_at and facts.closes_at:
        return formats.span(
            formats.moment(facts.opens_at, language), formats.moment(facts.closes_at, language), language
        )
    return translate(
        mark("Opens %(days)s before each date at %(time)s, closes %(hours)s before it begins"),
        language,
        days=formats.unit(facts.opens_days_before, "days", language),
        time=formats.clock(OPENS, language),
        hours=formats.unit(facts.closes_hours_before, "hours", language),
    )


def _enrolment(facts: ActivityFacts, language: Language) -> Pairs:
    if not facts.books:
        return []
    found: Pairs = [
        (mark("Enrolment"), _window(facts, language)),
        (mark("Who gets a seat"), translate(ALLOCATIONS[facts.allocation], language)),
    ]
    if facts.drawn_on:
        drawn_at = dt.datetime.combine(facts.drawn_on, DRAWN_AT)
        found.append((mark("Drawn on"), course_words.numbers(drawn_at, language)))
    if facts.wishes > 1:
        most = formats.number(facts.wishes, language)
        text = translate(mark("Up to %(most)s jobs of this draw, the one you like best first."), language, most=most)
        found.append((mark("Wishes"), text))
    if not facts.slot_minutes:
        found.append((mark("Seats"), formats.number(facts.capacity, language)))
    if facts.quotas:
        kept = [
            f"{translate(GROUPS[name], language)}: {formats.number(count, language)}"
            for name, count in facts.quotas.items()
        ]
        found.append((mark("Seats kept for groups"), formats.listing(kept, language)))
    return [*found, (mark("Document"), translate(course_rows.IDENTITY[facts.identity], language))]


def _fee(facts: ActivityFacts, language: Language) -> str:
    if facts.fee == "unknown":
        return translate(rows.UNKNOWN, language)
    return formats.money(facts.fee, language) if facts.fee else translate(mark("Free of charge"), language)


def of_activity(entry: Entry, edition: Edition, language: Language) -> rows.Rows:
    """Return the facts of an activity."""
    facts = entry.facts
    found: Pairs = [
        *_when(facts, edition, language),
        (mark("Languages"), rows.spoken(facts.languages, language, chinese=False)),
        (mark("Interpreters"), rows.interpreters(facts.interpreters, language)),
        (mark("Cost"), _fee(facts, language)),
        *_enrolment(facts, language),
        *rows.accessibility(facts.access, language),
    ]
    return rows.translated(found, language)

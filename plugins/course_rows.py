"""What the page of a class says of its facts, in four groups: when, what it costs, what is spoken, who gets a seat."""

import datetime as dt
from collections.abc import Iterable

from markupsafe import Markup, escape

from api.content.library import Entry
from api.content.markup import Printer
from api.domain.meetings import left_out, meetings
from api.domain.offers import ALLOCATIONS, DRAWN_AT, GROUPS
from api.kinds.base import WEEKDAYS
from api.kinds.course import CourseFacts
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate
from plugins import rows
from plugins.edition import Edition
from theme import course_words

Pairs = list[tuple[str, object]]
IDENTITY = {
    "document": mark("You give the number of your ID card, residence permit or passport."),
    "contact": mark("No document number is asked for."),
}
_BREAK = Markup("<br>")


def weekdays(facts: CourseFacts, language: Language, width: formats.Width = "wide") -> str:
    """Return the weekdays of a class as a list."""
    return formats.listing([formats.weekday(WEEKDAYS.index(day), language, width) for day in facts.weekdays], language)


def meets(facts: CourseFacts, language: Language) -> str:
    """Return when a class meets, in few letters: "Tue and Thu, 19:00 to 21:30"."""
    return formats.when(weekdays(facts, language, "abbreviated"), facts.starts, facts.ends, language)


def interpreted(facts: CourseFacts, language: Language) -> str:
    """Return into which languages a class is interpreted; nothing if it is not."""
    if not facts.interpreters:
        return ""
    names = rows.interpreters(facts.interpreters, language)
    return translate(mark("Interpreters: %(names)s"), language, names=names)


def _day(day: dt.date, language: Language) -> Markup:
    return rows.time(day, formats.date(day, language))


def _days(days: Iterable[dt.date], language: Language) -> Markup:
    return _BREAK.join(_day(day, language) for day in days)


def _when(entry: Entry, edition: Edition, language: Language) -> Pairs:
    facts, series = entry.facts, entry.kind.occurrence(entry.facts).series  # type: ignore[union-attr]
    holidays = edition.library.holidays
    found: Pairs = [
        (mark("When"), formats.when(weekdays(facts, language), facts.starts, facts.ends, language)),
        (mark("First day"), _day(facts.starts_on, language)),
        (mark("Last day"), _day(facts.ends_on, language)),
        (mark("Number of meetings"), formats.number(len(meetings(series, holidays)), language)),
    ]
    if skipped := left_out(series, holidays):
        found.append((mark("Does not meet on"), _days(skipped, language)))
    if facts.cancelled:
        found.append((mark("Called off on"), _days(facts.cancelled, language)))
    return [*found, (mark("Where"), rows.place_link(edition, facts.place, language))]


def _spoken(facts: CourseFacts, language: Language) -> Pairs:
    return [
        (mark("Taught in"), rows.spoken(facts.taught_in, language, chinese=False)),
        (mark("Interpreters"), rows.interpreters(facts.interpreters, language)),
        *rows.accessibility(facts.access, language),
    ]


def _quotas(facts: CourseFacts, language: Language) -> Markup:
    kept = [
        f"{translate(GROUPS[name], language)}: {formats.number(count, language)}"
        for name, count in facts.quotas.items()
    ]
    until = translate(
        mark("Kept until %(moment)s. What is left then is for everyone."),
        language,
        moment=formats.moment(facts.closes_at, language),
    )
    return _BREAK.join(escape(line) for line in (*kept, until))


def _drawn(facts: CourseFacts, language: Language) -> Pairs:
    """Return how a draw goes: its day, when its result is there, and what one entry may hold."""
    if facts.drawn_on is None:
        return []
    found: Pairs = [
        (mark("Drawn on"), course_words.numbers(dt.datetime.combine(facts.drawn_on, DRAWN_AT), language)),
        (mark("Result published on"), _day(facts.results_on or facts.drawn_on, language)),
    ]
    if facts.wishes > 1:
        most = formats.number(facts.wishes, language)
        text = translate(mark("Up to %(most)s classes of this draw, the one you like best first."), language, most=most)
        found.append((mark("Wishes"), text))
    if facts.pairs:
        text = translate(mark("You may enter with one other person: both get a seat, or neither."), language)
        found.append((mark("Together"), text))
    return found


def _screened(facts: CourseFacts, language: Language) -> Pairs:
    if facts.screened_on is None:
        return []
    found: Pairs = [(mark("Test or interview"), _day(facts.screened_on, language))]
    if facts.results_on:
        found.append((mark("Result published on"), _day(facts.results_on, language)))
    return found


def _steps(entry: Entry, edition: Edition, language: Language) -> Pairs:
    """Return which class must be finished before, and which ones this class opens; each is a link."""
    others = [other for other in edition.library.of(entry.kind) if other is not entry]
    facts, found = entry.facts, Pairs()
    if facts.requires:
        before = [rows.link(other, language) for other in others if other.facts.grants == facts.requires]
        found.append((mark("Finish first"), _BREAK.join(before) or translate(rows.UNKNOWN, language)))
    after = [rows.link(other, language) for other in others if facts.grants and other.facts.requires == facts.grants]
    if after:
        found.append((mark("Next step"), _BREAK.join(after)))
    return found


def _seats(entry: Entry, edition: Edition, language: Language) -> Pairs:
    facts = entry.facts
    window = formats.span(formats.moment(facts.opens_at, language), formats.moment(facts.closes_at, language), language)
    found: Pairs = [
        (mark("Who gets a seat"), translate(ALLOCATIONS[facts.allocation], language)),
        (mark("Enrolment"), window),
        *_drawn(facts, language),
        *_screened(facts, language),
    ]
    if facts.quotas:
        found.append((mark("Seats kept for groups"), _quotas(facts, language)))
    return [
        *found,
        (mark("Fewest people for the class to start"), formats.number(facts.minimum, language)),
        *_steps(entry, edition, language),
        (mark("Document"), translate(IDENTITY[facts.identity], language)),
    ]


def _refunds(facts: CourseFacts, printer: Printer) -> Markup:
    """Return what comes back of the fee, a line for each case; a share that nobody has confirmed says so."""
    language, refunds = printer.language, facts.refunds
    before_first, before_third = (
        escape(translate(text, language)) % {"share": printer.figure_html(name)}
        for text, name in (
            (mark("Before the first meeting: %(share)s"), refunds.before_first),  # type: ignore[union-attr]
            (mark("Before a third of the meetings: %(share)s"), refunds.before_third),  # type: ignore[union-attr]
        )
    )
    after = translate(mark("After that: nothing"), language)
    not_held = translate(mark("If the class is not held: all of it"), language)
    return _BREAK.join([before_first, before_third, escape(after), escape(not_held)])


def _cost(facts: CourseFacts, edition: Edition, language: Language) -> Pairs:
    if facts.fee == "unknown":
        fee = translate(rows.UNKNOWN, language)
    else:
        fee = formats.money(facts.fee, language) if facts.fee else translate(mark("Free of charge"), language)
    found: Pairs = [(mark("Fee"), fee)]
    if facts.refunds and facts.fee:
        found.append(
            (mark("What comes back of the fee"), _refunds(facts, Printer(edition.library, language, edition.today)))
        )
    return found


def groups(entry: Entry, edition: Edition, language: Language) -> list[tuple[str, str, rows.Rows]]:
    """Return the facts of a class: anchor, heading and rows of each group."""
    facts = entry.facts
    found = (
        ("when", mark("When and where"), _when(entry, edition, language)),
        ("cost", mark("What it costs"), _cost(facts, edition, language)),
        ("spoken", mark("Languages and access"), _spoken(facts, language)),
        ("seats", mark("Seats"), _seats(entry, edition, language)),
    )
    return [(key, translate(heading, language), rows.translated(lines, language)) for key, heading, lines in found]

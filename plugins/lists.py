"""How the entries of a kind are listed: in groups, each entry as a row."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from api.content.library import Entry
from api.content.markup import Printer
from api.kinds import Kind
from api.kinds.base import WEEKDAYS, Occurrence
from api.kinds.guide import SITUATIONS
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate
from plugins import rows, status
from plugins.edition import Edition

_ICONS = {"place": "place", "exhibition": "museum", "page": ""}


@dataclass(frozen=True)
class Row:
    """One entry in a list; a dated one has its day in parts for the date block."""

    title: str
    address: str
    summary: str
    icon: str = ""
    iso: str = ""
    day: str = ""
    month: str = ""
    weekday: str = ""
    lines: tuple[str, ...] = ()


Groups = list[tuple[str, list[Row]]]


def row(entry: Entry, edition: Edition, language: Language) -> Row:
    """Return `entry` as a row of a list."""
    printer = Printer(edition.library, language, edition.today)
    document = entry.document(language)
    title, summary = printer.plain(document.title.text), printer.plain(document.summary.text)
    icon = SITUATIONS[entry.facts.situation][1] if entry.kind.name == "guide" else _ICONS.get(entry.kind.name, "")
    occurrence = entry.kind.occurrence(entry.facts)
    if occurrence is None or icon:
        return Row(title, entry.address(language), summary, icon)
    day = occurrence.starts_at.date()
    return Row(
        title,
        entry.address(language),
        _facts(entry, occurrence, edition, language),
        iso=day.isoformat(),
        day=str(day.day),
        month=formats.month_name(day, language),
        weekday=formats.weekday(day.weekday(), language, "abbreviated"),
    )


def _facts(entry: Entry, occurrence: Occurrence, edition: Edition, language: Language) -> str:
    """Return what one must know before opening the page of a class or a fair: state, hours, place, languages, sample."""
    facts = entry.facts
    hours = rows.hours(occurrence.starts_at.time(), occurrence.ends_at.time(), language)
    if entry.kind.name == "course":
        days = formats.listing(
            [formats.weekday(WEEKDAYS.index(day), language, "abbreviated") for day in facts.weekdays], language
        )
        parts = [status.of_course(facts, edition.now, language).text, rows.when(days, *_times(occurrence), language)]
        if facts.interpreters:
            names = rows.interpreters(facts.interpreters, language)
            parts.append(translate(mark("Interpreters: %(names)s"), language, names=names))
    else:
        state = status.of_occurrence(occurrence, edition.today, language).text
        district = edition.library.the_site().district(facts.district, language)
        parts = [state, hours, district, rows.spoken(getattr(facts, "interpreters", ()), language)]
    sample = [translate(mark("Sample"), language)] if facts.sample else []
    return " · ".join([*sample, *parts])


def _times(occurrence: Occurrence) -> tuple[dt.time, dt.time]:
    return occurrence.starts_at.time(), occurrence.ends_at.time()


def _starts(entry: Entry) -> dt.datetime:
    occurrence = entry.kind.occurrence(entry.facts)
    return occurrence.starts_at if occurrence else dt.datetime(1, 1, 1)  # noqa: DTZ001 - the bureau's own time, without a zone


def _by_situation(entries: list[Entry], edition: Edition, language: Language) -> Groups:
    return [
        (
            translate(text, language),
            [row(entry, edition, language) for entry in entries if entry.facts.situation == situation],
        )
        for situation, (text, _) in SITUATIONS.items()
        if any(entry.facts.situation == situation for entry in entries)
    ]


def _courses(entries: list[Entry], edition: Edition, language: Language) -> Groups:
    """Return open classes first, then those that open later, then what runs; what is over comes last."""
    headings = {"open": mark("Open for enrolment now"), "before": mark("Enrolment opens later")}
    groups: dict[str, list[Row]] = {text: [] for text in (*headings.values(), mark("Running now"), mark("Over"))}
    for entry in entries:
        state = status.of_course(entry.facts, edition.now, language)
        if state.is_enrolling:
            heading = headings["open"]
        elif edition.now < entry.facts.opens_at:
            heading = headings["before"]
        else:
            heading = mark("Over") if state.phase == "past" else mark("Running now")
        groups[heading].append(row(entry, edition, language))
    return [(translate(text, language), found) for text, found in groups.items() if found]


def by_month(found: Sequence[Entry], edition: Edition, language: Language) -> Groups:
    """Return what is to come by month, then what is over."""
    entries = sorted(found, key=_starts)
    groups: dict[str, list[Row]] = {}
    over = [entry for entry in entries if _starts(entry).date() < edition.today]
    for entry in entries:
        if entry not in over:
            groups.setdefault(formats.month(_starts(entry).date(), language), []).append(row(entry, edition, language))
    past = [row(entry, edition, language) for entry in reversed(over)]
    return [*groups.items(), *([(translate(mark("Over"), language), past)] if past else [])]


def groups(kind: Kind, edition: Edition, language: Language) -> Groups:
    """Return the groups of the list of `kind`."""
    entries = edition.library.of(kind)
    if kind.name == "guide":
        return _by_situation(sorted(entries, key=lambda entry: entry.facts.order), edition, language)
    if kind.name == "course":
        return _courses(sorted(entries, key=_starts), edition, language)
    if kind.name == "page":
        entries = sorted(entries, key=lambda entry: entry.facts.order)
    return [("", [row(entry, edition, language) for entry in entries])]


def coming(edition: Edition, language: Language, most: int = 3) -> list[Row]:
    """Return the next `most` dated events of the site."""
    dated = [
        entry
        for entry in edition.library.entries.values()
        if entry.kind.is_dated and _starts(entry).date() >= edition.today
    ]
    return [row(entry, edition, language) for entry in sorted(dated, key=_starts)[:most]]

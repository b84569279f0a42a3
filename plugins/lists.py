"""How the entries of a kind are listed: in groups, each entry as a row."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from api.content.library import Entry
from api.content.markup import Printer
from api.domain.meetings import meetings
from api.domain.seats import window
from api.kinds import Kind
from api.kinds.activity import SORTS
from api.kinds.base import Occurrence, sampled
from api.kinds.guide import SITUATIONS
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate
from plugins import activity_rows, course_rows, rows, status
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
    seats: str = ""
    """The offer whose live seats are told, if one can enrol."""


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
    day = next_start(entry, edition).date()
    return Row(
        title,
        entry.address(language),
        _facts(entry, occurrence, edition, language),
        iso=day.isoformat(),
        day=str(day.day),
        month=formats.month_name(day, language),
        weekday=formats.weekday(day.weekday(), language, "abbreviated"),
        seats=entry.slug if _is_enrolling(entry, edition.now) else "",
    )


def _is_enrolling(entry: Entry, now: dt.datetime) -> bool:
    return entry.kind.name == "course" and window(entry.facts.opens_at, entry.facts.closes_at, now) == "open"


def _facts(entry: Entry, occurrence: Occurrence, edition: Edition, language: Language) -> str:
    """Return what one must know before opening the page of a class or a fair: state, hours, place, languages, sample."""
    facts = entry.facts
    if entry.kind.name == "course":
        parts = [
            status.of_course(facts, edition.now, language).text,
            course_rows.meets(facts, language),
            course_rows.interpreted(facts, language),
        ]
    elif entry.kind.name == "activity":
        parts = [
            status.of_activity(entry, edition, language).text,
            formats.when(activity_rows.days(facts, language, "abbreviated"), facts.starts, facts.ends, language),
            activity_rows.where(facts, edition, language),
            rows.spoken((*facts.languages, *facts.interpreters), language, chinese=False),
        ]
    else:
        hours = formats.hours(occurrence.starts_at.time(), occurrence.ends_at.time(), language)
        # What repeats stands where its next day does, not where its series does.
        day = next_start(entry, edition).date()
        state = status.of_days(day, day, edition.today, language).text
        district = edition.library.the_site().district(facts.district, language)
        parts = [state, hours, district, rows.spoken(getattr(facts, "interpreters", ()), language)]
    return sampled(" · ".join(part for part in parts if part), facts, language)


def starts(entry: Entry) -> dt.datetime:
    """Return when `entry` begins; what has no day comes first."""
    occurrence = entry.kind.occurrence(entry.facts)
    return occurrence.starts_at if occurrence else dt.datetime(1, 1, 1)  # noqa: DTZ001 - the bureau's own time, without a zone


def next_start(entry: Entry, edition: Edition) -> dt.datetime:
    """Return when `entry` meets next; of a class, and of what is over, when it began."""
    occurrence = entry.kind.occurrence(entry.facts)
    if occurrence is None or occurrence.all_day or entry.kind.name == "course":
        return starts(entry)
    met = meetings(occurrence.series, edition.library.holidays)
    return next((each.starts_at for each in met if each.ends_at > edition.now), occurrence.starts_at)


def _by_situation(entries: list[Entry], edition: Edition, language: Language) -> Groups:
    return [
        (
            translate(text, language),
            [row(entry, edition, language) for entry in entries if entry.facts.situation == situation],
        )
        for situation, (text, _) in SITUATIONS.items()
        if any(entry.facts.situation == situation for entry in entries)
    ]


def _by_sort(entries: list[Entry], edition: Edition, language: Language) -> Groups:
    """Return what is to come, sort by sort, the next date first; then what is over."""
    over = {entry.key for entry in entries if status.of_activity(entry, edition, language).phase == "past"}
    ahead = sorted(entries, key=lambda entry: next_start(entry, edition))
    found = [
        (text, [row(entry, edition, language) for entry in ahead if entry.facts.sort == sort and entry.key not in over])
        for sort, text in SORTS.items()
    ]
    past = [row(entry, edition, language) for entry in ahead if entry.key in over]
    return [(translate(text, language), members) for text, members in (*found, (mark("Over"), past)) if members]


def by_month(found: Sequence[Entry], edition: Edition, language: Language) -> Groups:
    """Return what is to come by month, then what is over."""
    entries = sorted(found, key=starts)
    groups: dict[str, list[Row]] = {}
    over = [entry for entry in entries if starts(entry).date() < edition.today]
    for entry in entries:
        if entry not in over:
            groups.setdefault(formats.month(starts(entry).date(), language), []).append(row(entry, edition, language))
    past = [row(entry, edition, language) for entry in reversed(over)]
    return [*groups.items(), *([(translate(mark("Over"), language), past)] if past else [])]


def groups(kind: Kind, edition: Edition, language: Language) -> Groups:
    """Return the groups of the list of `kind`."""
    entries = edition.library.of(kind)
    if kind.name == "guide":
        return _by_situation(sorted(entries, key=lambda entry: entry.facts.order), edition, language)
    if kind.name == "activity":
        return _by_sort(entries, edition, language)
    if kind.name == "page":
        entries = sorted(entries, key=lambda entry: entry.facts.order)
    return [("", [row(entry, edition, language) for entry in entries])]


def coming(edition: Edition, language: Language, most: int = 3) -> list[Row]:
    """Return the next `most` dated events of the site."""
    dated = [
        entry
        for entry in edition.library.entries.values()
        if entry.kind.is_dated and next_start(entry, edition).date() >= edition.today
    ]
    ahead = sorted(dated, key=lambda entry: next_start(entry, edition))
    return [row(entry, edition, language) for entry in ahead[:most]]

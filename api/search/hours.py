"""When one may enrol in an entry, or go in, and on which days it meets."""

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

from api.content.library import Entry, Library
from api.domain.meetings import meetings
from api.kinds import BY_NAME
from api.kinds.base import WEEKDAYS

AHEAD = 14
"""For how many days from the build's on hours are told: each build tells them anew."""

Span = tuple[dt.datetime, dt.datetime]


def place_of(entry: Entry, library: Library) -> Any:
    """Return the facts of the place where `entry` is held, or that it is; None where the facts name none."""
    if entry.kind is BY_NAME["place"]:
        return entry.facts
    place = library.entries.get(f"{BY_NAME['place'].folder}/{getattr(entry.facts, 'place', '')}")
    return place.facts if place else None


def _windows(entry: Entry, library: Library) -> Iterator[Span]:
    """Yield when one can enrol."""
    for offer in entry.kind.offers(entry.slug, entry.term, entry.facts, library.holidays):
        if not offer.called_off:
            yield offer.opens_at, offer.closes_at


def _is_on(entry: Entry, day: dt.date) -> bool:
    """Return whether the hours of its place are those of `entry` on `day`: of a show whose days nobody confirmed they are not."""
    if entry.kind is not BY_NAME["exhibition"]:
        return entry.kind is BY_NAME["place"]
    facts = entry.facts
    return facts.permanent or bool(facts.from_ and facts.to and facts.from_ <= day <= facts.to)


def _hours(entry: Entry, library: Library, days: list[dt.date]) -> Iterator[Span]:
    """Yield the hours on `days` of a place or a show; nobody promises that it is open on a day of rest."""
    place = place_of(entry, library)
    for day in days:
        for row in place.hours if place and _is_on(entry, day) and day not in library.holidays else ():
            if WEEKDAYS[day.weekday()] in row.days:
                yield dt.datetime.combine(day, row.opens), dt.datetime.combine(day, row.closes)


def _meetings(entry: Entry, library: Library, days: list[dt.date]) -> Iterator[Span]:
    """Yield when that takes place to which anybody can just come."""
    occurrence = entry.kind.occurrence(entry.facts)
    is_class = entry.kind is BY_NAME["course"] or getattr(entry.facts, "books", False)
    if occurrence and not occurrence.all_day and not is_class:
        held = meetings(occurrence.series, library.holidays)
        yield from ((each.starts_at, each.ends_at) for each in held if days[0] <= each.starts_at.date() <= days[-1])


def enrol_spans(entry: Entry, library: Library, day: dt.date) -> tuple[tuple[str, str], ...]:
    """Return from when until when one may enrol in `entry`, as `hour_spans` does."""
    return _told(set(_windows(entry, library)), day)


def hour_spans(entry: Entry, library: Library, day: dt.date) -> tuple[tuple[str, str], ...]:
    """Return from when until when `entry` is open, in ISO minutes, without what was over before `day`; the end is outside."""
    days = [day + dt.timedelta(days=number) for number in range(AHEAD)]
    return _told({*_hours(entry, library, days), *_meetings(entry, library, days)}, day)


def days_on(entry: Entry, library: Library) -> tuple[tuple[str, str], ...]:
    """Return the first and last ISO day of each meeting of `entry` that takes place; one run for what is there every day."""
    occurrence = entry.kind.occurrence(entry.facts)
    if occurrence is None:
        return ()
    if occurrence.all_day:
        return ((occurrence.starts_at.date().isoformat(), occurrence.last_on.isoformat()),)
    held = meetings(occurrence.series, library.holidays)
    runs = dict.fromkeys((each.starts_at.date().isoformat(), each.ends_at.date().isoformat()) for each in held)
    return tuple(runs)


def _told(found: Collection[Span], day: dt.date) -> tuple[tuple[str, str], ...]:
    return tuple(
        (first.isoformat(timespec="minutes"), until.isoformat(timespec="minutes"))
        for first, until in sorted(found)
        if until.date() >= day
    )

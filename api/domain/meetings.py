"""When something meets: a rule that repeats (RFC 5545 RRULE), its exceptions, and the days of rest that it skips."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from dateutil.rrule import rrulestr

MOST = 400
"""Meetings of one series at most: a rule without an end must not run for ever."""


@dataclass(frozen=True, order=True)
class Meeting:
    """One time span, in the bureau's own time; the end itself is free again."""

    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclass(frozen=True)
class Recurrence:
    """When something meets: the first start and end, and the `rule` by which it repeats (RFC 5545, without DTSTART).

    `off` are days left out, `extra` further starts, `cancelled` days that were announced and called off. With
    `skips_holidays` it does not meet on a day of rest.
    """

    starts_at: dt.datetime
    ends_at: dt.datetime
    rule: str = ""
    off: tuple[dt.date, ...] = ()
    extra: tuple[dt.datetime, ...] = ()
    cancelled: tuple[dt.date, ...] = ()
    skips_holidays: bool = True

    @property
    def length(self) -> dt.timedelta:
        """Return how long one meeting lasts."""
        return self.ends_at - self.starts_at


def announced(series: Recurrence, holidays: Collection[dt.date]) -> list[Meeting]:
    """Return the meetings of `series` in order, the ones called off included; a day in `holidays` is skipped."""
    starts: Iterable[dt.datetime] = [series.starts_at]
    if series.rule:
        starts = rrulestr(series.rule, dtstart=series.starts_at).xafter(series.starts_at, count=MOST, inc=True)
    skipped = {*series.off, *(holidays if series.skips_holidays else ())}
    kept = {start for start in starts if start.date() not in skipped} | set(series.extra)
    return [Meeting(start, start + series.length) for start in sorted(kept)]


def meetings(series: Recurrence, holidays: Collection[dt.date]) -> list[Meeting]:
    """Return the meetings of `series` that take place, in order."""
    return [each for each in announced(series, holidays) if each.starts_at.date() not in series.cancelled]


def left_out(series: Recurrence, holidays: Collection[dt.date]) -> list[dt.date]:
    """Return the days on which the rule of `series` falls and it does not meet: its own days off, and days of rest."""
    by_rule = {each.starts_at.date() for each in announced(replace(series, off=(), skips_holidays=False), ())}
    return sorted(by_rule - {each.starts_at.date() for each in announced(series, holidays)})


def clashing(offers: Mapping[str, Collection[Meeting]]) -> dict[str, frozenset[str]]:
    """Return for each of `offers` the others that meet while it does; only what begins on one day is compared."""
    by_day: defaultdict[dt.date, list[tuple[Meeting, str]]] = defaultdict(list)
    for name, met in offers.items():
        for meeting in met:
            by_day[meeting.starts_at.date()].append((meeting, name))
    found: dict[str, set[str]] = {name: set() for name in offers}
    for rows in by_day.values():
        for (first, name), (second, other) in combinations(rows, 2):
            if name != other and first.starts_at < second.ends_at and second.starts_at < first.ends_at:
                found[name].add(other)
                found[other].add(name)
    return {name: frozenset(others) for name, others in found.items()}

"""Where and when somebody speaks a person's language: events and desks, sorted by nearness and by time.

A language is promised only where the facts say that it is spoken at that very hour. A place whose hours or whose languages
nobody has confirmed may still help, so it is found too, but as one to call first.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

from api.domain.meetings import Meeting

LEAST = dt.timedelta(minutes=30)
"""What must be left of a meeting to be worth the way."""
FAR = 99
"""Steps to a district that no chain of neighbours reaches."""


@dataclass(frozen=True)
class Hours:
    """Opening hours on one weekday (0 is Monday)."""

    weekday: int
    opens: dt.time
    closes: dt.time


@dataclass(frozen=True)
class Spot:
    """Somewhere to go: `meetings` of an event, or weekly `hours` of a desk. `languages` are those spoken there, when confirmed.

    Who comes to a meeting `from_start` cannot join it later, as a tour that has left.
    """

    kind: str
    title: str
    url: str
    district: str
    languages: tuple[str, ...] = ()
    hours: tuple[Hours, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    sample: bool = False
    from_start: bool = False


SPOTS: TypeAdapter[tuple[Spot, ...]] = TypeAdapter(tuple[Spot, ...])


@dataclass(frozen=True)
class Wish:
    """When somebody is free (0 is Monday), which language they speak, where they are; what is None or empty does not matter."""

    weekday: int | None = None
    after: dt.time | None = None
    language: str = ""
    district: str = ""


@dataclass(frozen=True)
class Found:
    """A spot that fits: its next meetings or its hours, how many districts away, and whether the language is promised then."""

    spot: Spot
    steps: int
    meetings: tuple[Meeting, ...] = ()
    hours: tuple[Hours, ...] = ()
    is_promised: bool = True


def steps_from(district: str, near: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Return how many borders lie between `district` and each other one, crossing from neighbour to neighbour."""
    steps, edge = {district: 0}, [district]
    while edge:
        reached = [name for place in edge for name in near.get(place, ()) if name not in steps]
        steps |= dict.fromkeys(reached, steps[edge[0]] + 1)
        edge = list(dict.fromkeys(reached))
    return steps


def _free(day: dt.datetime, wish: Wish) -> dt.datetime:
    return dt.datetime.combine(day.date(), wish.after or dt.time())


def _leaves_time(starts_at: dt.datetime, ends_at: dt.datetime, wish: Wish) -> bool:
    """Return whether somebody who is free from `wish.after` still meets enough of it."""
    return ends_at - max(starts_at, _free(starts_at, wish)) >= LEAST


def _meetings(spot: Spot, wish: Wish, now: dt.datetime) -> tuple[Meeting, ...]:
    return tuple(
        each
        for each in spot.meetings
        if each.ends_at - now >= LEAST
        and not (spot.from_start and each.starts_at < max(now, _free(each.starts_at, wish)))
        and wish.weekday in {None, each.starts_at.weekday()}
        and _leaves_time(each.starts_at, each.ends_at, wish)
    )


def _hours(spot: Spot, wish: Wish) -> tuple[Hours, ...]:
    day = dt.date.min
    return tuple(
        each
        for each in spot.hours
        if wish.weekday in {None, each.weekday}
        and _leaves_time(dt.datetime.combine(day, each.opens), dt.datetime.combine(day, each.closes), wish)
    )


def _found(spot: Spot, wish: Wish, now: dt.datetime, steps: int) -> Found | None:
    meetings, hours = _meetings(spot, wish, now), _hours(spot, wish)
    has_time = bool(meetings or hours)
    if not has_time and (spot.meetings or spot.hours):
        return None
    speaks = not wish.language or wish.language in spot.languages
    if not speaks and (spot.languages or not has_time):
        return None
    # With neither a language nor hours that fit for certain there is nothing to promise.
    if not has_time and not spot.languages:
        return None
    return Found(spot, steps, meetings, hours, is_promised=has_time and speaks)


def find(spots: Iterable[Spot], wish: Wish, near: Mapping[str, Iterable[str]], now: dt.datetime) -> list[Found]:
    """Return the spots that fit `wish`: promised ones first, then the nearest, then the one that meets next."""
    steps = steps_from(wish.district, near) if wish.district else {}
    fitting = (_found(spot, wish, now, steps.get(spot.district, FAR) if steps else 0) for spot in spots)

    def order(found: Found) -> tuple[bool, int, dt.datetime, str]:
        first = found.meetings[0].starts_at if found.meetings else now
        return not found.is_promised, found.steps, first, found.spot.url

    return sorted((found for found in fitting if found), key=order)

"""By what people choose a class: the facets, and which values a class has under each."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from api.domain.facets import FreeTime, Item
from api.domain.offers import ALLOCATIONS
from api.domain.seats import window
from api.kinds.base import WEEKDAYS
from api.kinds.course import FAMILIES, SCHOOLS
from i18n.languages import BY_SLUG
from i18n.messages import mark

Row = Mapping[str, Any]
"""A class as the catalogue of a build holds it."""

LOW_FEE = 1500
"""New Taiwan dollars up to which a fee counts as a low one."""

OPEN = {"1": mark("Open for enrolment now"), "soon": mark("Enrolment opens later")}
TIMES = {"morning": mark("Morning"), "afternoon": mark("Afternoon"), "evening": mark("Evening")}
NOON, EVENING = dt.time(12), dt.time(17, 30)
FEES = ("free", "low", "high", "unknown")

FACETS: Mapping[str, str] = {
    "open": mark("Enrolment"),
    "family": mark("Subject"),
    "weekday": mark("Day"),
    "time": mark("Time of day"),
    "language": mark("Language spoken"),
    "district": mark("District"),
    "fee": mark("Fee"),
    "allocation": mark("Who gets a seat"),
    "school": mark("School"),
    "term": mark("Term"),
}
"""The facets in the order in which they are offered, each with its marked heading."""

VALUES: Mapping[str, Collection[str]] = {
    "open": tuple(OPEN),
    "family": tuple(FAMILIES),
    "weekday": WEEKDAYS,
    "time": tuple(TIMES),
    "language": tuple(BY_SLUG),
    "fee": FEES,
    "allocation": tuple(ALLOCATIONS),
    "school": tuple(SCHOOLS),
}
"""The values of a facet, in order; of those that are not here (districts, terms) the classes themselves tell."""


def time_of_day(starts: dt.time) -> str:
    """Return the part of the day in which something starts: before noon, in the afternoon, or after work."""
    if starts < NOON:
        return "morning"
    return "afternoon" if starts < EVENING else "evening"


def _fee(fee: int | str) -> str:
    if isinstance(fee, str):
        return fee
    if fee == 0:
        return "free"
    return "low" if fee <= LOW_FEE else "high"


def _open(row: Row, now: dt.datetime) -> set[str]:
    where = window(dt.datetime.fromisoformat(row["opens_at"]), dt.datetime.fromisoformat(row["closes_at"]), now)
    return {"open": {"1"}, "before": {"soon"}}.get(where, set())


def item(row: Row, now: dt.datetime) -> Item:
    """Return the class `row` with its values as they are at `now`."""
    own = {name: {row[name]} for name in ("family", "district", "allocation", "school", "term")}
    return Item(
        row["id"],
        {
            **own,
            "open": _open(row, now),
            "weekday": set(row["weekdays"]),
            "time": {time_of_day(dt.time.fromisoformat(row["starts"]))},
            "language": {*row["taught_in"], *row["interpreters"]},
            "fee": {_fee(row["fee"])},
        },
    )


def fits_in(row: Row, free: FreeTime) -> bool:
    """Return whether somebody with the time `free` can come to every meeting of the class `row`."""
    return free.holds(row["weekdays"], dt.time.fromisoformat(row["starts"]), dt.time.fromisoformat(row["ends"]))

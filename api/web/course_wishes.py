"""What somebody wishes of a class, read from the address of a page or of a call, and the classes that fit."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from api.domain.facets import FreeTime, counts, fits
from api.domain.offers import Offer
from api.kinds.base import WEEKDAYS
from api.kinds.choosing import FACETS, VALUES, Row, fits_in, item

_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_YES = {"true": "1", "yes": "1"}
MOST_WITHOUT = 5
"""Classes at most that the others may not clash with."""


@dataclass(frozen=True)
class Wish:
    """Chosen values by facet, the time somebody has, and the classes `without` whose hours another may not lie in.

    `is_whole` says that everything that was asked could be read.
    """

    chosen: Mapping[str, str]
    free: FreeTime
    without: tuple[str, ...] = ()
    is_whole: bool = True

    def query(self, page: int = 1) -> str:
        """Return the wish as the query of an address, the same for the same wish."""
        pairs = [(facet, self.chosen[facet]) for facet in FACETS if facet in self.chosen]
        return urlencode([*pairs, *self.beside(), *([("page", str(page))] if page > 1 else [])])

    def beside(self) -> list[tuple[str, str]]:
        """Return what is wished beside the facets, as pairs of a query."""
        clocks = (("after", self.free.after), ("before", self.free.before))
        return [
            *(("rest", day) for day in WEEKDAYS if day in self.free.days),
            *((name, f"{clock:%H:%M}") for name, clock in clocks if clock),
            *(("without", each) for each in self.without),
        ]

    def but(self, facet: str, value: str = "") -> "Wish":
        """Return the wish with another `value` of `facet`, or with none."""
        rest = {name: kept for name, kept in self.chosen.items() if name != facet}
        return replace(self, chosen=rest | ({facet: value} if value else {}))


def _clock(text: str) -> dt.time | None:
    return dt.time.fromisoformat(text) if _CLOCK.fullmatch(text) else None


def read(asked: MultiDict[str, str]) -> Wish:
    """Return what `asked` wishes; a value that no class could have is kept and fits nothing."""
    chosen = {facet: value for facet in FACETS if (value := asked.get(facet, ""))}
    if chosen.get("open") in _YES:
        chosen["open"] = "1"
    days = {day for day in asked.getlist("rest") if day}
    clocks = {name: asked.get(name, "") for name in ("after", "before")}
    times = {name: _clock(text) for name, text in clocks.items()}
    is_whole = days.issubset(WEEKDAYS) and all(times[name] or not text for name, text in clocks.items())
    free = FreeTime(frozenset(days.intersection(WEEKDAYS)), times["after"], times["before"])
    without = tuple(dict.fromkeys(each for each in asked.getlist("without") if each))
    return Wish(chosen, free, without[:MOST_WITHOUT], is_whole and len(without) <= MOST_WITHOUT)


def known(wish: Wish, rows: Collection[Row]) -> Wish:
    """Return of `wish` what can be: values that a facet has, and classes among `rows`."""
    own = {facet: VALUES.get(facet) or {row[facet] for row in rows} for facet in FACETS}
    chosen = {facet: value for facet, value in wish.chosen.items() if value in own[facet]}
    ids = {row["id"] for row in rows}
    without = tuple(each for each in wish.without if each in ids)
    is_whole = wish.is_whole and len(chosen) == len(wish.chosen) and without == wish.without
    return Wish(chosen, wish.free, without, is_whole)


@dataclass(frozen=True)
class Found:
    """The classes that fit a wish, in order; how many each further choice would leave; and the values that any class has."""

    rows: list[Row]
    counts: dict[str, Counter[str]]
    values: dict[str, Counter[str]]


def _is_free_for(row: Row, wish: Wish, offers: Mapping[str, Offer]) -> bool:
    clashes = {other for each in wish.without for other in (each, *offers[each].clashes)}
    return row["id"] not in clashes and fits_in(row, wish.free)


def find(wish: Wish, rows: Collection[Row], offers: Mapping[str, Offer], now: dt.datetime) -> Found:
    """Return which of `rows` fit `wish` at `now`: those open for enrolment first, then those that open later."""
    items = {row["id"]: item(row, now) for row in rows}
    possible = [row for row in rows if _is_free_for(row, wish, offers)]
    left = counts([items[row["id"]] for row in possible], wish.chosen, FACETS)
    kept = [row for row in possible if fits(items[row["id"]], wish.chosen)]

    def order(row: Row) -> tuple[bool, bool, str]:
        state = items[row["id"]].tags["open"]
        return "1" not in state, "soon" not in state, row["starts_on"]

    return Found(sorted(kept, key=order), left, counts(items.values(), {}, FACETS))

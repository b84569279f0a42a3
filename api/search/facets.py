"""By what results are narrowed, which rows stay, and what each further choice would leave."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import reduce
from operator import attrgetter, itemgetter

import numpy as np
from numpy.typing import NDArray

from api.search.columns import NEVER, Columns, Rows, day_of, minute_of
from api.search.corpus import TITLES
from api.search.documents import Asked, Choice, Facet
from i18n.languages import Language
from i18n.messages import mark, translate

Mask = NDArray[np.bool_]

SPANS: Mapping[str, str] = {
    "today": mark("Today"),
    "weekend": mark("This weekend"),
    "week": mark("This week"),
    "month": mark("This month"),
    "later": mark("After this month"),
    "past": mark("Over"),
}
"""The spans of time that can be asked for, in order, each with its marked label."""

HEADINGS: Mapping[str, str] = {
    "kind": mark("Kind"),
    "when": mark("When"),
    "district": mark("District"),
    "open": mark("Enrolment and opening hours"),
}
"""The facets by their name in an address, in the order in which they are offered, each with its marked heading."""

OPEN = "1"
"""The one value of the facet "open"."""

_SUNDAY = 6
_EVER = np.iinfo(np.int32).max


def heeded(asked: Asked, districts: Collection[str]) -> Asked:
    """Return `asked` without what nobody offers: an unknown kind, span or district, and whatever needs a clock without one."""
    return replace(
        asked,
        kind=asked.kind if asked.kind in TITLES else "",
        when=asked.when if asked.when in SPANS and asked.now else "",
        district=asked.district if asked.district in districts else "",
        open_now=bool(asked.open_now and asked.now),
    )


def span_of(name: str, now: str) -> tuple[int, int]:
    """Return the first and the last day of the span `name` that are still to come at `now` (ISO), since 1970.

    A week ends on Sunday. What was on before today is in no span but "past".
    """
    day = dt.date.fromisoformat(now[:10])
    first = day_of(now)
    sunday = first + _SUNDAY - day.weekday()
    month_end = day_of((day.replace(day=1) + dt.timedelta(days=32)).replace(day=1).isoformat()) - 1
    return {
        "today": (first, first),
        "weekend": (max(first, sunday - 1), sunday),
        "week": (first, sunday),
        "month": (first, month_end),
        "later": (month_end + 1, _EVER),
        "past": (NEVER + 1, first - 1),
    }[name]


def _in_span(starts_on: NDArray[np.int32], over_on: NDArray[np.int32], name: str, now: str) -> Mask:
    """Return which of the pages, dated by their first and last day, are on in the span `name`."""
    first, last = span_of(name, now)
    starts = np.where(starts_on == NEVER, over_on, starts_on)
    is_on: Mask = (over_on >= first) & ((over_on if name == "past" else starts) <= last)
    return is_on


def _named(names: NDArray[np.str_], codes: NDArray[np.uint16], wanted: str) -> Mask:
    """Return which of `codes` stand for the name `wanted`."""
    found: Mask = np.isin(codes, np.flatnonzero(names == wanted))
    return found


def _masks(columns: Columns, rows: Rows | slice, asked: Asked) -> dict[str, Mask]:
    """Return for each facet in which something is chosen which of `rows` it leaves."""
    masks = {}
    if asked.kind:
        masks["kind"] = _named(columns.kinds, columns.kind[rows], asked.kind)
    if asked.when:
        masks["when"] = _in_span(columns.starts_on[rows], columns.over_on[rows], asked.when, asked.now)
    if asked.district:
        masks["district"] = _named(columns.districts, columns.district[rows], asked.district)
    if asked.open_now:
        masks["open"] = columns.open_rows(minute_of(asked.now))[rows]
    return masks


def _all(masks: Iterable[Mask], live: Mask) -> Mask:
    """Return which rows are `live` and in all of `masks`."""
    return reduce(np.logical_and, masks, live)


def mask(columns: Columns, asked: Asked) -> Mask:
    """Return which rows are live and have everything that was chosen; `asked` comes from `heeded`."""
    everything: Rows | slice = slice(None)
    return _all(_masks(columns, everything, asked).values(), columns.live)


def _counted(facet: str, columns: Columns, rows: Rows, asked: Asked) -> dict[str, int]:
    """Return how many of `rows` each value of `facet` would leave."""
    if facet in {"kind", "district"}:
        names, codes = (columns.kinds, columns.kind) if facet == "kind" else (columns.districts, columns.district)
        return dict(zip(names.tolist(), np.bincount(codes[rows], minlength=len(names)).tolist(), strict=True))
    if not asked.now:
        return {}
    if facet == "open":
        return {OPEN: int(columns.open_rows(minute_of(asked.now))[rows].sum())}
    starts_on, over_on = columns.starts_on[rows], columns.over_on[rows]
    return {name: int(_in_span(starts_on, over_on, name, asked.now).sum()) for name in SPANS}


def _choices(counts: Mapping[str, int], labels: Mapping[str, str], chosen: str) -> list[Choice]:
    """Return a choice for each of `labels` that leaves something, and for the `chosen` one even if it does not."""
    return [
        Choice(value, label, counts.get(value, 0), value == chosen)
        for value, label in labels.items()
        if counts.get(value) or value == chosen
    ]


def count(
    columns: Columns, rows: Rows, asked: Asked, language: Language, districts: Mapping[str, str]
) -> tuple[Facet, ...]:
    """Return the facets of `rows`, the live rows that the words find whatever else was chosen; `asked` comes from `heeded`.

    A choice counts what it would leave beside the choices of all other facets: one that would leave nothing is not offered.
    `districts` maps keys to what they are called. Kinds and districts stand with the commonest first, spans in their order.
    """
    masks = _masks(columns, rows, asked)
    chosen = {"kind": asked.kind, "when": asked.when, "district": asked.district, "open": OPEN * asked.open_now}
    marked = {"kind": TITLES, "when": SPANS, "open": {OPEN: mark("Open now")}}
    labels = {
        name: {value: translate(text, language) for value, text in found.items()} for name, found in marked.items()
    }
    labels["district"] = dict(sorted(districts.items(), key=itemgetter(1)))
    facets = []
    for name, heading in HEADINGS.items():
        left = _all((found for other, found in masks.items() if other != name), columns.live[rows])
        choices = _choices(_counted(name, columns, rows[left], asked), labels[name], chosen[name])
        if name in {"kind", "district"}:
            choices.sort(key=attrgetter("count"), reverse=True)
        if choices:
            facets.append(Facet(name, translate(heading, language), tuple(choices)))
    return tuple(facets)

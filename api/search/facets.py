"""By what results are narrowed, which rows stay, and what each further choice would leave."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
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

Found = tuple[Columns, Rows]
"""Rows of one shelf."""

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

ENROL = "enrol"
OPEN: Mapping[str, str] = {ENROL: mark("You can enrol now"), "hours": mark("Open at this hour")}
"""What can be open now, in order, each with its marked label; what tells no hours is neither."""

_SUNDAY = 6
_EVER = np.iinfo(np.int32).max


def heeded(asked: Asked, districts: Collection[str]) -> Asked:
    """Return `asked` without what nobody offers: an unknown kind, span or district, and whatever needs a clock without one."""
    return replace(
        asked,
        kind=asked.kind if asked.kind in TITLES else "",
        when=asked.when if asked.when in SPANS and asked.now else "",
        district=asked.district if asked.district in districts else "",
        open=asked.open if asked.open in OPEN and asked.now else "",
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


def _in_span(columns: Columns, name: str, now: str) -> Mask:
    """Return which rows are on, or meet, in the span `name`; of what has an end, "past" is what is over."""
    first, last = span_of(name, now)
    if name == "past":
        is_over: Mask = (columns.over_on >= first) & (columns.over_on <= last)
        return is_over
    return columns.rows_on(first, last)


def _open(columns: Columns, value: str, now: str) -> Mask:
    """Return which rows have what `value` asks for at `now`."""
    return columns.open_rows(minute_of(now), enrols=value == ENROL)


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
        masks["when"] = _in_span(columns, asked.when, asked.now)[rows]
    if asked.district:
        masks["district"] = _named(columns.districts, columns.district[rows], asked.district)
    if asked.open:
        masks["open"] = _open(columns, asked.open, asked.now)[rows]
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
        return {name: int(_open(columns, name, asked.now)[rows].sum()) for name in OPEN}
    return {name: int(_in_span(columns, name, asked.now)[rows].sum()) for name in SPANS}


def _choices(counts: Mapping[str, int], labels: Mapping[str, str], chosen: str) -> list[Choice]:
    """Return a choice for each of `labels` that leaves something, and for the `chosen` one even if it does not."""
    return [
        Choice(value, label, counts.get(value, 0), value == chosen)
        for value, label in labels.items()
        if counts.get(value) or value == chosen
    ]


def _left(name: str, found: Iterable[Found], asked: Asked) -> Counter[str]:
    """Return how many of all that is `found` each value of the facet `name` would leave beside what else was chosen."""
    counts = Counter[str]()
    for columns, rows in found:
        others = (left for other, left in _masks(columns, rows, asked).items() if other != name)
        counts.update(_counted(name, columns, rows[_all(others, columns.live[rows])], asked))
    return counts


def count(found: Sequence[Found], asked: Asked, language: Language, districts: Mapping[str, str]) -> tuple[Facet, ...]:
    """Return the facets of what is `found`: live rows that the words find whatever else was chosen; `asked` comes from `heeded`.

    A choice counts what it would leave beside the choices of all other facets: one that would leave nothing is not offered.
    `districts` maps keys to what they are called. Kinds and districts stand with the commonest first, spans in their order.
    """
    chosen = {"kind": asked.kind, "when": asked.when, "district": asked.district, "open": asked.open}
    marked = {"kind": TITLES, "when": SPANS, "open": OPEN}
    labels = {name: {value: translate(text, language) for value, text in each.items()} for name, each in marked.items()}
    labels["district"] = dict(sorted(districts.items(), key=itemgetter(1)))
    facets = []
    for name, heading in HEADINGS.items():
        choices = _choices(_left(name, found, asked), labels[name], chosen[name])
        if name in {"kind", "district"}:
            choices.sort(key=attrgetter("count"), reverse=True)
        if choices:
            facets.append(Facet(name, translate(heading, language), tuple(choices)))
    return tuple(facets)

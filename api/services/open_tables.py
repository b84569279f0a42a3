"""How a table of counts is published for machines: JSON and CSV that carry their labels, sums, licence and rules with them."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.domain.suppression import SMALLEST
from api.domain.tabulation import Cell, Table, checked
from api.kinds.labels import UNITS_COUNTED, label
from api.services.desk_tables import written
from i18n.languages import LANGUAGES
from i18n.messages import mark, translate

FORMAT = 1
LICENCES = ("Government Open Data Licence (Taiwan), version 1", "CC BY 4.0")
RULE = mark(
    "Counts below %(smallest)s are not shown, apart from zero, nor are counts from which they could be worked out. Nothing is rounded."
)


@dataclass(frozen=True)
class About:
    """What a file says of its table: title and notes by language tag, source, period, unit (a key), and the day it was made."""

    title: Mapping[str, str]
    source: str
    period: str
    unit: str
    made_on: dt.date
    notes: Mapping[str, str] = field(default_factory=dict)
    quotes: tuple[str, ...] = ()


def in_all(text: str, **values: object) -> dict[str, str]:
    """Return the marked message `text` in every language, by its tag."""
    return {language.tag: translate(text, language, **values) for language in LANGUAGES}


def rule() -> dict[str, str]:
    """Return the rule for small counts in every language."""
    return in_all(RULE, smallest=SMALLEST)


def labels(key: str) -> dict[str, str]:
    """Return what a row or column is called in every language."""
    return {language.tag: label(key, language) for language in LANGUAGES}


def _cells(cells: tuple[Cell, ...]) -> list[dict[str, str]]:
    return [cell._asdict() for cell in cells]


def sums(table: Table) -> list[dict[str, Any]]:
    """Return every declared sum with the number that stands there and the one that comes out; null where it is hidden."""
    return [
        {
            "cell": each.rule.target._asdict(),
            "how": each.rule.how,
            "of": _cells(each.rule.parts),
            "by": _cells(each.rule.by),
            "expected": each.expected,
            "actual": each.actual,
            "holds": each.holds,
        }
        for each in checked(table)
    ]


def as_document(table: Table, about: About) -> dict[str, Any]:
    """Return `table` as JSON is made of it. A count that is not shown is null and is named in `hidden`."""
    return {
        "format": FORMAT,
        "table": table.name,
        "title": dict(about.title),
        "source": about.source,
        "period": about.period,
        "made_on": about.made_on.isoformat(),
        "licence": list(LICENCES),
        "unit": {"key": about.unit, "labels": in_all(UNITS_COUNTED[about.unit])},
        "columns": [{"key": key, "labels": labels(key), "is_percent": key in table.percents} for key in table.columns],
        "rows": [
            {
                "key": key,
                "labels": labels(key),
                "counts": {column: table.shown(key, column) for column in table.columns},
            }
            for key in table.rows
        ],
        "hidden": _cells(tuple(sorted(table.hidden))),
        "sums": sums(table),
        "notes": dict(about.notes),
        "quotes": list(about.quotes),
    }


def _lines(table: Table, about: About) -> Iterator[Sequence[object]]:
    yield ["key", *(language.tag for language in LANGUAGES), *table.columns]
    for row in table.rows:
        counts = [table.shown(row, column) for column in table.columns]
        yield [row, *labels(row).values(), *("" if count is None else count for count in counts)]
    yield []
    yield ["title", *about.title.values()]
    yield ["unit", *in_all(UNITS_COUNTED[about.unit]).values()]
    for name, value in (("source", about.source), ("period", about.period), ("made_on", about.made_on.isoformat())):
        yield [name, value]
    yield from (["licence", licence] for licence in LICENCES)
    if about.notes:
        yield ["note", *about.notes.values()]
    if table.hidden:
        yield ["rule", *rule().values()]
    broken = [each for each in checked(table) if not each.holds]
    yield from (["sum_breaks", *each.rule.target, each.expected, each.actual] for each in broken)
    yield ["sums_checked", len(table.sums)]


def as_csv(table: Table, about: About) -> bytes:
    """Return `table` as CSV that Excel opens: the counts first, after an empty line what else must be known of them."""
    return written(_lines(table, about))

"""What the desk counts of its cases: kind and door by outcome, what is late by unit, and how soon each language was answered."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from statistics import median_high

from api.domain.outcomes import OUTCOMES, CaseCount

Row = tuple[str, tuple[int | None, ...]]


def by_outcome(cases: Collection[CaseCount], of: Callable[[CaseCount], str], keys: Sequence[str]) -> list[Row]:
    """Return, for each of `keys`, how many cases ended with each outcome, and their sum."""
    counts = Counter((of(case), case.outcome) for case in cases)
    rows = [(key, tuple(counts[key, outcome] for outcome in OUTCOMES)) for key in keys]
    return [(key, (*cells, sum(cells))) for key, cells in rows]


def late_by_unit(cases: Collection[CaseCount], units: Sequence[str]) -> list[Row]:
    """Return, for each unit, its cases, those that are or were late, and the late ones that are still open."""
    return [
        (
            unit,
            (
                sum(case.unit == unit for case in cases),
                sum(case.unit == unit and case.is_overdue for case in cases),
                sum(case.unit == unit and case.is_overdue and case.outcome == "open" for case in cases),
            ),
        )
        for unit in units
    ]


def first_replies(cases: Collection[CaseCount], languages: Sequence[str]) -> list[Row]:
    """Return, for each language, cases that want a reply, those that have one, and days to the first: median and longest.

    A tip is answered by nobody, so none is counted.
    """
    rows: list[Row] = []
    for lang in languages:
        asked = [case for case in cases if case.lang == lang and case.door != "tip"]
        days = [case.days_to_first_reply for case in asked if case.days_to_first_reply is not None]
        rows.append((lang, (len(asked), len(days), median_high(days) if days else None, max(days, default=None))))
    return rows

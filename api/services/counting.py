"""The tables that the bureau publishes of its cases, made of one plain row a case, with small counts hidden."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from api.domain.intake import DOORS, KINDS, UNITS
from api.domain.outcomes import OUTCOMES, REPLY_LABELS, CaseCount
from api.domain.suppression import hidden_totals, is_small, suppressed
from api.domain.tabulation import TOTAL, Cell, Sum, Table, crossed, totals
from api.kinds.labels import UNIT
from i18n.languages import LANGUAGES
from i18n.messages import mark

SPLIT = "dispute"
"""The kind whose categories are rows of their own, as the bureau has always counted them."""
LISTED = ("discrimination", "job-fraud", "migrant", "agency", "safety")
"""Kinds whose categories are counted in a table of their own."""
QUARTER = 3
"""Months of a quarter: tables grow a quarter at a time, as two copies a month apart would tell of single cases."""
WITHIN = ((3, "in-three-days"), (7, "in-a-week"), (30, "in-a-month"))


@dataclass(frozen=True)
class Counted:
    """One table under its marked title, by what it counts; without a table it counts too few to be shown."""

    name: str
    title: str
    unit: str
    table: Table | None


def months(today: date, year: int | None = None) -> tuple[str, ...]:
    """Return the months ("2026-11") of the finished quarters of `year`; without one, of the year of the last finished quarter."""
    chosen = year or (today.year if today.month > QUARTER else today.year - 1)
    finished = 12 if chosen < today.year else (today.month - 1) // QUARTER * QUARTER if chosen == today.year else 0
    return tuple(f"{chosen}-{month:02d}" for month in range(1, finished + 1))


def published(rows: Iterable[CaseCount], period: Sequence[str]) -> tuple[str, ...]:
    """Return the quarters of `period` that may be told: each step from one copy to the next adds no case, or five at least."""
    filed = Counter(row.filed_month for row in rows)
    told = 0
    for end in range(QUARTER, len(period) + 1, QUARTER):
        if not is_small(sum(filed[month] for month in period[told:end])):
            told = end
    return tuple(period[:told])


def years(rows: Iterable[CaseCount], today: date) -> list[int]:
    """Return the years of which cases are told, the latest first."""
    cases = list(rows)
    found = {month: int(month[:4]) for month in {case.filed_month for case in cases}}
    told = {year: published(cases, months(today, year)) for year in set(found.values())}
    return sorted({year for month, year in found.items() if month in told[year]}, reverse=True)


def _row(case: CaseCount) -> str:
    return f"{case.kind}.{case.category}" if case.kind == SPLIT else case.kind


def _kinds() -> list[str]:
    return [
        row
        for name, kind in KINDS.items()
        for row in ([f"{name}.{category}" for category in kind.categories] if name == SPLIT else [name])
    ]


def _replied(days: int | None) -> str:
    if days is None:
        return "not-yet"
    return next((name for most, name in WITHIN if days <= most), "later")


def listed(name: str, column: str, counts: Mapping[str, int], *, with_share: bool = False) -> Table | None:
    """Return one column of counts with its total, and each one's share of it; None if they cannot be protected."""
    hidden = hidden_totals(counts)
    if hidden is None:
        return None
    whole = sum(counts.values())
    cells = {Cell(row, column): count for row, count in {**counts, TOTAL: whole}.items()}
    table = Table(name, (*counts, TOTAL), (column,), cells, tuple(totals((*counts, TOTAL), (column,))))
    columns = [column]
    if with_share and whole:
        rules = [Sum(Cell(row, "share"), "share", (Cell(row, column),), (Cell(TOTAL, column),)) for row in table.rows]
        cells |= {rule.target: (200 * cells[rule.parts[0]] + whole) // (2 * whole) for rule in rules}
        columns.append("share")
        table = replace(table, columns=(column, "share"), sums=(*table.sums, *rules), percents=frozenset({"share"}))
    return replace(table, cells=cells, hidden=frozenset(Cell(row, each) for row in hidden for each in columns))


def _crossed(name: str, pairs: Iterable[tuple[str, str]], rows: Iterable[str], columns: Iterable[str]) -> Table | None:
    return suppressed(crossed(name, (Cell(*pair) for pair in pairs), tuple(rows), tuple(columns)))


def _counts(values: Iterable[str], names: Iterable[str]) -> dict[str, int]:
    found = Counter(values)
    return {name: found[name] for name in names}


def _by_category(cases: Sequence[CaseCount], by_kind: Table | None) -> list[Counted]:
    """Return a table of categories for each kind whose total the table of kinds shows."""
    found = []
    for kind in LISTED:
        is_shown = by_kind is not None and Cell(kind, TOTAL) not in by_kind.hidden
        values = (f"{case.kind}.{case.category}" for case in cases if case.kind == kind)
        counts = _counts(values, (f"{kind}.{category}" for category in KINDS[kind].categories))
        table = listed(f"categories-{kind}", "cases", counts) if is_shown else None
        found.append(Counted(f"categories-{kind}", KINDS[kind].label, "cases", table))
    return found


def tables(rows: Iterable[CaseCount], period: Sequence[str]) -> list[Counted]:
    """Return every table of the cases filed in the months `period`."""
    cases = [row for row in rows if row.filed_month in period]
    by_kind = _crossed("outcomes-by-kind", ((_row(case), case.outcome) for case in cases), _kinds(), OUTCOMES)
    by_door = _crossed("outcomes-by-door", ((case.door, case.outcome) for case in cases), DOORS, OUTCOMES)
    by_month = _crossed("outcomes-by-month", ((case.filed_month, case.outcome) for case in cases), period, OUTCOMES)
    spans = (*(name for _, name in WITHIN), "later", "not-yet")
    # Nobody answers a tip, so none is counted as waiting for an answer. All cases but these are the tips: shown with them or not at all.
    replied = ((case.lang, _replied(case.days_to_first_reply)) for case in cases if case.door != "tip")
    are_tips_shown = by_door is not None and Cell("tip", TOTAL) not in by_door.hidden
    slugs = (language.slug for language in LANGUAGES)
    first_replies = _crossed("first-replies", replied, slugs, spans) if are_tips_shown else None
    late = _counts((f"{UNIT}{case.unit}" for case in cases if case.is_overdue), (f"{UNIT}{unit}" for unit in UNITS))
    spoken = _counts((word for case in cases for word in case.reply_labels), REPLY_LABELS)
    return [
        Counted("outcomes-by-kind", mark("By kind and outcome"), "cases", by_kind),
        Counted("outcomes-by-door", mark("By way of filing and outcome"), "cases", by_door),
        Counted("outcomes-by-month", mark("By month of filing and outcome"), "cases", by_month),
        Counted(
            "overdue-by-unit",
            mark("Answers late or overdue, by unit"),
            "cases",
            listed("overdue-by-unit", "overdue", late),
        ),
        Counted("first-replies", mark("Time to the first reply, by language"), "cases", first_replies),
        Counted(
            "replies",
            mark("How replies were put into the language of the complainant"),
            "replies",
            listed("replies", "replies", spoken, with_share=True),
        ),
        *_by_category(cases, by_kind),
    ]

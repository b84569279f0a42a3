"""How a table of counts is shown to people: its cells in words, its sums as sentences, and a drawing of one column."""

from dataclasses import dataclass

from markupsafe import Markup

from api.domain.tabulation import TOTAL, Table, checked
from api.kinds.labels import label
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate
from theme.charts import bars

HIDDEN = mark("not shown")
NOT_COUNTED = "–"
ALL_HOLD = mark("Sums checked: %(count)s. All of them hold.")
SOME_BREAK = mark("Sums checked: %(count)s. These do not hold:")
BROKEN = mark("%(row)s, %(column)s: the document says %(expected)s, but %(actual)s comes out.")


@dataclass(frozen=True)
class ShownRow:
    """One row: what it is called, and for each column its name and the number in words."""

    label: str
    cells: tuple[tuple[str, str], ...]
    is_total: bool


@dataclass(frozen=True)
class Shown:
    """A table in one language; `sums` is a sentence, `broken` one sentence for each sum that does not hold."""

    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    sums: str
    broken: tuple[str, ...]
    chart: Markup


def period(text: str, language: Language) -> str:
    """Return the year, or the first and the last year, that "2012/2019" names."""
    named = [label(year, language) for year in text.split("/")]
    return named[0] if len(named) == 1 else formats.span(named[0], named[1], language)


def _text(table: Table, row: str, column: str, language: Language) -> str:
    count = table.shown(row, column)
    if count is None:
        return translate(HIDDEN, language) if table.hidden else NOT_COUNTED
    return formats.percent(count, language) if column in table.percents else formats.number(count, language)


def _chart(table: Table, column: str, title: str, language: Language) -> Markup:
    drawn = [
        (label(row, language), count, _text(table, row, column, language))
        for row in table.rows
        if row != TOTAL and (count := table.shown(row, column)) is not None
    ]
    most = 100 if column in table.percents else max((count for _, count, _ in drawn), default=0)
    return bars(drawn, f"{title}: {label(column, language)}", most or 1) if drawn else Markup()


def shown(table: Table, title: str, language: Language, chart: str | None = None) -> Shown:
    """Return `table` in `language`, with the column `chart` drawn."""
    columns = tuple((column, label(column, language)) for column in table.columns)
    results = checked(table)
    broken = tuple(
        translate(
            BROKEN,
            language,
            row=label(each.rule.target.row, language),
            column=label(each.rule.target.column, language),
            expected=formats.number(each.expected or 0, language),
            actual=formats.number(each.actual or 0, language),
        )
        for each in results
        if not each.holds
    )
    count = formats.number(len(results), language)
    return Shown(
        tuple(name for _, name in columns),
        tuple(
            ShownRow(
                label(row, language),
                tuple((name, _text(table, row, column, language)) for column, name in columns),
                row == TOTAL,
            )
            for row in table.rows
        ),
        translate(SOME_BREAK if broken else ALL_HOLD, language, count=count) if results else "",
        broken,
        _chart(table, chart, title, language) if chart else Markup(),
    )

"""Table 統計表: counts that the bureau has published, with their source and the sums that they must meet."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Self

from pydantic import Field, model_validator

from api.domain.tabulation import Cell, How, Sum, Table
from api.kinds.base import Facts, Kind, Section
from api.kinds.labels import UNITS_COUNTED, is_known
from i18n.messages import mark


class SumRule(Facts):
    """One declared sum: a whole row or column that follows from others, or one number where both are named.

    `of` are the rows or columns that are added up (all others, if none is named), `by` what products and shares take beside them.
    """

    row: str | None = None
    column: str | None = None
    how: How = "sum"
    of: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    holds: bool = True


def _is_count(value: int | str) -> bool:
    return value >= 0 if isinstance(value, int) else not value


class TableFacts(Facts):
    """Facts of a table. `cells` holds a list of numbers for each row, in the order of `columns`; "" where there is none."""

    order: int
    document: str
    quotes: tuple[str, ...] = Field(min_length=1)
    period: str = Field(pattern=r"^\d{4}(/\d{4})?$")
    unit: str
    columns: tuple[str, ...] = Field(min_length=1)
    percents: tuple[str, ...] = ()
    cells: dict[str, tuple[int | str, ...]]
    sums: tuple[SumRule, ...] = ()
    unclear: bool = False
    chart: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for row, values in self.cells.items():
            if len(values) != len(self.columns):
                raise ValueError(f"cells: row {row!r} has {len(values)} cells, not {len(self.columns)}")
            if wrong := [value for value in values if not _is_count(value)]:
                raise ValueError(f"cells: row {row!r}: {wrong[0]!r} is no count")
        names = {*self.cells, *self.columns}
        if unknown := sorted(name for name in names if not is_known(name)):
            raise ValueError(f"cells: nothing is called {unknown}; name it in api/kinds/labels.py")
        if self.unit not in UNITS_COUNTED:
            raise ValueError(f"unit: {self.unit!r} is not among {sorted(UNITS_COUNTED)}")
        used = {name for rule in self.sums for name in (rule.row, rule.column, *rule.of, *rule.by) if name}
        if lost := sorted((used | set(self.percents) | ({self.chart} if self.chart else set())) - names):
            raise ValueError(f"sums: the table has no row or column {lost}")
        return self

    def table(self, name: str) -> Table:
        """Return the counts under `name`, with every rule that they must meet."""
        cells = {
            Cell(row, column): value
            for row, values in self.cells.items()
            for column, value in zip(self.columns, values, strict=True)
            if isinstance(value, int)
        }
        bare = Table(name, tuple(self.cells), self.columns, cells, (), frozenset(self.percents))
        return replace(bare, sums=tuple(found for rule in self.sums for found in _rules(rule, bare)))


def _rules(rule: SumRule, table: Table) -> Iterator[Sum]:
    """Yield what `rule` says of each number that it concerns."""
    if rule.how in {"sum", "mean"} and rule.row:
        rows = rule.of or tuple(row for row in table.rows if row != rule.row)
        for column in (rule.column,) if rule.column else table.columns:
            if Cell(rule.row, column) in table.cells and column not in table.percents:
                yield Sum(Cell(rule.row, column), rule.how, tuple(Cell(row, column) for row in rows), (), rule.holds)
    elif rule.how == "products" and rule.row and rule.column:
        rows = tuple(row for row in table.rows if row != rule.row)
        parts, by = (tuple(Cell(row, column) for row in rows) for column in (rule.of[0], rule.by[0]))
        yield Sum(Cell(rule.row, rule.column), "products", parts, by, rule.holds)
    elif rule.column:
        columns = rule.of or tuple(column for column in table.columns if column != rule.column)
        for row in table.rows:
            if Cell(row, rule.column) in table.cells:
                parts, by = (tuple(Cell(row, column) for column in names) for names in (columns, rule.by))
                yield Sum(Cell(row, rule.column), rule.how, parts, by, rule.holds)


def _schema(facts: TableFacts) -> dict[str, Any]:
    return {
        "temporalCoverage": facts.period,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": True,
    }


TABLE = Kind(
    name="table",
    folder="data",
    title=mark("Complaints and disputes in figures"),
    lead=mark("What the bureau has published, table by table, with its source and sums that anybody can check."),
    facts=TableFacts,
    sections=(
        Section("about", mark("What is counted")),
        Section("note", mark("Please note"), required=False),
    ),
    schema_type="Dataset",
    schema=_schema,
    search_boost=0.6,
)

"""A table of counts, the sums it must meet, and whether it meets them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, NamedTuple

How = Literal["sum", "mean", "products", "share"]
TOTAL = "total"
"""The row, and the column, that holds what the others add up to."""

_DATED = re.compile(r"\d+[年月日分級]")
_NUMBER = re.compile(r"(?:(\d+)萬)?(\d[\d,]*)?")


class Cell(NamedTuple):
    """Where a number stands in its table."""

    row: str
    column: str


@dataclass(frozen=True)
class Sum:
    """One rule: the number at `target` follows from `parts`, with `by` for products (part times by) and shares (part of all by).

    `holds` is what the table declares; a rule that is declared broken needs a note that explains it.
    """

    target: Cell
    how: How
    parts: tuple[Cell, ...]
    by: tuple[Cell, ...] = ()
    holds: bool = True


@dataclass(frozen=True)
class Checked:
    """One rule with the number that stands there and the number that comes out."""

    rule: Sum
    expected: int | None
    actual: int | None

    @property
    def holds(self) -> bool:
        """Return whether both are the same."""
        return self.expected == self.actual

    @property
    def is_as_declared(self) -> bool:
        """Return whether the rule holds, or breaks, as the table says of itself."""
        return self.holds == self.rule.holds


@dataclass(frozen=True)
class Table:
    """Counts by row and column. A cell that is missing was never counted; one in `hidden` is too small to be shown."""

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Cell, int]
    sums: tuple[Sum, ...] = ()
    percents: frozenset[str] = frozenset()
    hidden: frozenset[Cell] = field(default=frozenset())

    def shown(self, row: str, column: str) -> int | None:
        """Return the number that may be published, or None."""
        cell = Cell(row, column)
        return None if cell in self.hidden else self.cells.get(cell)


def _rounded(value: Fraction) -> int:
    return int(value + Fraction(1, 2))


def outcome_of(rule: Sum, cells: Mapping[Cell, int]) -> int | None:
    """Return the number that `rule` makes of `cells`; None if one that it needs is missing."""
    if not all(cell in cells for cell in (*rule.parts, *rule.by)):
        return None
    parts, by = [cells[cell] for cell in rule.parts], [cells[cell] for cell in rule.by]
    if rule.how == "products":
        return sum(part * times for part, times in zip(parts, by, strict=True))
    if rule.how == "share":
        return _rounded(Fraction(100 * sum(parts), sum(by))) if sum(by) else None
    if rule.how == "mean":
        return _rounded(Fraction(sum(parts), len(parts))) if parts else None
    return sum(parts)


def checked(table: Table) -> list[Checked]:
    """Return every rule of `table` with both numbers. A hidden number is neither told nor worked out for anybody."""
    return [
        Checked(rule, None, None)
        if rule.target in table.hidden
        else Checked(rule, table.cells.get(rule.target), outcome_of(rule, table.cells))
        for rule in table.sums
    ]


def totals(rows: Collection[str], columns: Collection[str]) -> Iterator[Sum]:
    """Yield the rules of a whole table: each row and each column adds up to its total."""
    inner_rows = [row for row in rows if row != TOTAL]
    inner_columns = [column for column in columns if column != TOTAL]
    if TOTAL in columns:
        yield from (Sum(Cell(row, TOTAL), "sum", tuple(Cell(row, column) for column in inner_columns)) for row in rows)
    if TOTAL in rows:
        yield from (
            Sum(Cell(TOTAL, column), "sum", tuple(Cell(row, column) for row in inner_rows)) for column in columns
        )


def crossed(name: str, pairs: Iterable[Cell], rows: Collection[str], columns: Collection[str]) -> Table:
    """Return how often each pair of row and column comes up in `pairs`, with totals; rows and columns in the order given."""
    counts = Counter(pairs)
    cells = {Cell(row, column): counts[Cell(row, column)] for row in rows for column in columns}
    cells |= {Cell(row, TOTAL): sum(cells[Cell(row, column)] for column in columns) for row in rows}
    full = (*columns, TOTAL)
    cells |= {Cell(TOTAL, column): sum(cells[Cell(row, column)] for row in rows) for column in full}
    return Table(name, (*rows, TOTAL), full, cells, tuple(totals((*rows, TOTAL), full)))


def numbers_in(text: str) -> Counter[int]:
    """Return the counts that a Chinese text names ("1萬4,088件"), without its years, days, marks and grades."""
    plain = _DATED.sub(" ", unicodedata.normalize("NFKC", text))
    found: Counter[int] = Counter()
    for ten_thousands, rest in _NUMBER.findall(plain):
        if ten_thousands or rest:
            found[int(ten_thousands or 0) * 10_000 + int((rest or "0").replace(",", ""))] += 1
    return found


def unsaid(table: Table, quotes: Iterable[str]) -> list[int]:
    """Return the numbers that stand in the table or in the words of its source, but not in both: each is written twice."""
    said: Counter[int] = Counter()
    for quote in quotes:
        said += numbers_in(quote)
    held = Counter(table.cells.values())
    return sorted(((held - said) + (said - held)).elements())

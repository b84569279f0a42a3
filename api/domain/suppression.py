"""Which numbers of a table of counts are too small to be shown, and which more must be hidden so that nobody can work those out.

The rule, as it is published: counts of one to four are hidden; zero and the grand total are shown; nothing is rounded. A reader
knows that a hidden number is at least one and that rows and columns add up, and must not be left with one possible value.

Totals are hidden first, by themselves and always in the same way: tables that share a dimension share its totals, so one table
never shows what another hides. Then further counts inside the table are hidden until the proof below holds.

The proof: a table with totals is a circulation (all -> row -> column -> all); hidden numbers are arcs whose flow is unknown. One
of them can have another value exactly if a cycle leads through it along which every flow may move by one without falling
below one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from api.domain.tabulation import TOTAL, Cell, Table

SMALLEST = 5
"""Counts below this, zero apart, are not shown."""
SLACK = 3
"""By how much hidden totals must exceed the least that they could be, so that they are not all known to be ones."""

Arc = tuple[str, str]


def is_small(count: int) -> bool:
    """Return whether `count` is hidden for its own sake."""
    return 0 < count < SMALLEST


def hidden_totals(counts: Mapping[str, int]) -> frozenset[str] | None:
    """Return which of `counts`, whose sum is shown, are hidden; None if they cannot be protected and must not be shown at all."""
    if is_small(sum(counts.values())):
        return None
    hidden = {name for name, count in counts.items() if is_small(count)}
    others = sorted((count, name) for name, count in counts.items() if count >= SMALLEST)
    while hidden and (len(hidden) < 2 or sum(counts[name] - 1 for name in hidden) < SLACK):
        if not others:
            return None
        hidden.add(others.pop(0)[1])
    return frozenset(hidden)


def _arc(cell: Cell) -> Arc:
    """Return from where to where the number at `cell` flows; the grand total flows back."""
    row = "" if cell.row == TOTAL else f"r{cell.row}"
    column = "" if cell.column == TOTAL else f"c{cell.column}"
    if cell.row == TOTAL:
        return (column or "out"), ("in" if not column else "out")
    return ("in" if not column else row), (column or row)


def _reaches(start: str, goal: str, arcs: Iterable[tuple[str, str, Cell]], without: Cell) -> bool:
    """Return whether `goal` can be reached from `start` along `arcs` that are not those of `without`."""
    ways: dict[str, list[str]] = {}
    for here, there, cell in arcs:
        if cell != without:
            ways.setdefault(here, []).append(there)
    seen, waiting = {start}, [start]
    while waiting:
        for there in ways.get(waiting.pop(), ()):
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    return goal in seen


def _movable(hidden: Collection[Cell], cells: Mapping[Cell, int]) -> Iterator[tuple[str, str, Cell]]:
    for cell in hidden:
        start, end = _arc(cell)
        yield start, end, cell
        if cells[cell] > 1:
            yield end, start, cell


def _is_exposed(cell: Cell, arcs: Collection[tuple[str, str, Cell]], count: int) -> bool:
    start, end = _arc(cell)
    return not (_reaches(end, start, arcs, cell) or (count > 1 and _reaches(start, end, arcs, cell)))


def exposed(table: Table) -> list[Cell]:
    """Return the hidden numbers of `table` that have only one possible value, given all that it shows."""
    arcs = list(_movable(table.hidden, table.cells))
    return [cell for cell in sorted(table.hidden) if _is_exposed(cell, arcs, table.cells[cell])]


def _inner(table: Table) -> list[Cell]:
    return [cell for cell in table.cells if TOTAL not in cell]


def _covers(cell: Cell, table: Table) -> Iterator[frozenset[Cell]]:
    """Yield what might be hidden for the sake of `cell`: the other corners of a rectangle, or one number of its row or column."""
    usable = {each for each in _inner(table) if each in table.hidden or table.cells[each] >= SMALLEST}
    if cell in usable:
        for other in usable:
            corners = {other, Cell(cell.row, other.column), Cell(other.row, cell.column)}
            if other.row != cell.row and other.column != cell.column and corners <= usable:
                yield frozenset(corners - table.hidden)
    near = {each for each in usable if each.row == cell.row or each.column == cell.column}
    yield from (frozenset({each}) for each in (near or usable) - table.hidden)


def _covered(table: Table) -> Table | None:
    """Return `table` with so many more counts hidden that no hidden number is exposed; None where that is impossible.

    What helps comes before what does not yet, and what hides fewer cases before what hides more.
    """
    while open_ones := exposed(table):
        cell = open_ones[0]
        choices = []
        for more in _covers(cell, table):
            arcs = list(_movable(table.hidden | more, table.cells))
            is_left = _is_exposed(cell, arcs, table.cells[cell])
            choices.append((is_left, sum(table.cells[each] for each in more), sorted(more)))
        if not choices or not min(choices)[2]:
            return None
        table = replace(table, hidden=table.hidden | set(min(choices)[2]))
    return table


def _trimmed(table: Table) -> Table:
    """Return `table` with every number shown again that need not be hidden, the largest first."""
    extra = [cell for cell in _inner(table) if cell in table.hidden and not is_small(table.cells[cell])]
    for cell in sorted(extra, key=lambda each: -table.cells[each]):
        without = replace(table, hidden=table.hidden - {cell})
        if not exposed(without):
            table = without
    return table


def suppressed(table: Table) -> Table | None:
    """Return `table`, whose last row and column are totals, with what must not be shown hidden.

    None: it cannot be shown at all, as it counts fewer than five cases or shows too much whatever is hidden.
    """
    by_row = hidden_totals({row: table.cells[Cell(row, TOTAL)] for row in table.rows if row != TOTAL})
    by_column = hidden_totals({column: table.cells[Cell(TOTAL, column)] for column in table.columns if column != TOTAL})
    if by_row is None or by_column is None:
        return None
    hidden = {Cell(row, TOTAL) for row in by_row} | {Cell(TOTAL, column) for column in by_column}
    hidden |= {cell for cell in _inner(table) if is_small(table.cells[cell])}
    covered = _covered(replace(table, hidden=frozenset(hidden)))
    return _trimmed(covered) if covered else None

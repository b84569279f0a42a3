"""What is hidden in a table of counts, and that nobody can work it out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.domain.suppression import exposed, hidden_totals, is_small, suppressed
from api.domain.tabulation import TOTAL, Cell, Table, checked, crossed

COUNT = st.sampled_from((0, 0, 1, 1, 2, 3, 4, 5, 6))
Numbers = dict[Cell, int]


def _table(matrix: list[list[int]]) -> Table:
    rows, columns = [f"r{row}" for row in range(len(matrix))], [f"c{column}" for column in range(len(matrix[0]))]
    pairs = [
        Cell(rows[row], columns[column])
        for row, line in enumerate(matrix)
        for column, count in enumerate(line)
        for _ in range(count)
    ]
    return crossed("t", pairs, rows, columns)


@st.composite
def matrices(draw: st.DrawFn, most: int = 3) -> list[list[int]]:
    """Draw counts of up to `most` rows and columns."""
    columns = draw(st.integers(1, most))
    line = st.lists(COUNT, min_size=columns, max_size=columns)
    return draw(st.lists(line, min_size=1, max_size=most))


def _parts(left: int, places: int) -> Iterator[list[int]]:
    """Yield every way to write `left` as so many counts of at least one."""
    if places == 0:
        if left == 0:
            yield []
        return
    for first in range(1, left - places + 2):
        for rest in _parts(left - first, places - 1):
            yield [first, *rest]


def _possible(table: Table) -> list[Numbers]:
    """Return everything that the hidden numbers can be, by trying it all: at least one each, and all that is shown is true."""
    rows = [row for row in table.rows if row != TOTAL]
    columns = [column for column in table.columns if column != TOTAL]
    inner = [Cell(row, column) for row in rows for column in columns]
    unknown = [cell for cell in inner if cell in table.hidden]
    left = table.cells[Cell(TOTAL, TOTAL)] - sum(table.cells[cell] for cell in inner if cell not in table.hidden)
    found = []
    for guess in _parts(left, len(unknown)):
        full = {cell: table.cells[cell] for cell in inner} | dict(zip(unknown, guess, strict=True))
        full |= {Cell(row, TOTAL): sum(full[Cell(row, column)] for column in columns) for row in rows}
        full |= {Cell(TOTAL, column): sum(full[Cell(row, column)] for row in rows) for column in columns}
        if all(count >= 1 if cell in table.hidden else count == table.cells[cell] for cell, count in full.items()):
            found.append(full)
    return found


@settings(max_examples=150, deadline=None)
@given(matrices())
def test_no_hidden_number_can_be_worked_out(matrix: list[list[int]]) -> None:
    """In any table of up to 3 by 3, every hidden number has at least 2 values that agree with all that is shown."""
    if sum(map(sum, matrix)) > 24:
        return
    table = suppressed(_table(matrix))
    if table is None or not table.hidden:
        return
    possible = _possible(table)
    for cell in table.hidden:
        assert len({each[cell] for each in possible}) > 1, cell


@settings(max_examples=150, deadline=None)
@given(matrices(), st.randoms())
def test_the_proof_finds_exactly_what_trying_everything_finds(matrix: list[list[int]], chance: object) -> None:
    """For any choice of hidden numbers, good or bad, the search for cycles names the same exposed ones as brute force."""
    if sum(map(sum, matrix)) > 20:
        return
    table = _table(matrix)
    whole = Cell(TOTAL, TOTAL)
    cells = [cell for cell, count in table.cells.items() if count and cell != whole and chance.random() < 0.5]  # type: ignore[attr-defined]
    table = replace(table, hidden=frozenset(cells))
    possible = _possible(table)
    assert exposed(table) == sorted(cell for cell in cells if len({each[cell] for each in possible}) == 1)


@settings(max_examples=60, deadline=None)
@given(matrices(most=9))
def test_small_counts_are_hidden_and_zero_and_the_whole_are_shown(matrix: list[list[int]]) -> None:
    """Counts of 1 to 4 are never shown, totals included; 0 always is, and so is the grand total; every sum still holds."""
    table = suppressed(_table(matrix))
    if table is None:
        return
    for cell, count in table.cells.items():
        assert not (is_small(count) and cell not in table.hidden), cell
        assert count or cell not in table.hidden
    assert table.shown(TOTAL, TOTAL) == sum(map(sum, matrix))
    assert all(each.holds for each in checked(table))
    assert exposed(table) == []


def test_fewer_than_five_cases_are_not_published_at_all() -> None:
    """4 cases make no table, 0 and 5 do."""
    assert suppressed(_table([[4]])) is None
    assert suppressed(_table([[0]])) is not None
    assert suppressed(_table([[5]])) is not None


def test_five_single_cases_are_all_ones_and_so_the_table_is_withheld() -> None:
    """1 1 1 1 1 of 5 in all could only be ones: nothing is shown."""
    assert suppressed(_table([[1, 1, 1, 1, 1]])) is None


def test_a_number_that_need_not_be_hidden_is_shown() -> None:
    """Of 6 numbers without a small one none is hidden; one small count of 4 by 4 hides a rectangle and no more."""
    table = suppressed(_table([[5, 6, 7], [8, 9, 10]]))
    assert table is not None
    assert table.hidden == frozenset()
    table = suppressed(_table([[2, 20, 20, 20], [20, 20, 20, 20], [20, 20, 20, 20], [20, 20, 20, 20]]))
    assert table is not None
    assert len(table.hidden) == 4


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 9), min_size=1))
def test_totals_are_hidden_by_themselves(counts: dict[str, int]) -> None:
    """Which totals are hidden follows from the totals alone, so tables that share them hide the same; 2 or more, or none."""
    hidden = hidden_totals(counts)
    assert hidden == hidden_totals(dict(reversed(counts.items())))
    if hidden is None:
        return
    assert len(hidden) != 1
    assert {name for name, count in counts.items() if is_small(count)} <= hidden
    if hidden:
        assert sum(counts[name] - 1 for name in hidden) >= 3


@pytest.mark.parametrize(
    ("counts", "hidden"), [({"a": 2, "b": 9, "c": 30}, frozenset("ab")), ({"a": 5, "b": 0}, frozenset())]
)
def test_the_smallest_other_total_is_hidden_beside_a_lonely_one(counts: dict[str, int], hidden: frozenset[str]) -> None:
    """2, 9 and 30: 2 and 9 are hidden; 5 and 0: nothing is."""
    assert hidden_totals(counts) == hidden


def test_the_strategy_meets_what_it_tests() -> None:
    """Some tables hide numbers, some hide none, some are withheld: the tests above are about something."""
    kinds: Counter[str] = Counter()
    for matrix in ([[2, 6], [6, 6]], [[6, 6]], [[1, 1, 1, 1, 1]]):
        table = suppressed(_table(matrix))
        kinds["none" if table is None else "hidden" if table.hidden else "plain"] += 1
    assert kinds == {"none": 1, "hidden": 1, "plain": 1}

"""What is Whoosh's alone: segments, wide and narrow rows, and reading by any number of threads."""

import threading
from pathlib import Path

import numpy as np
import pytest

from api.search.engine import LEVELS, Group, Wanted
from api.search.whoosh_engine import SHORT, WhooshFormat

A: list[Group] = [(Wanted("m:a", float(LEVELS)),)]


def test_rows_follow_one_another(tmp_path: Path) -> None:
    """Two rows, then one more, in two segments: found under 0, 1 and 2; rows that do not follow those held are refused."""
    WhooshFormat().append(tmp_path, [{"m:a": 1}, {"m:b": 1}], 0)
    with pytest.raises(ValueError, match="holds 2 rows, not 5"):
        WhooshFormat().append(tmp_path, [{"m:a": 1}], 5)
    WhooshFormat().append(tmp_path, [{"m:a": 3}], 2)
    engine = WhooshFormat().open(tmp_path)
    rows, scores = engine.best(A, 10, np.ones(3, np.bool_))
    assert (rows.tolist(), scores.tolist()) == ([2, 0], [3, 1])
    assert (engine.frequency("m:a"), engine.frequency("m:nowhere")) == (2, 0)
    engine.close()


def test_no_file_of_the_rows_before_is_written_again(tmp_path: Path) -> None:
    """What the first going wrote but for the table of contents is there after the second, byte for byte."""
    WhooshFormat().append(tmp_path, [{"m:a": 1}], 0)
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.suffix != ".toc" and path.stat().st_size}
    WhooshFormat().append(tmp_path, [{"m:a": 2}], 1)
    assert before
    assert {path: path.read_bytes() for path in before} == before


def test_row_numbers_beyond_65535_are_held(tmp_path: Path) -> None:
    """Of 65,540 rows the last is found, as is one of those that fit into two bytes; a long list is read anew each time."""
    last = 65_539
    rows = ({"m:a": 1 + row % LEVELS} if row in {7, last} else {"m:often": 2} for row in range(last + 1))
    WhooshFormat().append(tmp_path, rows, 0)
    engine = WhooshFormat().open(tmp_path)
    within = np.ones(last + 1, np.bool_)
    assert sorted(engine.best(A, 10, within)[0].tolist()) == [7, last]
    often: list[Group] = [(Wanted("m:often", 1.0),)]
    assert engine.frequency("m:often") == last - 1 > SHORT
    assert engine.best(often, 3, within)[0].tolist() == engine.best(often, 3, within)[0].tolist() == [0, 1, 2]
    engine.close()


def test_a_missing_index_is_an_error_when_it_is_opened(tmp_path: Path) -> None:
    """An empty folder, and one whose dictionary of terms is gone, fail at once and not at the first question."""
    with pytest.raises(Exception, match="index"):
        WhooshFormat().open(tmp_path)
    WhooshFormat().append(tmp_path, [{"m:a": 1}], 0)
    next(tmp_path.glob("*.trm")).unlink()
    with pytest.raises(OSError, match="trm"):
        WhooshFormat().open(tmp_path)


def test_twenty_threads_read_one_index(tmp_path: Path) -> None:
    """Twenty threads ask 50 times each for 20 different terms: each gets its own rows each time."""
    WhooshFormat().append(tmp_path, [{f"m:{row % 20}": 1 + row % LEVELS} for row in range(2000)], 0)
    engine = WhooshFormat().open(tmp_path)
    within, wrong, asked = np.ones(2000, np.bool_), list[int](), list[int]()

    def ask(number: int) -> None:
        for _ in range(50):
            rows = engine.best([(Wanted(f"m:{number}", 1.0),)], 2000, within)[0]
            asked.append(len(rows))
            wrong.extend(row for row in rows.tolist() if row % 20 != number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (wrong, asked) == ([], [100] * 1000)
    engine.close()

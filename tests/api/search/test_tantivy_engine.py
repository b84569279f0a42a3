"""Both engines find what a plain sum over all rows finds, in the same order."""

import math
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from api.search import tantivy_engine
from api.search.engine import LEVELS, Engine, Format, Group, Postings, Wanted
from api.search.evening import evened
from api.search.tantivy_engine import IndexBrokenError, TantivyFormat
from api.search.whoosh_engine import WhooshFormat

TERMS = ("m:勞動", "m:tang", "p:tang ca", "x:tăng", "g:โอที", "m:AND", "m:*", "m:a b", "m:", "m:\x1f1", "m:a\x1f")
FORMATS: tuple[Callable[[], Format], ...] = (TantivyFormat, WhooshFormat)

_rows = st.lists(st.dictionaries(st.sampled_from(TERMS), st.integers(1, LEVELS), max_size=5), min_size=1, max_size=40)
_wanted = st.builds(Wanted, st.sampled_from((*TERMS, "m:nowhere")), st.floats(0.001, 20, allow_nan=False))
_groups = st.lists(st.lists(_wanted, min_size=1, max_size=4).map(tuple), max_size=5)


def _plain(rows: Sequence[Postings], groups: Sequence[Group]) -> NDArray[np.float32]:
    """Return the score of every row, added up one by one, in whole numbers of the unit."""
    found = [
        sum(
            max((each.weight * row.get(each.term, 0) / LEVELS for each in group), default=0) for group in evened(groups)
        )
        for row in rows
    ]
    return np.array(found, np.float32)


def _expected(scores: NDArray[np.float32], most: int, within: NDArray[np.bool_]) -> list[tuple[int, float]]:
    found = [(-score, row) for row, score in enumerate(scores.tolist()) if score > 0 and within[row]]
    return [(row, -score) for score, row in sorted(found)[:most]]


def _got(engine: Engine, groups: Sequence[Group], most: int, within: NDArray[np.bool_]) -> list[tuple[int, float]]:
    rows, scores = engine.best(groups, most, within)
    assert (str(rows.dtype), str(scores.dtype)) == ("uint32", "float32")
    return list(zip(rows.tolist(), scores.tolist(), strict=True))


@pytest.mark.parametrize("kind", FORMATS)
@settings(max_examples=60, deadline=None)
@given(rows=_rows, groups=_groups, most=st.integers(1, 45), more=st.data())
def test_every_engine_gives_the_plain_sum_in_the_same_order(
    kind: Callable[[], Format], rows: list[Postings], groups: list[Group], most: int, more: st.DataObject
) -> None:
    """Up to 40 rows written in two goes, any groups, any rows allowed: rows, scores and the order of equal ones are exact."""
    cut = more.draw(st.integers(0, len(rows)))
    within = np.array(more.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows))), np.bool_)
    with tempfile.TemporaryDirectory() as name:
        for first, part in ((0, rows[:cut]), (cut, rows[cut:])):
            kind().append(Path(name), part, first)
        engine = kind().open(Path(name))
        assert _got(engine, groups, most, within) == _expected(_plain(rows, groups), most, within)
        for term in (*TERMS, "m:nowhere"):
            assert engine.frequency(term) == sum(term in row for row in rows)
        engine.close()


@given(st.lists(st.just(0.0) | st.floats(1e-9, 50), min_size=1, max_size=30))
def test_evening_moves_no_weight_by_more_than_a_hundred_thousandth(weights: list[float]) -> None:
    """Up to 30 weights: none moves by more than 0.00001 of the highest score, and only what weighs less than that is dropped."""
    before = {str(place): weight for place, weight in enumerate(weights)}
    after = dict(each for group in evened([(Wanted(*each),) for each in before.items()]) for each in group)
    assert after.keys() <= before.keys()
    assert all(abs(weight - after.get(term, 0.0)) <= sum(weights) / 1e5 for term, weight in before.items())


def test_sums_of_evened_weights_do_not_depend_on_their_order() -> None:
    """Seven weights, each at its own step, added in float32 forwards, backwards and by size: the exact sum each time."""
    plain = (0.1, 0.7, 3.3, 0.001, 9.9, 2.2, 5.0)
    evens = [group[0].weight for group in evened([(Wanted("m:a", weight),) for weight in plain])]
    parts = [weight / LEVELS * step for step, weight in enumerate(evens, 8)]
    for ordered in (parts, parts[::-1], sorted(parts)):
        whole = np.float32(0)
        for part in ordered:
            whole += np.float32(part)
        assert float(whole) == math.fsum(parts)


def test_nothing_asked_is_nothing_found(tmp_path: Path) -> None:
    """No group, empty groups, weights of zero or out of all measure, no row allowed, none wanted: no row and no error."""
    TantivyFormat().append(tmp_path, [{"m:a": 3}], 0)
    engine, everywhere = TantivyFormat().open(tmp_path), np.ones(1, np.bool_)
    heavy: list[list[Group]] = [[(Wanted("m:a", weight),)] for weight in (0.0, -1.0, 5e-324, 1e308, math.inf)]
    asked: list[list[Group]] = [[], [()], [(Wanted("m:b", 1.0),)], *heavy]
    assert [_got(engine, groups, 5, everywhere) for groups in asked] == [[]] * len(asked)
    assert _got(engine, [(Wanted("m:a", 1.0),)], 5, ~everywhere) == []
    assert _got(engine, [(Wanted("m:a", 1.0),)], 0, everywhere) == []


@pytest.mark.parametrize("few", [0, 20_000])
def test_equal_rows_come_in_the_order_of_rows_however_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """3,000 rows of three scores, in 12 goes that tantivy merges as it likes: the best 100 of all and of each tenth row, by both ways."""
    monkeypatch.setattr(tantivy_engine, "FEW", few)
    rows = [{"m:a": 1 + row * 7919 % 3} for row in range(3000)]
    for first in range(0, 3000, 250):
        TantivyFormat().append(tmp_path, rows[first : first + 250], first)
    engine, groups = TantivyFormat().open(tmp_path), [(Wanted("m:a", 5.0),)]
    for within in (np.arange(3000) % 10 == 0, np.ones(3000, np.bool_)):
        assert _got(engine, groups, 100, within) == _expected(_plain(rows, groups), 100, within)


def test_the_rows_allowed_are_found_behind_many_that_are_not(tmp_path: Path) -> None:
    """Of 1,000 rows the 600 best are not allowed: of the others the best three come, although the first look sees none of them."""
    TantivyFormat().append(tmp_path, [{"m:a": 9 if row < 600 else 1 + row % 3} for row in range(1000)], 0)
    engine = TantivyFormat().open(tmp_path)
    found = _got(engine, [(Wanted("m:a", 5.0),)], 3, np.arange(1000) >= 600)
    assert [(row, round(score, 3)) for row, score in found] == [(602, 1.0), (605, 1.0), (608, 1.0)]


def test_rows_follow_one_another_and_no_lock_is_left(tmp_path: Path) -> None:
    """Rows that do not follow those held are refused; the folder then holds no file that says nothing."""
    TantivyFormat().append(tmp_path, [{"m:a": 1}], 0)
    assert list(tmp_path.glob("*.lock")) == []
    with pytest.raises(ValueError, match="holds 1 rows, not 5"):
        TantivyFormat().append(tmp_path, [{"m:a": 1}], 5)


def _watchers() -> int:
    """Return how many threads tantivy has in this process."""
    names = []
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError):  # one that ends while we look
            names.append((task / "comm").read_text())
    return sum(name.startswith("thread-tantivy") for name in names)


def test_twenty_threads_read_while_others_open_and_close(tmp_path: Path) -> None:
    """Twenty threads ask 50 times each, opening the index anew every tenth time: each gets the same rows; no thread is left."""
    TantivyFormat().append(tmp_path, [{"m:a": 1 + row % LEVELS, "m:b": 2} for row in range(500)], 0)
    groups: list[Group] = [(Wanted("m:a", 2.5),), (Wanted("m:b", 1.5),)]
    within = np.ones(500, np.bool_)
    found: list[tuple[int, ...]] = []
    opened: list[Engine] = []

    def ask() -> None:
        for _ in range(5):
            engine = TantivyFormat().open(tmp_path)
            found.extend(tuple(engine.best(groups, 5, within)[0].tolist()) for _ in range(10))
            opened.append(engine)

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert set(found) == {(14, 29, 44, 59, 74)}
    assert len(found) == 20 * 50
    for engine in opened:
        engine.close()
    deadline = time.monotonic() + 10
    while _watchers() and time.monotonic() < deadline:
        threading.Event().wait(0.05)
    assert _watchers() == 0


def test_a_panic_is_an_error_like_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What tantivy throws when files cannot be true is caught by those who catch errors; leaving the program is not caught."""
    TantivyFormat().append(tmp_path, [{"m:a": 1}], 0)
    engine = TantivyFormat().open(tmp_path)
    panic = type("PanicException", (BaseException,), {})

    def broken(*_: object) -> None:
        raise panic

    def leaving(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tantivy_engine, "_fetched", broken)
    with pytest.raises(IndexBrokenError):
        engine.best([(Wanted("m:a", 1.0),)], 5, np.ones(1, np.bool_))
    monkeypatch.setattr(tantivy_engine, "_fetched", leaving)
    with pytest.raises(KeyboardInterrupt):
        engine.best([(Wanted("m:a", 1.0),)], 5, np.ones(1, np.bool_))

"""The order of what was found: gently by kind and freshness, and what is over below what comes."""

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.search.columns import Columns
from api.search.documents import Document
from api.search.ranking import FLOOR, READ_DAYS, SOON_DAYS, ranked
from tests.little_site import page

NOW = "2026-11-21T10:00"
TODAY = dt.date(2026, 11, 21)


def _guide(**more: Any) -> Document:
    return page("en", "guides/x", "Guide", **more)


def _event(days: int, **more: Any) -> Document:
    """Return a fair of one day, so many days from today."""
    day = str(TODAY + dt.timedelta(days))
    return page("en", "fairs/x", "Fair", starts_on=day, over_on=day, **more)


def _order(documents: list[Document], scores: list[float], now: str = NOW) -> tuple[list[int], list[bool]]:
    rows = np.arange(len(documents), dtype=np.uint32)
    found, over, _ = ranked(rows, np.array(scores, np.float32), Columns.of(documents), now)
    return found.tolist(), over.tolist()


def test_the_best_score_comes_first_and_equal_ones_in_their_order() -> None:
    """Four guides with scores 2, 3, 2, 3: rows 1, 3, 0, 2."""
    assert _order([_guide()] * 4, [2, 3, 2, 3]) == ([1, 3, 0, 2], [False] * 4)


def test_what_shares_a_common_word_alone_is_no_answer() -> None:
    """Below a quarter of the best score a row is left out; at a quarter it stays."""
    assert _order([_guide()] * 3, [8, 8 * FLOOR, 8 * FLOOR - 0.01])[0] == [0, 1]


def test_the_kind_of_a_page_helps_gently_and_saves_no_bad_answer() -> None:
    """A boost of 1.2 lifts a page over one that is 10 % better, not over one that is 30 % better, nor over the floor."""
    pages = [_guide(), _guide(boost=1.2)]
    assert _order(pages, [1.1, 1.0])[0] == [1, 0]
    assert _order(pages, [1.3, 1.0])[0] == [0, 1]
    assert _order(pages, [1.0, FLOOR - 0.01])[0] == [0]


@pytest.mark.parametrize(("days", "is_lifted"), [(0, True), (SOON_DAYS, True), (SOON_DAYS + 1, False)])
def test_what_is_soon_comes_before_what_is_as_good(days: int, *, is_lifted: bool) -> None:
    """Today and in 30 days: before an equal event in a year; in 31 days: not; a tenth better is not overtaken."""
    pages = [_event(365), _event(days)]
    assert _order(pages, [1.0, 1.0])[0] == ([1, 0] if is_lifted else [0, 1])
    assert _order(pages, [1.1, 1.0])[0] == [0, 1]


@pytest.mark.parametrize(("days", "is_lifted"), [(0, True), (READ_DAYS, True), (READ_DAYS + 1, False)])
def test_what_was_read_within_the_year_comes_before_what_is_as_good(days: int, *, is_lifted: bool) -> None:
    """Sources read 366 days ago lift a page over an equal one, 367 days ago do not; a twentieth better is not overtaken."""
    pages = [_guide(), _guide(read_on=str(TODAY - dt.timedelta(days)))]
    assert _order(pages, [1.0, 1.0])[0] == ([1, 0] if is_lifted else [0, 1])
    assert _order(pages, [1.05, 1.0])[0] == [0, 1]


def test_what_is_over_stands_below_every_event_that_comes() -> None:
    """The best fair was yesterday: it stands below one that scores less than half, and is marked; today's is not over."""
    assert _order([_event(-1), _event(0), _event(90)], [10, 5, 4]) == ([1, 2, 0], [False, False, True])


def test_guides_keep_their_places_beside_events() -> None:
    """Past fair, guide, coming fair, guide: the fairs change places, the guides stay second and fourth."""
    pages = [_event(-5), _guide(), _event(60), _guide()]
    assert _order(pages, [9, 8, 7, 6]) == ([2, 1, 0, 3], [False, False, True, False])


def test_without_a_clock_nothing_is_over() -> None:
    """Who asks without a time gets scores alone, whatever the days say."""
    assert _order([_event(-400), _event(3), _guide()], [3, 2, 1], "") == ([0, 1, 2], [False] * 3)


def test_nothing_found_is_nothing_ranked() -> None:
    """No row, no score: two empty answers."""
    assert _order([], []) == ([], [])


_days = st.none() | st.integers(-40, 40)


@given(st.lists(st.tuples(_days, st.floats(0.5, 20)), max_size=12))
def test_no_past_event_stands_over_a_coming_one(found: list[tuple[int | None, float]]) -> None:
    """Any 12 guides and events: each row at most once, those over are the past ones, and they are behind all coming ones."""
    pages = [_guide() if days is None else _event(days) for days, _ in found]
    rows, over = _order(pages, [score for _, score in found])
    assert len(set(rows)) == len(rows)
    assert over == [(found[row][0] or 0) < 0 for row in rows]
    events = [is_over for row, is_over in zip(rows, over, strict=True) if found[row][0] is not None]
    assert events == sorted(events)

"""Seats: strict order of arrival, and no seat free while somebody waits."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from api.domain.seats import NotOpen, Seated, Waiting, promoted, seat, window

NINE = dt.datetime(2026, 12, 1, 9, 0)  # noqa: DTZ001 - the bureau's own time
FIVE = dt.datetime(2026, 12, 4, 17, 0)  # noqa: DTZ001 - the bureau's own time


def test_the_opening_second_is_inside_the_window_and_the_closing_second_is_not() -> None:
    """At 8:59:59 it is too early, at 9:00:00 it is open, at 17:00:00 it is closed."""
    second = dt.timedelta(seconds=1)
    assert window(NINE, FIVE, NINE - second) == "before"
    assert window(NINE, FIVE, NINE) == "open"
    assert window(NINE, FIVE, FIVE - second) == "open"
    assert window(NINE, FIVE, FIVE) == "closed"


def test_twenty_seats_go_to_the_first_twenty_and_the_next_three_wait_in_order() -> None:
    """With 20 seats and 23 people, 20 are seated and the places on the list are 1, 2 and 3."""
    given_out = [seat("open", 20, min(number, 20), max(0, number - 20)) for number in range(23)]
    assert given_out == [Seated()] * 20 + [Waiting(1), Waiting(2), Waiting(3)]


def test_nobody_overtakes_a_waiting_list() -> None:
    """A seat is free for a moment while one person waits: who arrives now is second on the list."""
    assert seat("open", 20, 19, 1) == Waiting(2)


def test_outside_the_window_there_is_neither_seat_nor_place() -> None:
    """Before and after its window a class gives nothing, however empty it is."""
    assert seat("before", 20, 0, 0) == NotOpen("before")
    assert seat("closed", 20, 0, 0) == NotOpen("closed")


@given(st.integers(0, 50), st.integers(0, 50), st.lists(st.integers(1, 999), unique=True, max_size=30).map(sorted))
def test_promotion_fills_every_free_seat_from_the_front(capacity: int, taken: int, waiting: list[int]) -> None:
    """As many move up as there are free seats, always the first of the list, never more than there are seats."""
    up = promoted(capacity, taken, waiting)
    assert up == waiting[: len(up)]
    assert len(up) == min(len(waiting), max(0, capacity - taken))

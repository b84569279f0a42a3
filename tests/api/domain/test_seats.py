"""The rules of seats: pure, so every moment and every hand of free seats can be tried."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.offers import GENERAL
from api.domain.seats import (
    Applicant,
    Clash,
    Entered,
    Full,
    Held,
    NotOpen,
    Seated,
    Waiter,
    Waiting,
    admission,
    free_seats,
    has_begun,
    hold_until,
    is_busy,
    promoted,
    window,
)
from tests.support import NOW, announce, make_meetings, make_offer

SECOND = dt.timedelta(seconds=1)


def test_the_opening_second_is_inside_and_the_closing_second_outside() -> None:
    """One second earlier it is before; at the opening second it is open; at the closing second it is closed."""
    closes_at = NOW + dt.timedelta(hours=1)
    moments = (NOW - SECOND, NOW, closes_at - SECOND, closes_at)
    assert [window(NOW, closes_at, now) for now in moments] == ["before", "open", "open", "closed"]


@pytest.mark.parametrize(("gate", "where"), [("open", "open"), ("closed", "closed"), ("not-held", "closed")])
def test_what_the_desk_decided_overrules_the_window(gate: str, where: str) -> None:
    """Opened, closed or not held by the desk: the announced times count no more, before, in or after them."""
    hour = dt.timedelta(hours=1)
    assert {window(NOW, NOW + hour, NOW + n * hour, gate) for n in (-1, 0, 2)} == {where}  # type: ignore[arg-type]


def test_a_free_seat_a_full_class_a_draw_and_a_closed_window() -> None:
    """One of 2 seats free: seated. None free and 3 wait: number 4. A draw: entered. Closed: nothing."""
    offer, now = make_offer(), NOW
    assert admission(offer, "open", Applicant(), Full(2, {GENERAL: 1}), now) == Seated()
    assert admission(offer, "open", Applicant(), Full(2, {GENERAL: 2}, 3), now) == Waiting(4)
    assert admission(make_offer(allocation="draw"), "open", Applicant(), Full(2, {}), now) == Entered()
    assert admission(offer, "closed", Applicant(), Full(2, {}), now) == NotOpen("closed")


def test_only_a_seat_keeps_a_person_from_another_class_at_that_time() -> None:
    """A seat or an offered seat at the same time is a clash; waiting or a draw there is none, nor is a seat at another time."""
    offers = announce(
        make_offer("a", meetings=make_meetings(1, 9)),
        make_offer("b", meetings=make_meetings(1, 10)),
        make_offer("c", meetings=make_meetings(1, 12)),
    )
    full = Full(2, {})
    for state, clashes in (("confirmed", True), ("offered", True), ("waiting", False), ("entered", False)):
        found = admission(offers["b"], "open", Applicant([Held("a", state)]), full, NOW)  # type: ignore[arg-type]
        assert (found == Clash("a")) is clashes, state
    assert admission(offers["c"], "open", Applicant([Held("a", "confirmed")]), full, NOW) == Seated()


def test_kept_seats_are_free_for_their_group_until_the_day() -> None:
    """10 seats, 2 kept, 7 general ones taken: 1 left for everyone and 2 for the group; after the day all 3 are everyone's."""
    offer = make_offer(capacity=10, quotas={"indigenous": 2}, quotas_until=NOW + SECOND)
    full = Full(10, {GENERAL: 7})
    assert free_seats(offer, full, NOW) == {"indigenous": 2, GENERAL: 1}
    assert free_seats(offer, full, NOW + SECOND) == {GENERAL: 3}
    assert free_seats(offer, Full(10, {GENERAL: 9}), NOW) == {"indigenous": 1, GENERAL: 0}


def test_a_hold_lasts_some_hours_but_not_into_the_class() -> None:
    """24 hours; 2 hours before a class that begins sooner; an hour in any case."""
    hour = dt.timedelta(hours=1)
    assert hold_until(make_offer(), NOW) == NOW + 24 * hour
    soon = make_offer(meetings=make_meetings(1, 6))
    assert hold_until(soon, NOW) == soon.meetings[0].starts_at - 2 * hour
    assert hold_until(soon, soon.meetings[0].starts_at - hour) == soon.meetings[0].starts_at
    assert [has_begun(soon, soon.meetings[0].starts_at - SECOND), has_begun(soon, soon.meetings[0].starts_at)] == [
        False,
        True,
    ]


def test_the_lower_wish_of_the_same_entry_keeps_nobody_busy() -> None:
    """A seat in a lower wish would be given back, so it is no clash; a seat in a better wish, or of another entry, is."""
    offers = announce(make_offer("a", meetings=make_meetings(1)), make_offer("b", meetings=make_meetings(1)))
    waiting = Held("a", "waiting", entry=1, wish=1)
    assert not is_busy(offers["a"], waiting, [Held("b", "confirmed", entry=1, wish=2)])
    assert is_busy(offers["a"], waiting, [Held("b", "confirmed", entry=1, wish=0)])
    assert is_busy(offers["a"], waiting, [Held("b", "confirmed", entry=2, wish=2)])


def test_who_is_busy_is_passed_over_and_a_pair_needs_two() -> None:
    """2 free seats; the first is busy, then a pair, then one: the pair gets both. With 1 free seat the last one gets it."""
    queue = [Waiter(1, busy=True), Waiter(2, size=2), Waiter(3)]
    assert [waiter.entry for waiter, _ in promoted({GENERAL: 2}, queue)] == [2]
    assert [waiter.entry for waiter, _ in promoted({GENERAL: 1}, queue)] == [3]


@given(
    st.dictionaries(st.sampled_from([GENERAL, "indigenous", "disability"]), st.integers(0, 4)),
    st.lists(
        st.builds(
            Waiter,
            entry=st.integers(1, 1000),
            size=st.sampled_from([1, 1, 2]),
            groups=st.sampled_from([(), ("indigenous",), ("disability",)]),
            busy=st.booleans(),
        ),
        max_size=12,
        unique_by=lambda waiter: waiter.entry,
    ),
)
def test_no_seat_stays_free_that_somebody_who_waits_could_take(free: dict[str, int], queue: list[Waiter]) -> None:
    """Whatever is free and whoever waits: no more is given than is free, in order, and nobody left over could take the rest."""
    given = promoted(free, queue)
    left = dict(free)
    for waiter, pool in given:
        assert pool == GENERAL or pool in waiter.groups
        assert not waiter.busy
        left[pool] -= waiter.size
    assert all(seats >= 0 for seats in left.values())
    order = [queue.index(waiter) for waiter, _ in given]
    assert order == sorted(order)
    for waiter in queue:
        if waiter not in [each for each, _ in given] and not waiter.busy:
            assert all(left.get(pool, 0) < waiter.size for pool in (*waiter.groups, GENERAL))

"""What at an offer needs attention, by the hour, and who was there often enough."""

import datetime as dt

import pytest

from api.domain.attending import finished, share
from api.domain.attention import FLAGS, Phase, standing
from api.domain.seats import Gate
from tests.support import NOW, make_meetings, make_offer

HOUR = dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("opens_in", "closes_in", "gate", "phase"),
    [
        (1, 2, "", "before"),
        (0, 1, "", "open"),
        (-1, 0, "", "closed"),
        (1, 2, "open", "open"),
        (-1, 1, "closed", "closed"),
        (-1, 1, "not-held", "not-held"),
    ],
)
def test_the_phase_follows_the_times_unless_the_desk_decided(
    opens_in: float, closes_in: float, gate: Gate, phase: Phase
) -> None:
    """The opening second is open, the closing second closed; what the desk decided overrules both."""
    offer = make_offer(opens_in=opens_in, closes_in=closes_in, meetings=make_meetings(9))
    assert standing(offer, gate, 9, None, NOW).phase == phase


def test_after_the_last_meeting_it_is_over() -> None:
    """A class that met yesterday with too few people needs nobody's attention any more."""
    assert standing(make_offer(minimum=5, meetings=make_meetings(-1)), "", 0, NOW, NOW) == standing(
        make_offer(meetings=make_meetings(-1)), "", 9, None, NOW
    )


@pytest.mark.parametrize(("hours", "flags"), [(48, ("closes-soon",)), (49, ())])
def test_it_closes_soon_in_the_last_two_days(hours: float, flags: tuple[str, ...]) -> None:
    """48 hours before the end it is told, 49 hours before it is not."""
    assert standing(make_offer(closes_in=hours), "", 9, None, NOW).flags == flags


@pytest.mark.parametrize(("people", "closes_in", "is_told"), [(4, 168, True), (5, 168, False), (4, 169, False)])
def test_too_few_people_are_told_a_week_before_the_end(people: int, closes_in: float, *, is_told: bool) -> None:
    """4 of 5 people with 168 hours to go are told; 5 are enough; an hour earlier there is still time."""
    offer = make_offer(minimum=5, closes_in=closes_in)
    assert ("too-few" in standing(offer, "", people, None, NOW).flags) is is_told


def test_a_kept_seat_is_told_half_a_day_before_it_is_given_on() -> None:
    """With 12 hours left it is told, with 13 it is not."""
    offer = make_offer(closes_in=100)
    assert standing(offer, "", 9, NOW + 12 * HOUR, NOW).flags == ("hold-ends",)
    assert standing(offer, "", 9, NOW + 13 * HOUR, NOW).flags == ()


def test_draw_day_is_the_most_urgent() -> None:
    """On the day of the draw all 4 flags stand in the order of their urgency; once drawn, the first is gone."""
    offer = make_offer(minimum=9, drawn_on=NOW.date())
    assert standing(offer, "", 1, NOW, NOW).flags == tuple(FLAGS)
    assert standing(offer, "", 1, NOW, NOW, is_drawn=True).flags == tuple(FLAGS)[1:]
    assert standing(offer, "", 1, NOW, NOW).urgency < standing(offer, "", 9, NOW, NOW, is_drawn=True).urgency


def test_two_meetings_of_three_are_the_line() -> None:
    """8 of 12 are enough, 7 of 12 are not; a class that never met is finished by nobody."""
    assert finished([True] * 8 + [False] * 4, 12)
    assert not finished([True] * 7, 12)
    assert not finished([], 0)
    assert share([True], 0) == 0

"""Time limits: the last day, the second limit, and what is said once it is over."""

import datetime as dt

import pytest

from api.domain.calculators.deadlines import TimeLimit, time_limit
from api.domain.limits import LIMITS
from tests.law import TODAY, law, result, wrong


@pytest.mark.parametrize(
    ("limit", "since", "end"),
    [
        ("wages", dt.date(2024, 2, 29), dt.date(2029, 2, 28)),
        ("severance", dt.date(2026, 1, 31), dt.date(2026, 3, 2)),
        ("unfair-practice", dt.date(2026, 11, 1), dt.date(2027, 1, 30)),
        ("renewal", dt.date(2027, 4, 30), dt.date(2027, 2, 28)),
        ("parental-leave", dt.date(2027, 3, 1), dt.date(2027, 2, 19)),
    ],
)
def test_the_last_day_follows_the_calendar(limit: str, since: dt.date, end: dt.date) -> None:
    """Five years from a leap day end on 28 February; limits before a day count backwards."""
    assert result(time_limit(TimeLimit(limit, since), law(), TODAY)).amount == end


def test_of_two_limits_the_earlier_end_counts() -> None:
    """Learnt of in November 2026, happened in January 2022: five years from then end first, in January 2027."""
    asked = TimeLimit("harassment", dt.date(2026, 11, 1), dt.date(2022, 1, 10))
    assert result(time_limit(asked, law(), TODAY)).amount == dt.date(2027, 1, 10)
    recent = TimeLimit("harassment", dt.date(2026, 11, 1), dt.date(2026, 10, 1))
    assert result(time_limit(recent, law(), TODAY)).amount == dt.date(2028, 11, 1)


def test_the_second_day_is_asked_for_and_cannot_lie_after_the_first() -> None:
    """Without the day of the act, or with one after it was learnt of, the second field is wrong."""
    since = dt.date(2026, 11, 1)
    for outer in (None, since + dt.timedelta(days=1)):
        assert wrong(time_limit(TimeLimit("harassment", since, outer), law(), TODAY)) == "outer_since"


def test_what_is_over_is_said_kindly_and_without_a_promise() -> None:
    """On the last day none is left; a day later the sentence says that asking is still worth it."""
    last = dt.date(2026, 11, 21)
    since = dt.date(2021, 11, 21)
    today = result(time_limit(TimeLimit("wages", since), law(), last))
    late = result(time_limit(TimeLimit("wages", since), law(), last + dt.timedelta(days=1)))
    assert getattr(today.headline.values["amount"], "value", None) == 0
    assert "Nobody can promise it" in late.headline.text


@pytest.mark.parametrize("limit", sorted(LIMITS))
def test_every_limit_can_be_counted(limit: str) -> None:
    """Each declared limit has an end, and each of its steps but the first names its article."""
    answer = result(time_limit(TimeLimit(limit, TODAY, TODAY), law(), TODAY))
    assert isinstance(answer.amount, dt.date)
    assert {step.article for step in answer.steps[1:]} == {LIMITS[limit].article}

"""Annual leave: each boundary of seniority on its very day, and unused days."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.calculators.leave import AnnualLeave, annual_leave, leave_on
from tests.law import TODAY, law, number, result, wrong

FIRST = dt.date(2000, 3, 15)


@pytest.mark.parametrize(
    ("on", "before", "after"),
    [
        (dt.date(2000, 9, 15), 0, 3),
        (dt.date(2001, 3, 15), 3, 7),
        (dt.date(2002, 3, 15), 7, 10),
        (dt.date(2003, 3, 15), 10, 14),
        (dt.date(2004, 3, 15), 14, 14),
        (dt.date(2005, 3, 15), 14, 15),
        (dt.date(2010, 3, 15), 15, 16),
        (dt.date(2011, 3, 15), 16, 17),
        (dt.date(2024, 3, 15), 29, 30),
        (dt.date(2025, 3, 15), 30, 30),
    ],
)
def test_the_days_change_on_the_anniversary_and_not_a_day_before(on: dt.date, before: int, after: int) -> None:
    """Six months bring 3 days, then 7, 10, 14, 15, and from ten years one more a year up to 30."""
    assert leave_on(FIRST, on - dt.timedelta(days=1), law()).value == before
    assert leave_on(FIRST, on, law()).value == after


def test_who_began_on_a_leap_day_has_the_year_on_28_february() -> None:
    """From 29 February 2024 the year is full on 28 February 2025, six months on 29 August."""
    leap = dt.date(2024, 2, 29)
    assert leave_on(leap, dt.date(2024, 8, 29), law()).value == 3
    assert leave_on(leap, dt.date(2025, 2, 27), law()).value == 3
    assert leave_on(leap, dt.date(2025, 2, 28), law()).value == 7


def test_unused_days_are_paid_by_the_day_and_need_the_wage() -> None:
    """Three and a half days of 29,500 a month are 3,442; without a wage it is asked for."""
    asked = AnnualLeave("standard", dt.date(2023, 5, 10), None, Decimal("3.5"), 29_500)
    steps = result(annual_leave(asked, law(), TODAY)).steps
    assert steps[-1].amount is not None
    assert steps[-1].amount.value == 3_442
    assert wrong(annual_leave(AnnualLeave("standard", FIRST, None, Decimal(1)), law(), TODAY)) == "wage"


def test_a_first_day_tomorrow_and_a_day_before_it_are_wrong() -> None:
    """Somebody cannot have begun tomorrow, nor ask about a day before the first."""
    tomorrow = TODAY + dt.timedelta(days=1)
    assert wrong(annual_leave(AnnualLeave("standard", tomorrow), law(), TODAY)) == "first_day"
    early = AnnualLeave("standard", FIRST, FIRST - dt.timedelta(days=1))
    assert wrong(annual_leave(early, law(), TODAY)) == "on"


@given(first=st.dates(dt.date(1984, 1, 1), TODAY), later=st.integers(0, 4_000))
def test_more_seniority_never_means_less_leave(first: dt.date, later: int) -> None:
    """For any first day, a later day has as many days of leave or more, between 0 and 30."""
    now = leave_on(first, first + dt.timedelta(days=later), law()).value
    then = leave_on(first, first + dt.timedelta(days=later + 1), law()).value
    assert 0 <= now <= then <= 30


@given(first=st.dates(dt.date(1984, 1, 1), TODAY))
def test_the_next_leave_comes_within_a_year(first: dt.date) -> None:
    """The day of the next leave lies after today and at most 366 days away."""
    answer = result(annual_leave(AnnualLeave("standard", first), law(), TODAY))
    coming = answer.steps[2].says.values["date"]
    assert isinstance(coming, dt.date)
    assert TODAY < coming <= TODAY + dt.timedelta(days=366)
    assert number(answer) <= 30

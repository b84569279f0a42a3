"""Sick days: half pay up to 30 days a year, ten protected days, the bonus day by day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.calculators.sickness import SickPay, sick_pay
from tests.law import TODAY, amounts, law, number, result


@pytest.mark.parametrize(
    ("days", "taken", "paid"), [(1, 0, 492), (30, 0, 14_750), (31, 0, 14_750), (5, 28, 984), (3, 30, 0)]
)
def test_thirty_days_a_year_bring_half_pay(days: int, taken: int, paid: int) -> None:
    """29,500 a month: a day brings 492, thirty bring 14,750, and what lies beyond thirty brings nothing."""
    assert number(sick_pay(SickPay("standard", 29_500, days, taken), law(), TODAY)) == paid


@pytest.mark.parametrize(("days", "taken", "most"), [(1, 0, 100), (10, 0, 1_000), (15, 0, 1_000), (5, 8, 200)])
def test_a_bonus_of_3000_shrinks_by_100_for_each_protected_day(days: int, taken: int, most: int) -> None:
    """One day may cost 100, ten 1,000; the eleventh day of the year is not protected and not counted."""
    answer = result(sick_pay(SickPay("standard", 29_500, days, taken, 3_000), law(), TODAY))
    amount = answer.steps[-1].amount
    assert amount is not None
    assert amount.value == most


def test_before_2026_no_day_was_protected() -> None:
    """On 31 December 2025 the protected days are none and nothing is said of the bonus; a day later one is."""
    old, new = dt.date(2025, 12, 31), dt.date(2026, 1, 1)
    counted = {
        day: result(sick_pay(SickPay("standard", 29_500, 1, 0, 3_000), law(day), day)).steps[4:] for day in (old, new)
    }
    assert [len(counted[day]) for day in (old, new)] == [1, 2]
    assert [amounts(counted[day][:1]) for day in (old, new)] == [[0], [1]]


@given(wage=st.integers(1, 200_000), days=st.integers(1, 60), taken=st.integers(0, 60))
def test_a_day_more_never_brings_less_and_half_is_the_floor(wage: int, days: int, taken: int) -> None:
    """Pay grows with the days up to the thirtieth of the year and never above half a month."""
    paid = number(sick_pay(SickPay("standard", wage, days, taken), law(), TODAY))
    assert paid <= number(sick_pay(SickPay("standard", wage, days + 1, taken), law(), TODAY))
    assert paid <= -(-wage // 2)

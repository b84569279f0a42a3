"""Overtime: the worked example of the law's rates, and what holds for any hours and any pay."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.calculators.base import Quantity
from api.domain.calculators.overtime import Day, Overtime, overtime
from tests.law import TODAY, amounts, law, number, result, wrong

PAY = st.integers(1, 200_000)
HALVES = st.integers(1, 24).map(lambda count: Decimal(count) / 2)
DAYS = st.sampled_from(["workday", "rest-day", "holiday", "annual-leave", "regular-leave"])


def _asked(hours: float, day: Day = "workday", pay: int = 29_500) -> Overtime:
    return Overtime("standard", day, Decimal(str(hours)), "month", pay)


@pytest.mark.parametrize(
    ("day", "hours", "steps", "due"),
    [
        ("workday", 1, [122.9, 163.9, 164], 164),
        ("workday", 3, [122.9, 327.8, 204.9, 533], 533),
        ("workday", 4, [122.9, 327.8, 409.7, 738], 738),
        ("rest-day", 8, [122.9, 327.8, 1229.2, 1557], 1557),
        ("rest-day", 10, [122.9, 327.8, 1229.2, 655.6, 2213], 2213),
        ("holiday", 1, [122.9, 983.3, 984], 984),
        ("annual-leave", 9, [122.9, 983.3, 163.9, 1148], 1148),
        ("regular-leave", 8, [122.9, 983.3, 984], 984),
        ("regular-leave", 9, [122.9, 983.3, 245.8, 1230], 1230),
    ],
)
def test_a_month_of_29500_gives_the_amounts_of_the_worked_example(
    day: Day, hours: int, steps: list[float], due: int
) -> None:
    """122.9 an hour; hours nine and ten bring 163.9 each, eleven and twelve 204.9; a holiday brings a day of 983.3."""
    answer = result(overtime(_asked(hours, day), law(), TODAY))
    assert amounts(answer.steps) == steps
    assert number(answer) == due


def test_somebody_paid_by_the_hour_gets_double_for_the_hours_worked() -> None:
    """200 an hour, 3 hours on a holiday: 600 more; by the month it is the whole day, however short the work."""
    hourly = Overtime("standard", "holiday", Decimal(3), "hour", 200)
    assert number(overtime(hourly, law(), TODAY)) == 600
    assert number(overtime(_asked(0.5, "holiday", 48_000), law(), TODAY)) == 1600


def test_more_than_12_hours_are_asked_again_and_more_than_4_on_a_workday_are_told() -> None:
    """12 hours are answered, 12.5 are refused at the field; 4 hours after a workday carry two notes, 4.5 three."""
    assert wrong(overtime(_asked(12.5, "rest-day"), law(), TODAY)) == "hours"
    assert result(overtime(_asked(12, "rest-day"), law(), TODAY))
    assert [len(result(overtime(_asked(hours), law(), TODAY)).notes) for hours in (4, 4.5)] == [2, 3]


def test_only_what_nobody_confirmed_is_doubtful() -> None:
    """The division by 30 days and the rate beyond the eighth hour of a rest day are unconfirmed; the law's rates are not."""
    answer = result(overtime(_asked(10, "rest-day"), law(), TODAY))
    doubtful = {
        value.figure
        for step in answer.steps
        for value in step.says.values.values()
        if isinstance(value, Quantity) and not value.is_confirmed
    }
    assert doubtful == {"calc-month-days", "calc-rest-day-rate-beyond"}


def test_a_carer_at_home_is_told_what_applies_instead() -> None:
    """No amount, no claim that the law covers her, and the agreed figures with their day."""
    answer = result(overtime(Overtime("home", "workday", Decimal(2), "month", 20_000), law(), TODAY))
    assert not answer.applies
    assert answer.amount is None
    assert answer.steps[0].says.values["pay"] == law()("carer-agreed-pay")


@given(day=DAYS, hours=HALVES, pay=PAY)
def test_more_hours_or_more_pay_never_bring_less(day: Day, hours: Decimal, pay: int) -> None:
    """For every kind of day: half an hour or one NT$ more brings as much or more, in whole NT$."""
    asked = Overtime("standard", day, hours, "month", pay)
    due = number(overtime(asked, law(), TODAY))
    assert due.denominator == 1
    assert number(overtime(Overtime("standard", day, hours, "month", pay + 1), law(), TODAY)) >= due
    if hours < 12:
        longer = Overtime("standard", day, hours + Decimal("0.5"), "month", pay)
        assert number(overtime(longer, law(), TODAY)) >= due


@given(hours=HALVES, pay=PAY)
def test_what_is_owed_is_rounded_up_by_less_than_one_dollar(hours: Decimal, pay: int) -> None:
    """The exact sum of the parts is at most the amount due, and more than it less one."""
    answer = result(overtime(Overtime("standard", "workday", hours, "month", pay), law(), TODAY))
    exact = sum(step.amount.value for step in answer.steps[1:-1] if step.amount)
    assert 0 <= number(answer) - exact < 1

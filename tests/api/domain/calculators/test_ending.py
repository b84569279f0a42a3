"""Notice and severance: boundaries of seniority, parts of months, the cap."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.calculators.base import Quantity
from api.domain.calculators.ending import Notice, Severance, System, notice, notice_days, severance
from tests.law import TODAY, law, number, result, wrong

FIRST = dt.date(2020, 6, 1)
WAGE = 36_000


def _paid(first: dt.date, last: dt.date, system: System, changed_on: dt.date | None = None) -> Fraction:
    return number(severance(Severance("standard", first, last, WAGE, system, changed_on), law(), TODAY))


@pytest.mark.parametrize(
    ("told", "before", "after"),
    [(dt.date(2020, 9, 1), 0, 10), (dt.date(2021, 6, 1), 10, 20), (dt.date(2023, 6, 1), 20, 30)],
)
def test_notice_grows_at_three_months_one_year_and_three_years(told: dt.date, before: int, after: int) -> None:
    """A day before each boundary the old length holds, on it the new: 0, 10, 20, 30 days."""
    assert notice_days(FIRST, told - dt.timedelta(days=1), law()).value == before
    assert notice_days(FIRST, told, law()).value == after


def test_missing_days_of_notice_are_paid() -> None:
    """Told on 10 November with 30 days due, last day 20 November: 20 days of 29,500 a month are 19,667."""
    told, last = dt.date(2026, 11, 10), dt.date(2026, 11, 20)
    answer = result(notice(Notice("standard", FIRST, told, last, 29_500), law(), TODAY))
    assert answer.headline.values["date"] == dt.date(2026, 12, 10)
    assert [step.amount.value for step in answer.steps if step.amount][-1] == 19_667
    enough = Notice("standard", FIRST, told, dt.date(2026, 12, 10), 29_500)
    assert len(result(notice(enough, law(), TODAY)).steps) == 3
    assert wrong(notice(Notice("standard", FIRST, told, dt.date(2026, 11, 9)), law(), TODAY)) == "last_day"


def test_the_old_system_counts_a_part_of_a_month_as_a_month() -> None:
    """One year is one month of pay; one day more is one thirteenth month of service: 36,000 and 39,000."""
    assert _paid(FIRST, dt.date(2021, 5, 31), "old") == 36_000
    assert _paid(FIRST, dt.date(2021, 6, 1), "old") == 39_000
    assert _paid(FIRST, dt.date(2020, 6, 1), "old") == 3_000


def test_the_new_system_gives_half_a_month_a_year_up_to_six() -> None:
    """One year is 18,000, twelve years 216,000, and twenty years no more."""
    assert _paid(FIRST, dt.date(2021, 5, 31), "new") == 18_000
    assert _paid(dt.date(2010, 1, 1), dt.date(2021, 12, 31), "new") == 216_000
    assert _paid(dt.date(2001, 1, 1), dt.date(2020, 12, 31), "new") == 216_000
    assert _paid(dt.date(2010, 1, 1), dt.date(2021, 12, 30), "new") < 216_000


def test_a_change_adds_the_old_part_to_the_new() -> None:
    """Five old years and two new ones: five months and one; the day of the change must lie between."""
    changed = dt.date(2005, 7, 1)
    assert _paid(dt.date(2000, 7, 1), dt.date(2007, 6, 30), "changed", changed) == 6 * WAGE
    asked = Severance("standard", FIRST, dt.date(2021, 5, 31), WAGE, "changed", changed)
    assert wrong(severance(asked, law(), TODAY)) == "changed_on"


def test_it_must_be_paid_within_30_days() -> None:
    """A job that ended on 31 January 2026 is paid by 2 March, and an end before the beginning is wrong."""
    answer = result(severance(Severance("standard", FIRST, dt.date(2026, 1, 31), WAGE, "new"), law(), TODAY))
    assert answer.headline.values["date"] == dt.date(2026, 3, 2)
    early = Severance("standard", FIRST, dt.date(2020, 5, 31), WAGE, "new")
    assert wrong(severance(early, law(), TODAY)) == "last_day"


@given(
    first=st.dates(dt.date(1990, 1, 1), dt.date(2020, 1, 1)),
    served=st.integers(0, 12_000),
    system=st.sampled_from(["new", "old"]),
)
def test_a_day_more_of_service_never_brings_less(first: dt.date, served: int, system: System) -> None:
    """For any first day and length, leap days included, one day more brings as much or more; the new system at most 6 months."""
    last = first + dt.timedelta(days=served)
    paid = _paid(first, last, system)
    assert _paid(first, last + dt.timedelta(days=1), system) >= paid > 0
    assert system == "old" or paid <= 6 * WAGE


def test_a_rule_never_leaves_exact_arithmetic() -> None:
    """Every amount of every step is a fraction, whatever is divided."""
    answer = result(severance(Severance("standard", FIRST, dt.date(2026, 1, 30), 33_333, "new"), law(), TODAY))
    assert all(isinstance(step.amount, Quantity | None) for step in answer.steps)
    assert all(isinstance(step.amount.value, Fraction) for step in answer.steps if step.amount)

"""Pay after an accident: who pays which day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.calculators.accident import AccidentPay, accident_pay, stretches
from tests.law import TODAY, law, number, result, wrong

FIRST = dt.date(2024, 1, 1)
DAY = dt.timedelta(days=1)


def _rates(count: int, first: dt.date = FIRST) -> list[tuple[int, int | None]]:
    return [(each.days, int(each.rate.value) if each.rate else None) for each in stretches(first, count, law())]


def test_the_insurance_begins_on_day_4() -> None:
    """Three days have none; the fourth has 100 per cent."""
    assert _rates(3) == [(3, None)]
    assert _rates(4) == [(3, None), (1, 100)]


def test_after_two_months_it_pays_70_per_cent_and_after_two_years_nothing() -> None:
    """From 4 January 2024 two months have 60 days, two years 731: the leap day is counted."""
    assert _rates(63) == [(3, None), (60, 100)]
    assert _rates(64) == [(3, None), (60, 100), (1, 70)]
    assert _rates(735) == [(3, None), (60, 100), (671, 70), (1, None)]


@pytest.mark.parametrize(("who", "due"), [("standard", 35_000), ("home", 26_550)])
def test_the_employer_adds_up_to_the_original_pay(who: str, due: int) -> None:
    """30 days of 35,000 a month, insured for 29,500: together 35,000; in a household only the insurance is sure."""
    asked = AccidentPay(who, "month", 35_000, 29_500, FIRST, 30)  # type: ignore[arg-type]
    assert number(accident_pay(asked, law(), TODAY)) == due


def test_a_day_still_to_come_is_wrong() -> None:
    """Nobody can have been unable to work since tomorrow."""
    asked = AccidentPay("standard", "day", 1_000, 29_500, TODAY + DAY, 3)
    assert wrong(accident_pay(asked, law(), TODAY)) == "first_day"


@given(
    first=st.dates(dt.date(2000, 1, 1), TODAY),
    count=st.integers(1, 1_100),
    pay=st.integers(1_000, 100_000),
    insured=st.integers(11_100, 72_800),
)
def test_the_days_add_up_and_nobody_gets_less_than_the_original_pay(
    first: dt.date, count: int, pay: int, insured: int
) -> None:
    """Every day is in one stretch; under the Labor Standards Act the sum is at least the original pay, and a day more never less."""
    assert sum(each.days for each in stretches(first, count, law())) == count
    total = number(accident_pay(AccidentPay("standard", "month", pay, insured, first, count), law(), TODAY))
    assert total * 30 >= pay * count
    longer = AccidentPay("standard", "month", pay, insured, first, count + 1)
    assert number(accident_pay(longer, law(), TODAY)) >= total


def test_every_step_names_who_pays() -> None:
    """Insurance steps stand on its own act, the employer's on the Labor Standards Act."""
    answer = result(accident_pay(AccidentPay("standard", "month", 35_000, 29_500, FIRST, 100), law(), TODAY))
    named = [step.article for step in answer.steps[1:-1]]
    assert named == ["art-accident-lost-pay"] * 2 + ["art-accident-employer-duty"] * 3


def test_what_two_pay_is_rounded_once() -> None:
    """Four days at 1,500 a day, insured for 29,500 a month, are 6,000 together, not 6,001."""
    asked = AccidentPay("standard", "day", 1_500, 29_500, FIRST, 4)
    assert number(accident_pay(asked, law(), TODAY)) == 6_000

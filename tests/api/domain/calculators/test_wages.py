"""The pay slip: the minimum of its own month, and what may not be taken off."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.calculators.wages import PaySlip, minimum_wage
from tests.law import TODAY, law, number, result, wrong


def _slip(month: dt.date, pay: int, **rest: Any) -> PaySlip:
    return PaySlip("standard", month, "month", pay, **rest)


@pytest.mark.parametrize(
    ("month", "pay", "missing"),
    [
        (dt.date(2025, 12, 1), 28_590, 0),
        (dt.date(2026, 1, 1), 28_590, 910),
        (dt.date(2026, 10, 1), 29_500, 0),
        (dt.date(2026, 10, 1), 29_499, 1),
    ],
)
def test_a_slip_is_measured_by_the_minimum_of_its_own_month(month: dt.date, pay: int, missing: int) -> None:
    """28,590 is enough in December 2025 and 910 too little a month later, when 29,500 holds."""
    assert number(minimum_wage(_slip(month, pay), law(), TODAY)) == missing


def test_an_hourly_slip_counts_its_hours() -> None:
    """100 hours at 196 are 19,600: 19,000 is 600 short; without the hours they are asked for."""
    asked = PaySlip("standard", dt.date(2026, 10, 1), "hour", 19_000, Decimal(100))
    assert number(minimum_wage(asked, law(), TODAY)) == 600
    assert wrong(minimum_wage(PaySlip("standard", dt.date(2026, 10, 1), "hour", 19_000), law(), TODAY)) == "hours"


def test_loan_broker_and_penalty_come_back_insurance_and_lodging_stay() -> None:
    """Of five deductions three may not be taken: 1,500 + 3,000 + 500 are owed back, each with its article."""
    month = dt.date(2026, 10, 1)
    asked = _slip(month, 29_500, insurance=679, lodging=4_000, broker=1_500, loan=3_000, penalty=500)
    answer = result(minimum_wage(asked, law(), TODAY))
    assert number(answer) == 5_000
    articles = [step.article for step in answer.steps[2:-1]]
    assert articles == [
        "art-wage-full-direct",
        "art-wage-slip-migrant",
        "art-wage-full-direct",
        "art-wage-full-direct",
        "art-wage-no-withholding",
    ]


def test_a_carers_deductions_are_checked_though_the_minimum_does_not_cover_her() -> None:
    """The answer says that the minimum does not apply, and still names the loan that must come back."""
    answer = result(minimum_wage(PaySlip("home", dt.date(2026, 10, 1), "month", 20_000, loan=2_000), law(), TODAY))
    assert not answer.applies
    assert [step.article for step in answer.steps] == ["art-carer-outside-lsa", "art-wage-slip-migrant", ""]


def test_months_that_nobody_knows_are_refused_or_doubted() -> None:
    """Next month and 2013 are wrong; a month of 2027 is answered with the note that a new minimum may hold."""
    assert wrong(minimum_wage(_slip(dt.date(2026, 12, 1), 29_500), law(), TODAY)) == "month"
    assert wrong(minimum_wage(_slip(dt.date(2013, 12, 1), 29_500), law(), TODAY)) == "month"
    later = dt.date(2027, 2, 1)
    notes = {day: result(minimum_wage(_slip(day, 29_500), law(later), later)).notes for day in (TODAY, later)}
    assert len(notes[later]) == len(notes[TODAY]) + 1


@given(pay=st.integers(1, 60_000), loan=st.integers(0, 5_000))
def test_what_is_owed_is_what_is_missing_and_what_was_taken(pay: int, loan: int) -> None:
    """For any pay and loan: the shortfall to 29,500 plus the loan, never less than nothing."""
    due = number(minimum_wage(_slip(dt.date(2026, 10, 1), pay, loan=loan), law(), TODAY))
    assert due == max(29_500 - pay, 0) + loan

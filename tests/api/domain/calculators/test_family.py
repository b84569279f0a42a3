"""Leave for birth and small children: lengths, pay, conditions and the last day to ask."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.calculators.family import Event, Maternity, ParentalLeave, maternity, parental_leave
from tests.law import TODAY, law, result, wrong

HIRED = dt.date(2026, 1, 1)
BORN = dt.date(2025, 2, 1)


def _parental(starts: dt.date, ends: dt.date, born: dt.date = BORN) -> ParentalLeave:
    return ParentalLeave(born, HIRED, starts, ends, "yes")


@pytest.mark.parametrize(("event", "days"), [("birth", 56), ("loss-late", 28), ("loss-middle", 7), ("loss-early", 5)])
def test_the_leave_has_the_length_of_the_law(event: Event, days: int) -> None:
    """8 weeks for a birth; 4 weeks, 1 week or 5 days for a loss; the first day counts."""
    day = dt.date(2026, 12, 1)
    answer = result(maternity(Maternity("home", event, day, HIRED), law(), TODAY))
    assert answer.applies
    assert answer.headline.values["last"] == day + dt.timedelta(days=days - 1)


def test_pay_is_full_from_six_months_of_work_on() -> None:
    """Hired on 1 January: half pay for a birth on 30 June, full pay on 1 July; unknown for a carer at home."""
    told = [
        result(maternity(Maternity("standard", "birth", day, HIRED), law(), TODAY)).steps[2].says.text
        for day in (dt.date(2026, 6, 30), dt.date(2026, 7, 1))
    ]
    assert "half pay" in told[0]
    assert "full pay" in told[1]
    carer = result(maternity(Maternity("home", "birth", dt.date(2026, 7, 1), HIRED), law(), TODAY))
    assert carer.steps[2].article == "art-birth-leaves"


def test_a_long_leave_is_asked_for_ten_days_before_a_short_one_five() -> None:
    """30 days from 1 March are asked for by 19 February, 29 days by 24 February."""
    starts = dt.date(2027, 3, 1)
    long = result(parental_leave(_parental(starts, dt.date(2027, 3, 30)), law(), TODAY))
    short = result(parental_leave(_parental(starts, dt.date(2027, 3, 29)), law(), TODAY))
    assert (long.amount, short.amount) == (dt.date(2027, 2, 19), dt.date(2027, 2, 24))


@pytest.mark.parametrize(
    ("starts", "ends", "is_right"),
    [
        (dt.date(2026, 7, 1), dt.date(2026, 12, 31), True),
        (dt.date(2026, 6, 30), dt.date(2026, 12, 31), False),
        (dt.date(2027, 1, 1), dt.date(2028, 1, 31), True),
        (dt.date(2027, 1, 1), dt.date(2028, 2, 1), False),
    ],
)
def test_each_condition_is_met_on_its_day_and_not_before(starts: dt.date, ends: dt.date, is_right: bool) -> None:  # noqa: FBT001
    """After six months of work and until the day before the third birthday it is a right; a day outside it is not."""
    answer = result(parental_leave(_parental(starts, ends), law(), TODAY))
    assert (answer.amount is not None) is is_right


def test_two_years_are_the_most() -> None:
    """Exactly two years are a right, a day more is not."""
    born, starts = dt.date(2026, 7, 1), dt.date(2026, 8, 1)
    for ends, is_right in ((dt.date(2028, 7, 31), True), (dt.date(2028, 8, 1), False)):
        answer = result(parental_leave(_parental(starts, ends, born), law(), TODAY))
        assert (answer.amount is not None) is is_right


def test_dates_that_cross_are_told_at_their_field() -> None:
    """An end before the start, a start before the birth and a first day tomorrow are each wrong at their own field."""
    starts = dt.date(2027, 3, 1)
    day = dt.timedelta(days=1)
    assert wrong(parental_leave(_parental(starts, starts - day), law(), TODAY)) == "ends"
    assert wrong(parental_leave(_parental(starts, starts, starts + day), law(), TODAY)) == "starts"
    hired = ParentalLeave(BORN, TODAY + day, starts, starts, "yes")
    assert wrong(parental_leave(hired, law(), TODAY)) == "first_day"


def test_whom_the_employment_insurance_does_not_cover_gets_no_allowance() -> None:
    """An insured parent reads of 60 and 20 per cent, another that there is none."""
    starts = dt.date(2027, 3, 1)
    answers = [
        result(parental_leave(ParentalLeave(BORN, HIRED, starts, starts, insured), law(), TODAY))
        for insured in ("yes", "no")
    ]
    rates = [answer.steps[-1].says.values for answer in answers]
    assert (rates[0]["rate"], rates[0]["more"]) == (law()("parental-allowance-rate"), law()("parental-allowance-topup"))
    assert rates[1] == {}


@given(starts=st.dates(dt.date(2026, 1, 1), dt.date(2030, 1, 1)), length=st.integers(0, 900))
def test_a_leave_inside_a_right_is_a_right(starts: dt.date, length: int) -> None:
    """If a leave is a right, the same leave without its last day is one too."""
    ends = starts + dt.timedelta(days=length)
    if length and result(parental_leave(_parental(starts, ends), law(), TODAY)).amount:
        shorter = result(parental_leave(_parental(starts, ends - dt.timedelta(days=1)), law(), TODAY))
        assert shorter.amount

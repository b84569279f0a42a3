"""Working days: Mondays to Fridays that are no day of rest."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.workdays import add_workdays, is_workday

NEW_YEAR = frozenset(dt.date(2027, 2, day) for day in range(4, 11))
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (dt.date(2027, 1, 28), 1, dt.date(2027, 1, 29)),
        (dt.date(2027, 1, 29), 1, dt.date(2027, 2, 1)),
        (dt.date(2027, 2, 3), 1, dt.date(2027, 2, 11)),
        (dt.date(2027, 2, 3), 3, dt.date(2027, 2, 15)),
        (dt.date(2027, 2, 6), 0, dt.date(2027, 2, 11)),
        (dt.date(2027, 2, 11), 0, dt.date(2027, 2, 11)),
    ],
)
def test_working_days_jump_over_weekends_and_the_new_year(day: dt.date, count: int, expected: dt.date) -> None:
    """One working day after 3 February 2027 is the 11th: seven days of rest lie between; a count of 0 waits for a working day."""
    assert add_workdays(day, count, NEW_YEAR) == expected


@given(DAYS, st.integers(1, 40), st.frozensets(DAYS, max_size=20))
def test_as_many_working_days_pass_as_were_asked_for(day: dt.date, count: int, rest: frozenset[dt.date]) -> None:
    """Of the days after the first up to the last, exactly `count` are working days, and the last is one of them."""
    last = add_workdays(day, count, rest)
    passed = [day + dt.timedelta(days=after) for after in range(1, (last - day).days + 1)]
    assert sum(is_workday(each, rest) for each in passed) == count
    assert is_workday(last, rest)


def test_working_days_are_not_counted_backwards() -> None:
    """A negative count is a mistake in the program and says so."""
    with pytest.raises(ValueError, match="forwards"):
        add_workdays(dt.date(2027, 2, 3), -1, NEW_YEAR)

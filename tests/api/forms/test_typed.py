"""Money, hours and days, as people type them."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from api.forms.typed import Count, Date, Money, Number

MONEY, NUMBER, COUNT, DAY = (TypeAdapter[Any](kind) for kind in (Money, Number, Count, Date))


@pytest.mark.parametrize(
    "typed",
    [
        "29500",
        "29,500",
        "29.500",
        "２９５００",
        "２９，５００",
        "NT$29500",
        "nt$ 29,500",
        "29500元",
        "๒๙,๕๐๐",
        "29,500.00",
        29500,
    ],
)
def test_money_is_read_however_it_is_written(typed: object) -> None:
    """With commas, points, wide or Thai digits, the currency before or behind: always 29,500."""
    assert MONEY.validate_python(typed) == 29_500


@pytest.mark.parametrize("typed", ["-5", "0", "1e5", "29,50", "2.9.500", "1,000,001", "much", "", True, -5, 29.5, None])
def test_what_is_no_amount_is_refused(typed: object) -> None:
    """Negative, nothing, scientific, cut groups, more than a million, words: none is an amount of money."""
    with pytest.raises(ValidationError):
        MONEY.validate_python(typed)


@pytest.mark.parametrize(
    "typed",
    ["2026-03-01", "2026/3/1", "2026.3.1", "1/3/2026", "01-03-2026", "115-03-01", "民國115年3月1日".removeprefix("民國"),
     "2569-03-01", "๒๕๖๙-๐๓-๐๑", "２０２６年３月１日", "2026-03"],
)  # fmt: skip
def test_a_day_is_read_in_three_calendars(typed: str) -> None:
    """Gregorian, 民國 and Buddhist years, year first or last: always 1 March 2026."""
    assert DAY.validate_python(typed) == dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    "typed", ["2026-02-30", "1983-12-31", "2200-01-01", "26-3", "soon", "2026-13-01", "0-0-0", 5.5]
)
def test_what_is_no_day_is_refused(typed: object) -> None:
    """A thirtieth of February, a day before 1984 or after the century, words: none is a day."""
    with pytest.raises(ValidationError):
        DAY.validate_python(typed)


@pytest.mark.parametrize(
    ("typed", "number"), [("2,5", "2.5"), ("2.5", "2.5"), ("๒.๕", "2.5"), ("１２", "12"), (3, "3")]
)
def test_hours_may_have_a_comma(typed: object, number: str) -> None:
    """Half hours are written with comma or point, in any digits; a count of days takes no half."""
    assert NUMBER.validate_python(typed) == Decimal(number)
    with pytest.raises(ValidationError):
        COUNT.validate_python("2.5")


@given(typed=st.text(max_size=20))
def test_nothing_that_is_typed_breaks_the_reading(typed: str) -> None:
    """Any text is a value or a refusal, never an error of ours."""
    for adapter in (MONEY, NUMBER, COUNT, DAY):
        try:
            adapter.validate_python(typed)
        except ValidationError:
            continue

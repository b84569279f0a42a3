"""Phone numbers: what people type, and what a short message is sent to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.phones import e164


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0912 345 678", "+886912345678"),
        ("０９１２－３４５－６７８", "+886912345678"),
        ("๐๙๑๒๓๔๕๖๗๘", "+886912345678"),
        ("+886 912 345 678", "+886912345678"),
        ("+886 (0)912-345-678", "+886912345678"),
        ("886912345678", "+886912345678"),
        ("00886912345678", "+886912345678"),
        ("+84 912 345 678", "+84912345678"),
        ("0062 812 3456 7890", "+6281234567890"),
    ],
)
def test_a_mobile_number_is_dialled_as_the_world_dials_it(typed: str, number: str) -> None:
    """Spaces, dashes, full-width and Thai digits, and five ways to write the country lead to one number."""
    assert e164(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "07 123 4567", "+886 7 123 4567", "0912 345", "912345678", "1955", "+1", "0" * 20]
)
def test_what_takes_no_message_is_none(typed: str) -> None:
    """Landlines, short numbers and fragments get no message."""
    assert e164(typed) is None


@given(st.text())
def test_whatever_is_typed_gives_a_number_or_none(typed: str) -> None:
    """Never an error, and never anything but a plus sign and 8 to 15 ASCII digits."""
    number = e164(typed)
    assert number is None or (number.isascii() and number[0] == "+" and number[1:].isdigit() and 9 <= len(number) <= 16)

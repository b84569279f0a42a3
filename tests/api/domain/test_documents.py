"""Papers: every way of typing a number is understood, and it is known how many slips of the pen are caught."""

import itertools
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.domain.documents import Document, read_document

# Numbers that documentation prints as examples; nobody's.
EXAMPLES = {
    "A123456789": "national-id",
    "A223456781": "national-id",
    "B123456780": "national-id",
    "A100000001": "national-id",
    "A800000005": "arc-new",
    "A800000014": "arc-new",
    "A900000007": "arc-new",
    "AA00000009": "arc-old",
    "AB00000001": "arc-old",
    "AC00000003": "arc-old",
    "AD00000005": "arc-old",
    "AC01234567": "arc-old",
    "C1234567": "passport",
    "P01234567": "passport",
    "AA1234567": "passport",
    "P1234567A": "passport",
    "B123456": "passport",
    "312345678": "passport",
}


def _valid(letter: str, second: str, seven: str) -> str:
    """Return the only number with this beginning whose check digit is right."""
    candidates = [f"{letter}{second}{seven}{check}" for check in string.digits]
    (number,) = [number for number in candidates if read_document(number)]
    return number


NUMBERS = st.builds(
    _valid, st.sampled_from(string.ascii_uppercase), st.sampled_from("1289"), st.text("0123456789", min_size=7, max_size=7)
)  # fmt: skip


@pytest.mark.parametrize(("number", "kind"), EXAMPLES.items())
def test_numbers_of_every_paper_are_read(number: str, kind: str) -> None:
    """Cards, certificates of both forms and passports of five countries are what documentation says they are."""
    read = read_document(number)
    assert read is not None
    assert (read.kind, read.number) == (kind, number)


@pytest.mark.parametrize("number", EXAMPLES)
def test_every_keyboard_is_understood(number: str) -> None:
    """Small letters, full-width forms, Thai digits, spaces, dashes and letters of no width mean the same paper."""
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in number)
    thai = number.translate({ord("0") + digit: 0x0E50 + digit for digit in range(10)})
    apart = (f" {number[:4]} {number[4:]}\n", f"{number[0]}-{number[1:]}", f"{number}\u200b")
    for typed in (number.lower(), wide, wide.lower(), thai, *apart):
        assert read_document(typed) == read_document(number)


@given(NUMBERS)
def test_seventy_four_of_81_wrong_digits_are_caught(number: str) -> None:
    """Of the 81 ways to copy one digit of a card or certificate wrongly, exactly 74 are caught; 7 must be caught at the desk."""
    wrong = [
        number[:place] + digit + number[place + 1 :]
        for place, digit in itertools.product(range(1, 10), string.digits)
        if digit != number[place]
    ]
    assert len(wrong) == 81
    assert len([typed for typed in wrong if read_document(typed)]) == 7


@given(NUMBERS)
def test_swapped_digits_are_caught_except_the_last_two(number: str) -> None:
    """Of the 8 neighbouring pairs 7 are told when they are swapped; the last two digits weigh the same and are not."""
    for place in range(1, 9):
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        passes = read_document(swapped) is not None
        assert passes == (swapped == number or place == 8)


def test_of_wrong_first_letters_nine_in_ten_are_caught() -> None:
    """The 25 other letters of A123456789 are caught but for 2, which weigh the same as A."""
    passes = [letter for letter in string.ascii_uppercase if read_document(f"{letter}123456789")]
    assert passes == ["A", "M", "W"]


@given(st.text(max_size=14))
def test_anything_typed_is_read_or_refused(typed: str) -> None:
    """Whatever is typed gives a paper with 7 to 10 plain characters, or none; it never fails."""
    read = read_document(typed)
    assert read is None or (7 <= len(read.number) <= 10 and read.number.isascii() and read.number.isalnum())


@pytest.mark.parametrize("typed", [
    "", "A", "A323456789", "A12345678９0", "AE00000009", "1234567", "19900101", "0912345678", "ABC123456", "A1234567890",
    "А123456789", "ß1234567", "A²²²²²²²²x", "王小明",
])  # fmt: skip
def test_what_is_no_paper_is_refused(typed: str) -> None:
    """Too short, too long, a birthday, a phone number, a Cyrillic letter, a name: none is a paper."""
    assert read_document(typed) is None


def test_a_number_does_not_show_where_values_are_printed() -> None:
    """The text of a paper in an error or a log names its kind and not one digit."""
    assert repr(Document("national-id", "A123456789")) == "Document(kind='national-id')"

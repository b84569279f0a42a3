"""Codes and receipts: every slip of the pen is caught, every keyboard is understood."""

from hypothesis import given
from hypothesis import strategies as st

from api.domain.codes import ENROLMENT_DIGITS, RECEIPT_DIGITS, derive, grouped, read

SEEDS = st.binary(min_size=1, max_size=40)


@given(SEEDS, st.integers(0, RECEIPT_DIGITS - 1), st.integers(1, 9))
def test_one_wrong_digit_is_always_caught(seed: bytes, place: int, shift: int) -> None:
    """Whichever of the 26 digits is copied wrongly, the receipt is refused."""
    receipt = derive(b"secret", seed, RECEIPT_DIGITS)
    wrong = str((int(receipt[place]) + shift) % 10)
    assert read(receipt[:place] + wrong + receipt[place + 1 :], RECEIPT_DIGITS) is None


@given(SEEDS, st.integers(0, RECEIPT_DIGITS - 2))
def test_two_swapped_neighbours_are_always_caught(seed: bytes, place: int) -> None:
    """Two neighbouring digits written the wrong way round are refused, unless they are the same digit."""
    receipt = derive(b"secret", seed, RECEIPT_DIGITS)
    swapped = receipt[:place] + receipt[place + 1] + receipt[place] + receipt[place + 2 :]
    assert read(swapped, RECEIPT_DIGITS) == (receipt if swapped == receipt else None)


@given(SEEDS)
def test_any_script_and_any_spacing_is_read(seed: bytes) -> None:
    """Thai digits, full-width digits, spaces and dashes all mean the same receipt."""
    receipt = derive(b"secret", seed, RECEIPT_DIGITS)
    thai = "".join(chr(0x0E50 + int(digit)) for digit in receipt)
    wide = "".join(chr(0xFF10 + int(digit)) for digit in receipt)
    for typed in (thai, wide, grouped(receipt), receipt.replace("1", "1-"), f"  {receipt}\u200b"):
        assert read(typed, RECEIPT_DIGITS) == receipt


def test_the_same_press_gives_the_same_code_and_another_gives_another() -> None:
    """A code is a function of the secret and the press: 16 digits, in four groups of four."""
    code = derive(b"secret", b"press", ENROLMENT_DIGITS)
    assert code == derive(b"secret", b"press", ENROLMENT_DIGITS)
    assert code != derive(b"secret", b"press 2", ENROLMENT_DIGITS) != derive(b"other", b"press", ENROLMENT_DIGITS)
    assert [len(group) for group in grouped(code).split()] == [4, 4, 4, 4]


def test_letters_and_wrong_lengths_are_refused() -> None:
    """25 digits, 27 digits, letters and nothing at all are no receipt."""
    receipt = derive(b"secret", b"press", RECEIPT_DIGITS)
    for typed in (receipt[:-1], receipt + "0", "abc", "", receipt[:-1] + "x"):
        assert read(typed, RECEIPT_DIGITS) is None

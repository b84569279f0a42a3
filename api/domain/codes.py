"""What the numbers are that people carry away: enrolment codes and receipts, with their check digits."""

import hashlib
import hmac
import unicodedata

from stdnum.iso7064 import mod_97_10

ENROLMENT_DIGITS = 16
"""14 digits that nobody can guess and 2 check digits, in four groups."""
RECEIPT_DIGITS = 26
"""24 digits in six groups (79.7 bits) and 2 check digits."""


def derive(secret: bytes, seed: bytes, digits: int) -> str:
    """Return the number of `digits` digits that belongs to `seed` under `secret`: the same press, the same number.

    It ends in two check digits (ISO 7064, MOD 97-10): one wrong digit or two swapped are always caught.
    """
    drawn = int.from_bytes(hmac.new(secret, seed, hashlib.sha512).digest(), "big")
    body = drawn % 10 ** (digits - 2)
    return f"{body:0{digits - 2}}{98 - body * 100 % 97:02}"


def read(typed: str, digits: int) -> str | None:
    """Return the number that `typed` means, or None if its length or its check digits are wrong.

    Digits of any script, full-width forms, spaces, dots and dashes are accepted.
    """
    kept = [letter for letter in typed if not letter.isspace() and unicodedata.category(letter) not in {"Pd", "Cf"}]
    figures = [unicodedata.decimal(letter, None) for letter in kept if letter not in ".·"]
    if len(figures) != digits or None in figures:
        return None
    number = "".join(map(str, figures))
    return number if mod_97_10.is_valid(number) else None


def grouped(number: str) -> str:
    """Return `number` in groups of four, as it is printed and read out."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))

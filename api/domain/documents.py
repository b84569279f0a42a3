"""What papers people name themselves by: national ID cards, residence certificates of both forms, and passports."""

import re
import unicodedata
from dataclasses import dataclass, field
from operator import mul
from typing import Literal

Kind = Literal["national-id", "arc-new", "arc-old", "passport"]

_CODES = dict(zip("ABCDEFGHJKLMNPQRSTUVXYWZIO", range(10, 36), strict=True))
"""The number that each first letter stands for in the check: Taiwan's own order, in which I, O and W came late."""
_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
_CHECKED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("national-id", re.compile(r"[A-Z][12]\d{8}", re.ASCII)),
    ("arc-new", re.compile(r"[A-Z][89]\d{8}", re.ASCII)),
    ("arc-old", re.compile(r"[A-Z][A-D]\d{8}", re.ASCII)),
)
_PASSPORTS = re.compile(
    r"[A-Z]\d{6,8}"  # Vietnam (7, later 8), Indonesia (7), Philippines (7), Thailand (6, until 2005)
    r"|[A-Z]{2}\d{6,7}"  # Thailand (7), Indonesia (6, older), Philippines (7, older)
    r"|[A-Z]\d{7}[A-Z]"  # Philippines
    r"|\d{9}",  # Taiwan
    re.ASCII,
)
_BETWEEN = dict.fromkeys([*map(ord, " .-"), *range(9, 14), *range(28, 32)])
"""What may stand between the characters of a number that is typed in ASCII."""


@dataclass(frozen=True)
class Document:
    """One paper: its kind, and its number as it is printed. The number stays out of whatever prints a value."""

    kind: Kind
    number: str = field(repr=False)


def read_document(typed: str) -> Document | None:
    """Return the paper whose number `typed` is, or None if no paper has such a number or its check digit is wrong.

    Full-width forms, small letters, digits of any script, spaces and dashes are accepted. Cards and certificates have 10 characters
    and a check digit, passports at most 9 and none: so a card with a wrong digit never passes for a passport. One with a digit
    too few may (a letter and eight digits are a passport of Vietnam): pages show as what a number was read.
    """
    number = typed if typed.isascii() else "".join(map(_plain, unicodedata.normalize("NFKC", typed)))
    number = number.translate(_BETWEEN).upper() if number.isascii() else ""
    if _PASSPORTS.fullmatch(number):
        return Document("passport", number)
    return next(
        (Document(kind, number) for kind, form in _CHECKED if form.fullmatch(number) and _adds_up(number)), None
    )


def _plain(letter: str) -> str:
    if letter.isspace() or letter in ".·" or unicodedata.category(letter) in {"Pd", "Cf"}:
        return ""
    return str(unicodedata.decimal(letter, letter))


def _adds_up(number: str) -> bool:
    """Whether the weighted digits make a multiple of ten; the second letter of an old certificate counts with its last digit."""
    second = _CODES[number[1]] % 10 if number[1] in _CODES else int(number[1])
    digits = (*divmod(_CODES[number[0]], 10), second, *map(int, number[2:]))
    total: int = sum(map(mul, _WEIGHTS, digits))
    return total % 10 == 0

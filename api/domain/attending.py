"""Who was there often enough that a class counts as finished."""

from collections.abc import Iterable
from fractions import Fraction

ENOUGH = Fraction(2, 3)
"""The share of the meetings that somebody must have been at."""


def share(present: Iterable[bool], held: int) -> Fraction:
    """Return the share of the `held` meetings at which somebody was present; a meeting without a record counts as missed."""
    return min(Fraction(sum(present), held), Fraction(1)) if held else Fraction(0)


def finished(present: Iterable[bool], held: int) -> bool:
    """Return whether somebody was there at two meetings of three at least."""
    return bool(held) and share(present, held) >= ENOUGH

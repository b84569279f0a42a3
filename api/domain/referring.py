"""To whom a case can be referred, and why.

What another authority gets stays with the bureau until it is closed, so that nobody is left between two offices.
"""

from collections.abc import Mapping

from api.domain.intake import UNITS
from api.domain.phrase_book import AUTHORITIES
from i18n.messages import mark

REASONS: Mapping[str, str] = {
    "responsible": mark("They are responsible by law"),
    "language": mark("Somebody there reads this language"),
    "crime": mark("It may be a crime"),
    "both": mark("Both have to act"),
    "involved": mark("The unit itself is concerned"),
}


def is_receiver(to: str) -> bool:
    """Return whether a case can be referred `to`: a unit of the bureau, or another authority."""
    return to in UNITS or to in AUTHORITIES

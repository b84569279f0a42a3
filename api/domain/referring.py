"""To whom a case can be referred, and why."""

from collections.abc import Mapping

from api.domain.intake import UNITS
from i18n.messages import mark

AUTHORITIES: Mapping[str, str] = {
    "police": mark("Police"),
    "prosecutor": mark("Prosecutors' office"),
    "insurance": mark("Bureau of Labor Insurance"),
    "immigration": mark("National Immigration Agency"),
    "workforce": mark("Workforce Development Agency"),
    "social": mark("Social affairs bureau"),
    "health": mark("Health bureau"),
    "other-city": mark("Labour bureau of another city or county"),
}
"""Other authorities. The case stays with the bureau until it is closed, so that nobody is left between two offices."""

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

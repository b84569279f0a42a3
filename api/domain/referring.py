"""Why a case is referred: to a unit of the bureau (intake.UNITS), or to another authority (phrase_book.AUTHORITIES).

What another authority gets stays with the bureau until it is closed, so that nobody is left between two offices.
"""

from collections.abc import Mapping

from i18n.messages import mark

REASONS: Mapping[str, str] = {
    "responsible": mark("They are responsible by law"),
    "language": mark("Somebody there reads this language"),
    "crime": mark("It may be a crime"),
    "both": mark("Both have to act"),
    "involved": mark("The unit itself is concerned"),
}

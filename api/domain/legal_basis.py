"""On which law each complaint rests: what a print-out of it names."""

from collections.abc import Mapping
from typing import NamedTuple

from i18n.messages import mark


class Basis(NamedTuple):
    """A law (marked) and its articles."""

    law: str
    articles: tuple[str, ...]


_GENDER_EQUALITY = mark("Gender Equality in Employment Act")
_EMPLOYMENT_SERVICE = mark("Employment Service Act")
_PROCEDURE = Basis(mark("Administrative Procedure Act"), ("168",))
MEDIATION = Basis(mark("Act for Settlement of Labor-Management Disputes"), ("9", "10", "11"))
KINDS: Mapping[str, tuple[Basis, ...]] = {
    "dispute": (Basis(mark("Labor Standards Act"), ("74",)),),
    "discrimination": (
        Basis(_GENDER_EQUALITY, ("32-1", "34")),
        Basis(_EMPLOYMENT_SERVICE, ("5",)),
    ),
    "job-fraud": (Basis(_EMPLOYMENT_SERVICE, ("5",)),),
    "migrant": (Basis(_EMPLOYMENT_SERVICE, ("57",)),),
    "agency": (Basis(_EMPLOYMENT_SERVICE, ("40",)),),
    "safety": (Basis(mark("Occupational Safety and Health Act"), ("39",)),),
    "corruption": (_PROCEDURE,),
    "mailbox": (_PROCEDURE,),
}
_ANY_GROUND = (Basis(_EMPLOYMENT_SERVICE, ("5",)),)
CATEGORIES: Mapping[tuple[str, str], tuple[Basis, ...]] = {
    ("discrimination", "harassment"): (Basis(_GENDER_EQUALITY, ("32-1", "34")),),
    ("discrimination", "sex"): (Basis(_GENDER_EQUALITY, ("34",)), *_ANY_GROUND),
    **{("discrimination", name): _ANY_GROUND for name in ("age", "disability", "appearance", "marriage", "birthplace")},
}
"""The categories that do not rest on all that their kind does."""


def basis_of(kind: str, door: str, category: str = "") -> tuple[Basis, ...]:
    """Return on what a complaint of `kind` and `category` rests that is filed at `door`."""
    return (MEDIATION,) if door == "mediation" else CATEGORIES.get((kind, category), KINDS[kind])

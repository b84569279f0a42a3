"""On which law each complaint rests: what a print-out of it names."""

from collections.abc import Mapping
from typing import NamedTuple

from i18n.messages import mark


class Basis(NamedTuple):
    """A law (marked) and its articles."""

    law: str
    articles: tuple[str, ...]


_EMPLOYMENT_SERVICE = mark("Employment Service Act")
_PROCEDURE = Basis(mark("Administrative Procedure Act"), ("168",))
MEDIATION = Basis(mark("Act for Settlement of Labor-Management Disputes"), ("9", "10", "11"))
KINDS: Mapping[str, tuple[Basis, ...]] = {
    "dispute": (Basis(mark("Labor Standards Act"), ("74",)),),
    "discrimination": (
        Basis(mark("Gender Equality in Employment Act"), ("32-1", "34")),
        Basis(_EMPLOYMENT_SERVICE, ("5",)),
    ),
    "job-fraud": (Basis(_EMPLOYMENT_SERVICE, ("5",)),),
    "migrant": (Basis(_EMPLOYMENT_SERVICE, ("57",)),),
    "agency": (Basis(_EMPLOYMENT_SERVICE, ("40",)),),
    "safety": (Basis(mark("Occupational Safety and Health Act"), ("39",)),),
    "corruption": (_PROCEDURE,),
    "mailbox": (_PROCEDURE,),
}


def basis_of(kind: str, door: str) -> tuple[Basis, ...]:
    """Return on what a complaint of `kind` rests that is filed at `door`."""
    return (MEDIATION,) if door == "mediation" else KINDS[kind]

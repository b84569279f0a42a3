"""What people can enrol in: a class, a slot of a consultation, a tour; each is an offer with its rules as values."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import TypeAdapter

from api.domain.meetings import Meeting
from i18n.messages import mark

Allocation = Literal["first-come", "draw", "screening"]
ALLOCATIONS: Mapping[str, str] = {
    "first-come": mark("First come, first served"),
    "draw": mark("By draw: all who enter in time have the same chance"),
    "screening": mark("By selection: test or interview"),
}

GIVEN: Mapping[str, str] = {
    "draw": mark("%(capacity)s seats, given by draw"),
    "screening": mark("%(capacity)s seats, given by selection"),
}
"""How many seats there are where nobody is first: how many are left says nothing."""

DRAWN_AT = dt.time(20, 30)
"""When the public numbers of a draw appear: the draw of Daily Cash 539 (今彩539), Mondays to Saturdays."""
_SUNDAY = 6

GENERAL = "general"
"""The pool of seats that are open to everyone."""

GROUPS: Mapping[str, str] = {
    "new-immigrant": mark("New immigrant"),
    "indigenous": mark("Indigenous person"),
    "disability": mark("Person with a disability"),
    "middle-aged": mark("Aged 45 or over"),
    "low-income": mark("Low-income household"),
    "returning": mark("Returning to work after a break"),
}
"""Groups for which seats can be kept; whoever says to belong to one shows the paper on the first day."""

Identity = Literal["document", "contact"]


@dataclass(frozen=True)
class Offer:
    """Something to enrol in, as a build announced it. Times are the bureau's own.

    `quotas` keeps seats of `capacity` for groups until `quotas_until`. `requires` names the step that must have been taken,
    `grants` the step that finishing this one gives. `clashes` are the offers that meet at one of the same times. Offers of one
    `round` are drawn together after `drawn_on`'s numbers are known, with at most `wishes` of them on one entry. One that is
    `called_off` is still announced, so that whoever has a seat is told.
    """

    id: str
    allocation: Allocation
    capacity: int
    opens_at: dt.datetime
    closes_at: dt.datetime
    minimum: int = 1
    quotas: Mapping[str, int] = field(default_factory=dict)
    quotas_until: dt.datetime | None = None
    requires: str = ""
    grants: str = ""
    identity: Identity = "contact"
    meetings: tuple[Meeting, ...] = ()
    clashes: frozenset[str] = frozenset()
    hold_hours: int = 24
    round: str = ""
    drawn_on: dt.date | None = None
    drawn_at: dt.time = DRAWN_AT
    wishes: int = 1
    pairs: bool = False
    called_off: bool = False


def rivals(offer: Offer, offers: Iterable[Offer]) -> list[Offer]:
    """Return the other offers that are drawn together with `offer`."""
    return [other for other in offers if offer.round and other.round == offer.round and other.id != offer.id]


def draw_fault(allocation: Allocation, drawn_on: dt.date | None, closes_at: dt.datetime | None) -> str:
    """Return why a draw cannot take place as announced, or nothing."""
    if (allocation == "draw") != (drawn_on is not None):
        return "drawn_on belongs to a draw, and a draw needs it"
    if drawn_on is None:
        return ""
    if drawn_on.weekday() == _SUNDAY:
        return "no public numbers are drawn on a Sunday"
    if closes_at is None or dt.datetime.combine(drawn_on, DRAWN_AT) <= closes_at:
        return "a draw needs a closes_at before the public numbers appear"
    return ""


OFFERS: TypeAdapter[list[Offer]] = TypeAdapter(list[Offer])
"""Offers as they lie in the catalogue of a build."""

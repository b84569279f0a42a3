"""All offers as the desk lists them: how full, in which phase, and what needs attention, that in front."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from api.domain.attention import Standing, standing
from api.domain.offers import Offer
from api.domain.seats import SEATED, Gate
from api.services.resources import DeskResources
from api.store import desk_book
from api.store import enrolments as store
from api.store.enrolments import Seats


@dataclass(frozen=True)
class OfferRow:
    """One offer: its counts, how many entered or were invited, and where it stands."""

    offer: Offer
    seats: Seats
    entered: int
    standing: Standing


def _row(offer: Offer, seats: Seats, states: Mapping[str, int], hold: str | None, now: dt.datetime) -> OfferRow:
    entered = states.get("entered", 0) + states.get("invited", 0)
    people = entered + sum(states.get(state, 0) for state in SEATED)
    until = dt.datetime.fromisoformat(hold) if hold else None
    return OfferRow(offer, seats, entered, standing(offer, cast("Gate", seats.gate), people, until, now))


def overview(resources: DeskResources, offers: Mapping[str, Offer]) -> list[OfferRow]:
    """Return all `offers`, what needs attention first, then by what comes next."""
    now = resources.clock()
    with resources.service_reader.begin() as connection:
        seats, states = store.all_seats(connection), desk_book.count_by_state(connection)
        holds = desk_book.soonest_holds(connection)
    rows = [
        _row(offer, seats.get(name) or Seats(offer.capacity, 0, 0), states.get(name, {}), holds.get(name), now)
        for name, offer in offers.items()
    ]
    return sorted(rows, key=lambda row: (row.standing.urgency, row.offer.closes_at, row.offer.id))


def counts(resources: DeskResources, offer: Offer) -> Seats:
    """Return how full `offer` is, and what the desk set for it."""
    with resources.service_reader.begin() as connection:
        return store.all_seats(connection).get(offer.id) or Seats(offer.capacity, 0, 0)

"""All offers as the desk lists them: how full, in which phase, and what needs attention, that in front."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from api.domain.attention import Standing, standing
from api.domain.offers import Offer
from api.domain.seats import SEATED
from api.services.resources import DeskResources
from api.store import desk_book, draws
from api.store import enrolments as store
from api.store.enrolments import Seats


@dataclass(frozen=True)
class OfferRow:
    """One offer: its counts, how many entered or were invited, and where it stands."""

    offer: Offer
    seats: Seats
    entered: int
    standing: Standing


def overview(resources: DeskResources, offers: Mapping[str, Offer]) -> list[OfferRow]:
    """Return all `offers`, what needs attention first, then by what comes next."""
    now = resources.clock()
    with resources.service_reader.begin() as connection:
        seats, states = store.all_seats(connection), desk_book.count_by_state(connection)
        holds = desk_book.soonest_holds(connection)
        drawn = {draw.round for draw in draws.all_draws(connection) if draw.stage == "drawn"}

    def row(offer: Offer) -> OfferRow:
        known, by_state = seats.get(offer.id) or Seats(offer.capacity, 0, 0), states.get(offer.id, {})
        entered = by_state.get("entered", 0) + by_state.get("invited", 0)
        people = entered + sum(by_state.get(state, 0) for state in SEATED)
        until = dt.datetime.fromisoformat(holds[offer.id]) if offer.id in holds else None
        return OfferRow(
            offer, known, entered, standing(offer, known.gate, people, until, now, is_drawn=offer.round in drawn)
        )

    return sorted(
        (row(offer) for offer in offers.values()),
        key=lambda each: (each.standing.urgency, each.offer.closes_at, each.offer.id),
    )


def counts(resources: DeskResources, offer: Offer) -> Seats:
    """Return how full `offer` is, and what the desk set for it."""
    with resources.service_reader.begin() as connection:
        return store.all_seats(connection).get(offer.id) or Seats(offer.capacity, 0, 0)

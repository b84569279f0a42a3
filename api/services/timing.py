"""What happens because time passes: holds end, draws are committed to and closed, and people are reminded."""

import datetime as dt
from collections.abc import Mapping

from api.domain.offers import Offer
from api.services import drawing, enrolling
from api.services.resources import Resources
from api.services.seating import Hand
from api.store import enrolments as store
from api.store import outbox
from api.store.types import Connection

ORDERS_EVERY = 0.5
"""Seconds between two looks at what the desk ordered."""
EVERY = 5.0
"""Seconds between two looks at everything else."""
REMIND_BEFORE = dt.timedelta(hours=24)
Offers = Mapping[str, Offer]


def tick(resources: Resources, offers: Offers) -> None:
    """Do what is due now. Nothing is lost if this is late, and nothing happens twice if it comes again."""
    resources.writer.write(lambda connection: due(connection, offers, resources.clock()))


def due(connection: Connection, offers: Offers, now: dt.datetime) -> None:
    """Do what is due at `now` on the lists of `offers`."""
    hand = Hand(connection, offers, now, "clock")
    enrolling.let_go(hand)
    drawing.commit_and_close(hand)
    for offer in offers.values():
        if offer.called_off:
            hand.call_off(offer.id)
    _release_kept_seats(hand)
    _remind(hand)
    hand.hand_on()


def _release_kept_seats(hand: Hand) -> None:
    """Look at lists whose kept seats have become everyone's, however long ago: the service may have stood still."""
    for offer in hand.offers.values():
        if offer.quotas and offer.quotas_until and offer.quotas_until <= hand.now:
            hand.look_at(offer.id)


def _remind(hand: Hand) -> None:
    """Remind everybody with a seat, once, on the day before the first meeting."""
    for offer in hand.offers.values():
        if (
            not offer.meetings
            or not offer.meetings[0].starts_at - REMIND_BEFORE <= hand.now < offer.meetings[0].starts_at
        ):
            continue
        for place in store.in_state(hand.connection, offer.id, "confirmed"):
            outbox.add(hand.connection, place.entry, offer.id, "reminder", store.moment(hand.now))

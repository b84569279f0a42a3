"""What happens to seats inside one transaction: given back, handed on to those who wait, offered and taken up."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from api.domain import seats as rule
from api.domain.offers import GENERAL, Offer
from api.domain.seats import SEATED, Full, Held, State, Waiter
from api.store import audit, outbox
from api.store import enrolments as store
from api.store.enrolments import Place, Seats
from api.store.types import Connection

TOLD: frozenset[State] = frozenset({"confirmed", "offered", "lapsed", "not-held", "invited", "refused"})
"""States of which the person is told by letter."""


@dataclass
class Hand:
    """One transaction on the lists: what is announced, what time it is, and who acts ("public", "clock" or an officer)."""

    connection: Connection
    offers: Mapping[str, Offer]
    now: dt.datetime
    actor: str = "public"
    reason: str = ""
    _open: list[str] = field(default_factory=list)

    def full(self, offer: Offer) -> Full:
        """Return how full `offer` is, seats by pool."""
        counts = self.counts(offer.id)
        taken = store.taken_by_pool(self.connection, offer.id) if offer.quotas else {GENERAL: counts.taken}
        return Full(counts.capacity, taken, counts.waiting)

    def counts(self, offer: str) -> Seats:
        """Return the counts of `offer`, following what is announced."""
        announced = self.offers.get(offer)
        return store.seats_of(self.connection, offer, announced.capacity if announced else None)

    def put(self, places: Iterable[Place], state: State, *, pool: str = "", hold: dt.datetime | None = None) -> None:
        """Put the places of one entry in one offer into `state`: counts, audit row and letter go with it."""
        rows = list(places)
        first, size = rows[0], len(rows)
        taken = size * ((state in SEATED) - (first.state in SEATED))
        waiting = (state == "waiting") - (first.state == "waiting")
        self.counts(first.offer)
        store.put(self.connection, first, state, self.now, pool, hold)
        if taken or waiting:
            store.move(self.connection, first.offer, taken=taken, waiting=waiting)
        entry = store.by_number(self.connection, first.entry)
        self.note(state, first.offer, entry.pseudonym if entry else "", f"{first.state} -> {state}")
        if state in TOLD:
            at = store.moment(self.now)
            outbox.add(self.connection, first.entry, first.offer, state, at, at)
        if first.state in SEATED and state not in SEATED:
            self._open.append(first.offer)
            self._open += self._passed_over(rows)
        elif first.state == "waiting":
            self._open.append(first.offer)

    def note(self, action: str, offer: str, pseudonym: str = "", detail: str = "") -> None:
        """Add what happened to the audit chain."""
        at = store.moment(self.now)
        audit.note(self.connection, audit.Happened(at, self.actor, action, offer, pseudonym, self.reason, detail))

    def _passed_over(self, given_back: list[Place]) -> list[str]:
        """Return the lists to look at again, because a person on them was passed over for a clash that has ended now."""
        clashes = offer.clashes if (offer := self.offers.get(given_back[0].offer)) else frozenset()
        held = [each for place in given_back for each in store.of_person(self.connection, place.person)]
        return sorted({each.offer for each in held if each.state == "waiting" and each.offer in clashes})

    def look_at(self, *offers: str) -> None:
        """Remember that seats of `offers` may be free for those who wait."""
        self._open += offers

    def hand_on(self) -> None:
        """Give every free seat to the first who waits and can take it, as an offer with a hold, until none is left to give."""
        while self._open:
            offer = self.offers.get(self._open.pop(0))
            if offer is None or offer.called_off or rule.has_begun(offer, self.now):
                continue
            if offer.allocation != "first-come" and store.undecided(self.connection, offer.id):
                continue  # nobody moves up before the draw, or while a selection is still being made
            full = self.full(offer)
            if not full.waiting or full.seated >= full.capacity or self.counts(offer.id).gate == "not-held":
                continue
            free = rule.free_seats(offer, full, self.now)
            if not free[GENERAL] and not any(
                free.get(each) for each in store.groups_waiting(self.connection, offer.id)
            ):
                continue  # only seats are free that are kept for others: in a rush this is asked again and again
            queue = self._queue(offer)
            for waiter, pool in rule.promoted(free, [waiter for waiter, _ in queue]):
                rows = next(rows for each, rows in queue if each is waiter)
                self.put(rows, "offered", pool=pool, hold=rule.hold_until(offer, self.now))

    def _queue(self, offer: Offer) -> list[tuple[Waiter, list[Place]]]:
        """Return who waits for `offer`, in order, with the rows of each."""
        units: dict[int, list[Place]] = {}
        for place in store.in_state(self.connection, offer.id, "waiting"):
            units.setdefault(place.entry, []).append(place)
        elsewhere: dict[int, list[tuple[Held, Held]]] = {}
        for waiting, seat in store.seats_elsewhere(self.connection, offer.id):
            elsewhere.setdefault(waiting.entry, []).append((waiting, seat))
        return [
            (
                Waiter(
                    entry,
                    len(rows),
                    tuple(filter(None, rows[0].groups.split(","))),
                    any(rule.is_busy(offer, waiting, [seat]) for waiting, seat in elsewhere.get(entry, ())),
                ),
                rows,
            )
            for entry, rows in units.items()
        ]

    def call_off(self, offer: str) -> None:
        """Tell everybody who has something in `offer` that it is not held."""
        found: dict[int, list[Place]] = {}
        for place in store.of_offer(self.connection, offer):
            found.setdefault(place.entry, []).append(place)
        for rows in found.values():
            self.put(rows, "not-held")

    def take_up(self, places: list[Place]) -> None:
        """Take up an offered seat; what the same entry holds of lower wishes is given back."""
        self.put(places, "confirmed", pool=places[0].pool)
        lower: dict[str, list[Place]] = {}
        for place in store.of_entry(self.connection, places[0].entry):
            if place.wish > places[0].wish and place.state in rule.LIVE:
                lower.setdefault(place.offer, []).append(place)
        for rows in lower.values():
            self.put(rows, "released")


def units(places: Iterable[Place]) -> dict[str, list[Place]]:
    """Return the places of one entry by offer, in the order of its wishes."""
    found: dict[str, list[Place]] = {}
    for place in places:
        found.setdefault(place.offer, []).append(place)
    return found

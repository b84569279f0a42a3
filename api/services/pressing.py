"""One group of presses of the button "enrol": read together, decided one by one in order of arrival, written together."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from api.domain import seats as rule
from api.domain.offers import GENERAL, Offer
from api.domain.seats import AlreadyHolds, Entered, Full, Held, NotOpen, Seated, State, Waiting
from api.services.held import Enrolled, KeyReused, Refusal, Wish, shown
from api.services.resources import Clock
from api.services.seating import Hand
from api.store import enrolments as store
from api.store.book import Book
from api.store.enrolments import NewEntry, Place
from api.store.types import Connection

Given = Seated | Waiting | Entered
_STATES: Mapping[type, State] = {Seated: "confirmed", Waiting: "waiting", Entered: "entered"}


@dataclass(frozen=True)
class Press:
    """One press: what is kept of it, the wishes (best first), the persons (keyed hashes), the group, and its code."""

    new: NewEntry
    offers: Mapping[str, Offer]
    wishes: tuple[Offer, ...]
    persons: tuple[str, ...]
    group: str
    code: str
    clock: Clock


@dataclass
class _Group:
    """One group of presses at work."""

    connection: Connection
    book: Book
    now: dt.datetime
    made: dict[str, Enrolled]

    def pools(self, offer: Offer) -> Mapping[str, int]:
        """Return the seats taken of `offer` by pool, those of this group included."""
        if not offer.quotas:
            return {GENERAL: self.book.counts[offer.id].taken}
        taken = store.taken_by_pool(self.connection, offer.id)
        for place in self.book.new_places:
            if place.offer == offer.id and place.pool:
                taken[place.pool] = taken.get(place.pool, 0) + 1
        return taken


def admit(connection: Connection, presses: Sequence[Press]) -> list[Enrolled | Refusal]:
    """Return what each of `presses` gets, in the order in which they arrived."""
    now = presses[0].clock()
    _give_out_free_seats(connection, presses, now)
    book = Book.read(
        connection,
        (press.new.press for press in presses),
        (person for press in presses for person in press.persons),
        (offer.id for press in presses for offer in press.wishes),
    )
    group = _Group(connection, book, now, {})
    outcomes = [_decided(group, press) for press in presses]
    book.write(connection)
    return outcomes


def _give_out_free_seats(connection: Connection, presses: Sequence[Press], now: dt.datetime) -> None:
    """Give free seats to those who wait before anybody who presses now is looked at."""
    known = store.seats_with_waiting_list(connection)
    wanted = {press.wishes[0].id for press in presses} & known
    if wanted:
        hand = Hand(connection, presses[0].offers, now)
        hand.look_at(*sorted(wanted))
        hand.hand_on()


def _decided(group: _Group, press: Press) -> Enrolled | Refusal:
    new, book = press.new, group.book
    if entry := book.known.get(new.press):
        if entry.body != new.body:
            return KeyReused()
        made = group.made.get(new.press)
        return replace(made, again=True) if made else shown(group.connection, entry, press.code, again=True)
    found = _admission(group, press)
    if not isinstance(found, Given):
        return found
    state = _STATES[type(found)]
    pool = found.pool if isinstance(found, Seated) else ""
    at = store.moment(group.now)
    kept_for = press.group if press.group in press.wishes[0].quotas else ""
    rows = (
        Place(0, 0, offer.id, person, number, state, pool, kept_for, 0, None, at)
        for number, offer in enumerate(press.wishes)
        for person in press.persons
    )
    entry = book.add(new, rows, group.now)
    book.tell(entry, press.wishes[0].id, state)
    place = found.place if isinstance(found, Waiting) else None
    enrolled = Enrolled(tuple(Wish(each.id, state, place) for each in press.wishes), new.pseudonym, press.code)
    group.made[new.press] = enrolled
    return enrolled


def _admission(group: _Group, press: Press) -> Given | Refusal:
    """Return what the persons together get; a place anywhere in the same draw is a place already."""
    course = press.wishes[0]
    for wish in press.wishes:
        group.book.follow(wish.id, wish.capacity)
    counts = group.book.counts[course.id]
    where = rule.window_of(course, counts.gate, group.now)
    if where != "open":
        return NotOpen(where)
    full = Full(counts.capacity, group.pools(course), counts.waiting)
    groups = (press.group,) if press.group else ()
    found: Given | Refusal = AlreadyHolds()
    if len(set(press.persons)) < len(press.persons):
        return found
    for person in press.persons:
        held = group.book.held.get(person, [])
        if course.round and any(_round(press, each) == course.round for each in held):
            return AlreadyHolds()
        applicant = rule.Applicant(held, _steps(group, press, held, person), groups)
        for wish in press.wishes:
            found = rule.admission(wish, where, applicant, full, group.now)
            if not isinstance(found, Given):
                return found
    return found


def _round(press: Press, held: Held) -> str:
    offer = press.offers.get(held.offer)
    return offer.round if offer else ""


def _steps(group: _Group, press: Press, held: Sequence[Held], person: str) -> set[str]:
    course = press.wishes[0]
    if not course.requires:
        return set()
    return rule.steps_taken(course, held, press.offers, store.finished_steps(group.connection, person))

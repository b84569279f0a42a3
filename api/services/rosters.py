"""Who is enrolled in an offer and who waits: read at the desk, which alone can open the names."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import nacl.exceptions

from api.domain.seats import State
from api.services.resources import DeskResources
from api.services.sealing import open_envelope
from api.store import desk_audit, desk_book
from api.store import enrolments as store
from api.store.desk_audit import DeskHappened
from api.store.enrolments import Place, Seats
from api.store.types import Connection


@dataclass(frozen=True)
class RosterRow:
    """One entry on the list of an offer; a pair is one row with the `partner` in it. `place` counts within its state."""

    entry: int
    places: tuple[int, ...]
    place: int
    state: State
    pool: str
    group: str
    pseudonym: str
    lang: str
    name: str
    phone: str
    email: str
    document: str
    partner: str
    partner_document: str
    arrived_at: str
    hold_until: str | None


@dataclass(frozen=True)
class Roster:
    """The list of one offer, in order, with its counts; `gone` are those who are off it and can be put back."""

    seats: Seats
    rows: tuple[RosterRow, ...]
    gone: tuple[RosterRow, ...] = ()


@dataclass(frozen=True)
class Person:
    """One person on a list: a pair is two. `key` tells them apart on paper: the pseudonym, with a mark for whoever comes along."""

    place: int
    entry: int
    key: str
    name: str
    document: str
    row: RosterRow


COMES_ALONG = "+1"
GONE: tuple[State, ...] = ("cancelled", "lapsed", "refused", "released", "not-held")


def people(rows: Iterable[RosterRow]) -> list[Person]:
    """Return every person of `rows`, whoever comes along after the one who enrolled them."""
    found = []
    for row in rows:
        both = (
            (row.pseudonym, row.name, row.document),
            (row.pseudonym + COMES_ALONG, row.partner, row.partner_document),
        )
        found += [Person(place, row.entry, *who, row) for place, who in zip(row.places, both, strict=False)]
    return found


def with_a_seat(roster: Roster) -> list[Person]:
    """Return everybody who has a seat for certain, in order."""
    return people(row for row in roster.rows if row.state == "confirmed")


def _row(places: list[Place], entry: store.Entry, person: dict[str, Any], number: int) -> RosterRow:
    first, partner = places[0], person.get("partner") or {}
    return RosterRow(
        entry.id,
        tuple(place.id for place in places),
        number,
        first.state,
        first.pool,
        first.groups,
        entry.pseudonym,
        entry.lang,
        person["name"],
        person["phone"],
        person["email"] or "",
        person.get("document", ""),
        partner.get("name", ""),
        partner.get("identity", ""),
        entry.arrived_at,
        first.hold_until,
    )


def _person(resources: DeskResources, sealed: bytes) -> dict[str, Any]:
    try:
        return open_envelope(sealed, resources.private_key)
    except nacl.exceptions.CryptoError:  # sealed to a key that is lost: the place stays, its pseudonym with it
        return {"name": "", "phone": "", "email": ""}


def _opened(resources: DeskResources, connection: Connection, places: Iterable[Place]) -> tuple[RosterRow, ...]:
    units: dict[int, list[Place]] = {}
    for place in places:
        units.setdefault(place.entry, []).append(place)
    rows, counted = [], Counter[State]()
    for number, together in units.items():
        if entry := store.by_number(connection, number):
            counted[together[0].state] += 1
            person = _person(resources, entry.sealed)
            rows.append(_row(together, entry, person, counted[together[0].state]))
    return tuple(rows)


def roster(resources: DeskResources, offer: str, announced: int = 0) -> Roster:
    """Return who has a seat in `offer`, who waits and who has entered, in the order of the list, and who is off it."""
    with resources.service_reader.begin() as connection:
        counts = store.all_seats(connection).get(offer) or Seats(announced, 0, 0)
        gone = [place for state in GONE for place in store.in_state(connection, offer, state)]
        return Roster(
            counts,
            _opened(resources, connection, store.of_offer(connection, offer)),
            _opened(resources, connection, gone),
        )


def look(resources: DeskResources, officer: str, offer: str, announced: int = 0, *, saves: bool = False) -> Roster:
    """Return the list of `offer` to `officer`; keep that they opened it today, and each time that they save it as a table."""
    now = resources.clock()
    day, at = now.date().isoformat(), store.moment(now)
    with resources.reader.begin() as connection:
        known = (officer, day) in desk_book.looks(connection, offer)

    def note(connection: Connection) -> None:
        if desk_book.note_look(connection, officer, offer, day):
            desk_audit.note(connection, DeskHappened(at, officer, "list-opened", offer))
        if saves:
            desk_audit.note(connection, DeskHappened(at, officer, "list-saved", offer))

    if saves or not known:
        resources.writer.write(note)
    return roster(resources, offer, announced)


def looks(resources: DeskResources, offer: str) -> list[tuple[str, str]]:
    """Return (officer, day) of everybody who opened the list of `offer`, newest first."""
    with resources.reader.begin() as connection:
        return desk_book.looks(connection, offer)

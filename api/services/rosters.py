"""Who is enrolled in an offer and who waits: read at the desk, which alone can open the names."""

from dataclasses import dataclass
from typing import Any

from api.domain.seats import State
from api.services.resources import DeskResources
from api.services.sealing import open_envelope
from api.store import enrolments as store
from api.store.enrolments import Place, Seats


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
    """The list of one offer, in order, with its counts."""

    seats: Seats
    rows: tuple[RosterRow, ...]


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


def roster(resources: DeskResources, offer: str, announced: int = 0) -> Roster:
    """Return who has a seat in `offer`, who waits and who has entered, in the order of the list."""
    with resources.service_reader.begin() as connection:
        counts = store.all_seats(connection).get(offer) or Seats(announced, 0, 0)
        units: dict[int, list[Place]] = {}
        for place in store.of_offer(connection, offer):
            units.setdefault(place.entry, []).append(place)
        entries = {number: store.by_number(connection, number) for number in units}
    rows, counted = [], dict.fromkeys(("confirmed", "offered", "waiting", "entered", "invited"), 0)
    for number, places in units.items():
        if entry := entries[number]:
            counted[places[0].state] += 1
            person = open_envelope(entry.sealed, resources.private_key)
            rows.append(_row(places, entry, person, counted[places[0].state]))
    return Roster(counts, tuple(rows))

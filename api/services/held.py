"""What somebody holds: the wishes of one entry with their states, as pages and interface tell them."""

import datetime as dt
from dataclasses import dataclass

from api.domain.seats import AlreadyHolds, Clash, MissingStep, NotOpen, State
from api.services.seating import units
from api.store import enrolments as store
from api.store.enrolments import Entry
from api.store.types import Connection

_ORDER: tuple[State, ...] = ("confirmed", "offered", "invited", "entered", "waiting")


@dataclass(frozen=True)
class Wish:
    """What an entry has in one offer: its state, its place if it waits, and until when an offered seat is kept."""

    offer: str
    state: State
    place: int | None = None
    hold_until: dt.datetime | None = None


@dataclass(frozen=True)
class Enrolled:
    """What the person holds: the wishes, best first, and the pseudonym on public lists.

    `code` is shown at the press that made it, and at the same press again.
    """

    wishes: tuple[Wish, ...]
    pseudonym: str = ""
    code: str | None = None
    again: bool = False

    @property
    def best(self) -> Wish:
        """Return what matters most: a seat before a place, the better wish before the other."""
        return min(self.wishes, key=lambda wish: _ORDER.index(wish.state) if wish.state in _ORDER else len(_ORDER))


@dataclass(frozen=True)
class KeyReused:
    """The idempotency key was used for something else."""


Refusal = NotOpen | AlreadyHolds | Clash | MissingStep | KeyReused


def shown(connection: Connection, entry: Entry, code: str | None = None, *, again: bool = False) -> Enrolled:
    """Return what `entry` holds now."""
    wishes = []
    for offer, rows in units(store.of_entry(connection, entry.id)).items():
        place = store.ahead_of(connection, rows[0]) + 1 if rows[0].state == "waiting" else None
        hold = dt.datetime.fromisoformat(rows[0].hold_until) if rows[0].hold_until else None
        wishes.append(Wish(offer, rows[0].state, place, hold))
    return Enrolled(tuple(wishes), entry.pseudonym, code, again)

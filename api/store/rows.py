"""What a row is about seats, entries and places, as the queries give it."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from api.domain.seats import Gate, State


class Seats(NamedTuple):
    """How full an offer is, and what the desk set: `gate` overrules the window, `version` counts the desk's changes."""

    capacity: int
    taken: int
    waiting: int
    set_capacity: int | None = None
    gate: Gate = ""
    version: int = 0


class Entry(NamedTuple):
    """One press that counted."""

    id: int
    body: str
    pseudonym: str
    lang: str
    arrived_at: str
    sealed: bytes


class Place(NamedTuple):
    """What one person of an entry has in one offer."""

    id: int
    entry: int
    offer: str
    person: str
    wish: int
    state: State
    pool: str
    groups: str
    rank: int
    hold_until: str | None
    changed_at: str


@dataclass(frozen=True)
class NewEntry:
    """What is kept of a press; every field that could name the person is a keyed hash or sealed."""

    code_hash: str
    press: str
    body: str
    pseudonym: str
    lang: str
    sealed: bytes


def moment(now: dt.datetime) -> str:
    """Return `now` as the store keeps it, so that texts sort as times do."""
    return now.isoformat(timespec="seconds")

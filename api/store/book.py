"""What one group of presses reads and writes: a few statements for all of them, however many they are."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, literal_column, select, text

from api.domain.seats import Held
from api.store import audit
from api.store.audit import Happened
from api.store.enrolments import Entry, NewEntry, Place, Seats, moment
from api.store.prepared import Prepared
from api.store.schema import LIVE_STATES, entries, outbox, places, seats


def _among(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return column.in_(select(func.json_each(text(":names")).table_valued("value").c.value))


_KNOWN = Prepared(select(entries.c.press, *(entries.c[name] for name in Entry._fields)).where(_among(entries.c.press)))
_HELD = Prepared(
    select(places.c.person, places.c.offer, places.c.state, places.c.entry, places.c.wish).where(
        _among(places.c.person), text(LIVE_STATES)
    )
)
_LAST_RANK = select(func.max(places.c.rank)).where(
    places.c.offer == seats.c.offer, places.c.state == literal_column("'waiting'")
)
_SEATS = Prepared(
    select(
        seats.c.offer,
        func.coalesce(_LAST_RANK.scalar_subquery(), literal_column("0")),
        *(seats.c[name] for name in Seats._fields),
    ).where(_among(seats.c.offer))
)
_LAST = Prepared(select(func.coalesce(func.max(entries.c.id), 0)))
_ENTRIES = Prepared(insert(entries), "id", *NewEntry.__dataclass_fields__, "arrived_at")
_PLACES = Prepared(insert(places), *Place._fields[1:])
_COUNTS = Prepared(insert(seats), "offer", "capacity", "taken", "waiting")
_FOLLOW = (
    "ON CONFLICT (offer) DO UPDATE SET capacity = excluded.capacity, taken = excluded.taken, waiting = excluded.waiting"
)
_OUTBOX = Prepared(insert(outbox), "entry", "offer", "notice", "occasion", "at")


@dataclass
class Book:
    """The part of the lists that one group of presses touches: read at once, changed in memory, written at once.

    The writing thread lets other threads run at every statement; a rush is ten times slower with ten statements a press.
    """

    known: dict[str, Entry]
    held: dict[str, list[Held]]
    counts: dict[str, Seats]
    last: int
    ranks: dict[str, int]
    changed: set[str] = field(default_factory=set)
    new_entries: list[tuple[Any, ...]] = field(default_factory=list)
    new_places: list[Place] = field(default_factory=list)
    letters: list[tuple[Any, ...]] = field(default_factory=list)
    happened: list[Happened] = field(default_factory=list)

    @classmethod
    def read(
        cls, connection: Connection, presses: Iterable[str], persons: Iterable[str], offers: Iterable[str]
    ) -> "Book":
        """Return what is known of `presses`, what `persons` hold, and how full `offers` are."""
        asked = [json.dumps(sorted(set(names))) for names in (presses, persons, offers)]
        held: dict[str, list[Held]] = {}
        for person, *place in _HELD.run(connection, names=asked[1]):
            held.setdefault(person, []).append(Held(*place))
        known = _SEATS.run(connection, names=asked[2]).fetchall()
        return cls(
            {row[0]: Entry(*row[1:]) for row in _KNOWN.run(connection, names=asked[0])},
            held,
            {row[0]: Seats(*row[2:]) for row in known},
            int(_LAST.run(connection).fetchone()[0]),
            {row[0]: row[1] for row in known},
        )

    def follow(self, offer: str, announced: int) -> Seats:
        """Return how full `offer` is, following its `announced` capacity unless the desk set one; never below the seats taken."""
        known = self.counts.get(offer) or Seats(0, 0, 0)
        wanted = max(announced if known.set_capacity is None else known.set_capacity, known.taken)
        if known.capacity != wanted:
            known = self.counts[offer] = known._replace(capacity=wanted)
            self.changed.add(offer)
        return known

    def add(self, new: NewEntry, rows: Iterable[Place], now: dt.datetime) -> Entry:
        """Keep a new entry with its places; `rows` have neither number nor entry nor rank yet."""
        self.last += 1
        entry = Entry(self.last, new.body, new.pseudonym, new.lang, moment(now), new.sealed)
        self.known[new.press] = entry
        self.new_entries.append((entry.id, *vars(new).values(), entry.arrived_at))
        for row in rows:
            # Behind everyone who waits, also behind those whom the desk has moved to the end.
            rank = max(entry.id, self.ranks.get(row.offer, 0) + 1)
            self.new_places.append(row._replace(entry=entry.id, rank=rank))
            if row.state == "waiting":
                self.ranks[row.offer] = rank
            self.held.setdefault(row.person, []).append(Held(row.offer, row.state, entry.id, row.wish))
            self._count(row)
        return entry

    def _count(self, row: Place) -> None:
        if row.state in {"confirmed", "waiting"}:
            taken = row.state == "confirmed"
            known = self.counts[row.offer]
            self.counts[row.offer] = known._replace(taken=known.taken + taken, waiting=known.waiting + (not taken))
            self.changed.add(row.offer)

    def tell(self, entry: Entry, offer: str, notice: str) -> None:
        """Keep in audit and outbox what happened to `entry`, who is to be told of it."""
        self.happened.append(Happened(entry.arrived_at, "public", notice, offer, entry.pseudonym))
        self.letters.append((entry.id, offer, notice, "", entry.arrived_at))

    def write(self, connection: Connection) -> None:
        """Write what is new and what has changed; the tables' own checks refuse to oversell."""
        _ENTRIES.many(connection, self.new_entries)
        _PLACES.many(connection, [place[1:] for place in self.new_places])
        _COUNTS.many(connection, [(offer, *self.counts[offer][:3]) for offer in sorted(self.changed)], _FOLLOW)
        _OUTBOX.many(connection, self.letters)
        audit.note_all(connection, self.happened)

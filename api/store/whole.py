"""Everything that stands on the lists, read at once, for those who check it."""

from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, select

from api.store.audit import Happened
from api.store.enrolments import Place, Seats
from api.store.outbox import Letter
from api.store.prepared import Prepared
from api.store.schema import audit, entries, outbox, places, seats


class Pressed(NamedTuple):
    """One entry as it was pressed; `code_hash` is the keyed hash of the code that was given out."""

    id: int
    press: str
    code_hash: str
    pseudonym: str


class Whole(NamedTuple):
    """Every entry, place, count, audit row (number, row, digest) and letter, each in the order of its number."""

    entries: list[Pressed]
    places: list[Place]
    seats: dict[str, Seats]
    audit: list[tuple[int, Happened, str]]
    letters: list[Letter]


def _all(table: Table, *names: str) -> Prepared:
    return Prepared(select(*(table.c[name] for name in names)).order_by(*table.primary_key))


_ENTRIES, _PLACES = _all(entries, *Pressed._fields), _all(places, *Place._fields)
_SEATS, _LETTERS = _all(seats, "offer", *Seats._fields), _all(outbox, *Letter._fields)
_AUDIT = _all(audit, "id", "digest", *Happened._fields)


def read(connection: Connection) -> Whole:
    """Return everything that stands on the lists."""

    def rows(statement: Prepared) -> list[Any]:
        return statement.run(connection).fetchall()

    return Whole(
        [Pressed(*row) for row in rows(_ENTRIES)],
        [Place(*row) for row in rows(_PLACES)],
        {row[0]: Seats(*row[1:]) for row in rows(_SEATS)},
        [(row[0], Happened(*row[2:]), row[1]) for row in rows(_AUDIT)],
        [Letter(*row) for row in rows(_LETTERS)],
    )

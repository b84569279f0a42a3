"""What is to be told to whom: written in the transaction that made it true, read by the process that sends it."""

from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from api.store.prepared import Prepared
from api.store.schema import entries, outbox


class Letter(NamedTuple):
    """One notice to the person of an entry."""

    id: int
    entry: int
    offer: str
    notice: str
    occasion: str
    at: str


class Addressed(NamedTuple):
    """A letter with what its envelope needs: language, pseudonym and the sealed contact."""

    letter: Letter
    lang: str
    sealed: bytes


_ADD = Prepared(insert(outbox).prefix_with("OR IGNORE"), "entry", "offer", "notice", "occasion", "at")


def add(connection: Connection, entry: int, offer: str, notice: str, at: str, occasion: str = "") -> None:
    """Keep that `entry` is to be told `notice` about `offer`; the same notice on the same `occasion` is kept once."""
    _ADD.run(connection, entry=entry, offer=offer, notice=notice, occasion=occasion, at=at)


def numbers_after(connection: Connection, number: int, most: int = 500) -> list[int]:
    """Return the numbers of the next letters after the one numbered `number`, in order."""
    query = select(outbox.c.id).where(outbox.c.id > number).order_by(outbox.c.id).limit(most)
    return list(connection.execute(query).scalars())


def numbered(connection: Connection, number: int) -> Addressed | None:
    """Return the letter numbered `number`."""
    columns = [outbox.c[name] for name in Letter._fields]
    query = select(*columns, entries.c.lang, entries.c.sealed).join(entries, entries.c.id == outbox.c.entry)
    row = connection.execute(query.where(outbox.c.id == number)).first()
    return Addressed(Letter(*row[:6]), row[6], row[7]) if row else None


def told(connection: Connection, entry: int) -> list[Letter]:
    """Return every letter to the person of `entry`, in order."""
    columns = [outbox.c[name] for name in Letter._fields]
    rows = connection.execute(select(*columns).where(outbox.c.entry == entry).order_by(outbox.c.id))
    return [Letter(*row) for row in rows]

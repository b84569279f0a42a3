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


def after(connection: Connection, number: int, most: int = 500) -> list[Addressed]:
    """Return the next letters after the one numbered `number`, in order."""
    columns = [outbox.c[name] for name in Letter._fields]
    query = select(*columns, entries.c.lang, entries.c.sealed).join(entries, entries.c.id == outbox.c.entry)
    rows = connection.execute(query.where(outbox.c.id > number).order_by(outbox.c.id).limit(most))
    return [Addressed(Letter(*row[:6]), row[6], row[7]) for row in rows]

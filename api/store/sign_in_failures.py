"""The queries about wrong tries to sign in: by name and network, both as keyed hashes."""

from typing import NamedTuple

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from api.store.desk_schema import sign_in_failures as table

ANYWHERE = ""
"""The network of the row that counts the tries with a name from all networks together."""


class Tries(NamedTuple):
    """Wrong tries in a row, and until when the next one waits (empty: it need not)."""

    failures: int
    barred_until: str


def of(connection: Connection, username: str, network: str) -> Tries | None:
    """Return the tries with `username` from `network`, or None if there were none."""
    mine = (table.c.username == username) & (table.c.network == network)
    row = connection.execute(select(table.c.failures, table.c.barred_until).where(mine)).first()
    return Tries(*row) if row else None


def put(connection: Connection, username: str, network: str, tries: Tries, at: str) -> None:
    """Keep the tries with `username` from `network`."""
    row = {**tries._asdict(), "at": at}
    values = upsert(table).values(username=username, network=network, **row)
    connection.execute(values.on_conflict_do_update(index_elements=["username", "network"], set_=row))


def take_back(connection: Connection, username: str, network: str) -> None:
    """Forget the wrong tries from `network`, which is known from now on, and the try that was counted in advance."""
    mine = (table.c.username == username) & (table.c.network == network)
    connection.execute(update(table).where(mine).values(failures=0, barred_until=""))
    anywhere = (table.c.username == username) & (table.c.network == ANYWHERE) & (table.c.failures > 0)
    connection.execute(update(table).where(anywhere).values(failures=table.c.failures - 1))


def forget(connection: Connection, before: str) -> None:
    """Forget all that nobody has tried since `before`."""
    connection.execute(delete(table).where(table.c.at < before))

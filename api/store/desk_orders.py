"""The queries about what members of staff ask the service to do, and what came of it."""

from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select

from api.store.desk_schema import orders
from api.store.schema import carried_out


class Order(NamedTuple):
    """One order: who asks for what, about which offer and entry, with which value, for which reason.

    `version` is the state of the offer that the officer saw; `note` is for colleagues and is never published.
    """

    id: int
    at: str
    officer: str
    action: str
    offer: str
    entry: int | None
    value: str
    reason: str
    note: str
    version: int | None


_COLUMNS = [orders.c[name] for name in Order._fields]


def add(connection: Connection, order: Order, press: str) -> int:
    """Keep `order` (its number is given by the table), once for each `press`; return its number."""
    known = connection.execute(select(orders.c.id).where(orders.c.press == press)).scalar()
    if known is not None:
        return int(known)
    values = order._asdict()
    del values["id"]
    key = connection.execute(insert(orders).values(**values, press=press)).inserted_primary_key
    return int(key[0]) if key else 0


def after(connection: Connection, number: int) -> list[Order]:
    """Return the orders after the one numbered `number`, in order."""
    query = select(*_COLUMNS).where(orders.c.id > number).order_by(orders.c.id)
    return [Order(*row) for row in connection.execute(query)]


def of_offer(connection: Connection, offer: str) -> list[Order]:
    """Return the orders about `offer`, newest first."""
    query = select(*_COLUMNS).where(orders.c.offer == offer).order_by(orders.c.id.desc())
    return [Order(*row) for row in connection.execute(query)]


def last_carried_out(connection: Connection) -> int:
    """Return the number of the last order that was carried out or refused (of the service's own file)."""
    return int(connection.execute(select(func.coalesce(func.max(carried_out.c.order), 0))).scalar_one())


def note_outcome(connection: Connection, order: int, at: str, outcome: str) -> None:
    """Keep what came of `order`: "done", or why it was refused."""
    connection.execute(insert(carried_out).values(order=order, at=at, outcome=outcome))


def outcomes(connection: Connection) -> dict[int, str]:
    """Return what came of each order."""
    return {row[0]: row[1] for row in connection.execute(select(carried_out.c.order, carried_out.c.outcome))}

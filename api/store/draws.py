"""The queries about draws: the secret behind a published commitment, and the document that is published of a round."""

import json
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, insert, select, update

from api.store.schema import draws, entries, places

Stage = Literal["announced", "closed", "drawn"]


class Draw(NamedTuple):
    """One round: its secret (hexadecimal), the published document, how far it is, and numbers typed once, by whom."""

    round: str
    secret: str
    document: dict[str, Any]
    stage: Stage


def of_round(connection: Connection, name: str) -> Draw | None:
    """Return the round called `name`."""
    row = connection.execute(select(draws).where(draws.c.round == name)).first()
    return Draw(row.round, row.secret, json.loads(row.document), row.stage) if row else None


def all_draws(connection: Connection) -> list[Draw]:
    """Return every round."""
    rows = connection.execute(select(draws).order_by(draws.c.round))
    return [Draw(row.round, row.secret, json.loads(row.document), row.stage) for row in rows]


def add(connection: Connection, draw: Draw) -> None:
    """Keep a new round."""
    connection.execute(insert(draws).values(draw._asdict() | {"document": json.dumps(draw.document)}))


def put(connection: Connection, draw: Draw) -> None:
    """Keep how far a round is now."""
    values = {"document": json.dumps(draw.document), "stage": draw.stage}
    connection.execute(update(draws).where(draws.c.round == draw.round).values(values))


class Entrant(NamedTuple):
    """One place that was entered: whose, for what, as which wish, and in which group."""

    entry: int
    pseudonym: str
    offer: str
    wish: int
    groups: str
    person: str


def entered(connection: Connection, offers: list[str]) -> list[Entrant]:
    """Return every place that was entered for one of `offers`, by entry and wish."""
    query = (
        select(places.c.entry, entries.c.pseudonym, places.c.offer, places.c.wish, places.c.groups, places.c.person)
        .join(entries, entries.c.id == places.c.entry)
        .where(places.c.offer.in_(offers), places.c.state == "entered")
        .order_by(places.c.entry, places.c.wish, places.c.id)
    )
    return [Entrant(*row) for row in connection.execute(query)]

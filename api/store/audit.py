"""What happened to the lists, in order: the chain from which the public page of moves is read."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select

from api.store.chain import Chain
from api.store.schema import audit


class Happened(NamedTuple):
    """One row: when, who did it (an officer, "clock" or "public"), what, in which offer, to which pseudonym, and why."""

    at: str
    actor: str
    action: str
    offer: str
    pseudonym: str
    reason: str = ""
    detail: str = ""


AUDIT = Chain(audit, Happened._make, Happened._fields)
note, note_all, all_rows = AUDIT.note, AUDIT.note_all, AUDIT.all_rows


def moves(connection: Connection, actions: Iterable[str], most: int = 200) -> list[Happened]:
    """Return the newest rows of certain `actions`, newest first."""
    query = select(*(audit.c[name] for name in Happened._fields)).where(audit.c.action.in_(tuple(actions)))
    return [Happened(*row) for row in connection.execute(query.order_by(audit.c.id.desc()).limit(most))]


def of_offer(connection: Connection, offer: str, action: str) -> list[Happened]:
    """Return the rows of one `action` on `offer`, oldest first."""
    query = select(*(audit.c[name] for name in Happened._fields)).where(
        audit.c.offer == offer, audit.c.action == action
    )
    return [Happened(*row) for row in connection.execute(query.order_by(audit.c.id))]

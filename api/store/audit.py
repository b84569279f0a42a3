"""What happened, in order, each row chained to the one before it, so that nothing can be taken out or changed unseen."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from api.store.prepared import Prepared
from api.store.schema import audit

START = "0" * 64


class Happened(NamedTuple):
    """One row: when, who did it (an officer, "clock" or "public"), what, in which offer, to which pseudonym, and why."""

    at: str
    actor: str
    action: str
    offer: str
    pseudonym: str
    reason: str = ""
    detail: str = ""


_HEAD = Prepared(select(audit.c.digest).order_by(audit.c.id.desc()).limit(1))
_ADD = Prepared(insert(audit), *Happened._fields, "digest")


def chained(before: str, row: Happened) -> str:
    """Return the digest of `row` after the digest `before` (SHA-256 over canonical JSON)."""
    return hashlib.sha256(json.dumps([before, *row], ensure_ascii=False).encode()).hexdigest()


def note(connection: Connection, row: Happened) -> None:
    """Add `row` to the end of the chain."""
    note_all(connection, [row])


def head(connection: Connection) -> str:
    """Return the digest at the end of the chain."""
    found = _HEAD.run(connection).fetchone()
    return found[0] if found else START


def note_all(connection: Connection, happened: Sequence[Happened]) -> None:
    """Add `happened`, in order, to the end of the chain."""
    digest, rows = head(connection) if happened else START, []
    for row in happened:
        digest = chained(digest, row)
        rows.append((*row, digest))
    _ADD.many(connection, rows)


def all_rows(connection: Connection) -> list[tuple[int, Happened, str]]:
    """Return every row with its number and digest, in order."""
    rows = connection.execute(
        select(audit.c.id, audit.c.digest, *(audit.c[name] for name in Happened._fields)).order_by(audit.c.id)
    )
    return [(row[0], Happened(*row[2:]), row[1]) for row in rows]


def broken_at(rows: Iterable[tuple[int, Happened, str]]) -> int | None:
    """Return the number of the first row that does not follow from the one before it, or None if the chain is whole."""
    before, last = START, 0
    for number, row, digest in rows:
        if number != last + 1 or digest != chained(before, row):
            return number
        before, last = digest, number
    return None


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

"""Who did what at the desk, in order: a chain of its own, beside that of the lists."""

from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select

from api.domain.desk_actions import DESK_ACTIONS
from api.store.chain import START, Chain, Head
from api.store.desk_schema import audit_heads, desk_audit


class DeskHappened(NamedTuple):
    """One row: when, which officer, what, about what (a case, an offer, a member of staff), and why."""

    at: str
    officer: str
    action: str
    reference: str
    reason: str = ""
    detail: str = ""


class SignedHead(NamedTuple):
    """The head of the chain at the end of a day, signed by the desk."""

    day: str
    rows: int
    digest: str
    signature: str


DESK_AUDIT = Chain(desk_audit, DeskHappened._make, DeskHappened._fields)
head, all_rows = DESK_AUDIT.head, DESK_AUDIT.all_rows


def note(connection: Connection, row: DeskHappened) -> None:
    """Add `row` to the end of the chain, within the transaction that makes it true."""
    if row.action not in DESK_ACTIONS:
        raise KeyError(row.action)
    DESK_AUDIT.note(connection, row)


def newest(
    connection: Connection, action: str = "", reference: str = "", before: int = 0, most: int = 100
) -> list[tuple[int, DeskHappened]]:
    """Return the newest rows with their numbers, newest first: of one `action`, about or by one `reference`, `before` a number."""
    query = select(desk_audit.c.id, *(desk_audit.c[name] for name in DeskHappened._fields))
    if action:
        query = query.where(desk_audit.c.action == action)
    if reference:
        query = query.where((desk_audit.c.reference == reference) | (desk_audit.c.officer == reference))
    if before:
        query = query.where(desk_audit.c.id < before)
    rows = connection.execute(query.order_by(desk_audit.c.id.desc()).limit(most))
    return [(row[0], DeskHappened(*row[1:])) for row in rows]


def last_times(connection: Connection, action: str) -> dict[str, str]:
    """Return when each officer last did `action`."""
    query = select(desk_audit.c.officer, func.max(desk_audit.c.at)).where(desk_audit.c.action == action)
    return {row[0]: row[1] for row in connection.execute(query.group_by(desk_audit.c.officer))}


def head_before(connection: Connection, at: str) -> Head:
    """Return the head that the chain had when it was `at`."""
    query = select(desk_audit.c.id, desk_audit.c.digest).where(desk_audit.c.at < at)
    last = connection.execute(query.order_by(desk_audit.c.id.desc()).limit(1)).first()
    return Head(*last) if last else Head(0, START)


def heads(connection: Connection) -> list[SignedHead]:
    """Return the signed heads, the first day in front."""
    columns = (audit_heads.c[name] for name in SignedHead._fields)
    return [SignedHead(*row) for row in connection.execute(select(*columns).order_by(audit_heads.c.day))]


def keep_head(connection: Connection, signed: SignedHead) -> None:
    """Keep the head of one day."""
    connection.execute(insert(audit_heads).values(**signed._asdict()))

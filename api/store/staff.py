"""The queries about members of staff."""

import datetime as dt

from sqlalchemy import Connection, RowMapping, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from api.store.desk_schema import staff


def find(connection: Connection, username: str) -> RowMapping | None:
    """Return the member of staff called `username`."""
    return connection.execute(select(staff).where(staff.c.username == username)).mappings().first()


def put(connection: Connection, username: str, password_hash: str) -> None:
    """Add `username`, or give them a new password."""
    row = {"password_hash": password_hash, "failures": 0, "barred_until": None}
    connection.execute(
        upsert(staff).values(username=username, **row).on_conflict_do_update(index_elements=["username"], set_=row)
    )


def note_failure(connection: Connection, username: str, barred_until: dt.datetime | None) -> None:
    """Count a failed sign-in, after which the account waits until `barred_until`."""
    connection.execute(
        update(staff)
        .where(staff.c.username == username)
        .values(failures=staff.c.failures + 1, barred_until=barred_until)
    )


def note_success(connection: Connection, username: str) -> None:
    """Forget the failures of `username`."""
    connection.execute(update(staff).where(staff.c.username == username).values(failures=0, barred_until=None))

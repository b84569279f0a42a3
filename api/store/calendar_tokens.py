"""The queries about addresses of personal calendars, which are known by their keyed hash alone."""

from sqlalchemy import Connection, delete, insert, select

from api.store.schema import calendar_tokens


def put(connection: Connection, token_hash: str, entry: int, at: str) -> None:
    """Keep the one address of the calendar of `entry`; an earlier one ends."""
    drop(connection, entry)
    connection.execute(insert(calendar_tokens).values(token_hash=token_hash, entry=entry, made_at=at))


def drop(connection: Connection, entry: int) -> None:
    """Forget the address of the calendar of `entry`."""
    connection.execute(delete(calendar_tokens).where(calendar_tokens.c.entry == entry))


def entry_of(connection: Connection, token_hash: str) -> int | None:
    """Return the entry whose calendar stands at an address, or None."""
    return connection.execute(
        select(calendar_tokens.c.entry).where(calendar_tokens.c.token_hash == token_hash)
    ).scalar()


def has_one(connection: Connection, entry: int) -> bool:
    """Return whether the calendar of `entry` has an address."""
    found = connection.execute(select(calendar_tokens.c.entry).where(calendar_tokens.c.entry == entry)).first()
    return found is not None

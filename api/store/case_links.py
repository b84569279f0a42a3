"""The queries about links between cases: equal keyed hashes of whom they are about."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select

from api.store.desk_schema import linked_cases, links


def looked_at(connection: Connection) -> set[str]:
    """Return the cases that have been looked at."""
    return set(connection.execute(select(linked_cases.c.reference)).scalars())


def put(connection: Connection, reference: str, hashes: Iterable[tuple[str, str]]) -> None:
    """Keep the (sort, hash) pairs of the case `reference`, once."""
    if connection.execute(select(linked_cases).where(linked_cases.c.reference == reference)).first():
        return
    connection.execute(insert(linked_cases).values(reference=reference))
    rows = [{"reference": reference, "sort": sort, "hash": value} for sort, value in sorted(set(hashes))]
    if rows:
        connection.execute(insert(links), rows)


def sharing(connection: Connection, reference: str) -> set[str]:
    """Return the other cases that share a hash with the case `reference`."""
    own = select(links.c.hash).where(links.c.reference == reference)
    found = connection.execute(select(links.c.reference).where(links.c.hash.in_(own)).distinct()).scalars()
    return set(found) - {reference}


def all_shared(connection: Connection) -> set[str]:
    """Return every case that shares a hash with another one."""
    this, other = links.alias(), links.alias()
    shared = (this.c.hash == other.c.hash) & (this.c.reference != other.c.reference)
    return set(connection.execute(select(this.c.reference).join(other, shared).distinct()).scalars())


def forget(connection: Connection, reference: str) -> None:
    """Delete the hashes of the case `reference`; it is not looked at again."""
    connection.execute(delete(links).where(links.c.reference == reference))

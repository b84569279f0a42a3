"""The queries about links between cases: equal keyed hashes of whom they are about."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, insert, select

from api.store.desk_schema import linked_cases, links

UNREAD = "unread"
"""Instead of any hash: this case could not be read."""


def looked_at(connection: Connection) -> set[str]:
    """Return the cases that have been looked at."""
    return set(connection.execute(select(linked_cases.c.reference)).scalars())


def count(connection: Connection) -> int:
    """Return how many cases have been looked at."""
    return int(connection.execute(select(func.count()).select_from(linked_cases)).scalar_one())


def put(connection: Connection, reference: str, hashes: Iterable[tuple[str, str]]) -> None:
    """Keep the (sort, hash) pairs of the case `reference`, once."""
    if connection.execute(select(linked_cases).where(linked_cases.c.reference == reference)).first():
        return
    connection.execute(insert(linked_cases).values(reference=reference))
    rows = [{"reference": reference, "sort": sort, "hash": value} for sort, value in sorted(set(hashes))]
    if rows:
        connection.execute(insert(links), rows)


def is_compared(connection: Connection, reference: str) -> bool:
    """Return whether the case `reference` has been looked at and could be read."""
    looked = select(linked_cases.c.reference).where(linked_cases.c.reference == reference)
    failed = select(links.c.reference).where(links.c.reference == reference, links.c.sort == UNREAD)
    return bool(connection.execute(looked).first()) and not connection.execute(failed).first()


def compared(connection: Connection) -> set[str]:
    """Return the cases that have been looked at and could be read."""
    failed = select(links.c.reference).where(links.c.sort == UNREAD)
    return set(
        connection.execute(select(linked_cases.c.reference).where(linked_cases.c.reference.not_in(failed))).scalars()
    )


def sharing(connection: Connection, reference: str) -> set[str]:
    """Return the other cases that share a hash with the case `reference`."""
    own = select(links.c.hash).where(links.c.reference == reference)
    found = connection.execute(select(links.c.reference).where(links.c.hash.in_(own)).distinct()).scalars()
    return set(found) - {reference}


def shared(connection: Connection) -> list[set[str]]:
    """Return, for each hash that several cases share, which cases these are."""
    several = select(links.c.hash).group_by(links.c.hash).having(func.count(links.c.reference.distinct()) > 1)
    found: dict[str, set[str]] = defaultdict(set)
    for value, reference in connection.execute(
        select(links.c.hash, links.c.reference).where(links.c.hash.in_(several))
    ):
        found[value].add(reference)
    return list(found.values())


def forget(connection: Connection, reference: str) -> None:
    """Delete the hashes of the case `reference`; it is not looked at again."""
    connection.execute(delete(links).where(links.c.reference == reference))

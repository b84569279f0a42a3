"""The queries about erased cases: decided at the desk, carried out by the service."""

from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from api.store.desk_schema import erasures


class Erasure(NamedTuple):
    """The words of the first `letters` letters of a case were erased; `officer` is "rule" when nobody pressed."""

    id: int
    reference: str
    at: str
    officer: str
    letters: int


_COLUMNS = [erasures.c[name] for name in Erasure._fields]


def add(connection: Connection, reference: str, at: str, officer: str, letters: int) -> None:
    """Keep that the case `reference` is erased."""
    connection.execute(insert(erasures).values(reference=reference, at=at, officer=officer, letters=letters))


def after(connection: Connection, number: int) -> list[Erasure]:
    """Return the erasures after the one numbered `number`, in order."""
    query = select(*_COLUMNS).where(erasures.c.id > number).order_by(erasures.c.id)
    return [Erasure(*row) for row in connection.execute(query)]


def of(connection: Connection, reference: str) -> Erasure | None:
    """Return the last erasure of the case `reference`."""
    query = select(*_COLUMNS).where(erasures.c.reference == reference).order_by(erasures.c.id.desc()).limit(1)
    row = connection.execute(query).first()
    return Erasure(*row) if row else None

"""Tables that only grow: each row is chained to the one before it, so that nothing can be taken out or changed unseen."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import Connection, Table, insert, select

from api.store.prepared import Prepared

START = "0" * 64
Row = TypeVar("Row", bound=tuple[Any, ...])


class Head(NamedTuple):
    """How long a chain is, and the digest of its last row: whoever knows it knows whether anything before it was changed."""

    rows: int
    digest: str


def chained(before: str, row: Sequence[Any]) -> str:
    """Return the digest of `row` after the digest `before` (SHA-256 over canonical JSON)."""
    return hashlib.sha256(json.dumps([before, *row], ensure_ascii=False).encode()).hexdigest()


class Chain(Generic[Row]):
    """The chain that is kept in one table: `id`, `digest`, and the columns of `Row`."""

    def __init__(self, table: Table, make: Callable[[Iterable[Any]], Row], names: Sequence[str]) -> None:
        """Keep in `table` rows that `make` makes of the columns `names`."""
        self._make = make
        self._last = Prepared(select(table.c.id, table.c.digest).order_by(table.c.id.desc()).limit(1))
        self._add = Prepared(insert(table), *names, "digest")
        self._all = select(table.c.id, table.c.digest, *(table.c[name] for name in names)).order_by(table.c.id)

    def head(self, connection: Connection) -> Head:
        """Return the head of the chain."""
        last = self._last.run(connection).fetchone()
        return Head(*last) if last else Head(0, START)

    def note(self, connection: Connection, row: Row) -> None:
        """Add `row` to the end of the chain."""
        self.note_all(connection, [row])

    def note_all(self, connection: Connection, happened: Sequence[Row]) -> None:
        """Add `happened`, in order, to the end of the chain."""
        digest, rows = self.head(connection).digest if happened else START, []
        for row in happened:
            digest = chained(digest, row)
            rows.append((*row, digest))
        self._add.many(connection, rows)

    def all_rows(self, connection: Connection) -> list[tuple[int, Row, str]]:
        """Return every row with its number and digest, in order."""
        return [(row[0], self._make(row[2:]), row[1]) for row in connection.execute(self._all)]


def missing_guards(connection: Connection, table: str) -> list[str]:
    """Return the triggers that forbid to change or delete rows of `table` and are not there (the migrations make them)."""
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?"
    known = {row[0] for row in connection.exec_driver_sql(query, (table,))}
    return [name for name in (f"{table}_no_update", f"{table}_no_delete") if name not in known]


def broken_at(rows: Iterable[tuple[int, Sequence[Any], str]]) -> int | None:
    """Return the number of the first row that does not follow from the one before it, or None if the chain is whole."""
    before, last = START, 0
    for number, row, digest in rows:
        if number != last + 1 or digest != chained(before, row):
            return number
        before, last = digest, number
    return None

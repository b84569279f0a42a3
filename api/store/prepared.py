"""How a hot statement reaches the driver: declared with SQLAlchemy Core, compiled once, run without its machinery."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.sql import ClauseElement

MOST_VALUES = 30_000
"""SQLite takes 32,766 values in one statement."""


class Prepared:
    """One statement, for SQLite today. Compiling for another database is the one line that differs."""

    def __init__(self, statement: ClauseElement, *columns: str) -> None:
        """Compile `statement`; an insert names its `columns`."""
        compiled: Any = statement.compile(dialect=sqlite.dialect(), column_keys=list(columns) or None)
        self._sql = str(compiled)
        self._names = tuple(compiled.positiontup or ())
        # The columns of an insert stand in the order of the table, whatever the order in which they were named.
        self._order = [columns.index(name) for name in self._names] if set(self._names) == set(columns) else []
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}

    def run(self, connection: Connection, **values: Any) -> sqlite3.Cursor:
        """Run it with `values` inside the transaction of `connection`."""
        return self._run(
            connection, self._sql, [values[name] if name in values else self._fixed[name] for name in self._names]
        )

    def many(self, connection: Connection, rows: Sequence[Sequence[Any]], ending: str = "") -> None:
        """Insert all `rows` (values in the order of the columns) with one statement, followed by `ending`."""
        most = MOST_VALUES // len(self._names)
        for start in range(0, len(rows), most):
            part = rows[start : start + most]
            marks = f"({', '.join('?' * len(self._names))})"
            sql = f"{self._sql.partition(' VALUES ')[0]} VALUES {', '.join([marks] * len(part))} {ending}"
            self._run(connection, sql, [row[place] for row in part for place in self._order])

    @staticmethod
    def _run(connection: Connection, sql: str, given: list[Any]) -> sqlite3.Cursor:
        driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
        try:
            return driver.execute(sql, given)
        except sqlite3.OperationalError as error:
            raise OperationalError(sql, None, error) from error

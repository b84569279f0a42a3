"""How a hot statement reaches the driver: declared with SQLAlchemy Core, compiled once, run without its machinery."""

import sqlite3
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.sql import ClauseElement


class Prepared:
    """One statement, for SQLite today. Compiling for another database is the one line that differs."""

    def __init__(self, statement: ClauseElement, *columns: str) -> None:
        """Compile `statement`; an insert names its `columns`."""
        compiled: Any = statement.compile(dialect=sqlite.dialect(), column_keys=list(columns) or None)
        self._sql = str(compiled)
        self._names = tuple(compiled.positiontup or ())
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}

    def run(self, connection: Connection, **values: Any) -> sqlite3.Cursor:
        """Run it with `values` inside the transaction of `connection`."""
        driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
        given = [values[name] if name in values else self._fixed[name] for name in self._names]
        try:
            return driver.execute(self._sql, given)
        except sqlite3.OperationalError as error:
            raise OperationalError(self._sql, None, error) from error

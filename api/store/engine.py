"""How a database is opened: for its one writer, or for reading only."""

import fcntl
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_MS = 5000


class SecondWriterError(RuntimeError):
    """Another process already writes this file: two writers could lose what one of them acknowledged."""


def _pragmas(statements: tuple[str, ...]) -> Any:
    def on_connect(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        del record
        connection.isolation_level = None  # SQLAlchemy begins, not the driver
        for statement in statements:
            connection.execute(statement)

    return on_connect


def claim(path: Path) -> IO[str]:
    """Return the held lock that makes this process the one writer of `path`, or raise SecondWriterError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.with_name(path.name + ".writer").open("w", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise SecondWriterError(f"another process writes {path.name}; stop it first") from error
    return lock


def open_writer(path: Path, busy_ms: int = BUSY_MS) -> Engine:
    """Return an engine whose transactions begin immediately and are on the disk when they are acknowledged."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A group of presses is one statement for each table, another for each number of rows: all of them stay prepared.
    engine = create_engine(f"sqlite:///{path}", pool_size=1, max_overflow=0, connect_args={"cached_statements": 1024})
    event.listen(
        engine,
        "connect",
        _pragmas(
            (
                "PRAGMA journal_mode=WAL",
                "PRAGMA synchronous=FULL",
                "PRAGMA foreign_keys=ON",
                # The log is folded back every 8 MB, not every 4: less writing in a rush; later still, and each fold is felt.
                "PRAGMA wal_autocheckpoint=2000",
                "PRAGMA secure_delete=ON",
                f"PRAGMA busy_timeout={busy_ms}",
            )
        ),
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def open_reader(path: Path) -> Engine:
    """Return an engine that cannot write: `query_only` makes even a mistaken statement fail."""
    engine = create_engine(f"sqlite:///{path}", pool_size=8, max_overflow=64)
    event.listen(engine, "connect", _pragmas(("PRAGMA query_only=ON", f"PRAGMA busy_timeout={BUSY_MS}")))
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine

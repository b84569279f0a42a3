"""How a database is copied while it is used: page by page through SQLite's own backup, then checked as a whole."""

import sqlite3
from contextlib import closing
from pathlib import Path


class DamagedCopyError(RuntimeError):
    """The copy is not a whole database."""


def copy(source: Path, target: Path) -> None:
    """Copy the database `source` to the new file `target` (SQLite Online Backup API), readable by the owner only.

    Raises FileExistsError if there is a `target`, DamagedCopyError if the copy does not pass SQLite's integrity check.
    """
    target.touch(mode=0o600, exist_ok=False)
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as read,
        closing(sqlite3.connect(target)) as written,
    ):
        read.backup(written)
        # A copy is one file: whoever carries it away forgets nothing.
        written.execute("PRAGMA journal_mode=DELETE")
        if written.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise DamagedCopyError(f"{target.name} is damaged: make another copy")

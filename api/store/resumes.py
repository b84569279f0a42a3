"""The queries about resumes: sealed, found by the keyed hash of their code, and gone after their fair."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Column, Connection, Date, Integer, LargeBinary, RowMapping, String, Table, delete, insert, select
from sqlalchemy import update as change

from api.store.schema import SERVICE

# No name, no language, no day of filling in: nothing of a person can be read here, and nothing is left after `until`.
resumes = Table(
    "resumes",
    SERVICE,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("press", String(64), nullable=False, unique=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("until", Date, nullable=False, index=True),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True)
class NewResume:
    """What is kept of a resume; `until` is the day of its fair."""

    code_hash: str
    press: str
    sealed: bytes
    until: dt.date


def add(connection: Connection, new: NewResume) -> None:
    """Keep `new`."""
    connection.execute(insert(resumes).values(**vars(new)))


def by_press(connection: Connection, press: str) -> RowMapping | None:
    """Return the resume that a press of the button made."""
    return connection.execute(select(resumes).where(resumes.c.press == press)).mappings().first()


def by_code(connection: Connection, code_hash: str, today: dt.date) -> RowMapping | None:
    """Return the resume of a code, as long as its fair is not over."""
    query = select(resumes).where(resumes.c.code_hash == code_hash, resumes.c.until >= today)
    return connection.execute(query).mappings().first()


def update(connection: Connection, code_hash: str, sealed: bytes, until: dt.date) -> None:
    """Put `sealed` in the place of what the code holds."""
    connection.execute(change(resumes).where(resumes.c.code_hash == code_hash).values(sealed=sealed, until=until))


def remove(connection: Connection, code_hash: str) -> None:
    """Delete the resume of a code."""
    connection.execute(delete(resumes).where(resumes.c.code_hash == code_hash))


def forget(connection: Connection, today: dt.date) -> int:
    """Delete each resume whose fair was before `today`; return how many."""
    return connection.execute(delete(resumes).where(resumes.c.until < today)).rowcount

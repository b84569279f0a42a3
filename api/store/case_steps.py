"""The queries about what officers did with complaints."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, insert, select, update

from api.store.desk_schema import case_steps

WORDS = ("sealed_to_complainant", "sealed_to_desk")
"""The columns of what was written in words: the only ones that are ever emptied."""
EMPTY = "null:"
"""What `as_kept` returns for a column with nothing in it."""
_BARE = [column for column in case_steps.c if not column.name.startswith("sealed")]


@dataclass(frozen=True)
class NewStep:
    """What an officer did, after `letters` letters had arrived; `reason` and `detail` (JSON) are codes, a reply is sealed."""

    reference: str
    step: str
    officer: str
    letters: int
    sealed_to_complainant: bytes | None = None
    sealed_to_desk: bytes | None = None
    press: str | None = None
    reason: str = ""
    detail: str = ""


def add(connection: Connection, new: NewStep, at: dt.datetime) -> Mapping[str, str]:
    """Keep what an officer did; return the step as it lies in the file."""
    key = connection.execute(insert(case_steps).values(**vars(new), at=at)).inserted_primary_key
    (kept,) = as_kept(connection, int(key[0]) if key else 0)
    return kept


def as_kept(connection: Connection, number: int = 0) -> list[Mapping[str, str]]:
    """Return every step, or that of one `number`, with each value as sort and bytes ("text:6C696E"), whatever was put there."""
    columns = [column.name for column in case_steps.c]
    names = ", ".join(f"typeof({name}) || ':' || hex({name}) AS {name}" for name in columns)
    query = f"SELECT {names} FROM case_steps WHERE ? IN (0, id) ORDER BY id"  # noqa: S608 - the names of our own columns
    return [dict(row) for row in connection.exec_driver_sql(query, (number,)).mappings()]


def by_press(connection: Connection, press: str) -> RowMapping | None:
    """Return the step that a press of the button made."""
    return connection.execute(select(*_BARE).where(case_steps.c.press == press)).mappings().first()


def steps(connection: Connection, reference: str) -> list[RowMapping]:
    """Return what officers did with the case `reference`, oldest first."""
    query = select(case_steps).where(case_steps.c.reference == reference).order_by(case_steps.c.id)
    return list(connection.execute(query).mappings().all())


def all_steps(connection: Connection) -> list[RowMapping]:
    """Return what officers did with all cases, oldest first, without the sealed words."""
    return list(connection.execute(select(*_BARE).order_by(case_steps.c.id)).mappings().all())


def after(connection: Connection, number: int) -> list[RowMapping]:
    """Return what officers did after the step `number`, oldest first, without the sealed words."""
    return list(
        connection.execute(select(*_BARE).where(case_steps.c.id > number).order_by(case_steps.c.id)).mappings().all()
    )


def forget_words(connection: Connection, reference: str) -> None:
    """Delete every sealed word that officers wrote in the case `reference`; the steps themselves stay."""
    nothing = dict.fromkeys(WORDS)
    connection.execute(update(case_steps).where(case_steps.c.reference == reference).values(**nothing))

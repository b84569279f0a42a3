"""The queries about complaints: what complainants wrote, and what officers did."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, func, insert, select

from api.store.desk_schema import case_steps
from api.store.schema import case_letters, cases


@dataclass(frozen=True)
class NewCase:
    """What is kept of a complaint when it is lodged; its words lie in a letter, sealed."""

    receipt_hash: str
    press: str
    body: str
    door: str
    kind: str
    lang: str
    lodged_at: dt.datetime
    due_on: dt.date
    complainant_key: bytes
    sealed_name: bytes


def add(connection: Connection, new: NewCase) -> tuple[int, str]:
    """Keep `new`; return its number and its reference, which names it to both sides but opens nothing."""
    count = connection.execute(select(func.coalesce(func.max(cases.c.id), 0))).scalar_one() + 1
    reference = f"{new.lodged_at.year}-{count:06d}"
    result = connection.execute(insert(cases).values(**vars(new), reference=reference))
    number = result.inserted_primary_key
    return (int(number[0]) if number else 0), reference


def add_letter(connection: Connection, number: int, step: str, sealed: bytes, press: str, at: dt.datetime) -> None:
    """Keep what the complainant of case `number` wrote or did."""
    connection.execute(insert(case_letters).values(case_id=number, at=at, step=step, press=press, sealed=sealed))


def by_press(connection: Connection, press: str) -> RowMapping | None:
    """Return the case that a press of the button lodged."""
    return connection.execute(select(cases).where(cases.c.press == press)).mappings().first()


def letter_by_press(connection: Connection, press: str) -> RowMapping | None:
    """Return the letter that a press of the button sent."""
    return connection.execute(select(case_letters).where(case_letters.c.press == press)).mappings().first()


def by_receipt(connection: Connection, receipt_hash: str) -> RowMapping | None:
    """Return the case of a receipt."""
    return connection.execute(select(cases).where(cases.c.receipt_hash == receipt_hash)).mappings().first()


def by_reference(connection: Connection, reference: str) -> RowMapping | None:
    """Return the case called `reference`."""
    return connection.execute(select(cases).where(cases.c.reference == reference)).mappings().first()


def letters(connection: Connection, number: int) -> list[RowMapping]:
    """Return what the complainant of case `number` wrote and did, oldest first."""
    query = select(case_letters).where(case_letters.c.case_id == number).order_by(case_letters.c.id)
    return list(connection.execute(query).mappings())


def everything(connection: Connection) -> list[RowMapping]:
    """Return all cases, the one that is due first in front."""
    return list(connection.execute(select(cases).order_by(cases.c.due_on, cases.c.id)).mappings())


def all_letter_steps(connection: Connection) -> list[RowMapping]:
    """Return the case and step of every letter, oldest first, without its words."""
    return list(
        connection.execute(select(case_letters.c.case_id, case_letters.c.step).order_by(case_letters.c.id)).mappings()
    )


def steps(connection: Connection, reference: str) -> list[RowMapping]:
    """Return what officers did with the case `reference`, oldest first."""
    query = select(case_steps).where(case_steps.c.reference == reference).order_by(case_steps.c.id)
    return list(connection.execute(query).mappings())


def all_steps(connection: Connection) -> list[RowMapping]:
    """Return what officers did with all cases, oldest first."""
    return list(connection.execute(select(case_steps).order_by(case_steps.c.id)).mappings())


@dataclass(frozen=True)
class NewStep:
    """What an officer did, after `letters` letters had arrived; an answer comes sealed to both sides."""

    reference: str
    step: str
    officer: str
    letters: int
    sealed_to_complainant: bytes | None = None
    sealed_to_desk: bytes | None = None
    press: str | None = None


def add_step(connection: Connection, new: NewStep, at: dt.datetime) -> None:
    """Keep what an officer did; the same press of the button is kept once."""
    if new.press and connection.execute(select(case_steps.c.id).where(case_steps.c.press == new.press)).first():
        return
    connection.execute(insert(case_steps).values(**vars(new), at=at))

"""The queries about seats and enrolments."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from api.store.schema import enrolments, seats


@dataclass(frozen=True)
class Seats:
    """How full a class is."""

    capacity: int
    taken: int
    waiting: int


@dataclass(frozen=True)
class NewEnrolment:
    """What is kept of an enrolment; every field that could name the person is a keyed hash or sealed."""

    course: str
    person: str
    code_hash: str
    press: str
    body: str
    sealed: bytes


def seats_of(connection: Connection, course: str, capacity: int) -> Seats:
    """Return how full `course` is, opening its row and following its announced `capacity` (never below the seats taken)."""
    row = connection.execute(select(seats).where(seats.c.course == course)).mappings().first()
    if row is None:
        connection.execute(upsert(seats).values(course=course, capacity=capacity, taken=0, waiting=0))
        return Seats(capacity, 0, 0)
    if row["capacity"] != (wanted := max(capacity, row["taken"])):
        connection.execute(update(seats).where(seats.c.course == course).values(capacity=wanted))
    return Seats(wanted, row["taken"], row["waiting"])


def all_seats(connection: Connection) -> dict[str, Seats]:
    """Return how full every class is that anybody has enrolled in."""
    rows = connection.execute(select(seats)).mappings()
    return {row["course"]: Seats(row["capacity"], row["taken"], row["waiting"]) for row in rows}


def move(connection: Connection, course: str, *, taken: int = 0, waiting: int = 0) -> None:
    """Add to the counts of `course`; the table's own check refuses to oversell."""
    connection.execute(
        update(seats)
        .where(seats.c.course == course)
        .values(taken=seats.c.taken + taken, waiting=seats.c.waiting + waiting)
    )


def add(connection: Connection, new: NewEnrolment, state: str, now: dt.datetime) -> int:
    """Keep `new` in `state`; return its number in the order of arrival."""
    result = connection.execute(insert(enrolments).values(**vars(new), state=state, arrived_at=now, changed_at=now))
    number = result.inserted_primary_key
    return int(number[0]) if number else 0


def by_press(connection: Connection, press: str) -> RowMapping | None:
    """Return the enrolment that a press of the button made."""
    return connection.execute(select(enrolments).where(enrolments.c.press == press)).mappings().first()


def by_code(connection: Connection, code_hash: str) -> RowMapping | None:
    """Return the enrolment of a code."""
    return connection.execute(select(enrolments).where(enrolments.c.code_hash == code_hash)).mappings().first()


def live_of_person(connection: Connection, course: str, person: str) -> RowMapping | None:
    """Return the enrolment in `course` that `person` holds and has not cancelled."""
    query = select(enrolments).where(
        enrolments.c.course == course, enrolments.c.person == person, enrolments.c.state != "cancelled"
    )
    return connection.execute(query).mappings().first()


def place(connection: Connection, row: RowMapping) -> int | None:
    """Return the place of `row` on the waiting list, counted from 1, or None if it does not wait."""
    if row["state"] != "waiting":
        return None
    query = select(func.count()).where(
        enrolments.c.course == row["course"], enrolments.c.state == "waiting", enrolments.c.id <= row["id"]
    )
    return connection.execute(query).scalar_one()


def waiting_numbers(connection: Connection, course: str, most: int) -> list[int]:
    """Return the numbers of the first `most` people who wait, in order of arrival."""
    query = (
        select(enrolments.c.id)
        .where(enrolments.c.course == course, enrolments.c.state == "waiting")
        .order_by(enrolments.c.id)
        .limit(most)
    )
    return list(connection.execute(query).scalars())


def set_state(connection: Connection, number: int, state: str, now: dt.datetime) -> None:
    """Put enrolment `number` into `state`."""
    connection.execute(update(enrolments).where(enrolments.c.id == number).values(state=state, changed_at=now))


def roster(connection: Connection, course: str) -> list[RowMapping]:
    """Return the enrolments in `course` that are not cancelled, in order of arrival."""
    query = (
        select(enrolments)
        .where(enrolments.c.course == course, enrolments.c.state != "cancelled")
        .order_by(enrolments.c.id)
    )
    return list(connection.execute(query).mappings())

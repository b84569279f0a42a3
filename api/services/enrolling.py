"""Enrolling in a class, looking an enrolment up, and giving a seat back."""

import datetime as dt
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from api.domain.codes import ENROLMENT_DIGITS, derive
from api.domain.seats import NotOpen, Seated, Waiting, promoted, seat, window
from api.forms.enrolment import Enrolment
from api.services.resources import Resources
from api.services.sealing import seal
from api.services.secrets import keyed
from api.store import enrolments as store
from api.store.types import Connection, RowMapping

State = Literal["confirmed", "waiting", "cancelled"]


@dataclass(frozen=True)
class Bookable:
    """A class as the build announced it."""

    course: str
    capacity: int
    opens_at: dt.datetime
    closes_at: dt.datetime


@dataclass(frozen=True)
class Enrolled:
    """What the person now holds. `code` is shown at the press that made it, and at the same press again."""

    course: str
    state: State
    place: int | None
    code: str | None = None
    again: bool = False


@dataclass(frozen=True)
class AlreadyHolds:
    """The same person already has a seat or a place in this class, from another press."""


@dataclass(frozen=True)
class KeyReused:
    """The idempotency key was used for something else."""


@dataclass(frozen=True)
class UnknownCode:
    """No enrolment has this code."""


def _person(form: Enrolment, pepper: bytes) -> str:
    """Return the keyed hash that stands for the person: the name without spaces and case, and how they are reached."""
    name = "".join(unicodedata.normalize("NFKC", form.name).casefold().split())
    digits = "".join(str(unicodedata.decimal(letter)) for letter in form.contact.phone if letter.isdecimal())
    digits = f"0{digits.removeprefix('886')}" if digits.startswith("886") else digits
    return keyed(pepper, "person", name, digits or (form.contact.email or "").casefold())


def _canonical(form: Enrolment) -> str:
    return json.dumps(form.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)


def enrol(
    resources: Resources, course: Bookable, form: Enrolment, press: str
) -> Enrolled | NotOpen | AlreadyHolds | KeyReused:
    """Give the person of `form` a seat in `course`, or a place on its waiting list, in strict order of arrival.

    `press` is the idempotency key of one press of the button: the same press again returns the same seat and code.
    """
    pepper = resources.pepper
    body = _canonical(form)
    code = derive(pepper, f"enrolment\0{press}\0{body}".encode(), ENROLMENT_DIGITS)
    new = store.NewEnrolment(
        course=course.course,
        person=_person(form, pepper),
        code_hash=keyed(pepper, "code", code),
        press=keyed(pepper, "press", press),
        body=keyed(pepper, "body", body),
        sealed=seal({"name": form.name, "phone": form.contact.phone, "email": form.contact.email}, resources.desk_key),
    )

    def work(connection: Connection) -> Enrolled | NotOpen | AlreadyHolds | KeyReused:
        now = resources.clock()
        if row := store.by_press(connection, new.press):
            same = row["body"] == new.body and row["course"] == new.course
            return _held(connection, row, code, again=True) if same else KeyReused()
        where = window(course.opens_at, course.closes_at, now)
        if store.live_of_person(connection, new.course, new.person):
            return AlreadyHolds()
        _promote(connection, new.course, course.capacity, now)
        full = store.seats_of(connection, new.course, course.capacity)
        result = seat(where, full.capacity, full.taken, full.waiting)
        if isinstance(result, NotOpen):
            return result
        state: State = "confirmed" if isinstance(result, Seated) else "waiting"
        store.move(connection, new.course, **({"taken": 1} if state == "confirmed" else {"waiting": 1}))
        store.add(connection, new, state, now)
        return Enrolled(new.course, state, result.place if isinstance(result, Waiting) else None, code)

    return resources.writer.write(work)


def _held(connection: Connection, row: RowMapping, code: str | None = None, *, again: bool = False) -> Enrolled:
    return Enrolled(row["course"], row["state"], store.place(connection, row), code, again)


def look_up(resources: Resources, code: str) -> Enrolled | UnknownCode:
    """Return what the holder of `code` has."""
    with resources.reader.begin() as connection:
        row = store.by_code(connection, keyed(resources.pepper, "code", code))
        return _held(connection, row) if row else UnknownCode()


def cancel(resources: Resources, code: str, course_capacity: int | None) -> Enrolled | UnknownCode:
    """Give back what `code` holds and let the next in line move up, in one transaction; cancelling twice changes nothing.

    `course_capacity` is the capacity announced today, or None when the class is no longer announced.
    """

    def work(connection: Connection) -> Enrolled | UnknownCode:
        row = store.by_code(connection, keyed(resources.pepper, "code", code))
        if row is None:
            return UnknownCode()
        if row["state"] != "cancelled":
            now = resources.clock()
            held = {"taken": -1} if row["state"] == "confirmed" else {"waiting": -1}
            store.set_state(connection, row["id"], "cancelled", now)
            store.move(connection, row["course"], **held)
            _promote(connection, row["course"], course_capacity, now)
        return Enrolled(row["course"], "cancelled", None)

    return resources.writer.write(work)


def _promote(connection: Connection, course: str, capacity: int | None, now: dt.datetime) -> None:
    full = store.all_seats(connection)[course] if capacity is None else store.seats_of(connection, course, capacity)
    free = full.capacity - full.taken
    for number in promoted(full.capacity, full.taken, store.waiting_numbers(connection, course, free)):
        store.set_state(connection, number, "confirmed", now)
        store.move(connection, course, taken=1, waiting=-1)


def settle(resources: Resources, announced: Sequence[Bookable]) -> None:
    """Follow what a new build announces: a class that grew gives its new seats to those who wait, at once and in order."""

    def work(connection: Connection) -> None:
        known = store.all_seats(connection)
        for course in announced:
            if course.course in known and known[course.course].capacity != course.capacity:
                _promote(connection, course.course, course.capacity, resources.clock())

    resources.writer.write(work)


def seats(resources: Resources) -> dict[str, store.Seats]:
    """Return how full every class is that anybody has enrolled in."""
    with resources.reader.begin() as connection:
        return store.all_seats(connection)

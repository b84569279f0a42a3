"""Who gets a seat: strict order of arrival, a waiting list, and promotion when a seat is given back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Window = Literal["before", "open", "closed"]


@dataclass(frozen=True)
class Seated:
    """There was a seat."""


@dataclass(frozen=True)
class Waiting:
    """There was none: `place` on the waiting list, counted from 1."""

    place: int


@dataclass(frozen=True)
class NotOpen:
    """Enrolment is not open: it is before its window, or after it."""

    window: Window


def window(opens_at: dt.datetime, closes_at: dt.datetime, now: dt.datetime) -> Window:
    """Return where `now` lies: the opening second is inside, the closing second outside."""
    if now < opens_at:
        return "before"
    return "open" if now < closes_at else "closed"


def seat(where: Window, capacity: int, taken: int, waiting: int) -> Seated | Waiting | NotOpen:
    """Return what the next person to arrive gets. Nobody overtakes a waiting list, even if a seat is free."""
    if where != "open":
        return NotOpen(where)
    if taken < capacity and waiting == 0:
        return Seated()
    return Waiting(waiting + 1)


def promoted(capacity: int, taken: int, waiting: Sequence[int]) -> list[int]:
    """Return which of `waiting` (in order of arrival) move up, so that no seat stays free while somebody waits."""
    return list(waiting[: max(0, capacity - taken)])

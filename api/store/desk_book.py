"""The queries about what the desk keeps of a class: who was there, what was written to it, and who looked at its list."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select

from api.store.desk_schema import attendance, class_messages, looked
from api.store.schema import places


class Message(NamedTuple):
    """One message to the people of a class; `words` holds `to`, and by language slug `subject` and `text`."""

    id: int
    at: str
    officer: str
    offer: str
    words: dict[str, Any]


def note_look(connection: Connection, officer: str, offer: str, day: str) -> bool:
    """Keep that `officer` opened the list of `offer` on `day`, once; return whether it was the first time."""
    same = (looked.c.officer == officer) & (looked.c.offer == offer) & (looked.c.day == day)
    if connection.execute(select(looked.c.day).where(same)).first():
        return False
    connection.execute(insert(looked).values(officer=officer, offer=offer, day=day))
    return True


def looks(connection: Connection, offer: str) -> list[tuple[str, str]]:
    """Return (officer, day) of everybody who opened the list of `offer`, newest first."""
    query = select(looked.c.officer, looked.c.day).where(looked.c.offer == offer)
    return [(row[0], row[1]) for row in connection.execute(query.order_by(looked.c.day.desc(), looked.c.officer))]


def attended(connection: Connection, numbers: Iterable[int]) -> dict[tuple[int, str], bool]:
    """Return whether the person of each place was there, by place and day; days without a record are left out."""
    query = select(attendance.c.place, attendance.c.day, attendance.c.present)
    rows = connection.execute(query.where(attendance.c.place.in_(list(numbers))))
    return {(row[0], row[1]): bool(row[2]) for row in rows}


def put_attendance(connection: Connection, day: str, present: Mapping[int, bool], officer: str, at: str) -> None:
    """Keep who was there on `day`, in place of what was known of these places."""
    at_day = attendance.c.day == day
    connection.execute(delete(attendance).where(at_day, attendance.c.place.in_(list(present))))
    rows = [
        {"place": place, "day": day, "present": int(was), "officer": officer, "at": at}
        for place, was in present.items()
    ]
    if rows:
        connection.execute(insert(attendance), rows)


def add_message(connection: Connection, message: Message, press: str) -> int:
    """Keep `message` (its number is given by the table), once for each `press`; return its number."""
    known = connection.execute(select(class_messages.c.id).where(class_messages.c.press == press)).scalar()
    if known is not None:
        return int(known)
    values = {**message._asdict(), "words": json.dumps(message.words, ensure_ascii=False), "press": press}
    del values["id"]
    key = connection.execute(insert(class_messages).values(**values)).inserted_primary_key
    return int(key[0]) if key else 0


def messages(connection: Connection, offer: str = "") -> list[Message]:
    """Return the messages to `offer`, or to all, newest first."""
    query = select(*(class_messages.c[name] for name in Message._fields)).order_by(class_messages.c.id.desc())
    if offer:
        query = query.where(class_messages.c.offer == offer)
    return [Message(row[0], row[1], row[2], row[3], json.loads(row[4])) for row in connection.execute(query)]


def count_by_state(connection: Connection) -> dict[str, dict[str, int]]:
    """Return how many persons are in which state, for every offer (of the service's own file)."""
    found: dict[str, dict[str, int]] = {}
    query = select(places.c.offer, places.c.state, func.count()).group_by(places.c.offer, places.c.state)
    for offer, state, count in connection.execute(query):
        found.setdefault(offer, {})[state] = count
    return found


def soonest_holds(connection: Connection) -> dict[str, str]:
    """Return when the first kept seat of each offer is given on (of the service's own file)."""
    query = select(places.c.offer, func.min(places.c.hold_until)).where(places.c.state == "offered")
    return {row[0]: row[1] for row in connection.execute(query.group_by(places.c.offer))}

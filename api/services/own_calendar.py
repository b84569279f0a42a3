"""A person's own calendar: an address of its own that can only be read and taken back, and what stands there."""

import datetime as dt
import secrets
from collections.abc import Iterator

from api.domain.meetings import Meeting
from api.domain.seats import hold_until
from api.services.calendars import Appointment, Item, personal_calendar
from api.services.resources import Resources
from api.services.seating import units
from api.services.secrets import keyed
from api.services.snapshot import Snapshot
from api.store import calendar_tokens as tokens
from api.store import enrolments as store
from api.store import outbox
from api.store.enrolments import Place
from api.store.outbox import Letter
from api.store.types import Connection
from i18n.languages import Language
from i18n.messages import mark, translate

TOKEN_BYTES = 32
TAKE_UP_UNTIL = mark("Take up the seat before this ends: %(course)s")
HOLD = dt.timedelta(minutes=30)
"""How long the event of a kept seat lasts; its end is the last moment."""


def _hashed(resources: Resources, token: str) -> str:
    return keyed(resources.pepper, "calendar", token)


def _entry_of_code(resources: Resources, connection: Connection, code: str) -> int | None:
    entry = store.by_code(connection, keyed(resources.pepper, "code", code))
    return entry.id if entry else None


def make(resources: Resources, code: str) -> str | None:
    """Return the token of a new calendar address for what `code` holds, or None if nobody has this code.

    It says nothing of the code, is kept only as a keyed hash, and ends the address that was there before.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)

    def work(connection: Connection) -> str | None:
        entry = _entry_of_code(resources, connection, code)
        if entry is None:
            return None
        tokens.put(connection, _hashed(resources, token), entry, store.moment(resources.clock()))
        return token

    return resources.writer.write(work)


def remove(resources: Resources, code: str) -> bool:
    """Take the calendar address of what `code` holds back; return whether anybody has this code."""

    def work(connection: Connection) -> bool:
        entry = _entry_of_code(resources, connection, code)
        if entry is not None:
            tokens.drop(connection, entry)
        return entry is not None

    return resources.writer.write(work)


def has_address(resources: Resources, code: str) -> bool:
    """Return whether what `code` holds has a calendar address."""
    with resources.reader.begin() as connection:
        entry = _entry_of_code(resources, connection, code)
        return entry is not None and tokens.has_one(connection, entry)


def read(
    resources: Resources, snapshot: Snapshot, token: str, language: Language, *, is_neutral: bool = False
) -> bytes | None:
    """Return the calendar that stands at `token`, or None if there is none. It holds no name, no code and no contact."""
    with resources.reader.begin() as connection:
        entry = tokens.entry_of(connection, _hashed(resources, token))
        if entry is None:
            return None
        places, told = units(store.of_entry(connection, entry)), outbox.told(connection, entry)
    appointments = [
        each
        for offer, rows in places.items()
        for each in _appointments(snapshot, rows[0], [letter for letter in told if letter.offer == offer], language)
    ]
    return personal_calendar(appointments, language, snapshot.frame["timezone"], is_neutral=is_neutral)


def _appointments(snapshot: Snapshot, place: Place, told: list[Letter], language: Language) -> Iterator[Appointment]:
    """Yield the meetings of a seat, and the last moment of one that is kept; what a person had once does not vanish."""
    known, found = snapshot.offers.get(place.offer), snapshot.bookable.get(place.offer)
    if known is None or found is None:
        return
    words = found["words"][language.slug]
    url = f"{snapshot.frame['base_url']}{words['url']}"
    item = Item(f"{place.offer}.{found['folder']}", words["title"], place=words["place"], url=url)
    notices = {letter.notice: letter for letter in told}
    if place.state == "confirmed" or "confirmed" in notices:
        yield Appointment(item, known.meetings, cancelled=place.state != "confirmed")
    if "offered" in notices and place.state != "confirmed":
        kept = hold_until(known, dt.datetime.fromisoformat(notices["offered"].at))
        until = dt.datetime.fromisoformat(place.hold_until) if place.hold_until else kept
        title = translate(TAKE_UP_UNTIL, language, course=words["title"])
        hold = Item(f"hold.{item.uid}", title, url=f"{snapshot.frame['base_url']}/{language.slug}/enrolments")
        yield Appointment(hold, (Meeting(until - HOLD, until),), cancelled=place.state != "offered")

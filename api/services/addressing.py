"""To whom a letter goes, and about what: read from the service's lists, in the process that alone can open the contact."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import email_validator

from api.domain.phones import e164
from api.domain.seats import LIVE, State
from api.services import letters
from api.services.calendars import Appointment, Item, personal_calendar
from api.services.letters import Matter, Written
from api.services.resources import DeskResources
from api.services.sealing import open_envelope
from api.services.snapshot import Snapshot
from api.store import enrolments as store
from api.store import outbox
from api.store.enrolments import Place
from api.store.letters import ClassMessage
from i18n import formats
from i18n.languages import SOURCE, Language, by_slug

WITH_CALENDAR = frozenset({"confirmed", "reminder"})
GROUPS: Mapping[str, frozenset[State]] = {
    "confirmed": frozenset({"confirmed"}),
    "waiting": frozenset({"waiting"}),
    "all": LIVE,
}
"""To whom the desk can write at once."""


@dataclass(frozen=True)
class Reach:
    """How one person is reached; empty where they gave nothing that a letter can be sent to."""

    email: str
    mobile: str
    language: Language


@dataclass(frozen=True)
class Addressed:
    """One letter with whom it goes to, and the calendar file that goes with it by e-mail."""

    reach: Reach
    written: Written
    calendar: bytes = b""


def _email(typed: str | None) -> str:
    """Return the address as a mail server takes it, read once more: it goes into a header."""
    try:
        return email_validator.validate_email(typed or "", check_deliverability=False).ascii_email or ""
    except email_validator.EmailNotValidError:
        return ""


def reach(resources: DeskResources, lang: str, sealed: bytes) -> Reach:
    """Return how the person of an entry is reached, and in which language."""
    contact = open_envelope(sealed, resources.private_key)
    return Reach(_email(contact["email"]), e164(contact["phone"] or "") or "", by_slug(lang) or SOURCE)


def matter(snapshot: Snapshot, offer: str, language: Language, place: Place | None = None) -> Matter:
    """Return what a letter about `offer` can tell; what is announced no more is called by its id."""
    found: dict[str, Any] = snapshot.bookable.get(offer, {})
    words = found["words"][language.slug] if found else {"title": offer, "place": "", "list": f"/{language.slug}/"}
    known, base = snapshot.offers.get(offer), snapshot.frame["base_url"]
    held = place.hold_until if place else None
    return Matter(
        title=words["title"],
        place=words["place"],
        meetings=known.meetings if known else (),
        until=formats.moment(dt.datetime.fromisoformat(held), language) if held else "",
        is_private=found.get("private", False),
        is_sample=found.get("sample", False),
        enrolments=f"{base}/{language.slug}/enrolments",
        others=f"{base}{words['list']}",
        hotline=snapshot.frame["hotline"],
    )


def of_notice(resources: DeskResources, snapshot: Snapshot, number: int) -> Addressed | None:
    """Return the letter numbered `number` of the outbox, or None if what it tells is true no more."""
    with resources.service_reader.begin() as connection:
        found = outbox.numbered(connection, number)
        rows = store.of_entry(connection, found.letter.entry) if found else []
    if found is None or found.letter.notice not in letters.NOTICES:
        return None
    name, offer = found.letter.notice, found.letter.offer
    place = next((row for row in rows if row.offer == offer), None)
    wanted = "confirmed" if name == "reminder" else name
    if place is None or place.state != wanted:
        return None
    person = reach(resources, found.lang, found.sealed)
    about = matter(snapshot, offer, person.language, place)
    if name == "reminder" and (about.first is None or about.first.starts_at <= resources.clock()):
        return None
    file = _calendar(snapshot, offer, about, person.language) if name in WITH_CALENDAR and about.meetings else b""
    return Addressed(person, letters.notice(name, about, person.language), file)


def _calendar(snapshot: Snapshot, offer: str, about: Matter, language: Language) -> bytes:
    item = Item(f"{offer}.{snapshot.bookable[offer]['folder']}", about.title, place=about.place)
    zone = snapshot.frame["timezone"]
    return personal_calendar([Appointment(item, about.meetings)], language, zone, is_neutral=about.is_private)


@dataclass(frozen=True)
class Note:
    """What the desk wrote to a class: to which of them, subject and words by language."""

    to: str
    subjects: Mapping[str, str]
    texts: Mapping[str, str]

    @classmethod
    def read(cls, words: str) -> "Note":
        """Return the note that is kept as `words`: JSON of to, subject and text, or plain Chinese words to everybody."""
        try:
            kept = json.loads(words)
        except ValueError:
            kept = None
        if not isinstance(kept, dict):
            return cls("all", {}, {SOURCE.slug: words})
        return cls(kept.get("to", "all"), _filled(kept.get("subject")), _filled(kept.get("text")))


def _filled(words: Mapping[str, str] | str | None) -> dict[str, str]:
    by_language = {SOURCE.slug: words} if isinstance(words, str) else dict(words or {})
    return {slug: text.strip() for slug, text in by_language.items() if text.strip()}


def recipients(resources: DeskResources, message: ClassMessage) -> list[int]:
    """Return the entries to which a message to a class goes, in the order of the list."""
    wanted = GROUPS.get(Note.read(message.words).to, LIVE)
    with resources.service_reader.begin() as connection:
        places = store.of_offer(connection, message.offer)
    return list(dict.fromkeys(place.entry for place in places if place.state in wanted))


def of_message(resources: DeskResources, snapshot: Snapshot, message: ClassMessage, entry: int) -> Addressed | None:
    """Return the letter that brings `message` to the person of `entry`."""
    with resources.service_reader.begin() as connection:
        found = store.by_number(connection, entry)
    if found is None:
        return None
    person, note = reach(resources, found.lang, found.sealed), Note.read(message.words)
    about = matter(snapshot, message.offer, person.language)
    return Addressed(person, letters.message(note.subjects, note.texts, about, person.language))

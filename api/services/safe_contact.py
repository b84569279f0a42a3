"""How complainants may be reached now: the newest rule of each, which the desk's process alone can open."""

import datetime as dt
from dataclasses import dataclass

from api.domain.contact import NEVER, ContactRule, Window, may_send, next_window, read
from api.services.envelopes import Envelope, open_words
from api.services.resources import DeskResources
from api.store import case_contacts, desk_audit, letters
from api.store import cases as store
from api.store.desk_audit import DeskHappened
from api.store.letters import SENT, number_of
from api.store.rows import moment
from api.store.types import Connection


@dataclass(frozen=True)
class Call:
    """A complainant who is to be called, and may be called now, until a moment."""

    reference: str
    lang: str
    until: dt.datetime


def rule_of(resources: DeskResources, number: int) -> ContactRule:
    """Return the newest rule of case `number`; one that was erased, or never given, is never."""
    with resources.service_reader.begin() as connection:
        parts = store.parts(connection, number, "contact")
    if not parts or not parts[-1]["sealed"]:
        return NEVER
    newest = parts[-1]
    return read(open_words(Envelope(newest["sealed"], newest["key_desk"], newest["key_escrow"]), resources.private_key))


def call_allowed(resources: DeskResources, reference: str) -> Window | None:
    """Return the window in which the complainant of `reference` may be called right now, or None."""
    with resources.service_reader.begin() as connection:
        number = case_contacts.numbers(connection, {reference}).get(reference)
    if number is None:
        return None
    rule, now = rule_of(resources, number), resources.clock()
    return next_window(rule, now) if may_send(rule, "call", now) else None


def calls(resources: DeskResources) -> list[Call]:
    """Return who waits for a call and may be called now, of all units; whose window ends first is in front."""
    with resources.reader.begin() as connection:
        waiting = {number_of(row.letter)[1] for row in letters.waiting(connection, "call")}
    with resources.service_reader.begin() as connection:
        rows = [row for row in store.everything(connection) if row["id"] in waiting]
    found = [(row, call_allowed(resources, row["reference"])) for row in rows]
    allowed = [Call(row["reference"], row["lang"], window.last) for row, window in found if window]
    return sorted(allowed, key=lambda call: (call.until, call.reference))


def call_made(resources: DeskResources, reference: str, officer: str) -> None:
    """Keep that `officer` called the complainant of `reference`: nothing waits for a call there any more."""
    at = moment(resources.clock())
    with resources.service_reader.begin() as connection:
        number = case_contacts.numbers(connection, {reference}).get(reference)

    def work(connection: Connection) -> None:
        for row in letters.waiting(connection, "call"):
            if number_of(row.letter)[1] == number:
                letters.note(connection, row._replace(at=at, done=SENT))
        desk_audit.note(connection, DeskHappened(at, officer, "called", reference))

    if number is not None:
        resources.writer.write(work)

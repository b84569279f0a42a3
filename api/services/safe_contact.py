"""How officers may reach complainants now: the newest rule of each, which the desk's process alone can open."""

import datetime as dt
from dataclasses import dataclass

from api.domain.contact import NEVER, ContactRule, Window, next_window, read
from api.services.envelopes import Envelope, open_words
from api.services.resources import DeskResources
from api.store import case_contacts, desk_audit, letters
from api.store import cases as store
from api.store.desk_audit import DeskHappened
from api.store.letters import CALL, HAND, SENT, number_of
from api.store.rows import moment
from api.store.types import Connection


@dataclass(frozen=True)
class Call:
    """A complainant whom an officer is to reach by a `way`, and may reach now, until a moment."""

    reference: str
    lang: str
    way: str
    until: dt.datetime


@dataclass(frozen=True)
class Reach:
    """How an officer reaches a complainant: by a call, by hand, or not at all (empty), and when; outside it there is no address."""

    way: str
    window: Window | None
    is_open: bool = False
    address: str = ""


NOBODY = Reach("", None)


def rule_of(resources: DeskResources, number: int) -> ContactRule:
    """Return the newest rule of case `number`; one that was erased, or never given, is never."""
    with resources.service_reader.begin() as connection:
        parts = store.parts(connection, number, "contact")
    if not parts or not parts[-1]["sealed"]:
        return NEVER
    newest = parts[-1]
    return read(open_words(Envelope(newest["sealed"], newest["key_desk"], newest["key_escrow"]), resources.private_key))


def _number(resources: DeskResources, reference: str) -> int | None:
    with resources.service_reader.begin() as connection:
        return case_contacts.numbers(connection, {reference}).get(reference)


def _waiting(resources: DeskResources) -> dict[int, str]:
    """Return by which way of an officer each case waits to be told something."""
    with resources.reader.begin() as connection:
        return {number_of(row.letter)[1]: row.channel for row in letters.waiting(connection)}


def _reach(rule: ContactRule, waits_by: str, now: dt.datetime) -> Reach:
    way = CALL if rule.channel == CALL else HAND if waits_by == HAND and rule != NEVER else ""
    window = next_window(rule, now) if way else None
    is_open = window is not None and window.opens <= now
    return Reach(way, window, is_open=is_open, address=rule.address if is_open else "")


def reach(resources: DeskResources, reference: str) -> Reach:
    """Return how the complainant of `reference` is reached by an officer, and whether right now."""
    number = _number(resources, reference)
    if number is None:
        return NOBODY
    return _reach(rule_of(resources, number), _waiting(resources).get(number, ""), resources.clock())


def calls(resources: DeskResources) -> list[Call]:
    """Return who waits for an officer and may be reached now, of all units; whose window ends first is in front."""
    waiting, now = _waiting(resources), resources.clock()
    with resources.service_reader.begin() as connection:
        rows = [row for row in store.everything(connection) if row["id"] in waiting]
    found = [(row, _reach(rule_of(resources, row["id"]), waiting[row["id"]], now)) for row in rows]
    allowed = [
        Call(row["reference"], row["lang"], each.way, each.window.last)
        for row, each in found
        if each.is_open and each.window
    ]
    return sorted(allowed, key=lambda call: (call.until, call.reference))


def call_made(resources: DeskResources, reference: str, officer: str) -> None:
    """Keep that `officer` called the complainant of `reference`, or wrote by hand: nothing waits for an officer there any more."""
    at, number = moment(resources.clock()), _number(resources, reference)
    action = "told-by-hand" if reach(resources, reference).way == HAND else "called"

    def work(connection: Connection) -> None:
        for row in letters.waiting(connection):
            if number_of(row.letter)[1] == number:
                letters.note(connection, row._replace(at=at, done=SENT))
        desk_audit.note(connection, DeskHappened(at, officer, action, reference))

    if number is not None:
        resources.writer.write(work)


def open_number(resources: DeskResources, reference: str, officer: str, reason: str) -> str:
    """Return the number outside the hours, and note who opened it and why; nothing where no officer reaches anybody."""
    number = _number(resources, reference)
    if number is None or not reach(resources, reference).way:
        return ""
    happened = DeskHappened(moment(resources.clock()), officer, "number-opened", reference, reason)
    resources.writer.write(lambda connection: desk_audit.note(connection, happened))
    return rule_of(resources, number).address

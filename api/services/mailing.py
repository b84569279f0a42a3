"""Sending what is to be told: each letter once, again after a trouble, and never two that a mail server cannot know as one."""

import datetime as dt
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from api.services import addressing
from api.services.addressing import Addressed
from api.services.posting import Channel, Outcome, Parcel, Sender
from api.services.published import Published
from api.services.resources import DeskResources
from api.services.snapshot import Snapshot
from api.store import letters as store
from api.store import outbox
from api.store.enrolments import moment
from api.store.letters import DROPPED, DUE, FAILED, KEPT, OPENED, SENT, UNSURE, Sending, letter_id
from api.store.types import Connection

log = logging.getLogger(__name__)
MOST = 200
"""Letters of one round."""
PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 1440))
"""How long a letter that was put off waits after each try; after the last, three days and more, it is given up."""
RESTS = tuple(dt.timedelta(seconds=seconds) for seconds in (30, 60, 120, 300, 600))
"""How long a sender that is down is left alone, longer each time."""
_ENDS: Mapping[Outcome, int] = {"sent": SENT, "kept": KEPT}
UNSURE_PAUSE = dt.timedelta(minutes=10)
"""So long after, a letter that may have arrived is sent once more."""


@dataclass
class Mailing:
    """What the desk's process sends. `stopping` ends a round between two letters."""

    resources: DeskResources
    published: Published
    senders: Mapping[Channel, Sender]
    stopping: threading.Event = field(default_factory=threading.Event)
    _down: dict[str, int] = field(default_factory=dict)
    _rests: dict[str, dt.datetime] = field(default_factory=dict)

    def round(self) -> int:
        """Take in what is new, send what is due, and return how many letters were looked at."""
        snapshot = self.published.current()
        self._take_in()
        with self.resources.reader.begin() as connection:
            due = store.due(connection, moment(self.resources.clock()), MOST)
        for row in due:
            if self.stopping.is_set():
                break
            self._send(row, snapshot)
        return len(due)

    def counts(self) -> dict[int, int]:
        """Return how many letters are due, sent, given up and dropped."""
        with self.resources.reader.begin() as connection:
            return store.counts(connection)

    def _take_in(self) -> None:
        """Keep a row for every new letter; a message to a class is taken apart once, for those who are in it now."""
        with self.resources.reader.begin() as connection:
            last, known = store.last_taken(connection, "outbox"), store.last_taken(connection, "message")
            messages = store.messages_after(connection, known)
        with self.resources.service_reader.begin() as connection:
            new = [letter_id("outbox", number) for number in outbox.numbers_after(connection, last)]
        each = [(letter_id("message", message.id), message) for message in messages]
        names = {name: addressing.recipients(self.resources, message) for name, message in each}
        new += [letter_id("message", message.id, entry) for name, message in each for entry in names[name]]
        at = moment(self.resources.clock())

        def work(connection: Connection) -> None:
            store.take_in(connection, new, at)
            store.take_in(connection, names, at, OPENED)

        if new or names:
            self.resources.writer.write(work)

    def _send(self, row: Sending, snapshot: Snapshot) -> None:
        try:
            found = self._addressed(row, snapshot)
            parcel = self._parcel(row, found, snapshot) if found else None
        except Exception as error:  # noqa: BLE001 - one letter that cannot be written holds up no other
            log.error("letter %s: %s", row.letter, type(error).__name__)
            self._note(self._after(row, "email", "later"))
            return
        now = self.resources.clock()
        if parcel is None:
            self._note(row._replace(at=moment(now), channel="", done=DROPPED))
        elif (rest := self._rests.get(parcel.channel, now)) > now:
            self._note(row._replace(at=moment(rest)))
        else:
            begun = _begun(row, parcel.channel, now)
            self._note(begun)
            outcome = self.senders[parcel.channel].send(parcel)
            self._rest(parcel.channel, outcome)
            self._note(begun if outcome == "unsure" else self._after(row, parcel.channel, outcome))

    def _addressed(self, row: Sending, snapshot: Snapshot) -> Addressed | None:
        source, number, entry = store.number_of(row.letter)
        if source == "outbox":
            return addressing.of_notice(self.resources, snapshot, number)
        with self.resources.reader.begin() as connection:
            message = store.message(connection, number)
        return addressing.of_message(self.resources, snapshot, message, entry) if message else None

    def _parcel(self, row: Sending, found: Addressed, snapshot: Snapshot) -> Parcel | None:
        """Return the letter by e-mail, or else, where it is urgent, as a short message; None if nobody can be reached."""
        written, reach = found.written, found.reach
        now = self.resources.clock().replace(tzinfo=ZoneInfo(snapshot.frame["timezone"]))
        if reach.email:
            words = (written.subject, written.text)
            return Parcel(row.letter, "email", reach.email, *words, reach.language.tag, now, found.calendar)
        if written.short and reach.mobile:
            return Parcel(row.letter, "sms", reach.mobile, "", written.short, reach.language.tag, now)
        return None

    def _after(self, row: Sending, channel: Channel, outcome: Outcome) -> Sending:
        """Return where a letter stands after a try of which we know what came of it."""
        now, tries = self.resources.clock(), row.tries + 1
        if outcome == "down":
            return row._replace(at=moment(self._rests[channel]))
        if outcome == "later" and row.tries < len(PAUSES):
            return row._replace(at=moment(now + PAUSES[row.tries]), tries=tries)
        return Sending(row.letter, moment(now), channel, tries, _ENDS.get(outcome, FAILED))

    def _rest(self, channel: Channel, outcome: Outcome) -> None:
        """Leave a sender alone that is down or hangs: one letter tries it at a time, not all of them."""
        if outcome not in {"down", "unsure"}:
            self._down[channel] = 0
            return
        times = self._down.get(channel, 0)
        self._down[channel] = times + 1
        self._rests[channel] = self.resources.clock() + RESTS[min(times, len(RESTS) - 1)]
        log.warning("%s: %s", channel, outcome)

    def _note(self, row: Sending) -> None:
        self.resources.writer.write(lambda connection: store.note(connection, row))


def _begun(row: Sending, channel: Channel, now: dt.datetime) -> Sending:
    """Return what is kept before a letter goes: should the power fail in between, nobody can tell whether it went.

    It is sent once more later, and then never again: a second copy at most, however often this process dies.
    """
    if row.channel == UNSURE:
        return Sending(row.letter, moment(now), channel, row.tries + 1, FAILED)
    return Sending(row.letter, moment(now + UNSURE_PAUSE), UNSURE, row.tries + 1, DUE)

"""Telling complainants that there is something new: one neutral message inside the hours they called safe, or none at all."""

import datetime as dt
import hashlib
import logging
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from api.domain.contact import ContactRule, first_moment, next_window
from api.domain.phones import e164
from api.services import safe_contact
from api.services.case_records import all_records
from api.services.posting import Channel, Parcel, Sender
from api.services.published import Published
from api.services.resources import DeskResources
from api.store import case_contacts, case_steps, letters
from api.store.letters import CALL, CASES, DROPPED, DUE, FAILED, HAND, OPENED, SENT, Sending, letter_id, number_of
from api.store.rows import moment
from api.store.types import Connection
from i18n.languages import BY_SLUG, SOURCE
from i18n.messages import mark, translate

log = logging.getLogger(__name__)
NEWS = mark("There is something new for you. Look it up with your digits.")
SUBJECT = mark("A message for you")
TOLD = frozenset({"asked", "answered", "closed"})
"""Steps of officers that the complainant is told of."""
CHASES = frozenset({"chase-one", "chase-two", "committee"})
"""Stages of the clock that the complainant is told of."""
MOST = 200
"""Messages of one round."""
RETRY = dt.timedelta(minutes=5)
"""How long after a sender was down, or put a message off, it is asked again."""
MOST_TRIES = 500


class Later(NamedTuple):
    """A message that waits: until when, and for which way."""

    at: dt.datetime
    channel: str


@dataclass
class Noticing:
    """What the desk's process tells complainants. `stopping` ends a round between two messages."""

    resources: DeskResources
    published: Published
    senders: Mapping[Channel, Sender]
    stopping: threading.Event = field(default_factory=threading.Event)
    _seen: dt.datetime | None = None
    _contacts: int = 0
    _chased_on: dt.date | None = None

    def round(self) -> int:
        """Take in what is new, send what may be sent now, and return how many messages were looked at."""
        now = self.resources.clock()
        self._take_in(now)
        with self.resources.reader.begin() as connection:
            due = letters.due(connection, moment(now), MOST, CASES)
        down: set[str] = set()
        for row in due:
            if self.stopping.is_set():
                break
            self._tell(row, down)
        return len(due)

    def _take_in(self, now: dt.datetime) -> None:
        """Keep what there is to tell. Whatever waits is looked at anew when somebody changed a rule, or the clock went back."""
        with self.resources.reader.begin() as connection:
            known = letters.last_taken(connection, "taken")
            steps = case_steps.after(connection, known)
        with self.resources.service_reader.begin() as connection:
            numbers = case_contacts.numbers(connection, {step["reference"] for step in steps if step["step"] in TOLD})
            contacts = case_contacts.newest_contact(connection)
            changed = case_contacts.changed(connection, self._contacts, contacts)
        new = [
            letter_id("notice", numbers[step["reference"]], step["id"])
            for step in steps
            if step["step"] in TOLD and step["reference"] in numbers
        ]
        new += self._chases(now.date())
        # What went wrong with the clock, or while nobody looked, is made good by looking at everything.
        every = self._seen is None or now < self._seen
        at = moment(now)

        def work(connection: Connection) -> None:
            for letter in new:
                letters.take_in_newer(connection, letter, at)
            if steps:
                letters.take_in(connection, [letter_id("taken", steps[-1]["id"])], at, OPENED)
            for case in [None] if every else sorted(changed):
                letters.look_again(connection, at, case)

        if steps or new or every or changed:
            self.resources.writer.write(work)
        self._contacts, self._seen = contacts, now

    def _chases(self, today: dt.date) -> Iterator[str]:
        """Yield, once a day, a message for every case whose answer is late: one for each stage, named by its day."""
        if self._chased_on == today:
            return
        self._chased_on = today
        holidays = self.published.current().holidays
        for case in all_records(self.resources.service_reader, self.resources.reader):
            clock = case.clock(holidays, today)
            if clock.stage in CHASES:
                on = next(each.on for each in clock.milestones if each.key == clock.stage)
                yield letter_id("chase", case.row["id"], on.toordinal())

    def _tell(self, row: Sending, down: set[str]) -> None:
        now = self.resources.clock()
        try:
            found = self._look(row, now)
        except Exception as error:  # noqa: BLE001 - one message that cannot be written holds up no other
            log.error("notice: %s", type(error).__name__)
            found = Later(now + RETRY, row.channel)
        if isinstance(found, Parcel) and found.channel in down:
            found = Later(now + RETRY, found.channel)
        if found is None:
            self._note(row._replace(at=moment(now), done=DROPPED))
        elif isinstance(found, Later):
            self._note(row._replace(at=moment(found.at), channel=found.channel))
        else:
            self._send(row, found, now, down)

    def _look(self, row: Sending, now: dt.datetime) -> Parcel | Later | None:
        """Return what may go now, or when to look again; None if nobody may be told."""
        number = number_of(row.letter)[1]
        with self.resources.service_reader.begin() as connection:
            lang = case_contacts.lang_of(connection, number)
        rule = safe_contact.rule_of(self.resources, number)
        first, window = first_moment(rule, now), next_window(rule, now)
        if first is None or window is None:
            return None
        way = rule.channel if rule.channel in {CALL, *self.senders} else HAND
        if first > now:
            return Later(first, way)
        # Officers call, and send what nothing here can; until the window ends there is nothing for us to do.
        return Later(window.last, way) if way in {CALL, HAND} else self._parcel(row, rule, lang, now)

    def _parcel(self, row: Sending, rule: ContactRule, lang: str, now: dt.datetime) -> Parcel | None:
        language = BY_SLUG.get(lang, SOURCE)
        text = translate(NEWS, language)
        # A name that says nothing, not even the number of the case, and is the same at every try.
        name = hashlib.blake2b(row.letter.encode(), key=self.resources.pepper[:64], digest_size=12).hexdigest()
        at = now.replace(tzinfo=self.resources.zone)
        if rule.channel == "email":
            return Parcel(name, "email", rule.address, translate(SUBJECT, language), f"{text}\n", language.tag, at)
        mobile = e164(rule.address)
        return Parcel(name, "sms", mobile, "", text, language.tag, at) if mobile else None

    def _send(self, row: Sending, parcel: Parcel, now: dt.datetime, down: set[str]) -> None:
        """Send `parcel` at most once: it counts as sent before it goes, and waits again only if it certainly did not go."""
        gone = Sending(row.letter, moment(now), parcel.channel, row.tries + 1, SENT)
        self._note(gone)
        outcome = self.senders[parcel.channel].send(parcel)
        if outcome in {"down", "later"} and gone.tries < MOST_TRIES:
            self._note(gone._replace(at=moment(now + RETRY), done=DUE))
        elif outcome not in {"sent", "unsure"}:
            self._note(gone._replace(done=FAILED))
        if outcome in {"down", "unsure"}:
            down.add(parcel.channel)
            log.warning("%s: %s", parcel.channel, outcome)

    def _note(self, row: Sending) -> None:
        self.resources.writer.write(lambda connection: letters.note(connection, row))

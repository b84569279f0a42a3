"""A town of complainants and officers over some weeks, at random: who is told when, and which cases are closed how.

Everything runs on real files and on the services themselves. Beside them a plain record of rules and events is kept, by which
a test judges: it shares no code with what it judges.
"""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import nacl.public

from api.domain.cases import Event
from api.domain.closing import EVIDENCE
from api.domain.deadlines import clock
from api.domain.staffing import Member, Role
from api.services import case_acts, case_closing, safe_contact
from api.services.case_closing import Closing
from api.services.case_records import Record, all_records
from api.services.complaining import part
from api.services.envelopes import Keys, enclose_words
from api.services.notices import Noticing
from api.services.posting import Outcome, Parcel
from api.services.published import Published
from api.services.resources import DeskResources, Resources
from api.store import case_links
from api.store import cases as store
from api.store.types import Connection
from tests.support import Clock

UNIT = "migrants"
ROLES: Mapping[str, Role] = {"lin": "officer", "chen": "officer", "wu": "second", "ho": "chief"}
MEMBERS = tuple(Member(name, role, frozenset({UNIT}), frozenset()) for name, role in ROLES.items())
REASONS = ("settled", "not-settled", "fined", "no-violation", "withdrawn", "no-facts", "nonsense", "")
PHRASE = {"label": "phrase", "key": "read", "values": {}}
CHINESE = {"label": "human", "lang": "zh-hant", "text": "您好"}
TOLD = {"asked", "answered", "closed"}
LATE = {"chase-one", "chase-two", "committee"}
PUBLIC = bytes(nacl.public.PrivateKey.generate().public_key)
MARGIN = dt.timedelta(minutes=5)


@dataclass
class Person:
    """What the record knows of one complainant: how they may be reached, and whether there is news that they were not told."""

    number: int
    reference: str
    channel: str = "never"
    address: str = ""
    days: frozenset[int] = frozenset()
    starts: int = 0
    ends: int = 0
    is_news: bool = False
    chased: set[tuple[str, dt.date]] = field(default_factory=set)

    def is_safe(self, now: dt.datetime) -> bool:
        """Return whether weekday and hour of `now` are ones that the person named."""
        if self.channel == "never":
            return False
        if self.starts < self.ends:
            return now.weekday() in self.days and self.starts <= now.hour < self.ends
        is_evening = now.weekday() in self.days and now.hour >= self.starts
        return is_evening or ((now.weekday() - 1) % 7 in self.days and now.hour < self.ends)

    def envelope(self) -> dict[str, str]:
        """Return what the person's contact envelope holds."""
        days = ",".join(map(str, sorted(self.days)))
        hours = {"starts": f"{self.starts:02}:00", "ends": f"{self.ends:02}:00"}
        return {"channel": self.channel, "address": self.address, "days": days, **hours}


class Town:
    """The record, the processes under test, and everything that happens at random. It is the sender, too."""

    def __init__(self, stores: tuple[Resources, DeskResources], published: Published, moving: Clock, seed: int) -> None:
        self.service, self.desk = stores
        self.published, self.clock = published, moving
        self.dice = random.Random(seed)
        self.people: dict[int, Person] = {}
        self.by_address: dict[str, Person] = {}
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []
        self.is_down = False
        self.rested_at = moving()
        self.noticing = self.begin()

    def begin(self) -> Noticing:
        """Return what a desk's process that has just started sends with."""
        return Noticing(self.desk, self.published, {"email": self, "sms": self})

    # The sender ------------------------------------------------------------------------------------------------------

    def send(self, parcel: Parcel) -> Outcome:
        """Take `parcel`, and judge it: to whom it goes, when, by which way, and whether for the first time."""
        if self.is_down:
            self.counts["tries while the sender was down"] += 1
            return "down"
        now, person = self.clock(), self.by_address.get(parcel.to)
        if person is None or person.address != parcel.to:
            self.faults.append(f"{now}: to an address that holds no more")
        elif person.channel != parcel.channel or not person.is_safe(now):
            self.faults.append(f"{now}: outside the hours of {person}")
        elif not person.is_news:
            self.faults.append(f"{now}: told twice: {person}")
        else:
            person.is_news = False
        self.counts["sent"] += 1
        if self.dice.random() < 0.02:
            # Cut off in the act: it arrived, and the other side does not know; it rests for a while.
            self.rested_at = now
            return "unsure"
        return "sent"

    # What happens ----------------------------------------------------------------------------------------------------

    def _new_rule(self, person: Person) -> None:
        """Let `person` be reached in another way from now on, or never any more."""
        dice = self.dice
        channel = dice.choices(["never", "sms", "email", "call"], [35, 30, 25, 10])[0]
        self.counts["rules"] += 1
        serial = self.counts["rules"]
        addresses = {"email": f"p{serial}@example.org", "sms": f"+8869{serial:08}", "call": f"07 {serial:07}"}
        person.channel, person.address = channel, addresses.get(channel, "")
        person.days = frozenset(dice.sample(range(7), dice.randint(1, 4))) if channel != "never" else frozenset()
        person.starts, person.ends = dice.sample(range(24), 2)
        self.by_address[person.address] = person

    def _contact(self, person: Person) -> store.Part:
        keys = Keys(self.service.desk_key, self.service.escrow_key)
        return part("contact", enclose_words(person.envelope(), keys))

    def settle(self, number: int) -> None:
        """File so many cases: rule, category, legal day and links at random."""
        references: list[str] = []

        def work(connection: Connection) -> None:
            references.extend(self._file(connection) for _ in range(number))

        self.service.writer.write(work)
        pairs = [(reference, [("name", f"pair {index // 2}")]) for index, reference in enumerate(references)]

        def link(connection: Connection) -> None:
            for reference, hashes in pairs:
                case_links.put(connection, reference, hashes if self.dice.random() < 0.3 else [])

        self.desk.writer.write(link)

    def _file(self, connection: Connection) -> str:
        now, dice, serial = self.clock(), self.dice, len(self.people) + 1
        category, lang = dice.choice(["papers", "pay", "violence"]), dice.choice(["vi", "id", "th"])
        due = now.date() + dt.timedelta(days=dice.randint(5, 80))
        key = f"{serial}"
        new = store.NewCase(key, key, key, "case", "migrant", category, lang, now, due, PUBLIC)
        number, reference = store.add(connection, new)
        person = self.people[number] = Person(number, reference)
        self._new_rule(person)
        store.add_letter(connection, number, "lodged", [self._contact(person)], key, now)
        return reference

    def _complainant(self, person: Person) -> None:
        """Write, withdraw, contest, or name another way to be reached."""
        act = self.dice.choices(["rule", "written", "withdrawn", "contested"], [50, 25, 10, 15])[0]
        self.counts[act] += 1
        number, press = person.number, f"{act} {sum(self.counts.values())}"
        if act == "rule":
            self._new_rule(person)
            sealed = self._contact(person)
            now = self.clock()
            self.service.writer.write(
                lambda connection: store.add_letter(connection, number, "written", [sealed], press, now)
            )
        else:
            now = self.clock()
            sealed = part("words", enclose_words({"what": act}, Keys(self.service.desk_key, self.service.escrow_key)))
            self.service.writer.write(
                lambda connection: store.add_letter(connection, number, act, [sealed], press, now)
            )

    def _officer(self, person: Person) -> None:
        """Do something to a case, often against the rules; whatever is told counts as news."""
        dice, desk, reference = self.dice, self.desk, person.reference
        member = dice.choice(MEMBERS)
        press = f"{sum(self.counts.values())}"
        act = dice.choices(["ask", "answer", "conclude", "close", "confirm", "refuse"], [15, 20, 15, 30, 15, 5])[0]
        parts = [dice.choice([PHRASE, CHINESE])]
        evidence = dice.sample(sorted(EVIDENCE), dice.randint(0, 3))
        closing = Closing(dice.choice(REASONS), evidence)
        done: object
        match act:
            case "ask" | "answer" | "conclude":
                done = getattr(case_acts, act)(desk, member, reference, None, parts, press)
            case "close":
                done = case_closing.propose_close(desk, member, reference, None, closing, press)
            case "confirm":
                done = case_closing.confirm_close(desk, member, reference, None, press)
            case _:
                done = case_closing.refuse_close(desk, member, reference, None, "", press)
        self.counts[f"{act}: {type(done).__name__}"] += 1
        if isinstance(done, case_acts.Done) and done.step in TOLD:
            person.is_news = True

    def _weather(self) -> None:
        """Let the sender fail and come back, the process start anew, the clock be wrong and be corrected."""
        chance = self.dice.random()
        if chance < 0.03:
            self.is_down = not self.is_down
            self.rested_at = self.clock()
        elif chance < 0.05:
            self.noticing = self.begin()
        elif chance < 0.06:
            self.clock.move(minutes=self.dice.choice([-1500, -90, -20, 45, 200, 1600]))
            self.counts["clock jumps"] += 1

    def live(self, days: int, acts_a_day: float) -> None:
        """Let `days` pass, in steps of 3 to 25 minutes; each case is touched so many times a day."""
        end = self.clock() + dt.timedelta(days=days)
        people = list(self.people.values())
        chased_on = None
        while self.clock() < end:
            span = self.dice.randint(3, 25)
            self.clock.move(minutes=span)
            self._weather()
            for _ in range(round(len(people) * acts_a_day * span / 1440 + self.dice.random() - 0.5)):
                person = self.dice.choice(people)
                (self._officer if self.dice.random() < 0.75 else self._complainant)(person)
            if self.clock().date() != chased_on:
                chased_on = self.clock().date()
                self._chase(chased_on)
            while self.noticing.round() >= 200:
                pass
            self._call()
            self._judge()

    # What is judged --------------------------------------------------------------------------------------------------

    def _chase(self, today: dt.date) -> None:
        """Note as news every case that came to another chase today."""
        for case in all_records(self.desk.service_reader, self.desk.reader):
            found = clock(case.history, case.filed_on, case.row["due_on"], (), today)
            day = next((each.on for each in found.milestones if each.key == found.stage), today)
            person = self.people[case.row["id"]]
            if found.stage in LATE and (found.stage, day) not in person.chased:
                person.chased.add((found.stage, day))
                person.is_news = True

    def _call(self) -> None:
        """Let an officer call one of those who may be called now."""
        if self.dice.random() < 0.1 and (calls := safe_contact.calls(self.desk)):
            call = self.dice.choice(calls)
            person = next(each for each in self.people.values() if each.reference == call.reference)
            if person.channel != "call" or not person.is_safe(self.clock()) or not person.is_news:
                self.faults.append(f"{self.clock()}: offered for a call: {person}")
            safe_contact.call_made(self.desk, call.reference, "lin")
            person.is_news = False
            self.counts["called"] += 1

    def _judge(self) -> None:
        """Find whoever could be told now and was not. A sender that was down is asked again after five minutes."""
        now = self.clock()
        is_resting = self.is_down or abs(now - self.rested_at) < dt.timedelta(minutes=35)
        for person in self.people.values():
            # Who may not be told is not told later either, when another rule allows it: there will be other news.
            person.is_news = person.is_news and person.channel != "never"
            if is_resting or not person.is_news or person.channel not in {"sms", "email"}:
                continue
            if person.is_safe(now) and person.is_safe(now + MARGIN):
                self.faults.append(f"{now}: could have been told: {person}")

    def wrongly_closed(self) -> list[str]:
        """Return every closing that breaks a rule, by reading the histories from their beginning."""
        with self.desk.reader.begin() as connection:
            linked: set[str] = set().union(*case_links.shared(connection))
        found = []
        for case in all_records(self.desk.service_reader, self.desk.reader):
            found += [f"{case.reference}: {fault}" for fault in _broken(case, is_linked=case.reference in linked)]
        return found


@dataclass
class _Reading:
    """A plain reading of the rules of closing, step by step; `faults` is what is wrong with the closings."""

    category: str
    is_linked: bool
    contacted: bool = False
    withdrawn: bool = False
    contested: bool = False
    closed: bool = False
    proposer: str = ""
    faults: list[str] = field(default_factory=list)

    def read(self, event: Event) -> None:
        """Take in one event."""
        match event.step:
            case "closed":
                self.faults += self._faults(event)
                self.closed, self.contested, self.proposer = True, False, ""
            case "written" if not self.withdrawn:
                self.contacted, self.closed, self.proposer = False, False, ""
            case "written":
                self.contacted = False
            case "withdrawn" if not self.closed:
                self.withdrawn, self.contacted, self.proposer = True, False, ""
            case "contested" if self.closed or self.withdrawn:
                self.contacted, self.closed, self.withdrawn, self.contested = False, False, False, True
                self.proposer = ""
            case "asked" | "answered":
                self.contacted, self.proposer = self.contacted or event.detail.own_language, ""
            case "proposed":
                self.proposer = event.officer
            case "refused" | "referred":
                self.proposer = ""

    def _faults(self, event: Event) -> Iterator[str]:
        reason, seen = event.detail.reason, set(event.detail.evidence) - {"respondent-word", "broker-word"}
        if self.closed:
            yield "closed twice"
        if self.withdrawn and reason != "withdrawn":
            yield "withdrawn, and closed for another reason"
        if not self.contacted:
            yield f"nobody wrote to the complainant: {event}"
        if not self.withdrawn and (not seen or reason in {"", "nonsense", "withdrawn"}):
            yield f"without evidence or reason: {event}"
        is_paper = not self.withdrawn and seen <= {"employer-documents", "records", "authority-report"}
        is_forced = self.withdrawn and self.category in {"papers", "violence"}
        needs_second = self.is_linked or is_paper or is_forced or self.contested
        if needs_second and self.proposer in {"", event.officer}:
            yield f"by one officer alone: {event}"
        if self.contested and event.officer != "ho":
            yield f"contested, and not closed by a chief: {event}"


def _broken(case: Record, *, is_linked: bool) -> list[str]:
    """Return what is wrong with the closings of `case`."""
    reading = _Reading(case.row["category"], is_linked)
    for event in sorted(case.history, key=lambda each: (each.letters, bool(each.officer))):
        reading.read(event)
    return reading.faults


def simulated(
    stores: tuple[Resources, DeskResources], published: Published, moving: Clock, cases: int, days: int, seed: int
) -> Town:
    """Return a town after `days` in which `cases` were filed, touched some four times each."""
    town = Town(stores, published, moving, seed)
    town.settle(cases)
    town.live(days, acts_a_day=4 / days)
    return town

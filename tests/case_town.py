"""A town of complainants and officers over some weeks, at random: who is told when, and which cases are closed how.

Everything runs on real files and on the services themselves. Beside them a plain record of rules and events is kept, by which
a test judges (and by `case_judge`, which reads the histories).
"""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from api.domain.staffing import Member
from api.services import complaining, returning, safe_contact
from api.services.case_acts import Done
from api.services.case_records import all_records
from api.services.complaining import Lodged
from api.services.notices import Noticing
from api.services.posting import Outcome, Parcel
from api.services.published import Published
from api.services.resources import DeskResources, Resources
from tests.case_judge import Reading, reading
from tests.case_officers import MEMBERS, acted
from tests.case_people import Person
from tests.filing import filled
from tests.support import Clock

TOLD = {"asked", "answered", "closed"}
LATE = {"chase-one", "chase-two", "committee"}
MARGIN = dt.timedelta(minutes=5)
BEFORE = 70
"""Days over which the cases were filed before the town comes to life: some are late already."""


class Town:
    """The record, the processes under test, and everything that happens at random. It is the sender, too."""

    def __init__(self, stores: tuple[Resources, DeskResources], published: Published, moving: Clock, seed: int) -> None:
        self.service, self.desk = stores
        self.published, self.clock = published, moving
        self.dice = random.Random(seed)
        self.people: dict[int, Person] = {}
        self.by_address: dict[str, Person] = {}
        self.by_reference: dict[str, Person] = {}
        self.news: dict[int, Person] = {}
        self.proposed: dict[int, Person] = {}
        self.contested: dict[int, Person] = {}
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []
        self.is_down = False
        self.rested_at = moving()
        self.noticing = self.begin()

    def begin(self) -> Noticing:
        """Return what a desk's process that has just started sends with."""
        return Noticing(self.desk, self.published, {"email": self, "sms": self})

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
        elif not self.news.pop(person.number, None):
            self.faults.append(f"{now}: told twice: {person}")
        self.counts["sent"] += 1
        if self.dice.random() < 0.02:
            # Cut off in the act: it arrived, and the other side does not know; it rests for a while.
            self.rested_at = now
            return "unsure"
        return "sent"

    def settle(self, number: int) -> None:
        """File so many cases over some weeks, category, rule for contact and firm at random; three of ten share their firm."""
        start = self.clock.now
        for serial in range(1, number + 1):
            self.clock.now = start - dt.timedelta(days=BEFORE * (1 - serial / number))
            firm = f"Hãng số {serial // 2 if self.dice.random() < 0.5 else number + serial}"
            self._file(Person(serial, firm))

    def _file(self, person: Person) -> None:
        self._new_rule(person)
        self.people[person.number] = person
        about = {"category": self.dice.choice(["papers", "pay", "violence"])}
        answers: dict[str, Any] = {"about": about, "respondent": {"name": person.firm}, "contact": person.contact()}
        lang = self.dice.choice(["vi", "id", "th"])
        done = complaining.lodge(self.service, filled(**answers), lang, f"a press of the button {person.number}")
        assert isinstance(done, Lodged), done
        person.reference, person.receipt = done.reference, done.receipt
        self.by_reference[done.reference] = person

    def _new_rule(self, person: Person) -> None:
        """Let `person` be reached in another way from now on, or never any more."""
        self.counts["rules"] += 1
        person.chooses(self.dice, self.counts["rules"])
        self.by_address[person.address] = person

    def _complainant(self) -> None:
        """Write, withdraw, contest, or name another way to be reached; whoever was closed contests oftener."""
        dice, person = self.dice, self.dice.choice(list(self.people.values()))
        weights = [20, 15, 5, 60] if person.is_over else [40, 30, 25, 5]
        act = dice.choices(["rule", "written", "withdrawn", "contested"], weights)[0]
        press, receipt = f"{act} {self.counts.total()}", person.receipt
        done: object
        match act:
            case "rule":
                self._new_rule(person)
                done = returning.change_contact(self.service, receipt, person.contact(), press)
            case "written":
                done = returning.write_to(self.service, receipt, "x", press)
            case "withdrawn":
                done = returning.withdraw(self.service, receipt, dice.choice(["afraid", "solved", ""]))
            case _:
                done = returning.contest(self.service, receipt, "x", press)
        self.counts[f"complainant {act}: {type(done).__name__}"] += 1
        if isinstance(done, returning.CaseView):
            self.contested |= {person.number: person} if act == "contested" else {}
            person.is_over = done.state in {"closed", "withdrawn"}

    def _officer(self) -> None:
        """Do something to a case, often against the rules; whatever is told counts as news."""
        member = self.dice.choices(MEMBERS, [3, 3, 2, 2, 3])[0]
        if self.proposed and self.dice.random() < 0.35:
            # A queue of proposals; who proposed it, and who may not, press the buttons too.
            person = self.dice.choice(list(self.proposed.values()))
            acts, weights = ["confirm", "refuse"], [70, 30]
        elif self.contested and self.dice.random() < 0.2:
            person, acts, weights = self.dice.choice(list(self.contested.values())), ["handle"], [1]
        else:
            person = self.dice.choice(list(self.people.values()))
            acts = ["ask", "answer", "conclude", "close", "handle", "refer", "confirm", "refuse", "call"]
            weights = [12, 16, 12, 15, 25, 10, 2, 2, 6]
        act = self.dice.choices(acts, weights)[0]
        press = f"{act} {self.counts.total()}"
        for done in [self._tries_to_call(member, person)] if act == "call" else self.acts(act, member, person, press):
            self.counts[f"{act}: {getattr(done, 'code', type(done).__name__)}"] += 1
            self._note(done, person)

    def acts(self, act: str, member: Member, person: Person, press: str) -> Iterator[object]:
        """Yield what comes of `act` to the case of `person`."""
        yield from acted(self.desk, self.dice, act, member, person, press)

    def _note(self, done: object, person: Person) -> None:
        """Keep in the record what an officer's act means for `person`."""
        if isinstance(done, Done):
            self.proposed.pop(person.number, None)
            if done.step == "proposed":
                self.proposed[person.number] = person
            if done.step in TOLD:
                self.news[person.number] = person
            if done.step == "closed":
                self.contested.pop(person.number, None)
                person.is_over = True
        elif getattr(done, "code", "") == "no-proposal":
            self.proposed.pop(person.number, None)

    def _tries_to_call(self, member: Member, person: Person) -> object:
        """Call whoever may be called now, whether or not there is news; judge what the officer was told."""
        allowed = safe_contact.reach(self.desk, person.reference).is_open
        is_free = person.channel == "call" and person.is_safe(self.clock()) and person.is_safe(self.clock() + MARGIN)
        if bool(allowed) != is_free:
            self.faults.append(f"{self.clock()}: a call is {'' if allowed else 'not '}allowed: {person}")
        if allowed:
            safe_contact.call_made(self.desk, person.reference, member.username)
            self.news.pop(person.number, None)
        return allowed

    def _weather(self) -> None:
        """Let the sender fail and come back, the process start anew, the clock be wrong and be corrected."""
        chance = self.dice.random()
        if chance < (0.1 if self.is_down else 0.008):
            self.is_down, self.rested_at = not self.is_down, self.clock()
        elif chance > 0.995:
            self.noticing = self.begin()
            self.counts["restarts"] += 1
        elif chance > 0.99:
            self.clock.move(minutes=self.dice.choice([-1500, -90, -20, 45, 200, 1600]))
            self.counts["clock jumps"] += 1

    def live(self, days: int, acts_a_day: float, tell: Callable[[int], object] = abs) -> None:
        """Let `days` pass, in steps of 3 to 25 minutes, with so many acts a day in each case; `tell` hears of each day that is over."""
        start, told, chased_on = self.clock(), 0, None
        end = start + dt.timedelta(days=days)
        while (now := self.clock()) < end:
            span = self.dice.randint(3, 25)
            self.clock.move(minutes=span)
            self._weather()
            for _ in range(round(len(self.people) * acts_a_day * span / 1440 + self.dice.random() - 0.5)):
                (self._officer if self.dice.random() < 0.75 else self._complainant)()
            if self.clock().date() != chased_on:
                chased_on = self.clock().date()
                self._chase(chased_on)
            while self.noticing.round() >= 200:
                pass
            self._judge()
            if self.dice.random() < 0.04:
                self._calls()
            if (now - start).days > told:
                told = (now - start).days
                tell(told)

    def _chase(self, today: dt.date) -> None:
        """Note as news every case that came to another chase today."""
        for case in all_records(self.desk.service_reader, self.desk.reader):
            found = case.clock((), today)
            day = next((each.on for each in found.milestones if each.key == found.stage), today)
            person = self.people[case.row["id"]]
            if found.stage in LATE and (found.stage, day) not in person.chased:
                person.chased.add((found.stage, day))
                self.news[person.number] = person

    def _calls(self) -> None:
        """Look at the list of calls: everybody on it may be called now and waits for it. Some of them are called."""
        calls = safe_contact.calls(self.desk)
        for call in calls:
            person = self.by_reference[call.reference]
            if person.channel != "call" or not person.is_safe(self.clock()) or person.number not in self.news:
                self.faults.append(f"{self.clock()}: offered for a call: {person}")
        for call in self.dice.sample(calls, min(len(calls), 5)):
            safe_contact.call_made(self.desk, call.reference, "lin")
            self.news.pop(self.by_reference[call.reference].number, None)
            self.counts["called"] += 1

    def _judge(self) -> None:
        """Find whoever could be told now and was not. A sender that was down is asked again after five minutes."""
        now = self.clock()
        is_resting = self.is_down or abs(now - self.rested_at) < dt.timedelta(minutes=35)
        for person in list(self.news.values()):
            if person.channel == "never":
                # Who may not be told is not told later either, when another rule allows it: there will be other news.
                del self.news[person.number]
            elif not is_resting and person.channel != "call" and person.is_safe(now) and person.is_safe(now + MARGIN):
                self.faults.append(f"{now}: could have been told: {person}")

    def readings(self) -> dict[str, Reading]:
        """Return the histories, read from their beginning, by reference."""
        sharing = Counter(person.firm for person in self.people.values())
        cases = all_records(self.desk.service_reader, self.desk.reader)
        firms = {reference: sharing[person.firm] for reference, person in self.by_reference.items()}
        return {case.reference: reading(case, is_linked=firms[case.reference] > 1) for case in cases}


def closings(readings: Mapping[str, Reading]) -> tuple[Counter[str], list[str]]:
    """Return what happened to all cases of `readings`, and every closing that breaks a rule."""
    counts = sum((each.counts for each in readings.values()), Counter[str]())
    return counts, [f"{reference}: {fault}" for reference, each in readings.items() for fault in each.faults]

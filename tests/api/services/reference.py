"""The rules of enrolling once more, in memory and as plainly as they can be said: what the real lists are compared with."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from api.domain.offers import Offer

SEATED = {"confirmed", "offered"}
LIVE = {*SEATED, "waiting", "entered"}


@dataclass(eq=False)
class Unit:
    """What one entry has in one offer: for one person or for two."""

    entry: int
    offer: str
    wish: int
    persons: tuple[str, ...]
    group: str
    state: str
    pool: str = ""
    hold: dt.datetime | None = None


@dataclass
class Reference:
    """All lists. Each method is one thing that can happen, and returns what the person or the officer is told."""

    offers: dict[str, Offer]
    now: dt.datetime
    units: list[Unit] = field(default_factory=list)
    queues: dict[str, list[Unit]] = field(default_factory=dict)
    wanted: dict[str, int] = field(default_factory=dict)
    gates: dict[str, str] = field(default_factory=dict)
    presses: dict[str, int] = field(default_factory=dict)
    stage: str = ""

    def seated(self, offer: str, pool: str = "") -> int:
        """Return how many sit in `offer`, or in one pool of it."""
        held = [unit for unit in self.units if unit.offer == offer and unit.state in SEATED]
        return sum(len(unit.persons) for unit in held if pool in {"", unit.pool})

    def capacity(self, offer: str) -> int:
        """Return how many seats there are: as the desk or the build says, but nobody is put out."""
        return max(self.wanted.get(offer, self.offers[offer].capacity), self.seated(offer))

    def pool(self, offer: str, group: str, size: int) -> str:
        """Return where somebody of `group` can sit: on a kept seat, else where nobody's kept seat is taken; "" for nowhere."""
        rule, free = self.offers[offer], self.capacity(offer) - self.seated(offer)
        quotas = rule.quotas if rule.quotas_until and self.now < rule.quotas_until else {}
        left = {name: max(0, most - self.seated(offer, name)) for name, most in quotas.items()}
        if min(left.get(group, 0), free) >= size:
            return group
        return "general" if free - sum(left.values()) >= size else ""

    def of_person(self, persons: Iterable[str]) -> list[Unit]:
        """Return the live places of `persons`."""
        return [unit for unit in self.units if unit.state in LIVE and {*unit.persons} & {*persons}]

    def busy(self, unit: Unit) -> bool:
        """Return whether they sit elsewhere at that time; a lower wish of the same entry would be given back."""
        return any(
            other.state in SEATED and other.offer in self.offers[unit.offer].clashes
            for other in self.of_person(unit.persons)
            if not (other.entry == unit.entry and other.wish > unit.wish)
        )

    def promote(self, *offers: str) -> None:
        """Offer free seats to those who wait, in order, passing over who cannot take one."""
        for offer in offers:
            starts = [meeting.starts_at for meeting in self.offers[offer].meetings]
            undecided = any(unit.offer == offer and unit.state == "entered" for unit in self.units)
            if undecided or self.gates.get(offer) == "not-held" or (starts and self.now >= starts[0]):
                continue
            for unit in list(self.queues.get(offer, [])):
                if not self.busy(unit) and (pool := self.pool(offer, unit.group, len(unit.persons))):
                    day = self.now + dt.timedelta(hours=24)
                    last = min([day, *(start - dt.timedelta(hours=2) for start in starts[:1])])
                    self.put(unit, "offered", pool, max(last, self.now + dt.timedelta(hours=1) if starts else day))

    def put(self, unit: Unit, state: str, pool: str = "", hold: dt.datetime | None = None) -> list[str]:
        """Put `unit` into `state`; return the lists on which somebody may now move up."""
        before, unit.state, unit.pool, unit.hold = unit.state, state, pool, hold
        queue = self.queues.setdefault(unit.offer, [])
        if before == "waiting" and state != "waiting":
            queue.remove(unit)
        if state == "waiting" and before != "waiting":
            queue.append(unit)
        if before in SEATED and state not in SEATED:
            clashes = self.offers[unit.offer].clashes
            others = {each.offer for each in self.of_person(unit.persons) if each.state == "waiting"}
            return [unit.offer, *sorted(others & clashes)]
        return [unit.offer] if before == "waiting" else []

    def press(self, key: str, persons: tuple[str, ...], group: str, wishes: tuple[str, ...]) -> str:
        """Enrol; the same key again is the same entry."""
        if key in self.presses:
            return "Enrolled"
        for person in persons:
            if refusal := self.refusal(person, wishes):
                return refusal
        first = self.offers[wishes[0]]
        self.presses[key] = entry = len(self.presses) + 1
        for number, wish in enumerate(wishes):
            kept = group if group in first.quotas else ""
            unit = Unit(entry, wish, number, persons, kept, "new")
            self.units.append(unit)
            pool = self.pool(wish, group, len(persons)) if first.allocation == "first-come" else ""
            self.put(unit, "entered" if first.allocation == "draw" else "confirmed" if pool else "waiting", pool)
        return "Enrolled"

    def refusal(self, person: str, wishes: tuple[str, ...]) -> str:
        """Return why `person` cannot press now, or nothing."""
        held, first = self.of_person([person]), self.offers[wishes[0]]
        gate = self.gates.get(wishes[0], "")
        if gate in {"closed", "not-held"} or (not gate and not first.opens_at <= self.now < first.closes_at):
            return "NotOpen"
        if any(each.offer in wishes or (first.round and self.offers[each.offer].round == first.round) for each in held):
            return "AlreadyHolds"
        if any(each.state in SEATED and each.offer in self.offers[wish].clashes for each in held for wish in wishes):
            return "Clash"
        return ""

    def of_entry(self, entry: int) -> list[Unit]:
        """Return what an entry has, best wish first."""
        return [unit for unit in self.units if unit.entry == entry]

    def cancel(self, entry: int) -> str:
        """Give everything back."""
        live = [unit for unit in self.of_entry(entry) if unit.state in LIVE]
        self.promote(*[offer for unit in live for offer in self.put(unit, "cancelled")])
        return "Enrolled"

    def lapse(self) -> None:
        """Let the seats whose hold has ended go to the next."""
        late = [unit for unit in self.units if unit.hold and unit.hold <= self.now]
        late.sort(key=lambda unit: (unit.entry, unit.offer))
        self.promote(*[offer for unit in late for offer in self.put(unit, "lapsed")])

    def confirm(self, entry: int) -> str:
        """Take up the best offered seat, and give lower wishes back."""
        self.lapse()
        held = self.of_entry(entry)
        best = next((unit for unit in held if unit.state == "offered"), None)
        if best:
            self.put(best, "confirmed", best.pool)
            lower = [unit for unit in held if unit.wish > best.wish and unit.state in LIVE]
            self.promote(*[offer for unit in lower for offer in self.put(unit, "released")])
        return "Enrolled" if best or any(unit.state == "confirmed" for unit in held) else "NoOffer"

    def pass_time(self, hours: int) -> None:
        """Let time pass: holds end, and seats that were kept become everyone's."""
        self.now += dt.timedelta(hours=hours)
        self.lapse()
        self.promote(*[offer.id for offer in self.offers.values() if offer.quotas])

    def set_offer(self, action: str, offer: str, value: str) -> str:
        """Do what the desk orders about a whole offer; a draw fixes what it has published."""
        todo = [offer]
        if self.offers[offer].round and self.stage == "closed":
            return "draw-first"
        if self.offers[offer].round and self.stage == "announced" and action == "capacity":
            return "fixed-by-draw"
        if action == "capacity":
            if int(value) < self.seated(offer):
                return "below-seats-taken"
            self.wanted[offer] = int(value)
            self.promote(offer)
            return "done"
        self.gates[offer] = {"open": "open", "close": "closed", "as-announced": "", "not-held": "not-held"}[action]
        if action == "not-held":
            live = [unit for unit in self.units if unit.offer == offer and unit.state in LIVE]
            todo = [freed for unit in live for freed in self.put(unit, "not-held")]
        self.promote(*todo)
        return "done"

    def move(self, action: str, unit: Unit) -> str:
        """Do what the desk orders about one entry."""
        starts = {
            "seat": {"waiting", "lapsed", "cancelled", "refused"},
            "remove": LIVE,
            "back": {"cancelled", "lapsed", "refused"},
        }
        if unit.state not in starts.get(action, {"waiting"}):
            return "wrong-state"
        queue, todo = self.queues.setdefault(unit.offer, []), list[str]()
        if action in {"to-front", "to-end"}:
            queue.remove(unit)
            queue.insert(0 if action == "to-front" else len(queue), unit)
            return "done"
        others = [each for each in self.of_person(unit.persons) if each.entry != unit.entry]
        clashes = self.offers[unit.offer].clashes
        if action != "remove" and any(
            each.offer == unit.offer or (each.state in SEATED and each.offer in clashes) for each in others
        ):
            return "has-elsewhere"
        if action == "seat":
            free = self.capacity(unit.offer) - self.seated(unit.offer) >= len(unit.persons)
            pool = self.pool(unit.offer, unit.group, len(unit.persons)) or ("general" if free else "")
            if not pool:
                return "no-free-seat"
            todo = self.put(unit, "confirmed", pool)
        else:
            todo = [*self.put(unit, "refused" if action == "remove" else "waiting"), unit.offer]
        self.promote(*todo)
        return "done"

    def drawn(self, document: Mapping[str, Any], names: Mapping[int, str]) -> None:
        """Put everybody where the published draw puts them; whoever sits elsewhere by now waits, then free seats are handed on."""
        self.wanted |= {name: facts["capacity"] for name, facts in document["offers"].items()}
        order = {name: lot for lot, name in enumerate(document["order"])}
        for unit in sorted(self.units, key=lambda unit: order.get(names[unit.entry], 0)):
            if unit.state == "entered":
                name = names[unit.entry]
                seat = document["seats"][name]
                waits = name in document["waiting"].get(unit.offer, ())
                is_seat = bool(seat) and seat["offer"] == unit.offer
                if is_seat and not self.busy(unit):
                    self.put(unit, "confirmed", seat["pool"])
                else:
                    self.put(unit, "waiting" if waits or is_seat else "released")
        self.promote(*sorted(document["offers"]))

"""Enrolling, looking an enrolment up, taking up an offered seat, and giving one back."""

import datetime as dt
import json
import unicodedata
from base64 import b32encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.domain import seats as rule
from api.domain.codes import ENROLMENT_DIGITS, derive
from api.domain.documents import read_document
from api.domain.offers import Offer
from api.domain.seats import AlreadyHolds, Clash, Entered, Held, MissingStep, NotOpen, Seated, State, Waiting
from api.forms.enrolment import Enrolment
from api.services.resources import Resources
from api.services.sealing import seal
from api.services.seating import Hand, units
from api.services.secrets import keyed
from api.store import audit, outbox
from api.store import enrolments as store
from api.store.enrolments import Entry, NewEntry, Place, Seats
from api.store.types import Connection

Offers = Mapping[str, Offer]


@dataclass(frozen=True)
class Wish:
    """What an entry has in one offer: its state, its place if it waits, and until when an offered seat is kept."""

    offer: str
    state: State
    place: int | None = None
    hold_until: dt.datetime | None = None


@dataclass(frozen=True)
class Enrolled:
    """What the person holds: the wishes, best first, and the pseudonym on public lists.

    `code` is shown at the press that made it, and at the same press again.
    """

    wishes: tuple[Wish, ...]
    pseudonym: str = ""
    code: str | None = None
    again: bool = False

    @property
    def best(self) -> Wish:
        """Return what matters most: a seat before a place, the better wish before the other."""
        order = ("confirmed", "offered", "invited", "entered", "waiting")
        ranked = {state: number for number, state in enumerate(order)}
        return min(self.wishes, key=lambda wish: ranked.get(wish.state, len(order)))


@dataclass(frozen=True)
class KeyReused:
    """The idempotency key was used for something else."""


@dataclass(frozen=True)
class UnknownCode:
    """No enrolment has this code."""


@dataclass(frozen=True)
class NoOffer:
    """The offered seat was not kept any more: it is with the next who waited."""


Refusal = NotOpen | AlreadyHolds | Clash | MissingStep | KeyReused


def _persons(form: Enrolment, pepper: bytes) -> tuple[str, ...]:
    """Return the keyed hashes that stand for the person, and for the one who comes along.

    A person is a document number or, where none is asked for, the name without spaces and case and how they are reached.
    """
    if form.identity and (document := read_document(form.identity)):
        first = keyed(pepper, "document", document.number)
    else:
        name = "".join(unicodedata.normalize("NFKC", form.name).casefold().split())
        digits = "".join(str(unicodedata.decimal(letter)) for letter in form.contact.phone if letter.isdecimal())
        digits = f"0{digits.removeprefix('886')}" if digits.startswith("886") else digits
        first = keyed(pepper, "person", name, digits or (form.contact.email or "").casefold())
    if not form.partner.name:
        return (first,)
    if form.partner.identity and (document := read_document(form.partner.identity)):
        return first, keyed(pepper, "document", document.number)
    return first, keyed(pepper, "partner", first, "".join(form.partner.name.casefold().split()))


def _canonical(form: Enrolment) -> str:
    return json.dumps(form.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)


def _pseudonym(pepper: bytes, code: str) -> str:
    """Return the name of an entry on public lists: eight letters that tell nothing and that its holder can look up."""
    drawn = b32encode(bytes.fromhex(keyed(pepper, "pseudonym", code))[:5]).decode()
    return f"{drawn[:4]}-{drawn[4:]}"


def wished(form: Enrolment, offers: Offers) -> tuple[Offer, ...] | None:
    """Return the offers that `form` wishes for, best first; None if one of them does not go with the first."""
    first = offers.get(form.course)
    others = [offers.get(name) for name in form.wishes.in_order()]
    if first is None or len({form.course, *form.wishes.in_order()}) != 1 + len(others):
        return None
    together = [each for each in others if each and first.round and each.round == first.round]
    return (first, *together) if len(together) == len(others) < first.wishes or not others else None


def enrol(
    resources: Resources, offers: Offers, wishes: Sequence[Offer], form: Enrolment, press: str, lang: str
) -> Enrolled | Refusal:
    """Give the person of `form` a seat, a place on the waiting list, or a place in the draw, in strict order of arrival.

    `press` is the idempotency key of one press of the button: the same press again returns the same seat and code.
    """
    pepper, course = resources.pepper, wishes[0]
    body = _canonical(form)
    code = derive(pepper, f"enrolment\0{press}\0{body}".encode(), ENROLMENT_DIGITS)
    persons = _persons(form, pepper)
    contact = {"name": form.name, "phone": form.contact.phone, "email": form.contact.email}
    new = NewEntry(
        code_hash=keyed(pepper, "code", code),
        press=keyed(pepper, "press", press),
        body=keyed(pepper, "body", body),
        pseudonym=_pseudonym(pepper, code),
        lang=lang,
        sealed=seal(contact | {"document": form.identity, "partner": form.partner.model_dump()}, resources.desk_key),
    )

    def work(connection: Connection) -> Enrolled | Refusal:
        if entry := store.by_press(connection, new.press):
            same = entry.body == new.body
            return _shown(connection, entry, code, again=True) if same else KeyReused()
        hand = Hand(connection, offers, resources.clock())
        found = _admitted(hand, course, wishes, form, persons)
        if not isinstance(found, Seated | Waiting | Entered):
            return found
        _keep(hand, new, wishes, persons, form.group if form.group in course.quotas else "", found)
        place = found.place if isinstance(found, Waiting) else None
        state = _STATES[type(found)]
        return Enrolled(tuple(Wish(each.id, state, place) for each in wishes), new.pseudonym, code)

    return resources.writer.write(work)


_STATES: Mapping[type, State] = {Seated: "confirmed", Waiting: "waiting", Entered: "entered"}


def _admitted(
    hand: Hand, course: Offer, wishes: Sequence[Offer], form: Enrolment, persons: tuple[str, ...]
) -> Seated | Waiting | Entered | Refusal:
    """Return what the persons together get in `course`; a place anywhere in the same draw is a place already."""
    counts = hand.counts(course.id)
    if counts.waiting and counts.taken < counts.capacity:
        hand.look_at(course.id)
        hand.hand_on()
    where = rule.window(course.opens_at, course.closes_at, hand.now, counts.gate)  # type: ignore[arg-type]
    full = hand.full(course)
    groups = (form.group,) if form.group else ()
    found: Seated | Waiting | Entered | Refusal = AlreadyHolds()
    for person in dict.fromkeys(persons):
        held = store.of_person(hand.connection, person)
        if course.round and any(
            hand.offers[each.offer].round == course.round for each in held if each.offer in hand.offers
        ):
            return AlreadyHolds()
        applicant = rule.Applicant(held, _steps(hand, course, held, person), groups)
        for each in wishes:
            found = rule.admission(each, where, applicant, full, hand.now)
            if not isinstance(found, Seated | Waiting | Entered):
                return found
    return found if len(set(persons)) == len(persons) else AlreadyHolds()


def _steps(hand: Hand, course: Offer, held: Sequence[Held], person: str) -> set[str]:
    if not course.requires:
        return set()
    return rule.steps_taken(course, held, hand.offers, store.finished_steps(hand.connection, person))


def _keep(
    hand: Hand,
    new: NewEntry,
    wishes: Sequence[Offer],
    persons: tuple[str, ...],
    group: str,
    found: Seated | Waiting | Entered,
) -> None:
    """Write the entry with its places, count them, and keep who is to be told."""
    connection, at, state = hand.connection, store.moment(hand.now), _STATES[type(found)]
    entry = store.add_entry(connection, new, hand.now)
    pool = found.pool if isinstance(found, Seated) else ""
    for number, offer in enumerate(wishes):
        for person in persons:
            store.add_place(connection, Place(0, entry, offer.id, person, number, state, pool, group, entry, None, at))
        if state != "entered":
            taken = len(persons) if state == "confirmed" else 0
            store.move(connection, offer.id, taken=taken, waiting=0 if taken else len(persons))
    audit.note(connection, audit.Happened(at, hand.actor, state, wishes[0].id, new.pseudonym))
    outbox.add(connection, entry, wishes[0].id, state, at)


def _shown(connection: Connection, entry: Entry, code: str | None = None, *, again: bool = False) -> Enrolled:
    wishes = []
    for offer, rows in units(store.of_entry(connection, entry.id)).items():
        place = store.ahead_of(connection, rows[0]) + 1 if rows[0].state == "waiting" else None
        hold = dt.datetime.fromisoformat(rows[0].hold_until) if rows[0].hold_until else None
        wishes.append(Wish(offer, rows[0].state, place, hold))
    return Enrolled(tuple(wishes), entry.pseudonym, code, again)


def look_up(resources: Resources, code: str) -> Enrolled | UnknownCode:
    """Return what the holder of `code` has."""
    with resources.reader.begin() as connection:
        entry = store.by_code(connection, keyed(resources.pepper, "code", code))
        return _shown(connection, entry) if entry else UnknownCode()


def cancel(resources: Resources, offers: Offers, code: str, only: str = "") -> Enrolled | UnknownCode:
    """Give back what `code` holds (or `only` one offer of it) and let the next in line move up, in one transaction.

    Cancelling twice changes nothing.
    """

    def work(connection: Connection) -> Enrolled | UnknownCode:
        entry = store.by_code(connection, keyed(resources.pepper, "code", code))
        if entry is None:
            return UnknownCode()
        hand = Hand(connection, offers, resources.clock())
        for offer, rows in units(store.of_entry(connection, entry.id)).items():
            if rows[0].state in rule.LIVE and only in {"", offer}:
                hand.put(rows, "cancelled")
        hand.hand_on()
        return _shown(connection, entry)

    return resources.writer.write(work)


def confirm(resources: Resources, offers: Offers, code: str) -> Enrolled | UnknownCode | NoOffer:
    """Take up the seat that was offered to `code`; a second press finds it taken up and says the same."""

    def work(connection: Connection) -> Enrolled | UnknownCode | NoOffer:
        entry = store.by_code(connection, keyed(resources.pepper, "code", code))
        if entry is None:
            return UnknownCode()
        hand = Hand(connection, offers, resources.clock())
        let_go(hand)
        found = units(store.of_entry(connection, entry.id)).values()
        offered = [rows for rows in found if rows[0].state == "offered"]
        if not offered and not any(rows[0].state == "confirmed" for rows in found):
            return NoOffer()
        if offered:
            hand.take_up(offered[0])
        hand.hand_on()
        return _shown(connection, entry)

    return resources.writer.write(work)


def let_go(hand: Hand) -> None:
    """Let every offered seat whose hold has ended go to the next who waits."""
    for entry, offer in store.lapsed(hand.connection, hand.now):
        rows = [place for place in store.of_entry(hand.connection, entry) if place.offer == offer]
        hand.put([place for place in rows if place.state == "offered"], "lapsed")
    hand.hand_on()


def settle(resources: Resources, offers: Offers) -> None:
    """Follow what a new build announces: an offer that grew gives its new seats to those who wait, at once and in order."""

    def work(connection: Connection) -> None:
        hand = Hand(connection, offers, resources.clock())
        hand.look_at(*sorted(store.all_seats(connection).keys() & offers.keys()))
        hand.hand_on()

    resources.writer.write(work)


def seats(resources: Resources) -> dict[str, Seats]:
    """Return how full every offer is that anybody has enrolled in."""
    with resources.reader.begin() as connection:
        return store.all_seats(connection)

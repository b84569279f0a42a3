"""Enrolling, looking an enrolment up, taking up an offered seat, and giving one back."""

import unicodedata
from base64 import b32encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.domain import seats as rule
from api.domain.codes import ENROLMENT_DIGITS, derive
from api.domain.documents import read_document
from api.domain.offers import Offer
from api.forms.enrolment import Enrolment
from api.services.held import Enrolled, KeyReused, Refusal, Wish, shown
from api.services.pressing import Press, admit
from api.services.resources import Resources
from api.services.seating import Hand, units
from api.services.secrets import keyed
from api.store import enrolments as store
from api.store.enrolments import NewEntry, Seats
from api.store.types import Connection

__all__ = ["Enrolled", "KeyReused", "Refusal", "Wish"]

Offers = Mapping[str, Offer]


@dataclass(frozen=True)
class UnknownCode:
    """No enrolment has this code."""


@dataclass(frozen=True)
class NoOffer:
    """The offered seat was not kept any more: it is with the next who waited."""


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


def _pseudonym(pepper: bytes, code: str) -> str:
    """Return the name of an entry on public lists: eight letters that tell nothing and that its holder can look up."""
    drawn = b32encode(bytes.fromhex(keyed(pepper, "pseudonym", code))[:5]).decode()
    return f"{drawn[:4]}-{drawn[4:]}"


def wished(form: Enrolment, offers: Offers) -> tuple[Offer, ...] | None:
    """Return the offers that `form` wishes for, best first; None if one does not go with the first, or not with a pair."""
    first = offers.get(form.course)
    others = [offers.get(name) for name in form.wishes.in_order()]
    if first is None or len({form.course, *form.wishes.in_order()}) != 1 + len(others):
        return None
    if form.partner.name and not all(each and each.pairs for each in (first, *others)):
        return None
    together = [each for each in others if each and first.round and each.round == first.round]
    return (first, *together) if len(together) == len(others) < first.wishes or not others else None


def enrol(
    resources: Resources, offers: Offers, wishes: Sequence[Offer], form: Enrolment, press: str, lang: str
) -> Enrolled | Refusal:
    """Give the person of `form` a seat, a place on the waiting list, or a place in the draw, in strict order of arrival.

    `press` is the idempotency key of one press of the button: the same press again returns the same seat and code.
    """
    pepper = resources.pepper
    body = form.model_dump_json()
    code = derive(pepper, f"enrolment\0{press}\0{body}".encode(), ENROLMENT_DIGITS)
    persons = _persons(form, pepper)
    contact = {"name": form.name, "phone": form.contact.phone, "email": form.contact.email}
    new = NewEntry(
        code_hash=keyed(pepper, "code", code),
        press=keyed(pepper, "press", press),
        body=keyed(pepper, "body", body),
        pseudonym=_pseudonym(pepper, code),
        lang=lang,
        sealed=resources.envelopes.seal(contact | {"document": form.identity, "partner": form.partner.model_dump()}),
    )

    press_made = Press(new, offers, tuple(wishes), persons, form.group, code, resources.clock)
    return resources.writer.write_together(admit, press_made)


def look_up(resources: Resources, code: str) -> Enrolled | UnknownCode:
    """Return what the holder of `code` has."""
    with resources.reader.begin() as connection:
        entry = store.by_code(connection, keyed(resources.pepper, "code", code))
        return shown(connection, entry) if entry else UnknownCode()


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
        return shown(connection, entry)

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
        return shown(connection, entry)

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

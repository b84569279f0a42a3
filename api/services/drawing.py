"""A draw from its commitment to its seats: what is published at each stage follows the recipe in api.domain.draw."""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from api.domain import draw as rule
from api.domain.offers import Offer
from api.domain.seats import Held, State, is_busy
from api.services.resources import Resources
from api.services.seating import Hand, units
from api.store import audit, draws, outbox
from api.store import enrolments as store
from api.store.draws import Draw
from api.store.enrolments import Place

NUMBERS = "Daily Cash 539"
"""The public numbers that nobody here can know or steer: 今彩539, drawn in public on the evening of the day."""


def rounds(offers: Mapping[str, Offer]) -> dict[str, list[Offer]]:
    """Return the offers of each round, by name."""
    found: dict[str, list[Offer]] = {}
    for offer in offers.values():
        if offer.round and offer.drawn_on:
            found.setdefault(offer.round, []).append(offer)
    return found


def commit_and_close(hand: Hand) -> None:
    """Commit to a secret for every round that is announced, and close the list of every round whose window has ended."""
    for name, offers in rounds(hand.offers).items():
        known = draws.of_round(hand.connection, name)
        if known is None:
            draws.add(hand.connection, _announced(name, offers, hand.now))
            hand.note("commitment", name)
        elif known.stage == "announced" and hand.now >= max(offer.closes_at for offer in offers):
            _close(hand, known)


def _announced(name: str, offers: list[Offer], now: dt.datetime) -> Draw:
    secret = secrets.token_bytes(32)
    first = offers[0]
    at = dt.datetime.combine(first.drawn_on or now.date(), first.drawn_at)
    document = {
        "format": 1,
        "round": name,
        "committed_at": store.moment(now),
        "commitment": rule.commitment(secret, name),
        "opens_at": store.moment(min(offer.opens_at for offer in offers)),
        "closes_at": store.moment(max(offer.closes_at for offer in offers)),
        "public_name": NUMBERS,
        "public_at": store.moment(at),
        "offers": {
            offer.id: {"capacity": offer.capacity, "quotas": dict(offer.quotas)}
            for offer in sorted(offers, key=lambda offer: offer.id)
        },
    }
    return Draw(name, secret.hex(), document, "announced")


def _close(hand: Hand, known: Draw) -> None:
    """Close the list: who has entered, under pseudonyms, with a hash that fixes it before the numbers appear."""
    listed: dict[int, dict[str, Any]] = {}
    for row in draws.entered(hand.connection, list(known.document["offers"])):
        entry = listed.setdefault(
            row.entry,
            {
                "pseudonym": row.pseudonym,
                "wishes": [],
                "size": 0,
                "groups": [group for group in row.groups.split(",") if group],
            },
        )
        if row.offer not in entry["wishes"]:
            entry["wishes"].append(row.offer)
        entry["size"] += row.offer == entry["wishes"][0]
    document = known.document | {"entries": sorted(listed.values(), key=lambda entry: str(entry["pseudonym"]))}
    document["entries_hash"] = rule.entries_hash(document)
    draws.put(hand.connection, known._replace(document=document, stage="closed"))
    hand.note("list-closed", known.round, detail=document["entries_hash"])


def numbers_typed(hand: Hand, name: str, officer: str, typed: str) -> str:
    """Take the public numbers as `officer` typed them; when a second one has typed the same, the seats are drawn."""
    known = draws.of_round(hand.connection, name)
    if known is None:
        return "unknown"
    if known.stage != "closed" or hand.now < dt.datetime.fromisoformat(known.document["public_at"]):
        return "wrong-state" if known.stage == "drawn" else "not-yet"
    value = rule.public_value(NUMBERS, known.document["public_at"][:10], typed)
    if value is None:
        return "numbers-wrong"
    earlier = [row for row in audit.of_offer(hand.connection, name, "numbers") if row.actor != officer]
    hand.note("numbers", name, detail=value)
    if any(row.detail == value for row in earlier):
        _draw(hand, known, value)
        return "done"
    return "numbers-differ" if earlier else "waits-for-second"


def is_to_come(hand: Hand, offer: Offer) -> bool:
    """Return whether `offer` is drawn and its draw has not taken place yet."""
    known = draws.of_round(hand.connection, offer.round) if offer.round else None
    return bool(offer.round) and (known is None or known.stage != "drawn")


def fixes(hand: Hand, offer: Offer, action: str) -> str:
    """Return why the desk cannot do `action` to `offer` because of what a draw has published, or nothing.

    The number of seats is fixed with the commitment; between closing and drawing nothing changes at all.
    """
    known = draws.of_round(hand.connection, offer.round) if offer.round else None
    if known is None or known.stage == "drawn":
        return ""
    if known.stage == "closed":
        return "draw-first"
    return "fixed-by-draw" if action == "capacity" else ""


def _draw(hand: Hand, known: Draw, value: str) -> None:
    """Draw, publish, and put every entry where the draw puts it: a seat, and the waiting lists of what it liked better."""
    document = known.document | {"secret": known.secret, "public_value": value}
    document |= rule.result(document)
    draws.put(hand.connection, known._replace(document=document, stage="drawn"))
    lots = {pseudonym: number for number, pseudonym in enumerate(document["order"], 1)}
    numbers = {row.entry: row.pseudonym for row in draws.entered(hand.connection, list(document["offers"]))}
    for name, facts in document["offers"].items():
        store.set_by_desk(hand.connection, name, facts["capacity"], hand.counts(name).gate)
    for entry, pseudonym in numbers.items():
        if pseudonym in lots:
            waits_for = {offer for offer, names in document["waiting"].items() if pseudonym in names}
            _place(hand, entry, lots[pseudonym], document["seats"][pseudonym], waits_for)
    hand.note("drawn", known.round, detail=value)
    hand.look_at(*document["offers"])


def _place(hand: Hand, entry: int, lot: int, seat: Mapping[str, str] | None, waits_for: set[str]) -> None:
    """Put `entry` where the draw puts it; what was given back or taken off since the list was closed stays so."""
    states: dict[str, State] = {}
    for offer, rows in units(store.of_entry(hand.connection, entry)).items():
        if rows[0].state != "entered":
            continue
        store.set_rank(hand.connection, entry, offer, lot)
        is_drawn = seat is not None and seat["offer"] == offer
        if seat and is_drawn and not _sits_elsewhere(hand, offer, rows):
            states[offer] = "confirmed"
        else:
            states[offer] = "waiting" if is_drawn or offer in waits_for else "released"
        hand.put(rows, states[offer], pool=seat["pool"] if seat and states[offer] == "confirmed" else "")
    first = next((offer for offer, state in states.items() if state == "waiting"), None)
    if first and "confirmed" not in states.values():
        outbox.add(hand.connection, entry, first, "waiting", store.moment(hand.now))


def _sits_elsewhere(hand: Hand, offer: str, rows: list[Place]) -> bool:
    """Return whether somebody of `rows` took a seat elsewhere at that time meanwhile: they wait, first in line, until it is given back."""
    known = hand.offers.get(offer)
    held = [each for place in rows for each in store.of_person(hand.connection, place.person)]
    return known is not None and is_busy(known, Held(offer, "entered", rows[0].entry, rows[0].wish), held)


def published(resources: Resources) -> dict[str, dict[str, Any]]:
    """Return what is published of every round: never the secret before the draw."""
    with resources.reader.begin() as connection:
        return {draw.round: draw.document for draw in draws.all_draws(connection)}

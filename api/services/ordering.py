"""Carrying out what the desk ordered: the service alone writes the lists, in the order in which orders were given."""

import json
import logging
from collections.abc import Mapping

from api.domain import orders as rule
from api.domain.offers import GENERAL, Offer
from api.domain.seats import LIVE, SEATED, Gate, free_seats, pool_for
from api.services import drawing
from api.services.resources import Resources
from api.services.seating import Hand
from api.store import desk_orders
from api.store import enrolments as store
from api.store.desk_orders import Order
from api.store.enrolments import Place
from api.store.types import BusyError, Connection
from api.store.writer import QueueFullError

log = logging.getLogger(__name__)
Offers = Mapping[str, Offer]
GATES: Mapping[str, Gate] = {"open": "open", "close": "closed", "as-announced": "", "not-held": "not-held"}


def carry_out(resources: Resources, offers: Offers) -> int:
    """Carry out every order that is new at the desk; return how many there were."""
    with resources.reader.begin() as connection:
        last = desk_orders.last_carried_out(connection)
    with resources.desk_reader.begin() as connection:
        new = desk_orders.after(connection, last)
    for order in new:
        _carry_out_one(resources, offers, order)
    return len(new)


def _carry_out_one(resources: Resources, offers: Offers, order: Order) -> None:
    def failed(connection: Connection) -> None:
        desk_orders.note_outcome(connection, order.id, store.moment(resources.clock()), "failed")

    try:
        resources.writer.write(lambda connection: _carry_out(connection, resources, offers, order))
    except (QueueFullError, BusyError):
        raise
    except Exception as error:  # noqa: BLE001 - one order that cannot be carried out must not hold up all later ones
        log.error("order %s: %s", order.id, type(error).__name__)
        resources.writer.write(failed)


def _carry_out(connection: Connection, resources: Resources, offers: Offers, order: Order) -> None:
    if order.id <= desk_orders.last_carried_out(connection):
        return
    hand = Hand(connection, offers, resources.clock(), order.officer, order.reason)
    if order.reason not in rule.REASONS:
        outcome = "no-reason"
    elif order.action in rule.OF_OFFER:
        outcome = _of_offer(hand, order)
    else:
        outcome = _of_entry(hand, order)
    hand.hand_on()
    desk_orders.note_outcome(connection, order.id, store.moment(hand.now), outcome)


def _of_offer(hand: Hand, order: Order) -> str:
    """Open, close, resize or call off a whole offer; of two who change it at once, the second looks again."""
    if order.action == "numbers":
        return drawing.numbers_typed(hand, order.offer, order.officer, order.value)
    if order.offer not in hand.offers:
        return "unknown"
    known = hand.counts(order.offer)
    if order.version is not None and order.version != known.version:
        return "changed-meanwhile"
    if fixed := drawing.fixes(hand, hand.offers[order.offer], order.action):
        return fixed
    capacity = known.set_capacity
    if order.action == "capacity":
        capacity = int(order.value)
        if capacity < known.taken:
            return "below-seats-taken"
    gate = GATES.get(order.action, known.gate)
    store.set_by_desk(hand.connection, order.offer, capacity, gate)
    hand.note(order.action, order.offer, detail=order.value)
    if order.action == "not-held":
        hand.call_off(order.offer)
    hand.look_at(order.offer)
    return "done"


def _of_entry(hand: Hand, order: Order) -> str:
    """Move one entry; what is moved by hand is in the audit with its reason."""
    action, offer = rule.ACTIONS.get(order.action), hand.offers.get(order.offer)
    places = store.of_entry(hand.connection, order.entry) if order.entry else []
    rows = [place for place in places if place.offer == order.offer]
    if action is None or offer is None or not rows:
        return "unknown"
    if rows[0].state not in action.of:
        return "wrong-state"
    if order.action != "remove" and drawing.is_to_come(hand, offer):
        return "draw-first"
    entry = store.by_number(hand.connection, rows[0].entry)
    pseudonym = entry.pseudonym if entry else ""
    if order.action == "completed":
        for place in rows:
            store.finish(hand.connection, place.person, offer.grants or offer.id)
    elif action.to is None:
        first, last = store.ranks(hand.connection, offer.id)
        store.set_rank(hand.connection, rows[0].entry, offer.id, first - 1 if order.action == "to-front" else last + 1)
    elif refusal := _refusal(hand, offer, rows, action):
        return refusal
    else:
        pool = _pool(hand, offer, rows) if action.to in SEATED else ""
        hand.put(rows, action.to, pool=pool or "")
        if action.to == "waiting":
            store.set_rank(hand.connection, rows[0].entry, offer.id, store.ranks(hand.connection, offer.id)[1] + 1)
            hand.look_at(offer.id)
    hand.note(order.action, offer.id, pseudonym, json.dumps({"order": order.id}))
    return "done"


def _refusal(hand: Hand, offer: Offer, rows: list[Place], action: rule.Action) -> str:
    """Return why the move cannot be made, or nothing: no free seat, or the person sits elsewhere at the same time."""
    if rows[0].state not in LIVE or action.to in SEATED:
        for place in rows:
            others = [each for each in store.of_person(hand.connection, place.person) if each.entry != place.entry]
            if any(each.offer == offer.id or (each.state in SEATED and each.offer in offer.clashes) for each in others):
                return "has-elsewhere"
    if action.to in SEATED and rows[0].state not in SEATED and _pool(hand, offer, rows) is None:
        return "no-free-seat"
    return ""


def _pool(hand: Hand, offer: Offer, rows: list[Place]) -> str | None:
    free = free_seats(offer, hand.full(offer), hand.now)
    groups = tuple(filter(None, rows[0].groups.split(",")))
    found = pool_for(free, groups, len(rows))
    # A seat given by hand may be one that is kept for a group: the officer answers for it with the reason.
    return found or (GENERAL if sum(free.values()) >= len(rows) else None)

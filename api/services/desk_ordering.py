"""What members of staff order, and what came of it: the desk keeps orders, the service carries them out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from api.services.resources import DeskResources
from api.store import desk_orders
from api.store import enrolments as store
from api.store.desk_orders import Order
from api.store.enrolments import moment

Pause = Callable[[float], None]
STEP, TRIES = 0.1, 15
WAITS = "waits"
"""The outcome of an order that the service has not carried out yet."""


@dataclass(frozen=True)
class Told:
    """One order with its outcome; `pseudonym` is that of the entry that it is about, or empty."""

    order: Order
    outcome: str
    pseudonym: str = ""


def order(officer: str, action: str, offer: str, reason: str, **more: Any) -> Order:
    """Return an order that is still to be given; `more` are its `entry`, `value`, `note` and `version`."""
    return Order(0, "", officer, action, offer, None, "", reason, "", None)._replace(**more)


def give(resources: DeskResources, order: Order, press: str) -> int:
    """Keep `order`, once for each `press` of its officer; return its number."""
    return give_all(resources, [order], press)[0]


def give_all(resources: DeskResources, orders: Sequence[Order], press: str) -> list[int]:
    """Keep all of `orders` or none of them, once for each `press` of their officer; return their numbers."""
    at = moment(resources.clock())
    return resources.writer.write(
        lambda connection: [
            desk_orders.add(connection, each._replace(at=at), f"{each.officer} {press} {place}")
            for place, each in enumerate(orders)
        ]
    )


def outcomes(resources: DeskResources, numbers: Iterable[int]) -> dict[int, str]:
    """Return what came of the orders `numbers`; those that still wait are left out."""
    with resources.service_reader.begin() as connection:
        known = desk_orders.outcomes(connection)
    return {number: known[number] for number in numbers if number in known}


def wait_for(resources: DeskResources, numbers: Sequence[int], pause: Pause) -> dict[int, str]:
    """Return what came of the orders `numbers`, waiting for the service a second and a half at most."""
    found: dict[int, str] = {}
    for _ in range(TRIES):
        found = outcomes(resources, numbers)
        if len(found) == len(numbers):
            break
        pause(STEP)
    return {number: found.get(number, WAITS) for number in numbers}


def history(resources: DeskResources, offer: str) -> list[Told]:
    """Return the orders about `offer`, newest first, with what came of each."""
    with resources.reader.begin() as connection:
        given = desk_orders.of_offer(connection, offer)
    with resources.service_reader.begin() as connection:
        known = desk_orders.outcomes(connection)
        entries = {each.entry: store.by_number(connection, each.entry) for each in given if each.entry}
    names = {number: entry.pseudonym for number, entry in entries.items() if entry}
    return [Told(each, known.get(each.id, WAITS), names.get(each.entry or 0, "")) for each in given]

"""Whether the order of arrival was kept: the audit is replayed, and nobody may have been seated over one who waited."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args

from api.domain.offers import GENERAL, Offer
from api.domain.seats import SEATED, State
from api.store.enrolments import Place
from api.store.whole import Whole

At = tuple[int, str]
"""An entry in an offer."""
STATES = frozenset(get_args(State))
BY_HAND = frozenset({"seat", "to-front", "to-end", "back", "reserve", "admit"})
"""Moves by the desk, which are published with their reasons: order is kept between those who were not moved."""


def broken(lists: Whole, offers: Mapping[str, Offer]) -> list[str]:
    """Return who was overtaken, who stands out of order, and who is in another state than the audit tells."""
    replay = _Replay(lists, offers)
    found = list(replay.overtaken())
    for at, rows in replay.units.items():
        told = replay.states.get(at, "entered")  # of a lower wish in a draw nothing is told before the draw
        if told != rows[0].state:
            found.append(f"entry {at[0]}: {rows[0].state} in {at[1]}, but the audit says {told}")
    return found + list(replay.out_of_order())


@dataclass
class _Replay:
    """The lists as they come about, audit row by audit row."""

    lists: Whole
    offers: Mapping[str, Offer]
    units: dict[At, list[Place]] = field(default_factory=dict)
    persons: dict[str, list[Place]] = field(default_factory=dict)
    states: dict[At, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the places by entry and offer, and by person."""
        for place in self.lists.places:
            self.units.setdefault((place.entry, place.offer), []).append(place)
            self.persons.setdefault(place.person, []).append(place)
        self.numbers = {entry.pseudonym: entry.id for entry in self.lists.entries}
        by_hand = (row for _, row, _ in self.lists.audit if row.action in BY_HAND)
        self.moved = {(self.numbers.get(row.pseudonym, 0), row.offer) for row in by_hand}

    def overtaken(self) -> Iterator[str]:
        """Replay the audit; yield who got a seat that somebody before them waited for and could have taken."""
        waiting: dict[str, set[int]] = {}
        for number, row, _ in self.lists.audit:
            at = (self.numbers.get(row.pseudonym, 0), row.offer)
            if row.action not in STATES or at not in self.units:
                continue
            queue = waiting.setdefault(row.offer, set())
            if row.action in SEATED and self.states.get(at) not in SEATED and at not in self.moved:
                for entry in sorted(queue - {at[0]}):
                    if self._comes_before((entry, row.offer), at):
                        yield f"audit row {number}: entry {at[0]} was seated in {row.offer} before entry {entry}"
            self.states[at] = row.action
            (queue.add if row.action == "waiting" else queue.discard)(at[0])

    def _comes_before(self, waits: At, seated: At) -> bool:
        """Return whether one who waits was before one who was seated, and could have had the same seat."""
        offer = self.offers.get(waits[1])
        if offer is None or waits in self.moved:
            return False
        first, other = self.units[waits], self.units[seated]
        pool = other[0].pool or ("" if offer.quotas else GENERAL)  # of a seat given back since, the pool is not known
        drawn = offer.allocation != "first-come"
        return (
            (first[0].rank * drawn, waits[0]) < (other[0].rank * drawn, seated[0])
            and len(first) <= len(other)
            and pool in {GENERAL, *filter(None, first[0].groups.split(","))}
            and not any(self._is_busy(offer, place) for place in first)
        )

    def _is_busy(self, offer: Offer, waits: Place) -> bool:
        return any(
            place.offer in offer.clashes
            and self.states.get((place.entry, place.offer)) in SEATED
            and not (place.entry == waits.entry and place.wish > waits.wish)
            for place in self.persons[waits.person]
        )

    def out_of_order(self) -> Iterator[str]:
        """Yield who waits before somebody who came earlier although nobody moved them (in a draw the lot is the rank)."""
        latest: dict[str, int] = {}
        for at, rows in sorted(self.units.items()):
            offer = self.offers.get(at[1])
            if offer and offer.allocation == "first-come" and at not in self.moved and rows[0].state == "waiting":
                if rows[0].rank <= latest.get(at[1], 0):
                    yield f"entry {at[0]}: waits in {at[1]} before somebody who came earlier"
                latest[at[1]] = rows[0].rank

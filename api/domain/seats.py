"""Who gets a seat: strict order of arrival, seats kept for groups, a waiting list, and promotion when a seat is free."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from api.domain.offers import GENERAL, Offer

State = Literal[
    "confirmed", "offered", "waiting", "entered", "invited", "cancelled", "lapsed", "released", "refused", "not-held"
]
SEATED: frozenset[State] = frozenset({"confirmed", "offered"})
"""States that take a seat: an offered seat is kept for its person until the hold ends."""
LIVE: frozenset[State] = SEATED | {"waiting", "entered", "invited"}
"""States in which a person may still come to hold a seat."""

Window = Literal["before", "open", "closed"]
Gate = Literal["", "open", "closed", "not-held"]
"""What the desk decided about the window; empty: the announced times count."""


@dataclass(frozen=True)
class Held:
    """One place that a person has: in `offer`, under the entry numbered `entry`, as its wish number `wish` (from 0)."""

    offer: str
    state: State
    entry: int = 0
    wish: int = 0


@dataclass(frozen=True)
class Full:
    """How full an offer is: seats taken from each pool, and how many wait."""

    capacity: int
    taken: Mapping[str, int]
    waiting: int = 0

    @property
    def seated(self) -> int:
        """Return how many seats are taken."""
        return sum(self.taken.values())


@dataclass(frozen=True)
class Seated:
    """There was a seat, out of `pool`."""

    pool: str = GENERAL


@dataclass(frozen=True)
class Waiting:
    """There was none: `place` on the waiting list, counted from 1."""

    place: int


@dataclass(frozen=True)
class Entered:
    """The entry counts when the list is closed: all that come in time are equal."""


@dataclass(frozen=True)
class NotOpen:
    """Enrolment is not open: it is before its window, or after it."""

    window: Window


@dataclass(frozen=True)
class AlreadyHolds:
    """The same person already has a seat or a place here, from another press."""


@dataclass(frozen=True)
class Clash:
    """The person has a seat in `offer`, which meets at one of the same times."""

    offer: str


@dataclass(frozen=True)
class MissingStep:
    """An earlier step has to be finished first."""

    step: str


@dataclass(frozen=True)
class Applicant:
    """Who presses: the places that they have, the steps that they have taken, the groups that they belong to."""

    held: Collection[Held] = ()
    steps: Collection[str] = ()
    groups: Sequence[str] = ()


@dataclass(frozen=True)
class Waiter:
    """Somebody on a waiting list: one person or a pair (`size` 2); `busy` if they sit elsewhere at one of the same times."""

    entry: int
    size: int = 1
    groups: tuple[str, ...] = ()
    busy: bool = False


def window(opens_at: dt.datetime, closes_at: dt.datetime, now: dt.datetime, gate: Gate = "") -> Window:
    """Return where `now` lies: the opening second is inside, the closing second outside. The desk's `gate` overrules."""
    if gate:
        return "open" if gate == "open" else "closed"
    if now < opens_at:
        return "before"
    return "open" if now < closes_at else "closed"


def window_of(offer: Offer, gate: Gate, now: dt.datetime) -> Window:
    """Return where `now` lies in the window of `offer`; one that is called off is closed."""
    return window(offer.opens_at, offer.closes_at, now, "not-held" if offer.called_off else gate)


def free_seats(offer: Offer, full: Full, now: dt.datetime) -> dict[str, int]:
    """Return the free seats by pool: those kept for each group, and those for everyone (the general pool)."""
    in_force = offer.quotas if offer.quotas_until is None or now < offer.quotas_until else {}
    kept = {group: max(0, seats - full.taken.get(group, 0)) for group, seats in in_force.items()}
    free = max(0, full.capacity - full.seated)
    general = max(0, free - sum(kept.values()))
    return {**{group: min(seats, free) for group, seats in kept.items()}, GENERAL: general}


def pool_for(free: Mapping[str, int], groups: Iterable[str], size: int = 1) -> str | None:
    """Return the pool that seats somebody of `groups`: a kept seat first, so that a general one stays for others."""
    return next((pool for pool in (*groups, GENERAL) if free.get(pool, 0) >= size), None)


def admission(
    offer: Offer, where: Window, applicant: Applicant, full: Full, now: dt.datetime
) -> Seated | Waiting | Entered | NotOpen | AlreadyHolds | Clash | MissingStep:
    """Return what `applicant`, the next to arrive, gets.

    Whoever waits and can take a free seat has been given it before: a seat that is free now is nobody else's.
    """
    if where != "open":
        return NotOpen(where)
    if any(each.offer == offer.id and each.state in LIVE for each in applicant.held):
        return AlreadyHolds()
    if offer.requires and offer.requires not in applicant.steps:
        return MissingStep(offer.requires)
    seated = (each.offer for each in applicant.held if each.state in SEATED)
    if clashing := next((name for name in seated if name in offer.clashes), None):
        return Clash(clashing)
    if offer.allocation != "first-come":
        return Entered()
    pool = pool_for(free_seats(offer, full, now), applicant.groups)
    return Seated(pool) if pool else Waiting(full.waiting + 1)


def is_busy(offer: Offer, waiting: Held, held: Iterable[Held]) -> bool:
    """Return whether somebody who is `waiting` for `offer` sits elsewhere at one of the same times.

    A seat that was a lower wish of the same entry does not count: it is given back when the better one is taken.
    """
    return any(
        each.state in SEATED
        and each.offer in offer.clashes
        and not (each.entry == waiting.entry and each.wish > waiting.wish)
        for each in held
    )


def promoted(free: Mapping[str, int], waiting: Sequence[Waiter]) -> list[tuple[Waiter, str]]:
    """Return who of `waiting` (in order) gets which pool's seats, so that no seat stays free that somebody could take."""
    left, given = dict(free), []
    for waiter in waiting:
        pool = None if waiter.busy else pool_for(left, waiter.groups, waiter.size)
        if pool:
            left[pool] -= waiter.size
            given.append((waiter, pool))
    return given


def hold_until(offer: Offer, now: dt.datetime) -> dt.datetime:
    """Return until when an offered seat is kept: some hours, but not into the class, and an hour in any case."""
    latest = now + dt.timedelta(hours=offer.hold_hours)
    if not offer.meetings:
        return latest
    return max(now + dt.timedelta(hours=1), min(latest, offer.meetings[0].starts_at - dt.timedelta(hours=2)))


def has_begun(offer: Offer, now: dt.datetime) -> bool:
    """Return whether the first meeting has begun: from then on nobody moves up any more."""
    return bool(offer.meetings) and now >= offer.meetings[0].starts_at


def steps_taken(offer: Offer, held: Iterable[Held], offers: Mapping[str, Offer], finished: Collection[str]) -> set[str]:
    """Return the steps that count for `offer`: `finished` ones, and those of seats in classes that end before it begins."""
    first = min((each.starts_at for each in offer.meetings), default=None)
    coming = {
        earlier.grants
        for each in held
        if each.state == "confirmed" and (earlier := offers.get(each.offer)) and earlier.grants
        if first and earlier.meetings and earlier.meetings[-1].ends_at <= first
    }
    return {*finished, *coming}

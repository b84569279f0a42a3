"""What must be true of the lists at every moment: each promise that is broken, in a sentence."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from api.domain import draw as recipe
from api.domain.offers import GENERAL, Offer
from api.domain.seats import LIVE, SEATED, Full, free_seats, has_begun
from api.services import replaying
from api.services.seating import TOLD
from api.services.secrets import keyed
from api.store import audit, draws, whole
from api.store.chain import broken_at, missing_guards
from api.store.enrolments import Place, Seats
from api.store.types import Connection
from api.store.whole import Pressed, Whole

Units = dict[tuple[int, str], list[Place]]
"""The rows of each entry in each offer: one row for a person, two for a pair."""


@dataclass(frozen=True)
class Told:
    """What an answer told somebody: the code, and in which offer they have which state and place on the waiting list."""

    press: str
    code: str
    offer: str
    state: str
    place: int | None = None


@dataclass
class _Lists:
    """The lists in the forms in which they are asked."""

    whole: Whole
    offers: Mapping[str, Offer]
    now: dt.datetime
    units: Units = field(default_factory=dict)
    live: dict[str, list[Place]] = field(default_factory=dict)
    persons: dict[str, list[Place]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the places by entry, by offer and by person."""
        for place in self.whole.places:
            self.units.setdefault((place.entry, place.offer), []).append(place)
            if place.state in LIVE:
                self.live.setdefault(place.offer, []).append(place)
                self.persons.setdefault(place.person, []).append(place)

    def names(self) -> dict[int, Pressed]:
        """Return the entries by number."""
        return {entry.id: entry for entry in self.whole.entries}


def broken(connection: Connection, offers: Mapping[str, Offer], now: dt.datetime) -> list[str]:
    """Return every promise that the lists of `offers` break at `now`, in sentences; none if all is well."""
    lists = _Lists(whole.read(connection), offers, now)
    checks = (_counts, _pools, _idle, _persons, _units, _records)
    found = [sentence for check in checks for sentence in check(lists)]
    return found + replaying.broken(lists.whole, offers)


def chain(connection: Connection) -> list[str]:
    """Return where the audit chain breaks, if it does, and which triggers no longer guard it."""
    unguarded = [f"audit: {name} is missing" for name in missing_guards(connection, "audit")]
    return unguarded + _chain(audit.all_rows(connection))


def draw(connection: Connection, name: str, copy: Path | None) -> list[str]:
    """Return what is wrong with the draw called `name`: with the `copy` if there is one, else with what is published here."""
    if copy is None:
        known = draws.of_round(connection, name)
        return recipe.verify(known.document) if known else [f"There is no draw called {name!r} here."]
    try:
        document = json.loads(copy.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        return [f"It cannot be read: {error}"]
    found = recipe.verify(document)
    return found if found or document["round"] == name else [f"The file is about another draw: {document['round']}."]


def unkept(connection: Connection, pepper: bytes, told: Iterable[Told]) -> list[str]:
    """Return each answer that the lists do not keep; of several answers about one code the last one counts."""
    lists, by_press = whole.read(connection), dict[str, set[str]]()
    entries = {entry.code_hash: entry.id for entry in lists.entries}
    held = {(place.entry, place.offer): place for place in lists.places}
    last = dict[tuple[str, str], Told]()
    for answer in told:
        by_press.setdefault(answer.press, set()).add(answer.code)
        last[answer.code, answer.offer] = answer
    found = [f"press {press}: two codes for one press" for press, codes in by_press.items() if len(codes) > 1]
    for answer in last.values():
        place = held.get((entries.get(keyed(pepper, "code", answer.code), 0), answer.offer))
        if place is None:
            found.append(f"press {answer.press}: an acknowledged {answer.state} place in {answer.offer} is missing")
        elif place.state != answer.state:
            found.append(f"entry {place.entry}: acknowledged as {answer.state} in {place.offer}, but {place.state}")
        elif answer.place and _ahead(lists.places, place) >= answer.place:
            found.append(f"entry {place.entry}: told number {answer.place} in {place.offer}, but overtaken since")
    return found


def _ahead(places: Iterable[Place], place: Place) -> int:
    same = (each for each in places if each.offer == place.offer and each.state == "waiting")
    return len({each.entry for each in same if (each.rank, each.entry) < (place.rank, place.entry)})


def _counts(lists: _Lists) -> Iterator[str]:
    """Yield where more seats are taken than there are, and where the counts are not those of the list."""
    for offer in sorted(lists.live.keys() | lists.whole.seats.keys()):
        places = lists.live.get(offer, [])
        known = lists.whole.seats.get(offer, Seats(0, 0, 0))
        seated = sum(place.state in SEATED for place in places)
        waiting = len({place.entry for place in places if place.state == "waiting"})
        if max(seated, known.taken) > known.capacity:
            yield f"{offer}: oversold, {max(seated, known.taken)} in {known.capacity} seats"
        if (seated, waiting) != (known.taken, known.waiting):
            yield (
                f"{offer}: the counts say {known.taken} seated and {known.waiting} waiting, the list {seated} and {waiting}"
            )


def _pools(lists: _Lists) -> Iterator[str]:
    """Yield where kept seats went to more people than they are kept for, or to others."""
    for offer in lists.offers.values():
        seated = [place for place in lists.live.get(offer.id, []) if place.state in SEATED]
        for pool, count in sorted(Counter(place.pool for place in seated).items()):
            if pool != GENERAL and count > offer.quotas.get(pool, 0):
                yield f"{offer.id}: {count} seats out of pool {pool!r}, which has {offer.quotas.get(pool, 0)}"
        for place in seated:
            if place.pool not in {GENERAL, *place.groups.split(",")}:
                yield f"entry {place.entry}: has a seat kept for {place.pool!r} in {offer.id}, but is not of that group"


def _idle(lists: _Lists) -> Iterator[str]:
    """Yield each free seat for which somebody waits who could take it (a selection gives its seats by hand)."""
    for name, places in lists.live.items():
        offer, known = lists.offers.get(name), lists.whole.seats.get(name)
        if not (offer and known) or offer.allocation == "screening" or known.gate == "not-held":
            continue
        if offer.called_off or has_begun(offer, lists.now):
            continue
        taken = Counter(place.pool for place in places if place.state in SEATED)
        free = free_seats(offer, Full(known.capacity, taken, known.waiting), lists.now)
        for entry in sorted({place.entry for place in places if place.state == "waiting"}):
            rows = lists.units[entry, name]
            able = any(free.get(pool, 0) >= len(rows) for pool in (GENERAL, *rows[0].groups.split(",")))
            if able and not any(_sits_elsewhere(lists, offer, row) for row in rows):
                yield f"{name}: a seat is free and entry {entry} waits, who could take it"


def _sits_elsewhere(lists: _Lists, offer: Offer, waiting: Place) -> bool:
    return any(
        each.state in SEATED and each.offer in offer.clashes
        for each in lists.persons[waiting.person]
        if not (each.entry == waiting.entry and each.wish > waiting.wish)
    )


def _persons(lists: _Lists) -> Iterator[str]:
    """Yield who has two places in one offer or draw, and who has two seats at one time."""
    for places in lists.persons.values():
        for one, other in combinations(places, 2):
            who = f"entries {one.entry} and {other.entry}"
            first, second = lists.offers.get(one.offer), lists.offers.get(other.offer)
            if one.offer == other.offer:
                yield f"{who}: one person twice in {one.offer}"
            elif one.entry == other.entry:
                if one.state == other.state == "confirmed":
                    yield f"entry {one.entry}: seats in both {one.offer} and {other.offer}, for which it wished"
            elif first and second and first.round and first.round == second.round:
                yield f"{who}: one person twice in the draw {first.round}"
            elif first and other.offer in first.clashes and {one.state, other.state} <= SEATED:
                yield f"{who}: one person has two seats at one time, in {one.offer} and {other.offer}"


def _units(lists: _Lists) -> Iterator[str]:
    """Yield pairs that are split, and holds that are missing or left over."""
    sizes: dict[int, set[int]] = {}
    for (entry, offer), rows in lists.units.items():
        sizes.setdefault(entry, set()).add(len(rows))
        if len({(row.state, row.pool, row.rank, row.hold_until) for row in rows}) > 1 or len(rows) > 2:
            yield f"entry {entry}: the pair is split in {offer}"
        for row in rows:
            if (row.state == "offered") != bool(row.hold_until):
                yield f"entry {entry}: {row.state} in {offer}, hold until {row.hold_until}"
            if (row.state in SEATED) != bool(row.pool):
                yield f"entry {entry}: {row.state} in {offer}, out of pool {row.pool!r}"
    yield from (
        f"entry {entry}: a pair in one wish and alone in another" for entry, each in sizes.items() if len(each) > 1
    )


def _records(lists: _Lists) -> Iterator[str]:
    """Yield entries that are doubled, that nobody was told of or that the audit does not know, and a broken chain."""
    names, listed = lists.names(), {place.entry for place in lists.whole.places}
    known = {row.pseudonym for _, row, _ in lists.whole.audit}
    told = {letter.entry for letter in lists.whole.letters}
    notices = {(letter.entry, letter.offer, letter.notice) for letter in lists.whole.letters}
    for what, values in (("press", "press"), ("code", "code_hash"), ("pseudonym", "pseudonym")):
        counted = Counter(getattr(entry, values) for entry in lists.whole.entries)
        yield from (f"one {what} made {count} entries" for count in counted.values() if count > 1)
    for entry in lists.whole.entries:
        if entry.id not in listed:
            yield f"entry {entry.id}: has no place anywhere"
        if entry.pseudonym not in known:
            yield f"entry {entry.id}: not in the audit"
        if entry.id not in told:
            yield f"entry {entry.id}: nobody was told"
    for (number, offer), rows in lists.units.items():
        if rows[0].state in TOLD and (number, offer, rows[0].state) not in notices:
            yield f"entry {number}: was not told of being {rows[0].state} in {offer}"
    yield from (f"entry {entry}: has a place, but was never pressed" for entry in sorted(listed - names.keys()))
    yield from _chain(lists.whole.audit)


def _chain(rows: list[tuple[int, audit.Happened, str]]) -> list[str]:
    number = broken_at(rows)
    return [] if number is None else [f"audit row {number}: does not follow from the one before it"]

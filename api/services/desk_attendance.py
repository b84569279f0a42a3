"""Who was there: kept at the desk for each meeting, and who was there often enough to have finished the class."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from api.domain import attending as rule
from api.domain.offers import Offer
from api.services.desk_ordering import WAITS, history, order
from api.services.resources import DeskResources
from api.services.rosters import Person
from api.store import desk_book
from api.store.desk_orders import Order
from api.store.enrolments import moment
from api.store.types import Connection


@dataclass(frozen=True)
class Attended:
    """One person with the days on which they were there, the share of the meetings held, and whether that is enough."""

    person: Person
    days: Mapping[str, bool]
    share: Fraction
    is_enough: bool


@dataclass(frozen=True)
class ChangedMeanwhile:
    """Somebody else saved this day after it was opened: `present` is what is kept now."""

    present: frozenset[int]


def days(offer: Offer) -> list[str]:
    """Return the days on which `offer` meets."""
    return sorted({each.starts_at.date().isoformat() for each in offer.meetings})


def days_held(resources: DeskResources, offer: Offer) -> list[str]:
    """Return the days on which `offer` has met so far, today included once it has begun."""
    now = resources.clock()
    return sorted({each.starts_at.date().isoformat() for each in offer.meetings if each.starts_at <= now})


def register(resources: DeskResources, offer: Offer, people: Sequence[Person]) -> list[Attended]:
    """Return for each of `people` when they were there."""
    held = days_held(resources, offer)
    with resources.reader.begin() as connection:
        known = desk_book.attended(connection, [person.place for person in people])
    found = []
    for person in people:
        kept = {day: known[person.place, day] for day in held if (person.place, day) in known}
        share = rule.share(kept.values(), len(held))
        found.append(Attended(person, kept, share, rule.finished(kept.values(), len(held))))
    return found


def save(
    resources: DeskResources, officer: str, day: str, present: Mapping[int, bool], seen: Iterable[int] | None = None
) -> ChangedMeanwhile | None:
    """Keep who was present on `day`, unless somebody else changed what `officer` had `seen` as present."""
    at = moment(resources.clock())
    before = None if seen is None else frozenset(seen)

    def work(connection: Connection) -> ChangedMeanwhile | None:
        known = desk_book.attended(connection, present)
        now = frozenset(place for (place, at_day), was in known.items() if was and at_day == day)
        if before is not None and now not in {before, frozenset(place for place, was in present.items() if was)}:
            return ChangedMeanwhile(now)
        desk_book.put_attendance(connection, day, present, officer, at)
        return None

    return resources.writer.write(work)


def may_finish(resources: DeskResources, offer: Offer) -> bool:
    """Return whether the last meeting has begun, so that it can be told who has finished."""
    return bool(offer.meetings) and resources.clock() >= offer.meetings[-1].starts_at


def recorded(resources: DeskResources, offer: Offer) -> set[int]:
    """Return the entries for which it is recorded, or ordered, that they finished."""
    told = history(resources, offer.id)
    return {
        each.order.entry
        for each in told
        if each.order.action == "completed" and each.order.entry and each.outcome in {"done", WAITS}
    }


def finishing(resources: DeskResources, offer: Offer, officer: str, people: Sequence[Person]) -> list[Order]:
    """Return an order for each entry whose persons were all there often enough, and for which there is none yet."""
    enough: dict[int, bool] = {}
    for each in register(resources, offer, people):
        enough[each.person.entry] = enough.get(each.person.entry, True) and each.is_enough
    known = recorded(resources, offer)
    entries = [entry for entry, is_enough in enough.items() if is_enough and entry not in known]
    return [order(officer, "completed", offer.id, "end-of-class", entry=entry) for entry in entries]

"""The queries about seats, entries and their places on lists."""

import datetime as dt

from sqlalchemy import Connection, func, insert, literal_column, select, text, update

from api.domain.seats import LIVE, SEATED, Gate, Held, State
from api.store.prepared import Prepared
from api.store.rows import Entry, NewEntry, Place, Seats, moment
from api.store.schema import completions, entries, places, seats

_SEATED = text(f"state IN ({', '.join(repr(state) for state in sorted(SEATED))})")
_LIVE = text(f"state IN ({', '.join(repr(state) for state in sorted(LIVE))})")
_P, _E, _S = places.c, entries.c, seats.c


__all__ = ["Entry", "NewEntry", "Place", "Seats", "moment"]

_ENTRY = select(*(entries.c[name] for name in Entry._fields))
_PLACE = select(*(places.c[name] for name in Place._fields))
_SEATS = select(*(seats.c[name] for name in Seats._fields))
_BY_PRESS = Prepared(_ENTRY.where(_E.press == text(":press")))
_BY_CODE = Prepared(_ENTRY.where(_E.code_hash == text(":code_hash")))
_BY_ID = Prepared(_ENTRY.where(_E.id == text(":id")))
_OF_ENTRY = Prepared(_PLACE.where(_P.entry == text(":entry")).order_by(_P.wish, _P.id))
_OF_PERSON = Prepared(select(_P.offer, _P.state, _P.entry, _P.wish).where(_P.person == text(":person"), _LIVE))
_OF_OFFER = Prepared(_PLACE.where(_P.offer == text(":offer"), _LIVE).order_by(_P.rank, _P.entry, _P.id))
_IN_STATE = Prepared(
    _PLACE.where(_P.offer == text(":offer"), _P.state == text(":state")).order_by(_P.rank, _P.entry, _P.id)
)
_SEATS_OF = Prepared(_SEATS.where(_S.offer == text(":offer")))
_OPEN_SEATS = Prepared(insert(seats), "offer", "capacity", "taken", "waiting")
_SET_CAPACITY = Prepared(update(seats).where(_S.offer == text(":of")), "capacity")
_DESK_SET = Prepared(
    update(seats)
    .where(_S.offer == text(":of"))
    .values(version=_S.version + 1, set_capacity=text(":wanted"), gate=text(":wish"))
)
_MOVE = Prepared(
    update(seats)
    .where(_S.offer == text(":of"))
    .values(taken=_S.taken + text(":more_taken"), waiting=_S.waiting + text(":more_waiting"))
)
_GROUPS = Prepared(
    select(_P.groups).distinct().where(_P.offer == text(":offer"), _P.state == literal_column("'waiting'"))
)
_IDLE = Prepared(select(_S.offer).where(text("waiting > 0 AND taken < capacity")))
_UNDECIDED = Prepared(select(func.count()).where(_P.offer == text(":offer"), text("state IN ('entered', 'invited')")))
_POOLS = Prepared(select(_P.pool, func.count()).where(_P.offer == text(":offer"), _SEATED).group_by(_P.pool))
_PUT = Prepared(
    update(places)
    .where(_P.entry == text(":of_entry"), _P.offer == text(":of_offer"), _P.state == text(":old"))
    .values(state=text(":new"), pool=text(":from_pool"), hold_until=text(":hold"), changed_at=text(":at"))
)
_RANK = Prepared(update(places).where(_P.entry == text(":of_entry"), _P.offer == text(":of_offer")), "rank")
_AHEAD = Prepared(
    select(func.count(func.distinct(_P.entry))).where(
        _P.offer == text(":offer"),
        _P.state == literal_column("'waiting'"),
        (_P.rank < text(":rank")) | ((_P.rank == text(":rank2")) & (_P.entry < text(":entry"))),
    )
)
_RANKS = Prepared(
    select(func.min(_P.rank), func.max(_P.rank)).where(
        _P.offer == text(":offer"), _P.state == literal_column("'waiting'")
    )
)
_LAPSED = Prepared(
    select(_P.entry, _P.offer)
    .distinct()
    .where(_P.state == literal_column("'offered'"), _P.hold_until <= text(":now"))
    .order_by(_P.entry, _P.offer)
)
_OTHER = places.alias("other")
_ELSEWHERE = Prepared(
    select(_P.entry, _P.wish, _OTHER.c.offer, _OTHER.c.state, _OTHER.c.entry, _OTHER.c.wish)
    .join(_OTHER, _OTHER.c.person == _P.person)
    .where(
        _P.offer == text(":offer"),
        _P.state == literal_column("'waiting'"),
        text("other.state IN ('confirmed', 'offered')"),
    )
)
_STEPS = Prepared(select(completions.c.step).where(completions.c.person == text(":person")))
_FINISH = Prepared(insert(completions).prefix_with("OR IGNORE"), "person", "step")


def by_press(connection: Connection, press: str) -> Entry | None:
    """Return the entry that a press of the button made."""
    row = _BY_PRESS.run(connection, press=press).fetchone()
    return Entry(*row) if row else None


def by_code(connection: Connection, code_hash: str) -> Entry | None:
    """Return the entry of a code."""
    row = _BY_CODE.run(connection, code_hash=code_hash).fetchone()
    return Entry(*row) if row else None


def by_number(connection: Connection, number: int) -> Entry | None:
    """Return the entry numbered `number`."""
    row = _BY_ID.run(connection, id=number).fetchone()
    return Entry(*row) if row else None


def of_entry(connection: Connection, entry: int) -> list[Place]:
    """Return the places of an entry, its first wish in front; a pair has two rows a wish."""
    return [Place(*row) for row in _OF_ENTRY.run(connection, entry=entry)]


def of_person(connection: Connection, person: str) -> list[Held]:
    """Return the places that `person` has and has not lost."""
    return [Held(*row) for row in _OF_PERSON.run(connection, person=person)]


def of_offer(connection: Connection, offer: str) -> list[Place]:
    """Return every live place in `offer`, in the order of its list."""
    return [Place(*row) for row in _OF_OFFER.run(connection, offer=offer)]


def in_state(connection: Connection, offer: str, state: State) -> list[Place]:
    """Return the places in `offer` that are in `state`, in the order of its list."""
    return [Place(*row) for row in _IN_STATE.run(connection, offer=offer, state=state)]


def seats_of(connection: Connection, offer: str, announced: int | None) -> Seats:
    """Return how full `offer` is, following its `announced` capacity unless the desk set one; never below the seats taken."""
    row = _SEATS_OF.run(connection, offer=offer).fetchone()
    if row is None:
        _OPEN_SEATS.run(connection, offer=offer, capacity=announced or 0, taken=0, waiting=0)
        return Seats(announced or 0, 0, 0)
    known = Seats(*row)
    wanted = known.set_capacity if known.set_capacity is not None else announced
    if wanted is not None and known.capacity != (wanted := max(wanted, known.taken)):
        _SET_CAPACITY.run(connection, of=offer, capacity=wanted)
        return known._replace(capacity=wanted)
    return known


def all_seats(connection: Connection) -> dict[str, Seats]:
    """Return how full every offer is that anybody has enrolled in."""
    rows = connection.execute(select(_S.offer, *(seats.c[name] for name in Seats._fields)))
    return {row[0]: Seats(*row[1:]) for row in rows}


def seats_with_waiting_list(connection: Connection) -> set[str]:
    """Return the offers that have a free seat although somebody waits."""
    return {row[0] for row in _IDLE.run(connection)}


def undecided(connection: Connection, offer: str) -> bool:
    """Return whether a draw or a selection for `offer` has still to decide about somebody."""
    return bool(_UNDECIDED.run(connection, offer=offer).fetchone()[0])


def groups_waiting(connection: Connection, offer: str) -> set[str]:
    """Return the groups of those who wait for `offer`."""
    return {group for row in _GROUPS.run(connection, offer=offer) for group in row[0].split(",")}


def set_by_desk(connection: Connection, offer: str, capacity: int | None, gate: Gate) -> None:
    """Keep what the desk set for `offer`, as its next version."""
    _DESK_SET.run(connection, of=offer, wanted=capacity, wish=gate)


def taken_by_pool(connection: Connection, offer: str) -> dict[str, int]:
    """Return how many seats of each pool are taken."""
    return dict(_POOLS.run(connection, offer=offer).fetchall())


def move(connection: Connection, offer: str, *, taken: int = 0, waiting: int = 0) -> None:
    """Add to the counts of `offer`; the table's own check refuses to oversell."""
    _MOVE.run(connection, of=offer, more_taken=taken, more_waiting=waiting)


def put(
    connection: Connection,
    place: Place,
    state: State,
    now: dt.datetime,
    pool: str = "",
    hold: dt.datetime | None = None,
) -> None:
    """Put `place`, and that of whoever comes along, into `state`; the counts are moved by the caller."""
    held = moment(hold) if hold else None
    at = {"of_entry": place.entry, "of_offer": place.offer, "old": place.state}
    _PUT.run(connection, **at, new=state, from_pool=pool, hold=held, at=moment(now))


def set_rank(connection: Connection, entry: int, offer: str, rank: int) -> None:
    """Give `entry` another rank on the list of `offer`."""
    _RANK.run(connection, of_entry=entry, of_offer=offer, rank=rank)


def ranks(connection: Connection, offer: str) -> tuple[int, int]:
    """Return the first and the last rank on the waiting list of `offer`; 0 and 0 if nobody waits."""
    first, last = _RANKS.run(connection, offer=offer).fetchone()
    return first or 0, last or 0


def ahead_of(connection: Connection, place: Place) -> int:
    """Return how many entries wait before `place`."""
    values = {"offer": place.offer, "rank": place.rank, "rank2": place.rank, "entry": place.entry}
    return int(_AHEAD.run(connection, **values).fetchone()[0])


def lapsed(connection: Connection, now: dt.datetime) -> list[tuple[int, str]]:
    """Return (entry, offer) of each offered seat whose hold has ended."""
    return [(row[0], row[1]) for row in _LAPSED.run(connection, now=moment(now))]


def seats_elsewhere(connection: Connection, offer: str) -> list[tuple[Held, Held]]:
    """Return, for everybody who waits for `offer`, that place and each seat that the same person holds anywhere."""
    rows = _ELSEWHERE.run(connection, offer=offer)
    return [(Held(offer, "waiting", row[0], row[1]), Held(*row[2:])) for row in rows]


def finished_steps(connection: Connection, person: str) -> set[str]:
    """Return the steps that `person` has finished."""
    return {row[0] for row in _STEPS.run(connection, person=person)}


def finish(connection: Connection, person: str, step: str) -> None:
    """Keep that `person` has finished `step`."""
    _FINISH.run(connection, person=person, step=step)

"""What the desk orders and what time does: moves with reasons, gates, holds, screening, and a draw from end to end."""

from typing import Any

import pytest

from api.domain.draw import verify
from api.domain.offers import Offer
from api.services import drawing, enrolling, ordering, timing
from api.services.enrolling import Enrolled
from api.services.resources import DeskResources, Resources
from api.services.rosters import roster
from api.store import desk_orders
from api.store.desk_orders import Order
from tests.api.services.test_enrolling import _counts, _enrol, _now, _press
from tests.support import NOW, Clock, announce, make_meetings, make_offer

Both = tuple[Resources, DeskResources]


def _order(stores: Both, offers: dict[str, Offer], action: str, **more: Any) -> str:
    """Give an order and have it carried out; return what came of it."""
    service, desk = stores
    values = {"offer": "a-class", "entry": None, "value": "", "reason": "clerical-error", "note": "", "version": None}
    officer = more.pop("officer", "lin")
    order = Order(0, NOW.isoformat(), officer, action, **(values | more))
    number = desk.writer.write(lambda connection: desk_orders.add(connection, order, f"{officer} {action} {more}"))
    ordering.carry_out(service, offers)
    with service.reader.begin() as connection:
        return desk_orders.outcomes(connection)[number]


def _entry(desk: DeskResources, name: str, offer: str = "a-class") -> int:
    return next(row.entry for row in roster(desk, offer).rows if row.name == name)


def test_a_move_without_a_reason_is_not_made(stores: Both) -> None:
    """No reason, or one that is not on the list: Chai stays number 1. With one, he is number 2 and it is in the audit."""
    service, desk = stores
    offers = announce(make_offer())
    chai = [_enrol(service, name, offers) for name in ("Anh", "Budi", "Chai", "Dewi")][2]
    entry = _entry(desk, "Chai")
    for reason in ("", "because I say so"):
        assert _order(stores, offers, "to-end", entry=entry, reason=reason) == "no-reason"
    assert _now(service, chai) == ("waiting", 1)
    assert _order(stores, offers, "to-end", entry=entry, reason="asked-by-person") == "done"
    assert _now(service, chai) == ("waiting", 2)


def test_a_seat_out_of_turn_needs_a_free_seat(stores: Both) -> None:
    """The class of 2 is full: no seat for Chai by hand; after a third seat is set, it is given to him and not to Dewi."""
    service, desk = stores
    offers = announce(make_offer())
    _, _, chai, dewi = (_enrol(service, name, offers) for name in ("Anh", "Budi", "Chai", "Dewi"))
    assert _order(stores, offers, "seat", entry=_entry(desk, "Dewi")) == "no-free-seat"
    assert _order(stores, offers, "capacity", value="3") == "done"
    assert (_now(service, chai)[0], _now(service, dewi)[0]) == ("offered", "waiting")
    assert _counts(service) == (3, 3, 1)


def test_fewer_seats_than_are_taken_is_refused(stores: Both) -> None:
    """2 seats are taken: setting 1 is refused and changes nothing."""
    service, _ = stores
    offers = announce(make_offer())
    _enrol(service, "Anh", offers), _enrol(service, "Budi", offers)
    assert _order(stores, offers, "capacity", value="1") == "below-seats-taken"
    assert _counts(service) == (2, 2, 0)


def test_of_two_who_change_a_class_at_once_the_second_looks_again(stores: Both) -> None:
    """Lin and Wu both saw version 0: Lin closes the class, Wu's change of seats is refused and named."""
    service, _ = stores
    offers = announce(make_offer())
    _enrol(service, "Anh", offers)
    assert _order(stores, offers, "close", version=0) == "done"
    assert _order(stores, offers, "capacity", value="9", version=0, officer="wu") == "changed-meanwhile"
    assert _press(service, offers, "Budi").window == "closed"
    assert _order(stores, offers, "as-announced", version=1) == "done"
    assert isinstance(_press(service, offers, "Budi", "again"), Enrolled)


def test_a_class_that_is_not_held_tells_everybody(stores: Both) -> None:
    """3 people in a class of 2: all are told, nobody holds a seat, and nobody is offered one."""
    service, _ = stores
    offers = announce(make_offer())
    held = [_enrol(service, name, offers) for name in ("Anh", "Budi", "Chai")]
    assert _order(stores, offers, "not-held", reason="too-few") == "done"
    assert [_now(service, each)[0] for each in held] == ["not-held"] * 3
    assert _counts(service) == (2, 0, 0)


def test_a_session_that_a_build_calls_off_tells_everybody(stores: Both) -> None:
    """A new build says that the session is called off: both who had something are told, and nobody can enrol any more."""
    service, _ = stores
    held = [_enrol(service, name, announce(make_offer(capacity=1))) for name in ("Anh", "Budi")]
    off = announce(make_offer(capacity=1, called_off=True))
    timing.tick(service, off)
    assert [_now(service, each)[0] for each in held] == ["not-held", "not-held"]
    assert _press(service, off, "Chai").window == "closed"


def test_the_same_order_is_carried_out_once(stores: Both) -> None:
    """The same press of an officer twice is one order; looking for orders again does nothing."""
    service, desk = stores
    offers = announce(make_offer())
    _enrol(service, "Anh", offers)
    for _ in range(2):
        assert _order(stores, offers, "remove", entry=1, reason="absent") == "done"
    assert ordering.carry_out(service, offers) == 0
    assert roster(desk, "a-class").rows == ()


def test_a_selection_from_applicants_to_seats(stores: Both) -> None:
    """3 apply for 1 seat: two are invited, one is admitted, one is on the reserve list and moves up, one is declined."""
    service, desk = stores
    offers = announce(make_offer(capacity=1, allocation="screening"))
    anh, budi, chai = (_enrol(service, name, offers) for name in ("Anh", "Budi", "Chai"))
    entries = {name: _entry(desk, name) for name in ("Anh", "Budi", "Chai")}
    for name in ("Anh", "Budi"):
        assert _order(stores, offers, "invite", entry=entries[name], reason="selection") == "done"
    assert _now(service, anh)[0] == "invited"
    assert _order(stores, offers, "admit", entry=entries["Anh"], reason="selection") == "done"
    assert _order(stores, offers, "admit", entry=entries["Budi"], reason="selection") == "no-free-seat"
    assert _order(stores, offers, "reserve", entry=entries["Budi"], reason="selection") == "done"
    assert _order(stores, offers, "decline", entry=entries["Chai"], reason="selection") == "done"
    assert [_now(service, each)[0] for each in (anh, budi, chai)] == ["confirmed", "waiting", "refused"]
    enrolling.cancel(service, offers, anh.code or "")
    assert _now(service, budi)[0] == "offered"


def test_finishing_step_one_opens_step_two_in_the_next_term(stores: Both) -> None:
    """Step one is announced no more; the desk has recorded that Anh finished it: she may enrol in step two, Budi may not."""
    service, desk = stores
    offers = announce(make_offer("a-class", grants="step-1"))
    _enrol(service, "Anh", offers)
    assert _order(stores, offers, "completed", entry=_entry(desk, "Anh"), reason="end-of-class") == "done"
    later = announce(make_offer("two", requires="step-1", meetings=make_meetings(40)))
    assert isinstance(_press(service, later, "Anh"), Enrolled)
    assert type(_press(service, later, "Budi")).__name__ == "MissingStep"


def test_time_lets_holds_end_and_reminds_once(stores: Both, clock: Clock) -> None:
    """The offered seat goes to Dewi after a day; on the day before the class everybody with a seat is reminded once."""
    service, _ = stores
    offers = announce(make_offer(meetings=make_meetings(3)))
    anh, _, chai, dewi = (_enrol(service, name, offers) for name in ("Anh", "Budi", "Chai", "Dewi"))
    enrolling.cancel(service, offers, anh.code or "")
    clock.move(hours=25)
    timing.tick(service, offers)
    assert (_now(service, chai)[0], _now(service, dewi)[0]) == ("lapsed", "offered")
    clock.move(hours=25)
    for _ in range(3):
        timing.tick(service, offers)
    with service.reader.begin() as connection:
        told = [row[0] for row in connection.exec_driver_sql("SELECT notice FROM outbox")]
    assert told.count("reminder") == 1


@pytest.fixture
def drawn() -> dict[str, Offer]:
    """Return a round of two classes, of 2 seats and of 1, open for an hour and drawn that evening."""
    facts: dict[str, Any] = {
        "allocation": "draw",
        "round": "a-round",
        "drawn_on": NOW.date(),
        "wishes": 2,
        "pairs": True,
        "opens_in": 1,
        "closes_in": 2,
    }
    return announce(make_offer("first", 2, **facts), make_offer("second", 1, **facts))


def test_a_draw_from_commitment_to_seats(stores: Both, clock: Clock, drawn: dict[str, Offer]) -> None:
    """5 people, one pair among them, want 3 seats: committed before, closed, drawn with numbers that two clerks typed.

    The published document is verified by the recipe at each stage, holds no name, and is what everybody got.
    """
    service, _ = stores
    timing.tick(service, drawn)
    announced = drawing.published(service)["a-round"]
    assert verify(announced) == []
    assert "secret" not in announced
    clock.move(hours=1)
    held = {
        "Anh": _enrol(service, "Anh", drawn, course="first", wishes={"second": "second"}, partner={"name": "Binh"}),
        **{
            name: _enrol(service, name, drawn, course="first", wishes={"second": "second"})
            for name in ("Budi", "Chai", "Dewi")
        },
    }
    assert _order(stores, drawn, "numbers", offer="a-round", value="1 2 3 4 5", reason="draw") == "not-yet"
    clock.move(hours=1)
    timing.tick(service, drawn)
    closed = drawing.published(service)["a-round"]
    assert verify(closed, announced) == []
    assert sorted(entry["size"] for entry in closed["entries"]) == [1, 1, 1, 2]
    clock.now = clock.now.replace(hour=20, minute=30)
    typed = {"offer": "a-round", "reason": "draw"}
    assert _order(stores, drawn, "numbers", value="5, 11, 17, 25, 40", **typed) == "numbers-wrong"
    assert _order(stores, drawn, "numbers", value="5 11 17 25 38", **typed) == "waits-for-second"
    assert _order(stores, drawn, "numbers", value="5 11 17 25 37", officer="wu", **typed) == "numbers-differ"
    assert _order(stores, drawn, "numbers", value="38 25 17 11 05", officer="chen", **typed) == "done"
    document = drawing.published(service)["a-round"]
    assert verify(document, announced, closed) == []
    assert "Anh" not in str(document)
    seats = enrolling.seats(service)
    assert sum(seats[name].taken for name in drawn) == sum(
        entry["size"] for entry in closed["entries"] if document["seats"][entry["pseudonym"]]
    )
    for each in held.values():
        found = enrolling.look_up(service, each.code or "")
        assert isinstance(found, Enrolled)
        seat = document["seats"][each.pseudonym]
        assert (found.best.state == "confirmed") == bool(seat)
        assert not seat or found.best.offer == seat["offer"]


def test_a_better_wish_that_comes_free_gives_the_lower_one_to_the_next(
    stores: Both, clock: Clock, drawn: dict[str, Offer]
) -> None:
    """3 people, two wishes, 2 + 1 seats: one sits in the second wish; one in the first is given back and taken up: the second is free."""
    service, _ = stores
    timing.tick(service, drawn)
    clock.move(hours=1)
    held = [
        _enrol(service, name, drawn, course="first", wishes={"second": "second"}) for name in ("Anh", "Budi", "Chai")
    ]
    clock.move(hours=1)
    timing.tick(service, drawn)
    clock.now = clock.now.replace(hour=21)
    for officer in ("lin", "wu"):
        _order(stores, drawn, "numbers", offer="a-round", value="5 11 17 25 38", reason="draw", officer=officer)
    states = {each.pseudonym: enrolling.look_up(service, each.code or "") for each in held}
    lower = next(each for each in held if states[each.pseudonym].best.offer == "second")  # type: ignore[union-attr]
    upper = next(each for each in held if states[each.pseudonym].best.offer == "first")  # type: ignore[union-attr]
    enrolling.cancel(service, drawn, upper.code or "")
    taken_up = enrolling.confirm(service, drawn, lower.code or "")
    assert isinstance(taken_up, Enrolled)
    assert [(wish.offer, wish.state) for wish in taken_up.wishes] == [("first", "confirmed"), ("second", "released")]
    assert [enrolling.seats(service)[name].taken for name in ("first", "second")] == [2, 0]


def _closed(service: Resources, clock: Clock, drawn: dict[str, Offer], names: tuple[str, ...]) -> dict[str, Enrolled]:
    """Enter `names` into the round, "second" as their second wish, and close its list; the numbers may be typed then."""
    timing.tick(service, drawn)
    clock.move(hours=1)
    held = {name: _enrol(service, name, drawn, course="first", wishes={"second": "second"}) for name in names}
    clock.move(hours=1)
    timing.tick(service, drawn)
    clock.now = clock.now.replace(hour=21)
    return held


def _draws(stores: Both, drawn: dict[str, Offer]) -> list[str]:
    typed = {"offer": "a-round", "value": "5 11 17 25 38", "reason": "draw"}
    return [_order(stores, drawn, "numbers", officer=officer, **typed) for officer in ("lin", "wu")]


def test_what_a_draw_has_published_cannot_be_changed_by_the_desk(
    stores: Both, clock: Clock, drawn: dict[str, Offer]
) -> None:
    """Seats are fixed from the commitment on; after closing no opening, no calling off, nobody admitted. Then the draw takes place."""
    service, desk = stores
    timing.tick(service, drawn)
    assert _order(stores, drawn, "capacity", offer="first", value="1") == "fixed-by-draw"
    _closed(service, clock, drawn, ("Anh", "Budi", "Chai", "Dewi"))
    for action in ("capacity", "open", "not-held"):
        assert _order(stores, drawn, action, offer="first", value="1", note="closed") == "draw-first"
    for action in ("admit", "invite", "decline"):
        assert _order(stores, drawn, action, offer="first", entry=_entry(desk, "Anh", "first")) == "draw-first"
    assert _draws(stores, drawn) == ["waits-for-second", "done"]


def test_the_draw_keeps_what_happened_after_closing(stores: Both, clock: Clock, drawn: dict[str, Offer]) -> None:
    """4 entries for 2 + 1 seats; one is taken off the first list, one cancels: neither comes back, and no seat stays empty."""
    service, desk = stores
    held = _closed(service, clock, drawn, ("Anh", "Budi", "Chai", "Dewi"))
    off = _order(stores, drawn, "remove", offer="first", entry=_entry(desk, "Anh", "first"), reason="not-entitled")
    assert off == "done"
    enrolling.cancel(service, drawn, held["Budi"].code or "")
    assert _draws(stores, drawn)[-1] == "done"
    found = {name: enrolling.look_up(service, each.code or "") for name, each in held.items()}
    assert {wish.state for wish in found["Budi"].wishes} == {"cancelled"}  # type: ignore[union-attr]
    assert found["Anh"].wishes[0].state == "refused"  # type: ignore[union-attr]
    assert [found[name].best.state for name in ("Chai", "Dewi")] in (  # type: ignore[union-attr]
        ["confirmed", "confirmed"],
        ["confirmed", "offered"],
        ["offered", "confirmed"],
    )


def test_nobody_moves_up_while_a_selection_is_being_made(stores: Both) -> None:
    """3 applicants for 1 seat, one on the reserve list: a new build offers nobody a seat until the other two are decided."""
    service, desk = stores
    offers = announce(make_offer(capacity=1, allocation="screening"))
    anh, _, _ = (_enrol(service, name, offers) for name in ("Anh", "Budi", "Chai"))
    assert _order(stores, offers, "reserve", entry=_entry(desk, "Anh"), reason="selection") == "done"
    enrolling.settle(service, announce(make_offer(capacity=2, allocation="screening")))
    assert _now(service, anh) == ("waiting", 1)
    for name in ("Budi", "Chai"):
        assert _order(stores, offers, "decline", entry=_entry(desk, name), reason="selection") == "done"
    enrolling.settle(service, offers)
    assert _now(service, anh)[0] == "offered"


def test_an_order_that_cannot_be_carried_out_holds_up_no_other(stores: Both) -> None:
    """A number of seats that is no number fails and says so; the next order is carried out."""
    service, _ = stores
    offers = announce(make_offer())
    _enrol(service, "Anh", offers)
    assert _order(stores, offers, "capacity", value="many") == "failed"
    assert _order(stores, offers, "close") == "done"


def test_nobody_is_told_to_wait_where_they_were_taken_off(stores: Both, clock: Clock, drawn: dict[str, Offer]) -> None:
    """12 entries for 3 seats, all taken off the first list after closing: the letters to 9 of them name the second."""
    service, desk = stores
    names = tuple(f"Person {number}" for number in range(12))
    _closed(service, clock, drawn, names)
    for name in names:
        _order(stores, drawn, "remove", offer="first", entry=_entry(desk, name, "first"), reason="not-entitled")
    assert _draws(stores, drawn)[-1] == "done"
    with service.reader.begin() as connection:
        told = [row[0] for row in connection.exec_driver_sql("SELECT offer FROM outbox WHERE notice = 'waiting'")]
    assert told == ["second"] * 9

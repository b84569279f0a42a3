"""Enrolling: seats, waiting list, codes, holds, clashes, steps, quotas and pairs, on a real database."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from api.domain.offers import Offer
from api.domain.seats import AlreadyHolds, Clash, MissingStep, NotOpen
from api.forms.base import validate
from api.forms.enrolment import Enrolment
from api.services import enrolling
from api.services.enrolling import Enrolled, KeyReused, NoOffer, UnknownCode
from api.services.resources import DeskResources, Resources
from api.services.rosters import roster
from api.store import audit
from api.store.chain import broken_at
from tests.support import NOW, Clock, announce, make_meetings, make_offer

Offers = dict[str, Offer]


def _form(name: str, phone: str = "0912 345 678", course: str = "a-class", **more: Any) -> Enrolment:
    filled = validate(Enrolment, {"name": name, "contact": {"phone": phone}, "course": course, **more})
    assert isinstance(filled, Enrolment), filled
    return filled


def _press(resources: Resources, offers: Offers, name: str, press: str = "", **more: Any) -> Any:
    form = _form(name, **{"course": next(iter(offers)), **more})
    wishes = enrolling.wished(form, offers)
    assert wishes is not None
    return enrolling.enrol(resources, offers, wishes, form, press or f"press of {name} {form.course}", "vi")


def _enrol(resources: Resources, name: str, offers: Offers | None = None, **more: Any) -> Enrolled:
    held = _press(resources, offers or announce(make_offer()), name, **more)
    assert isinstance(held, Enrolled), held
    return held


def _now(resources: Resources, held: Enrolled) -> tuple[str, int | None]:
    found = enrolling.look_up(resources, held.code or "")
    assert isinstance(found, Enrolled)
    return found.best.state, found.best.place


def _counts(resources: Resources, offer: str = "a-class") -> tuple[int, int, int]:
    return enrolling.seats(resources)[offer][:3]


def test_two_seats_and_two_places_in_order_of_arrival(resources: Resources) -> None:
    """In a class of 2, Anh and Budi are seated, Chai and Dewi wait as number 1 and 2."""
    held = [_enrol(resources, name).best for name in ("Anh", "Budi", "Chai", "Dewi")]
    assert [(each.state, each.place) for each in held] == [
        ("confirmed", None),
        ("confirmed", None),
        ("waiting", 1),
        ("waiting", 2),
    ]


def test_a_seat_given_back_is_kept_for_the_first_who_waits(resources: Resources) -> None:
    """Anh gives the seat back: it is kept for Chai for 24 hours, and Dewi is number 1; when Chai takes it up it is his."""
    offers = announce(make_offer())
    anh, _, chai, dewi = (_enrol(resources, name) for name in ("Anh", "Budi", "Chai", "Dewi"))
    cancelled = enrolling.cancel(resources, offers, anh.code or "")
    assert isinstance(cancelled, Enrolled)
    assert cancelled.best.state == "cancelled"
    offered = enrolling.look_up(resources, chai.code or "")
    assert isinstance(offered, Enrolled)
    assert (offered.best.state, offered.best.hold_until) == ("offered", NOW + dt.timedelta(hours=24))
    assert _now(resources, dewi) == ("waiting", 1)
    assert _counts(resources) == (2, 2, 1)
    for _ in range(2):
        assert isinstance(enrolling.confirm(resources, offers, chai.code or ""), Enrolled)
        assert _now(resources, chai) == ("confirmed", None)
    assert _counts(resources) == (2, 2, 1)


def test_a_seat_not_taken_up_goes_to_the_next(resources: Resources, clock: Clock) -> None:
    """Chai does nothing for 24 hours: the seat is kept for Dewi then, and Chai's late press gets no seat."""
    offers = announce(make_offer(closes_in=1))
    anh, _, chai, dewi = (_enrol(resources, name, offers) for name in ("Anh", "Budi", "Chai", "Dewi"))
    enrolling.cancel(resources, offers, anh.code or "")
    clock.move(hours=24)
    assert enrolling.confirm(resources, offers, chai.code or "") == NoOffer()
    assert (_now(resources, chai)[0], _now(resources, dewi)[0]) == ("lapsed", "offered")
    assert _counts(resources) == (2, 2, 0)


def test_a_hold_ends_before_the_class_begins(resources: Resources) -> None:
    """The class meets in 20 hours: an offered seat is kept until 2 hours before, not for 24."""
    offers = announce(make_offer(meetings=make_meetings(1, 6)))
    anh, _, chai = (_enrol(resources, name, offers) for name in ("Anh", "Budi", "Chai"))
    enrolling.cancel(resources, offers, anh.code or "")
    found = enrolling.look_up(resources, chai.code or "")
    assert isinstance(found, Enrolled)
    assert found.best.hold_until == NOW.replace(hour=4) + dt.timedelta(days=1)


def test_who_leaves_the_waiting_list_lets_the_next_move_up(resources: Resources) -> None:
    """Chai stops waiting: no seat changes hands, and Dewi is number 1."""
    _, _, chai, dewi = (_enrol(resources, name) for name in ("Anh", "Budi", "Chai", "Dewi"))
    enrolling.cancel(resources, announce(make_offer()), chai.code or "")
    assert _now(resources, dewi) == ("waiting", 1)
    assert _counts(resources) == (2, 2, 1)


def test_cancelling_twice_gives_back_one_seat(resources: Resources) -> None:
    """The second press on "give back" changes nothing: one seat is free, not two."""
    anh, _ = _enrol(resources, "Anh"), _enrol(resources, "Budi")
    for _ in range(2):
        enrolling.cancel(resources, announce(make_offer()), anh.code or "")
    assert _counts(resources) == (2, 1, 0)


def test_the_same_press_twice_is_one_seat_with_one_code(resources: Resources) -> None:
    """A double press, or a retry after a lost answer, returns the same seat and the same code."""
    first = _enrol(resources, "Anh", press="one press")
    again = _enrol(resources, "Anh", press="one press")
    assert (again.code, again.best.state, again.again) == (first.code, "confirmed", True)
    assert _counts(resources) == (2, 1, 0)


def test_the_same_key_for_somebody_else_reveals_nothing(resources: Resources) -> None:
    """Budi sends Anh's key: he gets neither her code nor a seat, but is told to start again."""
    _enrol(resources, "Anh", press="one press")
    assert _press(resources, announce(make_offer()), "Budi", "one press") == KeyReused()


def test_one_person_holds_one_place_in_a_class(resources: Resources) -> None:
    """The same name and phone from another phone, written in capitals and with other spaces, is the same person."""
    offers = announce(make_offer())
    _enrol(resources, "Trần Thị Anh")
    assert _press(resources, offers, "TRẦN  THỊ ANH", "another", contact={"phone": "0912-345-678"}) == AlreadyHolds()
    assert _press(resources, offers, "Trần Thị Anh", "a third", contact={"phone": "+886 912 345 678"}) == AlreadyHolds()
    assert isinstance(_press(resources, offers, "Trần Thị Anh", "a fourth", phone="0987 654 321"), Enrolled)


def test_one_document_is_one_person(resources: Resources) -> None:
    """The same document number under another name and phone is the same person; another number is another."""
    offers = announce(make_offer(identity="document"))
    _enrol(resources, "Anh", offers, identity="A123456789")
    assert _press(resources, offers, "Binh", phone="0987 654 321", identity="a1234 56789") == AlreadyHolds()


def test_before_the_window_and_after_it_there_is_no_seat(resources: Resources, clock: Clock) -> None:
    """The class opens in one hour: too early now, a seat in an hour, too late after the end."""
    offers = announce(make_offer(opens_in=1, closes_in=2))
    assert _press(resources, offers, "Anh", "press 1") == NotOpen("before")
    clock.move(hours=1)
    assert isinstance(_press(resources, offers, "Anh", "press 2"), Enrolled)
    clock.move(hours=1)
    assert _press(resources, offers, "Budi", "press 3") == NotOpen("closed")


def test_nobody_sits_in_two_classes_at_one_time(resources: Resources) -> None:
    """Anh has a seat on day 3 from 9 to 11: a class that begins at 10 is refused with its name, one at 11 is not."""
    first = make_offer("a-class", meetings=make_meetings(3, 9))
    late = make_offer("late", meetings=make_meetings(3, 10))
    later = make_offer("later", meetings=make_meetings(3, 11))
    offers = announce(first, late, later)
    _enrol(resources, "Anh", offers)
    assert _press(resources, offers, "Anh", course="late") == Clash("a-class")
    assert isinstance(_press(resources, offers, "Anh", course="later"), Enrolled)


def test_whoever_is_passed_over_for_a_clash_is_looked_at_again(resources: Resources) -> None:
    """Anh waits for "late" while she sits in "a-class": a seat there passes her by; it comes to her when her own seat is given back."""
    first, late = (
        make_offer("a-class", 2, meetings=make_meetings(3, 9)),
        make_offer("late", 1, meetings=make_meetings(3, 10)),
    )
    offers = announce(first, late)
    budi = _enrol(resources, "Budi", offers, course="late")
    waiting = _enrol(resources, "Anh", offers, course="late")
    seat = _enrol(resources, "Anh", offers, course="a-class")
    enrolling.cancel(resources, offers, budi.code or "")
    assert _now(resources, waiting) == ("waiting", 1)
    assert _counts(resources, "late") == (1, 0, 1)
    enrolling.cancel(resources, offers, seat.code or "")
    assert _now(resources, waiting)[0] == "offered"


def test_a_seat_that_nobody_who_waits_can_take_goes_to_the_next_press(resources: Resources) -> None:
    """Anh waits for "late" but sits elsewhere: Chai, who presses now, gets the free seat, and Anh keeps number 1."""
    offers = announce(
        make_offer("a-class", meetings=make_meetings(3, 9)), make_offer("late", 1, meetings=make_meetings(3, 10))
    )
    budi = _enrol(resources, "Budi", offers, course="late")
    waiting = _enrol(resources, "Anh", offers, course="late")
    _enrol(resources, "Anh", offers, course="a-class")
    enrolling.cancel(resources, offers, budi.code or "")
    assert _enrol(resources, "Chai", offers, course="late").best.state == "confirmed"
    assert _now(resources, waiting) == ("waiting", 1)


def test_the_second_step_needs_the_first(resources: Resources) -> None:
    """Step two is refused without step one; a seat in a step one that ends before is enough, and is counted on."""
    one = make_offer("one", grants="step-1", meetings=make_meetings(3))
    two = make_offer("two", requires="step-1", meetings=make_meetings(9))
    offers = announce(one, two)
    assert _press(resources, offers, "Anh", "early", course="two") == MissingStep("step-1")
    _enrol(resources, "Anh", offers, course="one")
    assert isinstance(_press(resources, offers, "Anh", course="two"), Enrolled)


def test_seats_kept_for_a_group_stay_free_for_it(resources: Resources, clock: Clock) -> None:
    """Of 2 seats 1 is kept for new immigrants: the second citizen waits, the new immigrant is seated after him.

    A second kept seat would be released when the window closes; then the citizen who waits is first.
    """
    offers = announce(
        make_offer(capacity=3, closes_in=2, quotas={"new-immigrant": 2}, quotas_until=NOW + dt.timedelta(hours=2))
    )
    states = [_enrol(resources, name, offers).best.state for name in ("Chen", "Lin")]
    mai = _enrol(resources, "Mai", offers, group="new-immigrant")
    assert [*states, mai.best.state] == ["confirmed", "waiting", "confirmed"]
    assert _counts(resources) == (3, 2, 1)
    clock.move(hours=3)
    enrolling.settle(resources, offers)
    assert _counts(resources) == (3, 3, 0)


def test_a_pair_in_a_draw_is_one_entry_of_two(resources: Resources) -> None:
    """Anh enters with Binh and three wishes: 6 places under one code, all "entered"; neither may enter the same draw again."""
    drawn: dict[str, Any] = {
        "allocation": "draw",
        "round": "a-round",
        "drawn_on": NOW.date(),
        "wishes": 3,
        "pairs": True,
    }
    offers = announce(*(make_offer(name, **drawn) for name in ("first", "second", "third")))
    held = _enrol(resources, "Anh", offers, partner={"name": "Binh"}, wishes={"second": "third", "third": "second"})
    assert [(wish.offer, wish.state) for wish in held.wishes] == [
        ("first", "entered"),
        ("third", "entered"),
        ("second", "entered"),
    ]
    assert _press(resources, offers, "Anh", "again", course="second") == AlreadyHolds()


@pytest.mark.parametrize(
    "wishes",
    [{"second": "first"}, {"second": "elsewhere"}, {"second": "second", "third": "second"}, {"second": "nowhere"}],
)
def test_wishes_are_other_classes_of_the_same_draw(wishes: dict[str, str]) -> None:
    """The same class twice, a class outside the draw and one that does not exist are no wishes."""
    drawn: dict[str, Any] = {"allocation": "draw", "round": "a-round", "drawn_on": NOW.date(), "wishes": 3}
    offers = announce(make_offer("first", **drawn), make_offer("second", **drawn), make_offer("elsewhere"))
    assert enrolling.wished(_form("Anh", course="first", wishes=wishes), offers) is None


def test_a_wrong_code_finds_nothing(resources: Resources) -> None:
    """A code that nobody was given looks nothing up, cancels nothing and takes nothing up."""
    offers = announce(make_offer())
    assert enrolling.look_up(resources, "1" * 16) == UnknownCode()
    assert enrolling.cancel(resources, offers, "1" * 16) == UnknownCode()
    assert enrolling.confirm(resources, offers, "1" * 16) == UnknownCode()


def test_a_smaller_room_takes_nobodys_seat_away(resources: Resources) -> None:
    """The capacity is announced as 1 after 2 are seated: both keep their seats, and the next one waits."""
    _enrol(resources, "Anh"), _enrol(resources, "Budi")
    third = _enrol(resources, "Chai", announce(make_offer(capacity=1)))
    assert (third.best.state, third.best.place) == ("waiting", 1)
    assert _counts(resources) == (2, 2, 1)


def test_a_larger_room_offers_seats_to_those_who_wait_at_once(resources: Resources) -> None:
    """2 seats, 4 people; a new build announces 3 seats: the first who waited is offered one before anybody presses anything."""
    held = [_enrol(resources, name) for name in ("Anh", "Budi", "Chai", "Dewi")]
    larger = announce(make_offer(capacity=3))
    enrolling.settle(resources, larger)
    assert [_now(resources, each)[0] for each in held] == ["confirmed", "confirmed", "offered", "waiting"]
    assert _enrol(resources, "Edi", larger).best.place == 2


def test_a_rush_oversells_nothing_and_seats_the_first_arrivals(
    resources: Resources, desk_resources: DeskResources
) -> None:
    """200 people press within moments for 20 seats, each twice: 20 seated, 180 wait as number 1 to 180, no code twice."""
    offers = announce(make_offer(capacity=20))

    def press(number: int) -> Enrolled:
        held = [_enrol(resources, f"Person {number}", offers, phone=f"09{number:08d}") for _ in range(2)]
        assert held[0].code == held[1].code
        return held[0]

    with ThreadPoolExecutor(16) as people:
        held = list(people.map(press, range(200)))
    assert sum(each.best.state == "confirmed" for each in held) == 20
    assert sorted(each.best.place for each in held if each.best.place) == list(range(1, 181))
    assert len({each.code for each in held}) == 200
    rows = roster(desk_resources, "a-class").rows
    assert [row.state for row in rows] == ["confirmed"] * 20 + ["waiting"] * 180
    with resources.reader.begin() as connection:
        rows_of_audit = audit.all_rows(connection)
    assert len(rows_of_audit) == 200
    assert broken_at(rows_of_audit) is None


def test_a_row_taken_out_of_the_audit_is_found(resources: Resources) -> None:
    """Of 3 rows the second is changed, or removed: the chain tells where it breaks."""
    for name in ("Anh", "Budi", "Chai"):
        _enrol(resources, name)
    with resources.reader.begin() as connection:
        rows = audit.all_rows(connection)
    changed = [*rows[:1], (2, rows[1][1]._replace(pseudonym="AAAA-AAAA"), rows[1][2]), *rows[2:]]
    assert (broken_at(changed), broken_at([rows[0], rows[2]])) == (2, 3)


def test_the_database_itself_refuses_a_third_seat(resources: Resources) -> None:
    """Even if the rule were wrong, the table's own check refuses to have more seats taken than there are."""
    _enrol(resources, "Anh")
    path = str(resources.reader.url.database)
    with pytest.raises(Exception, match="not_oversold"), create_engine(f"sqlite:///{path}").begin() as connection:
        connection.execute(text("UPDATE seats SET taken = 3"))


def test_names_phones_and_documents_lie_sealed(resources: Resources, desk_resources: DeskResources) -> None:
    """Neither name, phone nor document of an enrolled person stands in the service's file; the desk reads all three."""
    _enrol(resources, "Canary Nightingale", announce(make_offer(identity="document")), identity="A123456789")
    resources.writer.close()
    folder = desk_resources.service_reader.url.database or ""
    with open(folder, "rb") as file:  # noqa: PTH123
        kept = file.read()
    assert not any(secret in kept for secret in (b"Nightingale", b"0912", b"123456789"))
    row = roster(desk_resources, "a-class").rows[0]
    assert (row.name, row.phone, row.document) == ("Canary Nightingale", "0912 345 678", "A123456789")

"""Enrolling: seats, waiting list, codes, cancellation and promotion, on a real database."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine, text

from api.domain.seats import NotOpen
from api.forms.base import validate
from api.forms.enrolment import Enrolment
from api.services import desk, enrolling
from api.services.enrolling import AlreadyHolds, Enrolled, KeyReused, UnknownCode
from api.services.resources import DeskResources, Resources
from tests.support import Clock, make_course


def _form(name: str, phone: str = "0912 345 678", course: str = "a-class") -> Enrolment:
    filled = validate(Enrolment, {"name": name, "contact": {"phone": phone}, "course": course})
    assert isinstance(filled, Enrolment)
    return filled


def _enrol(resources: Resources, name: str, capacity: int = 2, press: str = "") -> Enrolled:
    held = enrolling.enrol(resources, make_course(capacity), _form(name), press or f"press of {name}")
    assert isinstance(held, Enrolled)
    return held


def test_two_seats_and_two_places_in_order_of_arrival(resources: Resources) -> None:
    """In a class of 2, Anh and Budi are seated, Chai and Dewi wait as number 1 and 2."""
    held = [_enrol(resources, name) for name in ("Anh", "Budi", "Chai", "Dewi")]
    assert [(each.state, each.place) for each in held] == [
        ("confirmed", None),
        ("confirmed", None),
        ("waiting", 1),
        ("waiting", 2),
    ]


def test_a_seat_given_back_goes_to_the_first_who_waits(resources: Resources) -> None:
    """Anh gives the seat back: Chai has it now, and Dewi is number 1."""
    anh, _, chai, dewi = (_enrol(resources, name) for name in ("Anh", "Budi", "Chai", "Dewi"))
    assert enrolling.cancel(resources, anh.code or "", 2) == Enrolled("a-class", "cancelled", None)
    assert enrolling.look_up(resources, chai.code or "") == Enrolled("a-class", "confirmed", None)
    assert enrolling.look_up(resources, dewi.code or "") == Enrolled("a-class", "waiting", 1)
    assert vars(enrolling.seats(resources)["a-class"]) == {"capacity": 2, "taken": 2, "waiting": 1}


def test_who_leaves_the_waiting_list_lets_the_next_move_up(resources: Resources) -> None:
    """Chai stops waiting: no seat changes hands, and Dewi is number 1."""
    _, _, chai, dewi = (_enrol(resources, name) for name in ("Anh", "Budi", "Chai", "Dewi"))
    enrolling.cancel(resources, chai.code or "", 2)
    assert enrolling.look_up(resources, dewi.code or "") == Enrolled("a-class", "waiting", 1)
    assert vars(enrolling.seats(resources)["a-class"]) == {"capacity": 2, "taken": 2, "waiting": 1}


def test_cancelling_twice_gives_back_one_seat(resources: Resources) -> None:
    """The second press on "give back" changes nothing: one seat is free, not two."""
    anh, _ = _enrol(resources, "Anh"), _enrol(resources, "Budi")
    for _ in range(2):
        enrolling.cancel(resources, anh.code or "", 2)
    assert vars(enrolling.seats(resources)["a-class"]) == {"capacity": 2, "taken": 1, "waiting": 0}


def test_the_same_press_twice_is_one_seat_with_one_code(resources: Resources) -> None:
    """A double press, or a retry after a lost answer, returns the same seat and the same code."""
    first = _enrol(resources, "Anh", press="one press")
    again = _enrol(resources, "Anh", press="one press")
    assert (again.code, again.state, again.again) == (first.code, "confirmed", True)
    assert enrolling.seats(resources)["a-class"].taken == 1


def test_the_same_key_for_somebody_else_reveals_nothing(resources: Resources) -> None:
    """Budi sends Anh's key: he gets neither her code nor a seat, but is told to start again."""
    _enrol(resources, "Anh", press="one press")
    assert enrolling.enrol(resources, make_course(), _form("Budi"), "one press") == KeyReused()


def test_one_person_holds_one_place_in_a_class(resources: Resources) -> None:
    """The same name and phone from another phone, written in capitals and with other spaces, is the same person."""
    _enrol(resources, "Trần Thị Anh")
    again = enrolling.enrol(resources, make_course(), _form("TRẦN  THỊ ANH", "0912-345-678"), "another press")
    assert again == AlreadyHolds()
    other = enrolling.enrol(resources, make_course(), _form("Trần Thị Anh", "0987 654 321"), "a third press")
    assert isinstance(other, Enrolled)


def test_before_the_window_and_after_it_there_is_no_seat(resources: Resources, clock: Clock) -> None:
    """The class opens in one hour: too early now, a seat in an hour, too late after the end."""
    course = make_course(opens_in=1, closes_in=2)
    assert enrolling.enrol(resources, course, _form("Anh"), "press 1") == NotOpen("before")
    clock.move(hours=1)
    assert isinstance(enrolling.enrol(resources, course, _form("Anh"), "press 2"), Enrolled)
    clock.move(hours=1)
    assert enrolling.enrol(resources, course, _form("Budi"), "press 3") == NotOpen("closed")


def test_a_wrong_code_finds_nothing(resources: Resources) -> None:
    """A code that nobody was given looks nothing up and cancels nothing."""
    assert enrolling.look_up(resources, "1" * 16) == UnknownCode()
    assert enrolling.cancel(resources, "1" * 16, 2) == UnknownCode()


def test_a_smaller_room_takes_nobodys_seat_away(resources: Resources) -> None:
    """The capacity is announced as 1 after 2 are seated: both keep their seats, and the next one waits."""
    _enrol(resources, "Anh"), _enrol(resources, "Budi")
    third = _enrol(resources, "Chai", capacity=1)
    assert (third.state, third.place) == ("waiting", 1)
    assert vars(enrolling.seats(resources)["a-class"]) == {"capacity": 2, "taken": 2, "waiting": 1}


def test_a_rush_oversells_nothing_and_seats_the_first_arrivals(
    resources: Resources, desk_resources: DeskResources
) -> None:
    """200 people press within moments for 20 seats, each twice: 20 seated, 180 wait as number 1 to 180, no code twice."""

    def press(number: int) -> Enrolled:
        form = _form(f"Person {number}", f"09{number:08d}")
        held = [enrolling.enrol(resources, make_course(20), form, f"press {number}") for _ in range(2)]
        assert all(isinstance(each, Enrolled) for each in held)
        assert held[0].code == held[1].code  # type: ignore[union-attr]
        return held[0]  # type: ignore[return-value]

    with ThreadPoolExecutor(16) as people:
        held = list(people.map(press, range(200)))
    assert sum(each.state == "confirmed" for each in held) == 20
    assert sorted(each.place for each in held if each.place) == list(range(1, 181))
    assert len({each.code for each in held}) == 200
    roster = desk.roster(desk_resources, "a-class")
    assert [row.state for row in roster] == ["confirmed"] * 20 + ["waiting"] * 180


def test_the_database_itself_refuses_a_twenty_first_seat(resources: Resources) -> None:
    """Even if the rule were wrong, the table's own check refuses to have more seats taken than there are."""
    _enrol(resources, "Anh")
    path = str(resources.reader.url.database)
    with pytest.raises(Exception, match="not_oversold"), create_engine(f"sqlite:///{path}").begin() as connection:
        connection.execute(text("UPDATE seats SET taken = 3"))


def test_names_and_phones_lie_sealed(resources: Resources, desk_resources: DeskResources) -> None:
    """Neither the name nor the phone of an enrolled person stands in the service's file; the desk reads both."""
    _enrol(resources, "Canary Nightingale")
    resources.writer.close()
    folder = desk_resources.service_reader.url.database or ""
    with open(folder, "rb") as file:  # noqa: PTH123
        kept = file.read()
    assert b"Nightingale" not in kept
    assert b"0912" not in kept
    assert desk.roster(desk_resources, "a-class")[0].name == "Canary Nightingale"


def test_a_larger_room_seats_those_who_wait_at_once(resources: Resources) -> None:
    """2 seats, 4 people; a new build announces 3 seats: the first who waited is seated before anybody presses anything."""
    held = [_enrol(resources, name) for name in ("Anh", "Budi", "Chai", "Dewi")]
    enrolling.settle(resources, [make_course(3)])
    assert [enrolling.look_up(resources, each.code or "").state for each in held] == [  # type: ignore[union-attr]
        "confirmed",
        "confirmed",
        "confirmed",
        "waiting",
    ]
    assert _enrol(resources, "Edi", capacity=3).place == 2


def test_a_country_code_makes_nobody_another_person(resources: Resources) -> None:
    """0912 345 678 and +886 912 345 678 are one phone: the second press is told that the person has a seat."""
    _enrol(resources, "Anh")
    again = enrolling.enrol(resources, make_course(), _form("Anh", "+886 912 345 678"), "another press")
    assert again == AlreadyHolds()

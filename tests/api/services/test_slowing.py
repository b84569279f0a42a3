"""What is remembered of a network: for a day, in memory, and so that nobody can be found by it."""

import base64
import json
import time
from dataclasses import replace
from typing import Any

import altcha
import pytest

from api.domain.pacing import AT_ONCE, FILES_AT_ONCE, WORKED_AT_ONCE
from api.services import tickets, work
from api.services.slowing import DAY, Asked, Held, Slowing, network_of
from tests.support import Seconds

PEPPER = bytes(32)
HOME, ELSEWHERE = "203.0.113.7", "198.51.100.7"


@pytest.fixture
def seconds() -> Seconds:
    """Return a clock that stands at this second."""
    return Seconds()


@pytest.fixture
def slowing(seconds: Seconds) -> Slowing:
    """Return the memory of a process that has just begun."""
    return Slowing(PEPPER, seconds)


def _filing(slowing: Slowing, seconds: Seconds, **more: Any) -> Asked:
    """Return a press of somebody who began two minutes ago."""
    seconds.now -= 120
    ticket = slowing.ticket()
    seconds.now += 120
    return Asked("filing", ticket=ticket, **more)


def _crowd(slowing: Slowing, seconds: Seconds, address: str = HOME) -> None:
    """Let thirty people of one network go through."""
    for _ in range(AT_ONCE):
        assert slowing.ask(_filing(slowing, seconds), address) is None


def _held(slowing: Slowing, asked: Asked, address: str = HOME) -> Held:
    held = slowing.ask(asked, address)
    assert held
    return held


def _solution(held: Held) -> str:
    """Return what a browser sends when it has solved the challenge."""
    challenge = altcha.Challenge.from_dict(held.challenge)
    found = altcha.solve_challenge(challenge)
    assert found
    return altcha.Payload(challenge, found).to_base64()


def test_the_thirty_first_of_a_network_waits_and_others_do_not(slowing: Slowing, seconds: Seconds) -> None:
    """After 30 filings a neighbour in the same /24 is told 2 seconds; somebody elsewhere, and a look-up, go on."""
    _crowd(slowing, seconds)
    assert _held(slowing, _filing(slowing, seconds), "203.0.113.250").seconds == 2
    assert slowing.ask(_filing(slowing, seconds), ELSEWHERE) is None
    assert slowing.ask(Asked("look-up", is_untimed=True), HOME) is None


def test_a_turn_that_was_waited_for_goes_through_once(slowing: Slowing, seconds: Seconds) -> None:
    """Early it tells the rest with the same turn, in time it goes through, and the same turn again counts for nothing."""
    _crowd(slowing, seconds)
    for _ in range(9):
        _held(slowing, _filing(slowing, seconds))
    held = _held(slowing, _filing(slowing, seconds))
    turn = Asked("filing", turn=held.turn)
    seconds.now += 5
    early = _held(slowing, turn)
    assert (early.turn, early.seconds) == (held.turn, held.seconds - 5)
    seconds.now += early.seconds
    assert slowing.ask(turn, HOME) is None
    assert _held(slowing, turn).turn != held.turn


def test_a_page_ticket_counts_once(slowing: Slowing, seconds: Seconds) -> None:
    """A second filing with the ticket of the first waits as a press without a page does: 5 seconds, and it says so."""
    asked = _filing(slowing, seconds)
    assert slowing.ask(asked, HOME) is None
    again = _held(slowing, asked)
    assert (again.is_hasty, again.seconds) == (True, 5)


def test_solved_work_replaces_the_wait_once(slowing: Slowing, seconds: Seconds) -> None:
    """A solution goes through at once; sent a second time it waits."""
    _crowd(slowing, seconds)
    held = _held(slowing, _filing(slowing, seconds))
    solution = _solution(held)
    assert slowing.ask(Asked("filing", turn=held.turn, solution=solution), HOME) is None
    assert slowing.ask(Asked("filing", solution=solution), HOME)


def test_work_for_one_kind_of_press_does_not_count_for_another(slowing: Slowing, seconds: Seconds) -> None:
    """A challenge of a filing, solved, opens no full line of look-ups."""
    _crowd(slowing, seconds)
    solution = _solution(_held(slowing, _filing(slowing, seconds)))
    for _ in range(AT_ONCE):
        assert slowing.ask(Asked("look-up", is_call=True), HOME) is None
    assert slowing.ask(Asked("look-up", is_call=True, solution=solution), HOME)


def test_work_is_checked_by_the_library_whose_protocol_it_is(slowing: Slowing, seconds: Seconds) -> None:
    """A wrong counter, other parameters, another signature and an old challenge are no solution, and no error either."""
    held = _held(slowing, Asked("filing"))
    right = json.loads(base64.b64decode(_solution(held)))
    wrong = [
        right | {"solution": right["solution"] | {"counter": right["solution"]["counter"] + 1}},
        right | {"challenge": right["challenge"] | {"signature": "00" * 32}},
        right | {"challenge": {"parameters": held.challenge["parameters"] | {"keyPrefix": "00"}, "signature": "x"}},
        {"challenge": [], "solution": None},
        {"challenge": {"parameters": {"expiresAt": {}, "nonce": 1}}, "solution": {}},
        [],
    ]
    for payload in wrong:
        assert work.solved(PEPPER, "filing", base64.b64encode(json.dumps(payload).encode()).decode(), seconds()) is None
    for text in ("", "x", "é", "A" * 5000, base64.b64encode(b"\xff").decode(), base64.b64encode(b"[" * 900).decode()):
        assert work.solved(PEPPER, "filing", text, seconds()) is None
    solution = base64.b64encode(json.dumps(right).encode()).decode()
    assert work.solved(PEPPER, "filing", solution, seconds())
    assert work.solved(PEPPER, "filing", solution, seconds() + work.LIFETIME + 1) is None
    assert work.solved(bytes(31) + b"1", "filing", solution, seconds()) is None


def test_the_work_has_an_end() -> None:
    """The number to be found lies in the upper half of what was asked for, in each of 50 challenges."""
    for _ in range(50):
        challenge = altcha.Challenge.from_dict(work.challenge(PEPPER, "filing", 200, time.time()))
        found = altcha.solve_challenge(challenge)
        assert found
        assert 100 <= found.counter < 200


@pytest.mark.parametrize(
    "text", ["", "x", "1.2.3", "1..", "999999999999.00.00", "٣.a.b", "1.2.3.4", "a" * 5000, "1\x00.2.3", "-1.0.0"]
)
def test_a_tampered_ticket_is_no_ticket(slowing: Slowing, text: str) -> None:
    """Whatever stands there, the press waits 5 seconds with a new turn; nothing breaks."""
    held = _held(slowing, Asked("filing", ticket=text, turn=text, solution=text))
    assert (held.seconds, held.is_hasty) == (5, True)


def test_a_ticket_of_another_purpose_or_moment_is_no_ticket(slowing: Slowing, seconds: Seconds) -> None:
    """A page ticket is no turn, an earlier moment breaks the mark, and after a day it is too old."""
    ticket = slowing.ticket()
    moment, number, mark = ticket.split(".")
    assert tickets.read(PEPPER, "page", ticket, seconds())
    assert tickets.read(PEPPER, "filing turn", ticket, seconds()) is None
    assert tickets.read(PEPPER, "page", f"{int(moment) - 60}.{number}.{mark}", seconds()) is None
    assert tickets.read(PEPPER, "page", ticket, seconds() + DAY + 1) is None
    assert _held(slowing, Asked("filing", turn=ticket)).is_hasty


def test_a_ticket_says_nothing_of_who_holds_it(slowing: Slowing, seconds: Seconds) -> None:
    """Ticket and turn are a second, a random number and a mark: two people in the same second differ in nothing else.

    What was given to one network counts in every other: nothing in it leads back to an address.
    """
    first, second = slowing.ticket().split("."), slowing.ticket().split(".")
    assert first[0] == second[0] == str(int(seconds()))
    assert [len(part) for part in first] == [10, 16, 32]
    assert first[1] != second[1]
    held = _held(slowing, Asked("filing", ticket="", press="a press"), HOME)
    assert [len(part) for part in held.turn.split(".")] == [10, 16, 32]
    seconds.now += held.seconds
    assert slowing.ask(Asked("filing", turn=held.turn), ELSEWHERE) is None


def test_the_same_press_again_goes_through_and_is_not_counted_for_ever(slowing: Slowing, seconds: Seconds) -> None:
    """An answer that was lost on the way is asked for again: three times at once, and the fourth waits like anybody."""
    asked = _filing(slowing, seconds, press="one press")
    assert [slowing.ask(asked, HOME) for _ in range(4)] == [None] * 4
    assert slowing.ask(asked, HOME)
    assert slowing.ask(replace(asked, press="another press"), HOME)


def test_what_was_hasty_is_in_order_at_the_next_press(slowing: Slowing, seconds: Seconds) -> None:
    """Filed in one second: told 5. The hidden field is not carried along, so the next press goes through in its turn."""
    ticket = slowing.ticket()
    seconds.now += 1
    held = _held(slowing, Asked("filing", ticket=ticket, is_trapped=True))
    assert (held.ticket, held.seconds) == (ticket, 20)
    seconds.now += 20
    assert slowing.ask(Asked("filing", ticket=held.ticket, turn=held.turn), HOME) is None


def test_a_call_of_the_interface_waits_without_a_turn(slowing: Slowing) -> None:
    """The thirty-first call is told 2 seconds and given a challenge; solved, it goes through."""
    for _ in range(AT_ONCE):
        assert slowing.ask(Asked("filing", is_call=True), HOME) is None
    held = _held(slowing, Asked("filing", is_call=True))
    assert (held.seconds, held.turn) == (2, "")
    assert slowing.ask(Asked("filing", is_call=True, solution=_solution(held)), HOME) is None


def test_everything_is_forgotten_after_a_day(slowing: Slowing, seconds: Seconds) -> None:
    """Neither the network nor the key of its hash outlives 24 hours."""
    _crowd(slowing, seconds)
    before = dict(slowing._traffic)
    seconds.now += DAY
    assert slowing.ask(_filing(slowing, seconds), HOME) is None
    assert not before.keys() & slowing._traffic.keys()


def test_no_address_is_kept(slowing: Slowing, seconds: Seconds) -> None:
    """Nothing that is remembered holds an address, a network or a press in clear, and two processes hash differently."""
    asked = _filing(slowing, seconds, press="my own press")
    slowing.ask(asked, HOME)
    kept = repr(vars(slowing))
    for clear in (HOME, "203.0.113", "my own press"):
        assert clear not in kept
    other = Slowing(PEPPER, seconds)
    other.ask(asked, HOME)
    assert not other._traffic.keys() & slowing._traffic.keys()


def test_memory_is_bounded(slowing: Slowing, seconds: Seconds, monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for 100 networks and 100 numbers, presses from 1,000 networks leave no more behind, and all go through."""
    for name in ("MOST_NETWORKS", "MOST_REMEMBERED"):
        monkeypatch.setattr(f"api.services.slowing.{name}", 100)
    for number in range(1000):
        asked = _filing(slowing, seconds, press=str(number))
        seconds.now += 1
        assert slowing.ask(asked, f"10.{number // 256}.{number % 256}.1") is None
    assert max(len(slowing._traffic), len(slowing._used), len(slowing._passed)) <= 101


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:5:6::1", "2001:db8:5::/48"),
        ("", "unknown"),
        (None, "unknown"),
        ("somewhere", "unknown"),
    ],
)
def test_neighbours_are_one_network(address: str | None, network: str) -> None:
    """256 addresses of IPv4, and what one connection is given in IPv6."""
    assert network_of(address) == network


def test_people_who_solve_are_many_and_a_flood_that_solves_is_slowed(slowing: Slowing, seconds: Seconds) -> None:
    """Of 100 calls, 30 go through at once and 60 more with solved work; the last 10 wait although they worked."""
    passed = 0
    solutions: list[str] = []
    while len(solutions) < WORKED_AT_ONCE + 10:
        held = slowing.ask(Asked("filing", is_call=True), HOME)
        if held:
            solutions.append(_solution(replace(held, challenge=work.challenge(PEPPER, "filing", 20, seconds()))))
        else:
            passed += 1
    passed += sum(slowing.ask(Asked("filing", is_call=True, solution=each), HOME) is None for each in solutions)
    assert passed == AT_ONCE + WORKED_AT_ONCE


def test_one_ticket_has_one_place_in_the_line(slowing: Slowing, seconds: Seconds) -> None:
    """Behind a crowd a ticket that was given a turn gets no second one: pressed again without the turn it waits with the hasty."""
    _crowd(slowing, seconds)
    asked = _filing(slowing, seconds)
    assert not _held(slowing, asked).is_hasty
    assert _held(slowing, asked).is_hasty


def test_a_dormitory_sends_its_files_and_a_flood_of_them_is_slowed(slowing: Slowing, seconds: Seconds) -> None:
    """300 people with 5 files each pass at once and make nobody else wait; the next file waits, and goes 2 seconds later."""
    assert FILES_AT_ONCE == 300 * 5
    assert all(slowing.takes_file(HOME) for _ in range(FILES_AT_ONCE))
    assert not slowing.takes_file("203.0.113.250")
    assert slowing.takes_file(ELSEWHERE)
    assert slowing.ask(_filing(slowing, seconds), HOME) is None
    seconds.now += 2
    assert slowing.takes_file(HOME)
    assert not slowing.takes_file(HOME)


def test_a_key_buys_no_second_look_up(slowing: Slowing) -> None:
    """After 30 look-ups of a network under one key the next under the same key waits: the key says nothing of the receipt."""
    asked = Asked("look-up", press="one key for all", is_call=True)
    for _ in range(AT_ONCE):
        assert slowing.ask(asked, HOME) is None
    assert _held(slowing, asked).seconds == 2

"""A limit slows down and asks for work; it never refuses, whoever shares the address."""

import heapq
import math
import random
from collections.abc import Iterable

import pytest

from api.domain.pacing import (
    LEAST_WORK,
    LONGEST,
    MOST_WORK,
    WORKED_AT_ONCE,
    Pass,
    Press,
    Traffic,
    Wait,
    decide,
    difficulty,
)

CALM = Press(needed=120)
MINUTE, HOUR = 60.0, 3600.0
START = 1_000_000.0


def _rehearse(presses: Iterable[tuple[float, Press]], until: float = math.inf) -> tuple[list[float], list[int]]:
    """Let people press, wait as long as the page says, and press again.

    Return how many seconds after the start each got through, and each wait that a page asked for.
    """
    traffic = Traffic()
    queue = [(START + at, number, press) for number, (at, press) in enumerate(presses)]
    heapq.heapify(queue)
    through: list[float] = []
    waits: list[int] = []
    while queue:
        now, number, press = heapq.heappop(queue)
        assert len(waits) < 1_000_000, "somebody waits for ever"
        if now - START > until:
            break
        verdict, traffic = decide(press, traffic, now)
        if isinstance(verdict, Pass):
            through.append(now - START)
            continue
        waits.append(verdict.seconds(now))
        turn = None if press.is_call else math.floor(verdict.turn)
        again = Press(press.needed, turn=turn, is_call=press.is_call)
        heapq.heappush(queue, (now + waits[-1], number, again))
    return through, waits


@pytest.mark.parametrize("within", [HOUR, 10 * MINUTE, MINUTE, 1.0])
def test_three_hundred_people_behind_one_address_all_get_through(within: float) -> None:
    """Whether they come in an hour or in one second: 0 of 300 are refused, no page asks for more than 60 seconds."""
    chance = random.Random(5)
    for _ in range(20):
        through, waits = _rehearse([(chance.uniform(0, within), CALM) for _ in range(300)])
        assert len(through) == 300
        assert max(waits, default=0) <= 60
        assert max(through) <= within + LONGEST


def test_three_hundred_people_in_an_hour_hardly_notice() -> None:
    """Spread over an hour, 300 people from one dormitory are never asked to wait at all."""
    chance = random.Random(6)
    assert _rehearse([(chance.uniform(0, HOUR), CALM) for _ in range(300)])[1] == []


def test_the_wait_rises_slowly() -> None:
    """Of 100 people at once, 30 go through, the next waits 2 seconds, and each after that 2 more."""
    traffic, waits = Traffic(), []
    for _ in range(100):
        verdict, traffic = decide(CALM, traffic, START)
        waits.append(verdict.turn - START if isinstance(verdict, Wait) else 0)
    assert waits[:30] == [0] * 30
    assert waits[30:] == [2.0 * place for place in range(1, 71)]


def test_a_flood_that_opens_no_page_comes_through_at_thirty_a_minute() -> None:
    """Of 10,000 presses at once without a first page, 300 get through in ten minutes, keeping every turn."""
    through, _ = _rehearse([(0, Press(needed=None))] * 10_000, until=10 * MINUTE)
    assert 290 <= len(through) <= 301
    for minute in range(10):
        assert sum(minute * MINUTE <= at < (minute + 1) * MINUTE for at in through) <= 31


def test_a_flood_of_calls_comes_through_at_thirty_a_minute() -> None:
    """Of 10,000 calls of the interface that try again when told to, 30 go through at once and 30 in each minute."""
    through, waits = _rehearse([(number / 100, Press(is_call=True)) for number in range(10_000)], until=2 * MINUTE)
    assert 85 <= len(through) <= 30 + 61
    assert min(waits) >= 2


def test_all_tricks_together_get_through_at_a_stated_rate() -> None:
    """Who opens no page, calls, and solves work that costs nothing at all: 90 at once, then at most 90 a minute."""
    tricks = [Press(needed=None), Press(is_call=True), Press(has_worked=True)]
    traffic, through = Traffic(), 0
    turns: list[int] = []
    for tick in range(10 * 60 * 10):
        now = START + tick / 10
        due = [turn for turn in turns if turn <= now]
        turns = [turn for turn in turns if turn > now]
        for press in [*tricks, *(Press(turn=turn) for turn in due)]:
            verdict, traffic = decide(press, traffic, now)
            if isinstance(verdict, Pass):
                through += 1
            elif press.needed is None and not press.is_call and press.turn is None and len(turns) < 1000:
                turns.append(math.floor(verdict.turn))
    assert 600 <= through <= 90 + 10 * 90 + 3


def test_a_patient_flood_is_spread_over_ten_minutes_and_leaves_the_line_to_others() -> None:
    """10,000 who open a page each cannot be told from people: they come within ten minutes, at most 40 in two seconds.

    Whoever comes after them waits ten minutes at most, and five minutes after the last of them nobody waits.
    """
    traffic, turns = Traffic(), []
    for _ in range(10_000):
        verdict, traffic = decide(CALM, traffic, START)
        turns.append(verdict.turn - START if isinstance(verdict, Wait) else 0)
    assert max(turns) <= LONGEST
    assert max(turns[30:].count(moment) for moment in set(turns[30:])) <= 40
    person, traffic = decide(CALM, traffic, START + 1)
    assert isinstance(person, Wait)
    assert person.turn - START <= LONGEST + 1
    later, _ = decide(CALM, traffic, START + LONGEST + 5 * MINUTE)
    assert isinstance(later, Pass)


def test_a_turn_is_kept_and_pressing_early_tells_the_rest() -> None:
    """Promised 40 seconds, a person who presses after 10 is told 30, and after 40 goes through in the middle of a flood."""
    traffic = Traffic(entered=START + MINUTE, promised=START + 38)
    first, traffic = decide(CALM, traffic, START)
    assert isinstance(first, Wait)
    assert first.seconds(START) == 40
    early, traffic = decide(Press(120, turn=first.turn), traffic, START + 10)
    assert isinstance(early, Wait)
    assert (early.turn, early.seconds(START + 10)) == (first.turn, 30)
    flooded = Traffic(START + HOUR, START + HOUR, START + HOUR, START + HOUR)
    assert decide(Press(120, turn=first.turn), flooded, START + 40)[0] == Pass("turn")


def test_whoever_was_promised_long_goes_through_as_soon_as_it_is_free() -> None:
    """Promised 9 minutes behind a flood that nobody returned from, the press after one minute goes through."""
    line = Traffic(entered=START + MINUTE, promised=START + 9 * MINUTE)
    told, line = decide(CALM, line, START)
    assert isinstance(told, Wait)
    assert told.seconds(START) == 60
    assert decide(Press(120, turn=told.turn), line, START + 60)[0] == Pass("pace")


@pytest.mark.parametrize(("press", "seconds"), [(Press(2.9), 5), (Press(None), 5), (Press(60, is_trapped=True), 20)])
def test_what_no_person_does_waits_longer_and_is_never_dropped(press: Press, seconds: int) -> None:
    """In 2.9 seconds, without a page, or with the hidden field filled: 5 and 20 seconds, and then it goes through."""
    verdict, traffic = decide(press, Traffic(), START)
    assert isinstance(verdict, Wait)
    assert verdict.seconds(START) == seconds
    again = Press(press.needed, is_trapped=press.is_trapped, turn=verdict.turn)
    assert decide(again, traffic, START + seconds)[0] == Pass("turn")


def test_a_hidden_field_filled_by_a_browser_costs_no_place_behind_a_flood() -> None:
    """Behind 10,000 hasty presses the promise is hours; the next press, in order, is promised ten minutes at most."""
    line = Traffic(entered=START + MINUTE, hasty=START + 5 * HOUR)
    trapped, line = decide(Press(60, is_trapped=True), line, START)
    assert isinstance(trapped, Wait)
    assert trapped.turn > START + 4 * HOUR
    full = Traffic(START + 2 * MINUTE, START + 2 * MINUTE, line.hasty, 0)
    again, _ = decide(Press(120, turn=trapped.turn), full, START + MINUTE)
    assert isinstance(again, Wait)
    assert again.turn <= START + MINUTE + LONGEST


def test_work_replaces_the_wait_for_sixty_at_once() -> None:
    """Behind a full line the first 60 who worked go through at once, the next when two seconds have passed."""
    traffic = Traffic(START + HOUR, START + HOUR, START + HOUR)
    for _ in range(WORKED_AT_ONCE):
        verdict, traffic = decide(Press(120, has_worked=True), traffic, START)
        assert verdict == Pass("work")
    assert isinstance(decide(Press(120, has_worked=True), traffic, START)[0], Wait)
    assert decide(Press(120, has_worked=True), traffic, START + 2)[0] == Pass("work")


def test_work_gets_harder_with_the_line_and_when_all_is_busy() -> None:
    """From 25,000 hashes up to 200,000, never down, and never more than a cheap phone does in two seconds."""
    steps = [difficulty(left, busy=False) for left in range(0, 2000, 10)]
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (LEAST_WORK, MOST_WORK)
    assert difficulty(0, busy=True) == 2 * LEAST_WORK
    assert difficulty(LONGEST, busy=True) == MOST_WORK


def test_a_busy_service_lets_five_of_a_network_through_at_once() -> None:
    """When all networks together are too many, the sixth from one network waits; otherwise the thirty-first."""
    for busy, free in ((True, 5), (False, 30)):
        traffic = Traffic()
        passed = 0
        for _ in range(40):
            verdict, traffic = decide(CALM, traffic, START, busy=busy)
            passed += isinstance(verdict, Pass)
        assert passed == free

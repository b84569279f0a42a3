"""How fast presses of a button from one network may follow each other: they are slowed down, never refused.

Hundreds of people share the address of a dormitory, so an address is nobody's fault. What follows from that:

* The first 30 go through as they come, then one every two seconds.
* Whoever must wait is given a turn: a moment that is kept. The page asks to press again after at most a minute.
* Work done in the browser replaces the wait, for 60 people at once, then for one every two seconds.
* Without JavaScript nobody waits longer than ten minutes in all: where the line would be longer, a second one is begun beside it.
* What no person does (a press without a page, in under three seconds, or with the hidden field filled) waits in a line of its own,
  however long that is. The browser of an honest person may have filled the hidden field, so the next press counts as anybody's.

So a flood that opens no page comes through at 30 a minute, and at 30 more a minute for the interface, whatever its number.
A flood that opens a page for each press and keeps its turn cannot be told from people: it comes up to ten minutes late.
"""

import math
from dataclasses import dataclass, replace

SPACING = 2.0
"""Seconds between two presses from one network, once the first have gone through."""
AT_ONCE = 30
"""How many of one network go through as they come."""
AT_ONCE_WHEN_BUSY = 5
WORKED_AT_ONCE = 60
SHORTEST, LONGEST_PRESS, LONGEST = 2.0, 60.0, 600.0
"""Seconds: the shortest wait, the longest between two presses, and the longest in all."""
FILES_AT_ONCE = 1500
"""Files that one network may send as they come, before the same pace holds: 300 people of a dormitory with five each."""
HASTE = 3.0
"""Seconds in which no person answers what is asked."""
HASTY_WAIT = 5.0
TRAPPED_WAIT = 20.0
EVERYWHERE_AT_ONCE, EVERYWHERE_SPACING = 150, 0.2
"""From all networks together: past 150 at once and five a second, the service is busy."""
LEAST_WORK, MOST_WORK = 25_000, 200_000
"""Hashes: a fifth of a second, and at most two seconds, on a cheap phone of 2018."""


@dataclass(frozen=True)
class Traffic:
    """One network: until which moment (in seconds) its pace is used up, by each way through."""

    entered: float = 0
    promised: float = 0
    hasty: float = 0
    worked: float = 0

    @property
    def until(self) -> float:
        """Return the moment from which nothing of it matters any more."""
        return max(self.entered, self.promised, self.hasty, self.worked)


@dataclass(frozen=True)
class Press:
    """What is known of one press: `needed`, the seconds since the first page; `turn`, the moment that it was promised.

    A call of the interface has no page: it is given no turn, and tries again when it is told to.
    """

    needed: float | None = None
    is_trapped: bool = False
    turn: float | None = None
    has_worked: bool = False
    is_call: bool = False

    @property
    def is_hasty(self) -> bool:
        """Return whether no person presses like this."""
        return not self.is_call and (self.is_trapped or self.needed is None or self.needed < HASTE)


@dataclass(frozen=True)
class Pass:
    """Go on; `by` says what let it through."""

    by: str


@dataclass(frozen=True)
class Wait:
    """Not yet: `turn` is the moment from which the press goes through, `work` the hashes that replace the wait."""

    turn: float
    work: int
    is_hasty: bool = False

    def seconds(self, now: float) -> int:
        """Return after how many seconds to press again: at most 60, though the turn may be later."""
        return min(math.ceil(self.left(now)), int(LONGEST_PRESS))

    def left(self, now: float) -> float:
        """Return the seconds until the turn."""
        return max(self.turn - now, 1.0)


def is_free(used: float, now: float, at_once: int, spacing: float = SPACING) -> bool:
    """Return whether one more may go through at once, where the pace is `used` up until a moment."""
    return used - now <= (at_once - 1) * spacing


def one_more(used: float, now: float, at_once: int, spacing: float = SPACING) -> float:
    """Return until when the pace is used up after one more. It never owes more than those who may go at once."""
    return min(max(used, now) + spacing, now + at_once * spacing)


def one_file(traffic: Traffic, now: float) -> Traffic | None:
    """Return the traffic of a network after one more file, or None if it has sent too many just now."""
    if not is_free(traffic.entered, now, FILES_AT_ONCE):
        return None
    return replace(traffic, entered=one_more(traffic.entered, now, FILES_AT_ONCE))


def difficulty(left: float, *, busy: bool) -> int:
    """Return the hashes that replace a wait of `left` seconds: more for a longer line, and twice that when all is busy."""
    share = min(left / LONGEST, 1.0)
    return min(round((LEAST_WORK + (MOST_WORK - LEAST_WORK) * share) * (2 if busy else 1)), MOST_WORK)


def _promise(press: Press, traffic: Traffic, now: float) -> tuple[float, Traffic]:
    """Return the moment at which it is the turn of this press, and the line behind it."""
    if press.is_hasty:
        least = TRAPPED_WAIT if press.is_trapped else HASTY_WAIT
        turn = max(traffic.hasty + SPACING, now + least)
        # The shortest wait is nobody else's: only the pace is.
        return turn, replace(traffic, hasty=max(traffic.hasty + SPACING, now))
    turn = max(traffic.promised, now) + SPACING
    if turn - now > LONGEST:
        turn = now + SPACING
    return turn, replace(traffic, promised=turn)


def _entered(traffic: Traffic, now: float) -> Traffic:
    return replace(traffic, entered=one_more(traffic.entered, now, AT_ONCE))


def _let_through(press: Press, traffic: Traffic, now: float, *, busy: bool) -> tuple[Pass, Traffic] | None:
    if press.turn is not None and press.turn <= now:
        return Pass("turn"), _entered(traffic, now)
    if press.has_worked and is_free(traffic.worked, now, WORKED_AT_ONCE):
        return Pass("work"), replace(traffic, worked=one_more(traffic.worked, now, WORKED_AT_ONCE))
    is_far = press.turn is None or press.turn - now > LONGEST_PRESS
    if not press.is_hasty and is_far and is_free(traffic.entered, now, AT_ONCE_WHEN_BUSY if busy else AT_ONCE):
        return Pass("pace"), _entered(traffic, now)
    return None


def decide(press: Press, traffic: Traffic, now: float, *, busy: bool = False) -> tuple[Pass | Wait, Traffic]:
    """Return what becomes of a press at `now`, and the traffic of its network after it.

    A turn is kept: pressing early tells the rest of the time. Whoever was promised more than a minute goes through before
    that if it is free by then. Only a hasty press is promised more than ten minutes: the next one, if in order, gets a better turn.
    """
    if passed := _let_through(press, traffic, now, busy=busy):
        return passed
    if press.turn is not None and (press.is_hasty or press.turn - now <= LONGEST):
        turn = press.turn
    elif press.is_call:
        at_once = AT_ONCE_WHEN_BUSY if busy else AT_ONCE
        turn = now + max(traffic.entered - now - (at_once - 1) * SPACING, SHORTEST)
    else:
        turn, traffic = _promise(press, traffic, now)
    return Wait(turn, difficulty(turn - now, busy=busy), press.is_hasty), traffic

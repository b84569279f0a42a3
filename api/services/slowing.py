"""What this process remembers, for at most a day and in memory alone, to slow down a flood from one network.

Networks are kept as keyed hashes under a key of the day; nothing of it reaches a disk, a log or another process.
"""

import hashlib
import ipaddress
import math
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from api.domain.pacing import (
    EVERYWHERE_AT_ONCE,
    EVERYWHERE_SPACING,
    Pass,
    Press,
    Traffic,
    Wait,
    decide,
    is_free,
    one_file,
    one_more,
)
from api.services import tickets, work
from api.services.tickets import Ticket

DAY = 24 * 3600
MOST_NETWORKS = 50_000
MOST_REMEMBERED = 100_000
REPEATABLE = "filing"
"""The one kind of press whose key stands for what is asked: under another body it is refused, so it buys no second look-up."""
REPEATS = 3
"""How often the same press goes through again at once: its answer may have been lost on the way."""


@dataclass(frozen=True)
class Asked:
    """One press as it came. `kind` is what is paced apart from everything else ("filing", "look-up").

    `press` is its idempotency key, `ticket` what the first page gave, `turn` and `solution` what the page of waiting gave.
    A press that `is_untimed` has no first page that would tell how long it took. `is_call`: from the interface.
    """

    kind: str
    press: str = ""
    ticket: str = ""
    turn: str = ""
    solution: str = ""
    is_trapped: bool = False
    is_untimed: bool = False
    is_call: bool = False


@dataclass(frozen=True)
class Held:
    """Press again in `seconds` with this `turn`, or with `challenge` solved; `left` are the seconds in all.

    `ticket` counts from the first page, or from now if there was none.
    """

    seconds: int
    left: int
    turn: str
    ticket: str
    challenge: dict[str, Any]
    is_hasty: bool


@dataclass(frozen=True)
class _Notes:
    """What a press carries that was issued here and has not been used."""

    page: Ticket | None
    calm: Ticket | None
    late: Ticket | None
    work: Ticket | None

    @property
    def turn(self) -> int | None:
        found = self.calm or self.late
        return found.moment if found else None

    def press(self, asked: Asked, now: float) -> Press:
        needed = math.inf if asked.is_untimed or self.calm else now - self.page.moment if self.page else None
        return Press(needed, asked.is_trapped, self.turn, self.work is not None, asked.is_call)


class Slowing:
    """The memory of one process."""

    def __init__(self, pepper: bytes, clock: Callable[[], float] = time.time) -> None:
        """Sign with `pepper`; `clock` counts seconds since 1970."""
        self._pepper, self._clock = pepper, clock
        self._lock = threading.Lock()
        self._used: dict[str, float] = {}
        self._forget(clock())

    def _forget(self, now: float) -> None:
        self._key, self._since = secrets.token_bytes(32), now
        self._traffic: dict[bytes, Traffic] = {}
        self._passed: dict[bytes, int] = {}
        self._everywhere = 0.0

    def ticket(self) -> str:
        """Return what the first page gives along: the moment at which somebody began."""
        return tickets.issue(self._pepper, "page", int(self._clock()))

    def ask(self, asked: Asked, address: str | None) -> Held | None:
        """Return None if the press may go on, or how long it is held. `address` is where it comes from."""
        with self._lock:
            now = self._today()
            if self._comes_again(asked):
                return None
            return self._judged(asked, address, now)

    def takes_file(self, address: str | None) -> bool:
        """Return whether one more file may come from `address` now, and count it: no page of waiting could keep it."""
        with self._lock:
            now = self._today()
            network = self._hidden(f"file {network_of(address)}")
            after = one_file(self._traffic.get(network, Traffic()), now)
            if after:
                self._traffic[network] = after
                self._make_room(now)
            return after is not None

    def _today(self) -> float:
        """Return the time, having forgotten what is older than a day."""
        now = self._clock()
        if not 0 <= now - self._since < DAY:
            self._forget(now)
        return now

    def _judged(self, asked: Asked, address: str | None, now: float) -> Held | None:
        note = self._notes(asked, now)
        network = self._hidden(f"{asked.kind} {network_of(address)}")
        busy = not is_free(self._everywhere, now, EVERYWHERE_AT_ONCE, EVERYWHERE_SPACING)
        verdict, self._traffic[network] = decide(
            note.press(asked, now), self._traffic.get(network, Traffic()), now, busy=busy
        )
        self._make_room(now)
        if isinstance(verdict, Pass):
            self._everywhere = one_more(self._everywhere, now, EVERYWHERE_AT_ONCE, EVERYWHERE_SPACING)
            self._use(now, note.page, note.calm, note.late, note.work)
            if asked.press and asked.kind == REPEATABLE:
                self._passed[self._hidden(f"{asked.kind} {asked.press}")] = 1
            return None
        return self._held(asked, note, verdict, now)

    def _notes(self, asked: Asked, now: float) -> "_Notes":
        def unused(purpose: str, text: str) -> Ticket | None:
            found = tickets.read(self._pepper, purpose, text, now)
            return found if found and found.number not in self._used else None

        solved = work.solved(self._pepper, asked.kind, asked.solution, now)
        return _Notes(
            page=unused("page", asked.ticket),
            calm=unused(f"{asked.kind} turn", asked.turn),
            late=unused(f"{asked.kind} late turn", asked.turn),
            work=solved if solved and solved.number not in self._used else None,
        )

    def _held(self, asked: Asked, note: "_Notes", wait: Wait, now: float) -> Held:
        is_kept = wait.turn == note.turn
        is_late = note.late is not None if is_kept else wait.is_hasty
        turn = asked.turn
        if not is_kept:
            turn = tickets.issue(self._pepper, f"{asked.kind} {'late ' * is_late}turn", math.floor(wait.turn))
            self._use(now, None if is_late else note.page)
        return Held(
            wait.seconds(now),
            math.ceil(wait.left(now)),
            "" if asked.is_call else turn,
            asked.ticket if note.page else tickets.issue(self._pepper, "page", int(now)),
            work.challenge(self._pepper, asked.kind, wait.work, now),
            is_late,
        )

    def _hidden(self, name: str) -> bytes:
        return hashlib.blake2b(name.encode(), key=self._key, digest_size=16).digest()

    def _comes_again(self, asked: Asked) -> bool:
        """Return whether this press has gone through already, and count that it came again."""
        name = self._hidden(f"{asked.kind} {asked.press}")
        count = self._passed.get(name, 0)
        if not 0 < count <= REPEATS:
            return False
        self._passed[name] = count + 1
        return True

    def _use(self, now: float, *found: Ticket | None) -> None:
        """Remember that these do not count again."""
        self._used.update((ticket.number, now) for ticket in found if ticket)
        while self._used and (
            len(self._used) > MOST_REMEMBERED or now - next(iter(self._used.values())) > tickets.LONGEST
        ):
            del self._used[next(iter(self._used))]

    def _make_room(self, now: float) -> None:
        """Forget the networks and presses of which nothing matters any more, or else the oldest."""
        while len(self._passed) > MOST_REMEMBERED:
            del self._passed[next(iter(self._passed))]
        if len(self._traffic) <= MOST_NETWORKS:
            return
        self._traffic = {name: each for name, each in self._traffic.items() if each.until > now}
        while len(self._traffic) > MOST_NETWORKS // 2:
            del self._traffic[next(iter(self._traffic))]


def network_of(address: str | None) -> str:
    """Return the network of `address`: 256 neighbours (/24), or what one connection is given in IPv6 (/48)."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    length = 24 if isinstance(found, ipaddress.IPv4Address) else 48
    return str(ipaddress.ip_network((found, length), strict=False))

"""What the use cases work with: the stores, the secrets and the clock of this process."""

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

import nacl.public
import nacl.signing

from api.services.envelopes import Keys
from api.services.sealing import Envelopes
from api.store.types import Engine
from api.store.writer import Writer

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True)
class Resources:
    """Of the service's own process: it writes its own file, and can only read the desk's."""

    writer: Writer
    reader: Engine
    desk_reader: Engine
    pepper: bytes
    desk_key: nacl.public.PublicKey
    escrow_key: nacl.public.PublicKey
    signing_key: nacl.signing.SigningKey
    clock: Clock
    carried: frozenset[str] = frozenset()
    """By what the desk can send messages about a case by itself."""

    @cached_property
    def envelopes(self) -> Envelopes:
        """Return what seals the contacts of those who enrol."""
        return Envelopes(self.desk_key)


@dataclass(frozen=True)
class DeskResources:
    """Of the desk's process: it writes its own file, can only read the service's, and alone can open what is sealed."""

    writer: Writer
    reader: Engine
    service_reader: Engine
    private_key: nacl.public.PrivateKey
    signing_key: nacl.signing.SigningKey
    pepper: bytes
    clock: Clock
    zone: ZoneInfo
    escrow_key: nacl.public.PublicKey

    @property
    def keys(self) -> Keys:
        """Return to whom officers' words are sealed."""
        return Keys(self.private_key.public_key, self.escrow_key)


def clock_of(timezone: str, rehearsal: dt.datetime | None = None) -> Clock:
    """Return a clock that tells the bureau's own time, without a zone, to the second.

    For a rehearsal (what will people see at nine on opening day?) it starts at that moment and goes on from there.
    """
    zone = ZoneInfo(timezone)

    def now() -> dt.datetime:
        return dt.datetime.now(zone).replace(tzinfo=None, microsecond=0)

    ahead = rehearsal - now() if rehearsal else dt.timedelta(0)
    return steady(lambda: now() + ahead)


STEP_BACK = dt.timedelta(minutes=10)
"""How far a clock may be set back without time running backwards here: it then stands still until it is caught up."""


def steady(clock: Clock) -> Clock:
    """Return `clock`, but never going backwards: a window that has opened stays open when the clock is corrected.

    Order never depends on it. Where it is set back by more than ten minutes it had been wrong before, and is followed.
    """
    latest = [clock()]
    lock = threading.Lock()

    def now() -> dt.datetime:
        with lock:
            read = clock()
            if read > latest[0] or latest[0] - read > STEP_BACK:
                latest[0] = read
            return latest[0]

    return now

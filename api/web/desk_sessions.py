"""Who is signed in at the desk: kept by the desk's process, so that signing out ends a session wherever its cookie lies."""

import datetime as dt
import secrets
import threading
from dataclasses import dataclass, field

from api.domain.staffing import Member
from api.services.resources import Clock

IDLE = dt.timedelta(minutes=30)
LONGEST = dt.timedelta(hours=8)


@dataclass
class _Session:
    member: Member
    began_at: dt.datetime
    seen_at: dt.datetime


@dataclass
class Sessions:
    """The sessions of one process; they end when it does, after half an hour without a press, or after eight hours."""

    clock: Clock
    _live: dict[str, _Session] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, member: Member) -> str:
        """Return the token of a new session of `member`."""
        token, now = secrets.token_urlsafe(32), self.clock()
        with self._lock:
            self._live[token] = _Session(member, now, now)
        return token

    def member(self, token: str) -> Member | None:
        """Return who works under `token`, or None if it has ended."""
        now = self.clock()
        with self._lock:
            session = self._live.get(token)
            if session is None or now - session.seen_at > IDLE or now - session.began_at > LONGEST:
                self._live.pop(token, None)
                return None
            session.seen_at = now
            return session.member

    def end(self, token: str) -> Member | None:
        """End the session of `token`; return whose it was."""
        with self._lock:
            ended = self._live.pop(token, None)
        return ended.member if ended else None

"""Who is signed in at the desk: kept by the desk's process, so that signing out ends a session wherever its cookie lies."""

import datetime as dt
import secrets
import threading
from dataclasses import dataclass, field

from api.services.resources import Clock

IDLE = dt.timedelta(minutes=30)
LONGEST = dt.timedelta(hours=8)


@dataclass
class _Session:
    officer: str
    began_at: dt.datetime
    seen_at: dt.datetime


@dataclass
class Sessions:
    """The sessions of one process; they end when it does, after half an hour without a press, or after eight hours."""

    clock: Clock
    _live: dict[str, _Session] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, officer: str) -> str:
        """Return the token of a new session of `officer`."""
        token, now = secrets.token_urlsafe(32), self.clock()
        with self._lock:
            self._live[token] = _Session(officer, now, now)
        return token

    def officer(self, token: str) -> str | None:
        """Return who works under `token`, or None if it has ended."""
        now = self.clock()
        with self._lock:
            session = self._live.get(token)
            if session is None or now - session.seen_at > IDLE or now - session.began_at > LONGEST:
                self._live.pop(token, None)
                return None
            session.seen_at = now
            return session.officer

    def end(self, token: str) -> None:
        """End the session of `token`."""
        with self._lock:
            self._live.pop(token, None)

"""Small signed notes that a page carries along: when it was first shown, and from when on a press goes through.

A ticket is a moment to the second, a random number and a keyed hash. It says nothing of who holds it.
"""

import hmac
import secrets
from dataclasses import dataclass

from api.services.secrets import keyed

LONGEST = 24 * 3600
"""Seconds for which a ticket counts."""


@dataclass(frozen=True)
class Ticket:
    """A moment, in seconds, and the number by which a ticket is known when it comes again."""

    moment: int
    number: str


def issue(pepper: bytes, purpose: str, moment: int) -> str:
    """Return a new ticket for `moment` that counts for one `purpose`."""
    number = secrets.token_hex(8)
    return f"{moment}.{number}.{_mark(pepper, purpose, str(moment), number)}"


def read(pepper: bytes, purpose: str, text: str, now: float) -> Ticket | None:
    """Return the ticket that `text` is, or None if it was not issued here for this `purpose`, or more than a day ago."""
    parts = text.split(".")
    if len(text) > 100 or len(parts) != 3 or not text.isascii():
        return None
    moment, number, mark = parts
    if not hmac.compare_digest(mark, _mark(pepper, purpose, moment, number)):
        return None
    return Ticket(int(moment), number) if now - int(moment) <= LONGEST else None


def _mark(pepper: bytes, purpose: str, moment: str, number: str) -> str:
    return keyed(pepper, "ticket", purpose, moment, number)[:32]

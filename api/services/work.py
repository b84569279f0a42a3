"""A proof of work that a browser does instead of waiting (ALTCHA, version 2 of its protocol), with nobody else asked.

The number to be found is drawn beforehand, so the work has an end: nobody is unlucky for a minute.
"""

import secrets
from typing import Any

import altcha

from api.services.secrets import keyed
from api.services.tickets import Ticket

ALGORITHM = "SHA-256"
LIFETIME = 1200
"""Seconds for which a challenge can be handed in."""
LONGEST_SOLUTION = 2000


def challenge(pepper: bytes, purpose: str, hashes: int, now: float) -> dict[str, Any]:
    """Return a challenge that takes between half of `hashes` and all of them, as ALTCHA's format has it; `most` tells how far it is."""
    counter = hashes // 2 + secrets.randbelow(hashes - hashes // 2)
    return altcha.create_challenge(
        ALGORITHM,
        1,
        counter=counter,
        expires_at=int(now) + LIFETIME,
        data={"for": purpose, "most": hashes},
        hmac_secret=_secret(pepper),
    ).to_dict()


def solved(pepper: bytes, purpose: str, solution: str, now: float) -> Ticket | None:
    """Return the challenge that `solution` solves, None if it solves none of ours for `purpose`."""
    if not solution or len(solution) > LONGEST_SOLUTION:
        return None
    try:
        payload = altcha.Payload.from_base64(solution)
        checked = altcha.verify_solution(payload, _secret(pepper))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    asked = payload.challenge.parameters
    # Only what we signed has passed: from here on its parts have the types that we gave them.
    if not checked.verified or (asked.data or {}).get("for") != purpose or (asked.expires_at or 0) < now:
        return None
    return Ticket(asked.expires_at or 0, asked.nonce)


def _secret(pepper: bytes) -> str:
    return keyed(pepper, "proof of work")

"""The stamp on a diary: this installation signs a fingerprint with the time, keeps nothing, and knows its own stamp again."""

from typing import Literal

from api.domain.diary import Stamp, read
from api.services.proving import Signed, signed
from api.services.resources import Resources
from api.services.signing import is_signed, public_part

Found = Literal["same", "other-text", "no-stamp"]
"""The same text; a stamp of ours, but on another text; no stamp of ours, or one that was copied wrongly."""


def stamp(resources: Resources, fingerprint: str) -> tuple[Stamp, Signed]:
    """Return the stamp on `fingerprint` at this minute, and what was signed. Nothing of it is kept."""
    bare = Stamp(resources.clock().isoformat(timespec="minutes"), fingerprint, "")
    made = signed(resources, bare.statement())
    return bare._replace(signature=made.signature), made


def check(resources: Resources, fingerprint: str, typed: str) -> tuple[Found, str]:
    """Return whether the stamp that was `typed` is ours and on the text with `fingerprint`, and since when ("" if not ours)."""
    found, key = read(typed), public_part(resources.signing_key)
    if found is None:
        return "no-stamp", ""
    if is_signed(key, found.statement(fingerprint), found.signature):
        return "same", found.at
    if found.fingerprint and is_signed(key, found.statement(), found.signature):
        return "other-text", found.at
    return "no-stamp", ""

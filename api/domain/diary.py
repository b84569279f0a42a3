"""A stamp on a diary: which letters of a text count, and how time, fingerprint and signature are written on paper and read again."""

import hashlib
import re
import unicodedata
from typing import NamedTuple

from api.domain import proof

# The same in theme/js/diary.js; written out, because languages differ in what they call white.
LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
BLANKS = "\t \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
UNSEEN = (
    "\0\xad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0f\ufeff"
)


class Stamp(NamedTuple):
    """When (Taipei, to the minute) a fingerprint was signed. Who copies by hand may leave the fingerprint out: then it is empty."""

    at: str
    fingerprint: str
    signature: str

    @property
    def written(self) -> str:
        """Return the stamp in one line, as the square holds it: capitals, which take half the room there."""
        return f"{self.at} {self.fingerprint} {self.signature}".upper()

    def statement(self, fingerprint: str = "") -> str:
        """Return what is signed, for this stamp's fingerprint or another."""
        return proof.stated("diary", at=self.at, fingerprint=fingerprint or self.fingerprint)


def plain(text: str) -> str:
    """Return what counts of `text`: composed letters (NFC), one blank between words, no empty lines, nothing that is not seen.

    So a copy by hand, in a chat or in another program gives the same, as long as letters, signs and lines are the same.
    """
    seen = unicodedata.normalize("NFC", re.sub(f"[{UNSEEN}]", "", text))
    lines = (re.sub(f"[{BLANKS}]+", " ", line).strip(" ") for line in re.split(f"[{LINE_ENDS}]", seen))
    return "\n".join(line for line in lines if line)


def fingerprint(text: str) -> str:
    """Return the SHA-256 of what counts of `text`."""
    return hashlib.sha256(plain(text).encode()).hexdigest()


def read(typed: str) -> Stamp | None:
    """Return the stamp that was typed or pasted, also with blanks and labels between, in any width or digits; None if it is none."""
    text = unicodedata.normalize("NFKC", re.sub(f"[{UNSEEN}]", "", typed)).lower()
    # A phone may write the digits of its language. In a diary they stay as they are: what is signed is what was written.
    text = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in text)
    if not (found := re.search(r"(20\d\d-\d\d-\d\d)[t\s]\s*(\d\d:\d\d)", text, re.ASCII)):
        return None
    digits = "".join(re.findall(r"\b[0-9a-f]+\b", text[found.end() :]))
    # With its fingerprint and without, and with the key that stands below it on the paper.
    parts = {128: ("", digits), 192: (digits[:64], digits[64:]), 256: (digits[:64], digits[64:192])}.get(len(digits))
    return Stamp("T".join(found.groups()), *parts) if parts else None

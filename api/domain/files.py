"""Which files somebody may hand in with a complaint, how each sort is made harmless, and what a refusal says."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from i18n.messages import Message, mark

Treatment = Literal["redrawn", "rewritten", "as-text", "sealed"]

MOST_FILES = 5
"""That come with one complaint."""
MOST_FILES_OF_CASE = 20
"""Of one case, those that came with later letters included."""
MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_BYTES_TOGETHER = 25 * MEGABYTE
MOST_BYTES_WAITING = 2048 * MEGABYTE
"""Of all files together that wait for their complaints: so much of the disk, and no more."""
MOST_PIXELS = 40_000_000
KEPT_PIXELS = 12_000_000
"""A picture is drawn anew with at most so many: a photograph of a phone stays whole, and a long screenshot of a chat readable."""


class Reason(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_BIG = "too-big"
    TOO_MANY = "too-many"
    TOO_MANY_IN_ALL = "too-many-in-all"
    TOO_MUCH = "too-much"
    TOO_MANY_PIXELS = "too-many-pixels"
    ARCHIVE = "archive"
    OFFICE = "office"
    NOT_TAKEN = "not-taken"
    DAMAGED = "damaged"
    LOCKED = "locked"
    FORM = "form"
    BUSY = "busy"


@dataclass(frozen=True)
class Sort:
    """One sort of file: its name, what happens to it, and the ending under which it is kept where that is known before."""

    name: str
    treatment: Treatment
    extension: str


REFUSALS: dict[Reason, Message] = {
    Reason.EMPTY: Message(mark("The file is empty.")),
    Reason.TOO_BIG: Message(
        mark("This file is too big: at most %(most)s MB. Please send a smaller one, or a photograph of it."),
        {"most": MOST_BYTES // MEGABYTE},
    ),
    Reason.TOO_MANY: Message(mark("Files with one complaint: at most %(most)s."), {"most": MOST_FILES}),
    Reason.TOO_MANY_IN_ALL: Message(
        mark("Files of one case, those of later letters included: at most %(most)s. You can still write without a file."),
        {"most": MOST_FILES_OF_CASE},
    ),
    Reason.TOO_MUCH: Message(
        mark("All files together are too big: at most %(most)s MB."), {"most": MOST_BYTES_TOGETHER // MEGABYTE}
    ),
    Reason.TOO_MANY_PIXELS: Message(
        mark("This picture is too large: at most %(most)s million pixels. Please send a smaller one, or a screenshot of it."),
        {"most": MOST_PIXELS // 1_000_000},
    ),
    Reason.ARCHIVE: Message(
        mark("We cannot take packed files such as ZIP. Please unpack it and send the pictures, PDFs or recordings one by one.")
    ),
    Reason.OFFICE: Message(
        mark("We cannot take office documents such as Word or Excel. Please save it as PDF, or send photographs of its pages.")
    ),
    Reason.NOT_TAKEN: Message(
        mark("We cannot take this sort of file. Please send a photograph, a PDF, a sound or video recording, or plain text.")
    ),
    Reason.DAMAGED: Message(
        mark("We could not read this file: it is damaged or cut off. Please send it again, or send a photograph of it.")
    ),
    Reason.LOCKED: Message(
        mark("This PDF is protected by a password. Please save it without one, or send photographs of its pages.")
    ),
    Reason.FORM: Message(
        mark("We cannot see what is filled into this form. Please print it as PDF, or send photographs of its pages.")
    ),
    Reason.BUSY: Message(
        mark("Very many people are sending files just now. Please wait a minute and send this one again.")
    ),
}  # fmt: skip
MADE_CLEAN = mark(
    "What this file told about place, phone and author has been taken out. What can be seen in it is kept."
)
KEPT_AS_IT_IS = mark(
    "This file is kept sealed, just as it is. It may tell where, when and with which phone it was made."
)

ACCEPT = "image/jpeg,image/png,image/webp,image/gif,application/pdf,audio/*,video/*,text/plain"
"""What a page asks a browser to offer. HEIC is left out on purpose: a phone then sends a JPEG, which we can draw anew."""

REMADE = {"jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n", "pdf": b"%PDF-"}
"""What a file that was made anew begins with."""
_PDF = Sort("pdf", "rewritten", "pdf")
_TEXT = Sort("text", "as-text", "txt")
_SORTS = tuple(
    (re.compile(pattern, re.DOTALL), sort)
    for pattern, sort in (
        (rb"\xff\xd8\xff", Sort("JPEG", "redrawn", "jpg")),
        (rb"\x89PNG\r\n\x1a\n", Sort("PNG", "redrawn", "png")),
        (rb"GIF8[79]a", Sort("GIF", "redrawn", "png")),
        (rb"RIFF....WEBP", Sort("WEBP", "redrawn", "jpg")),
        (rb"....ftyp(hei[cxms]|hev[cxms]|mif1|msf1)", Sort("heic", "sealed", "heic")),
        (rb"....ftypavi[fs]", Sort("avif", "sealed", "avif")),
        (rb"....ftypM4[AB]", Sort("m4a", "sealed", "m4a")),
        (rb"....ftyp3g", Sort("3gp", "sealed", "3gp")),
        (rb"....ftypqt  ", Sort("mov", "sealed", "mov")),
        (rb"....(moov|mdat|wide)", Sort("mov", "sealed", "mov")),
        (rb"....ftyp(iso|mp4|avc|M4V|MSNV|dash|mmp4)", Sort("mp4", "sealed", "mp4")),
        (rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb][^\xf0-\xff]", Sort("mp3", "sealed", "mp3")),
        (rb"\xff[\xf0\xf1\xf8\xf9]", Sort("aac", "sealed", "aac")),
        (rb"OggS\0", Sort("ogg", "sealed", "ogg")),
        (rb"#!AMR(-WB)?\n", Sort("amr", "sealed", "amr")),
        (rb"RIFF....WAVE", Sort("wav", "sealed", "wav")),
    )
)
_REFUSED = (
    (re.compile(rb"\xd0\xcf\x11\xe0|\s*\{\\rtf", re.DOTALL), Reason.OFFICE),
    (re.compile(rb"PK\x03\x04.{0,4000}(\[Content_Types\]|mimetypeapplication/)", re.DOTALL), Reason.OFFICE),
    (re.compile(rb"PK|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd|MSCF"), Reason.ARCHIVE),
    (re.compile(rb".{257}ustar", re.DOTALL), Reason.ARCHIVE),
)
_PROGRAMS = re.compile(r"<|#!|%!|X5O!P%@AP", re.IGNORECASE)
"""How a text begins that is markup, a script, PostScript, or the test string of virus scanners."""
_MARKUP = re.compile(rb"<(script|html|svg|iframe|!doctype|\?php|\?xml)|%PDF-", re.IGNORECASE)


def treated(extension: str) -> str:
    """Return what became of a file that is kept under `extension` (marked); empty for a text, which tells what it says."""
    if extension == _TEXT.extension:
        return ""
    return MADE_CLEAN if extension in REMADE else KEPT_AS_IT_IS


def sort_of(content: bytes) -> Sort | Reason:
    """Return the sort of file that `content` is, or why it is not taken: by what stands in it, never by name or declared type."""
    if not content:
        return Reason.EMPTY
    if len(content) > MOST_BYTES:
        return Reason.TOO_BIG
    if sort := next((sort for begins, sort in _SORTS if begins.match(content)), None):
        return _alone(sort, content)
    if reason := next((reason for begins, reason in _REFUSED if begins.match(content)), None):
        return reason
    if b"%PDF-" in content[:1024]:
        return _PDF
    return _TEXT if _is_plain_text(content) else Reason.NOT_TAKEN


def _alone(sort: Sort, content: bytes) -> Sort | Reason:
    """Return `sort`, or a refusal if it would be kept as it is with a second file hidden in it."""
    if sort.treatment != "sealed":
        return sort
    is_zip = b"PK\x01\x02" in content and b"PK\x05\x06" in content
    if is_zip or b"Rar!\x1a\x07" in content or b"7z\xbc\xaf\x27\x1c" in content:
        return Reason.ARCHIVE
    return Reason.NOT_TAKEN if _MARKUP.search(content[:4096]) else sort


def _is_plain_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    has_controls = any(unicodedata.category(letter) == "Cc" for letter in set(text) - set("\t\n\r\f"))
    return not has_controls and bool(text.strip()) and not _PROGRAMS.match(text.lstrip())


def room_for(size: int, kept: Sequence[int]) -> Reason | None:
    """Return why a file of `size` bytes finds no room beside files of the sizes `kept`, or None if it does."""
    if len(kept) >= MOST_FILES:
        return Reason.TOO_MANY
    return Reason.TOO_MUCH if size + sum(kept) > MOST_BYTES_TOGETHER else None


def too_many(sizes: Sequence[int]) -> Reason | None:
    """Return why files of these `sizes` cannot come with one complaint, or None if they can."""
    return room_for(sizes[-1], sizes[:-1]) if sizes else None


def name_of(number: int, extension: str) -> str:
    """Return the name of the file with this `number` (from 1) in its filing. The name somebody gave it may name them: it is not kept."""
    return f"file-{number}.{extension}"

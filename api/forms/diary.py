"""What the diary asks: lines for a stamp, lines with their stamp; from a script, the fingerprint of lines that stay on the phone."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from api.domain.diary import plain
from api.forms.base import LINE, Ask, Form
from i18n.messages import mark

MOST = 20_000
_MISSING = mark("Write at least one line.")
_HEX = mark("Send the SHA-256 of the text: 64 hexadecimal digits.")


def _counted(text: object) -> object:
    return plain(text) if isinstance(text, str) else text


STAMP = Annotated[
    str,
    Field(min_length=1, max_length=1000),
    LINE,
    Ask(
        mark("The stamp"),
        mark("Time, fingerprint and signature, or what your camera reads from the square."),
        missing=mark("Write or paste the stamp."),
    ),
]


class Lines(Form):
    """The lines of a diary that are to get a stamp."""

    text: Annotated[
        str,
        Field(min_length=1, max_length=MOST),
        BeforeValidator(_counted),
        Ask(
            mark("Your lines"),
            mark("One line for each day: the day, from when to when you worked, what happened. In your own language."),
            missing=_MISSING,
            widget="textarea",
        ),
    ]


class StampedLines(Form):
    """Lines, and the stamp that they are said to have."""

    kept: Annotated[
        str,
        Field(min_length=1, max_length=MOST),
        BeforeValidator(_counted),
        Ask(
            mark("The lines as you kept them"),
            mark("Every letter and every sign counts. Blank lines and double spaces do not."),
            missing=_MISSING,
            widget="textarea",
        ),
    ]
    stamp: STAMP


class Fingerprint(Form):
    """The SHA-256 of lines that stay on the phone."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$"), Ask(mark("Fingerprint"), missing=_HEX, wrong=_HEX)]


class StampedFingerprint(Fingerprint):
    """The fingerprint of lines that stay on the phone, and the stamp that they are said to have."""

    stamp: STAMP

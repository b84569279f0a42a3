"""The forms of the desk: staff sign in, answer a case, move people, open and close, type numbers, write to a class."""

import unicodedata
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from api.domain.orders import ACTIONS, OF_OFFER, REASONS
from api.forms.base import LINE, Ask, Form
from api.forms.typed import Count
from i18n.messages import mark

NOTE = Annotated[
    str,
    Field(max_length=500),
    LINE,
    Ask(mark("Note for colleagues (optional)"), mark("Never published. Write nothing about somebody's health.")),
]


def _bare(typed: object) -> object:
    """Return "123456" for "123 456" and for full-width digits."""
    return "".join(unicodedata.normalize("NFKC", typed).split()) if isinstance(typed, str) else typed


class SignIn(Form):
    """A member of staff signs in."""

    username: Annotated[
        str,
        Field(min_length=1, max_length=60),
        LINE,
        Ask(mark("User name"), missing=mark("Write your user name."), autocomplete="username"),
    ]
    password: Annotated[
        str,
        Field(min_length=1, max_length=200),
        Ask(
            mark("Password"),
            missing=mark("Write your password."),
            widget="password",
            autocomplete="current-password",
        ),
    ]
    code: Annotated[
        str,
        BeforeValidator(_bare),
        Field(pattern="^[0-9]{6}$"),
        Ask(
            mark("Code"),
            mark("The six digits that your second device shows now. Each code works once."),
            missing=mark("Write the six digits of your second device."),
            wrong=mark("Write the six digits of your second device."),
            widget="digits",
            autocomplete="one-time-code",
        ),
    ]


OF_ENTRY = {name: action.text for name, action in ACTIONS.items() if name not in OF_OFFER}
OPENING = {name: ACTIONS[name].text for name in ("open", "close", "as-announced", "capacity", "not-held")}
_REASON = mark("Reason")
_PUBLISHED = mark("A move by hand is published with its reason, under the pseudonym.")
_CHOOSE_REASON = mark("Choose a reason: a move by hand needs one.")


class Move(Form):
    """People on a list are moved by hand."""

    action: Annotated[
        Literal[*OF_ENTRY],  # type: ignore[valid-type]
        Ask(mark("What to do"), missing=mark("Choose what to do."), widget="select", choices=OF_ENTRY),
    ]
    reason: Annotated[
        Literal[*REASONS],  # type: ignore[valid-type]
        Ask(_REASON, _PUBLISHED, missing=_CHOOSE_REASON, widget="select", choices=REASONS),
    ]
    note: NOTE = ""


class Opening(Form):
    """An offer is opened, closed, resized or called off."""

    action: Annotated[
        Literal[*OPENING],  # type: ignore[valid-type]
        Ask(mark("What to do"), missing=mark("Choose what to do."), widget="radios", choices=OPENING),
    ]
    capacity: Annotated[
        Count | None,
        Field(ge=1, le=9999),
        Ask(
            mark("Number of seats"),
            mark("Only if you change the number of seats."),
            wrong=mark("Write the number of seats as a whole number."),
            widget="digits",
        ),
    ] = None
    reason: Annotated[
        Literal[*REASONS],  # type: ignore[valid-type]
        Ask(_REASON, missing=_CHOOSE_REASON, widget="select", choices=REASONS),
    ]
    note: NOTE = ""


class Numbers(Form):
    """A member of staff types the public numbers of a draw."""

    numbers: Annotated[
        str,
        Field(min_length=1, max_length=60),
        LINE,
        Ask(
            mark("The five numbers"),
            mark("In any order, with spaces between them, as they stand on the official page."),
            missing=mark("Type in the five numbers."),
            widget="digits",
        ),
    ]

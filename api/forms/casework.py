"""What an officer is asked when a case is passed on or closed, and when the name in it is to be opened."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from api.domain.closing import EVIDENCE
from api.domain.closing import REASONS as CLOSING_REASONS
from api.domain.contact import OUTSIDE_REASONS
from api.domain.intake import UNITS
from api.domain.names import NAME_REASONS
from api.domain.phrase_book import AUTHORITIES
from api.domain.referring import REASONS as REFERRING_REASONS
from api.forms.base import LINE, Ask, Form
from api.forms.desk import NOTE
from i18n.messages import mark

_REASON = mark("Reason")
_CHOOSE = mark("Choose a reason.")
_CLOSING = {name: reason.text for name, reason in CLOSING_REASONS.items()}
_RECEIVERS = {**UNITS, **AUTHORITIES}


def _keys(typed: object) -> object:
    """Return the keys in "a b" or "a,b"."""
    return tuple(typed.replace(",", " ").split()) if isinstance(typed, str) else typed


class Refer(Form):
    """A case is passed on to another unit of the bureau, or to another authority."""

    to: Annotated[
        Literal[*_RECEIVERS],  # type: ignore[valid-type]
        Ask(mark("To whom"), missing=mark("Choose to whom it is passed on."), widget="select", choices=_RECEIVERS),
    ]
    reason: Annotated[
        Literal[*REFERRING_REASONS],  # type: ignore[valid-type]
        Ask(_REASON, missing=_CHOOSE, widget="select", choices=REFERRING_REASONS),
    ]
    note: NOTE = ""


class Close(Form):
    """A case is closed, or proposed to be closed; whether it may be is decided by api.domain.closing."""

    reason: Annotated[
        Literal[*_CLOSING, ""],  # type: ignore[valid-type]
        Ask(_REASON, mark("It is counted in the published figures."), widget="select", choices=_CLOSING),
    ] = ""
    evidence: Annotated[
        tuple[Literal[*EVIDENCE], ...],  # type: ignore[valid-type]
        BeforeValidator(_keys),
        Ask(
            mark("Evidence"),
            mark("What you saw, read or were told, each sort once."),
            widget="checks",
            choices=EVIDENCE,
        ),
    ] = ()
    note: NOTE = ""


class Refusal(Form):
    """A second officer does not agree, and says why."""

    note: Annotated[
        str,
        Field(min_length=1, max_length=500),
        LINE,
        Ask(
            mark("If you do not agree: why not?"),
            mark("For the colleague who proposed it. Never published."),
            missing=mark("Write why not, in a few words."),
        ),
    ]


class NameAsk(Form):
    """An officer asks that the name in a case be opened."""

    reason: Annotated[
        Literal[*NAME_REASONS],  # type: ignore[valid-type]
        Ask(_REASON, missing=_CHOOSE, widget="select", choices=NAME_REASONS),
    ]


class NumberAsk(Form):
    """A number is to be opened outside the hours in which its owner may be reached."""

    reason: Annotated[
        Literal[*OUTSIDE_REASONS],  # type: ignore[valid-type]
        Ask(_REASON, missing=_CHOOSE, widget="select", choices=OUTSIDE_REASONS),
    ]

"""What somebody with a receipt can say about their case: that a closing is not right, or that they withdraw it."""

from typing import Annotated, Literal

from pydantic import Field

from api.forms.base import TEXT, Ask
from api.forms.complaint import ReceiptLookup
from i18n.messages import mark

WITHDRAW_REASONS = {
    "solved": mark("It has been solved"),
    "agreed": mark("I have agreed with the other side"),
    "other-way": mark("I go another way"),
    "afraid": mark("I am afraid of what may happen"),
    "leaving": mark("I am leaving the job or the country"),
    "other": mark("For another reason"),
}


class Contest(ReceiptLookup):
    """Why a closing is not right, or a withdrawal was not free."""

    text: Annotated[
        str,
        Field(min_length=1, max_length=5000),
        TEXT,
        Ask(
            mark("What is not right about it?"),
            mark("In your own language. A section chief decides, not the officer who closed it."),
            missing=mark("Write what is not right, in a few words."),
            widget="textarea",
        ),
    ]


class Withdrawal(ReceiptLookup):
    """That somebody withdraws, and why if they like."""

    reason: Annotated[
        Literal["", *WITHDRAW_REASONS],  # type: ignore[valid-type]
        Ask(
            mark("Why? (optional)"),
            widget="radios",
            choices=WITHDRAW_REASONS,
        ),
    ] = ""

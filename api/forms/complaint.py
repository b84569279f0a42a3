"""Complaint 申訴: the confidential case, what is written to it later, and the receipt that looks it up."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.domain.codes import RECEIPT_DIGITS
from api.forms.base import LINE, TEXT, Ask, Form
from api.forms.numbers import checked_number
from i18n.messages import mark

CASE_KINDS = {
    "wages": mark("Wages or overtime not paid"),
    "hours": mark("Working hours, rest or leave"),
    "accident": mark("Accident or danger at work"),
    "dismissal": mark("Dismissal or severance pay"),
    "papers": mark("Passport, documents or bank book kept"),
    "broker": mark("Broker or agency fees"),
    "harassment": mark("Harassment or violence"),
    "discrimination": mark("Discrimination"),
    "other": mark("Something else"),
}

CaseKind = Literal[
    "wages", "hours", "accident", "dismissal", "papers", "broker", "harassment", "discrimination", "other"
]


class Answers(BaseModel):
    """What the complainant tells. Name and contact are sealed in an envelope of their own."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    what: Annotated[
        str,
        Field(min_length=1, max_length=5000),
        TEXT,
        Ask(
            mark("What happened?"),
            mark("In your own language. When, where, and what was said or done."),
            missing=mark("Write what happened, in a few words."),
            widget="textarea",
        ),
    ]
    employer: Annotated[
        str,
        Field(max_length=200),
        LINE,
        Ask(
            mark("Who is it about? (optional)"),
            mark("The firm, the broker or the household, and where it is."),
        ),
    ] = ""
    name: Annotated[
        str,
        Field(max_length=60),
        LINE,
        Ask(
            mark("Your name (optional)"),
            mark("Without a name the bureau may not be able to give a formal answer."),
        ),
    ] = ""
    contact: Annotated[
        str,
        Field(max_length=120),
        LINE,
        Ask(
            mark("A safe way to reach you (optional)"),
            mark("Leave it empty if nobody may call or write to you: come back with your receipt instead."),
        ),
    ] = ""


class Complaint(Form):
    """A confidential case."""

    kind: Annotated[
        CaseKind,
        Ask(
            mark("What is it about?"),
            missing=mark("Choose what it is about."),
            widget="radios",
            choices=CASE_KINDS,
        ),
    ]
    answers: Answers
    door: Literal["case", "tip"] = "case"


class ReceiptLookup(Form):
    """The receipt of a case."""

    receipt: checked_number(  # type: ignore[valid-type]
        RECEIPT_DIGITS,
        mark("Your receipt"),
        mark("26 digits. Spaces do not matter."),
        mark("Write the digits of your receipt."),
        mark("This is not a whole receipt: please compare it with your copy, digit by digit."),
        "receipt",
    )


class CaseMessage(ReceiptLookup):
    """Something to add to a case."""

    text: Annotated[
        str,
        Field(min_length=1, max_length=5000),
        TEXT,
        Ask(mark("Your message"), missing=mark("Write your message."), widget="textarea"),
    ]

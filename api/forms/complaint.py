"""What the holder of a receipt sends: the receipt itself, and what is written to the case later."""

from typing import Annotated

from pydantic import Field

from api.domain.codes import RECEIPT_DIGITS
from api.forms.base import TEXT, Ask, Form
from api.forms.numbers import checked_number
from i18n.messages import mark


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

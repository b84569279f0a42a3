"""The number by which a firm is known, and the licence by which an agency is: how each is asked for and checked."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError
from stdnum.tw import ubn

from api.domain.respondents import is_licence
from api.forms.base import LINE, Ask
from i18n.messages import mark


def _firm_number(typed: str) -> str:
    digits = "".join(letter for letter in typed if letter.isalnum())
    if digits and not ubn.is_valid(digits):
        raise PydanticCustomError("firm", "not the number of a firm")
    return digits


_NUMBER = Ask(
    mark("Number of the firm (optional)"),
    mark("Eight digits. It stands on pay slips and receipts as 統一編號."),
    wrong=mark("This is not the number of a firm: compare its eight digits, or leave it empty."),
    widget="digits",
)
FIRM_NUMBER = Annotated[str, Field(max_length=20), LINE, AfterValidator(_firm_number), _NUMBER]


def _firm_or_licence(typed: str) -> str:
    return typed if is_licence(typed) else _firm_number(typed)


_EITHER = Ask(
    mark("Number of the firm, or licence of the agency (optional)"),
    mark(
        "A firm has eight digits; on pay slips and receipts they stand beside (統一編號). "
        "The licence of an agency has four; they stand beside (許可證)."
    ),
    wrong=mark(
        "This is neither the number of a firm (eight digits) nor a licence (four digits): compare it, or leave it empty."
    ),
    widget="digits",
)
FIRM_OR_LICENCE = Annotated[str, Field(max_length=20), LINE, AfterValidator(_firm_or_licence), _EITHER]

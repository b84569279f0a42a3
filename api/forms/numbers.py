"""How a number with check digits is asked for: enrolment codes, codes of resumes, receipts."""

from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from api.domain.codes import read
from api.forms.base import LINE, Ask
from i18n.messages import mark

WHOLE_CODE = mark("This is not a whole code: please compare it with your copy, digit by digit.")


def checked_number(
    digits: int, label: str, hint: str, missing: str, wrong: str = WHOLE_CODE, kind: str = "code"
) -> Any:
    """Return the type of a number of `digits`: typed in any script, with or without spaces, and read as plain digits.

    `kind` is the error type that the interface tells.
    """

    def whole(typed: str) -> str:
        if (number := read(typed, digits)) is None:
            raise PydanticCustomError(kind, "not a whole number")
        return number

    # Each digit may be followed by a space or a dash, and some more.
    longest = 60 if digits <= 16 else 90
    asked = Ask(label, hint, missing=missing, wrong=wrong, widget="digits")
    return Annotated[str, Field(max_length=longest), LINE, AfterValidator(whole), asked]

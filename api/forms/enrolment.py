"""Enrolment 報名: the form for a seat in a class, and the code that looks it up."""

import unicodedata
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, EmailStr, Field, model_validator
from pydantic_core import PydanticCustomError

from api.domain.codes import ENROLMENT_DIGITS, read
from api.forms.base import LINE, Ask, Form
from i18n.messages import mark


def _phone(typed: str) -> str:
    digits = sum(letter.isdecimal() for letter in typed)
    others = {letter for letter in unicodedata.normalize("NFKC", typed) if not letter.isdecimal()}
    if typed and (
        not 7 <= digits <= 15 or any(unicodedata.category(letter) != "Pd" for letter in others - set("+() ."))
    ):
        raise PydanticCustomError("phone", "not a phone number")
    return typed


def _or_none(typed: object) -> object:
    return None if isinstance(typed, str) and not typed.strip() else typed


def _code(typed: str) -> str:
    if (code := read(typed, ENROLMENT_DIGITS)) is None:
        raise PydanticCustomError("code", "not a code")
    return code


class Contact(BaseModel):
    """How the bureau reaches the person: a phone number, an e-mail address, or both."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    phone: Annotated[
        str,
        Field(max_length=30),
        LINE,
        AfterValidator(_phone),
        Ask(
            mark("Phone"),
            mark("Phone or e-mail: one of them is enough. We use it only if the class changes."),
            missing=mark("Write a phone number or an e-mail address, so that we can reach you."),
            wrong=mark("Write the phone number with its digits, such as 0912 345 678."),
            widget="tel",
            autocomplete="tel",
        ),
    ] = ""
    email: Annotated[
        EmailStr | None,
        BeforeValidator(_or_none),
        Ask(
            mark("E-mail (optional)"),
            wrong=mark("Write an e-mail address with an @ sign, or leave it empty."),
            widget="email",
            autocomplete="email",
        ),
    ] = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if not self.phone and not self.email:
            raise PydanticCustomError("contact", "no way to reach the person")
        return self


class Enrolment(Form):
    """A wish for a seat."""

    name: Annotated[
        str,
        Field(min_length=1, max_length=60),
        LINE,
        Ask(
            mark("Your name"),
            mark("As on your document, in any script."),
            missing=mark("Write your name."),
            autocomplete="name",
        ),
    ]
    contact: Contact
    course: Annotated[str, LINE, Field(min_length=1, max_length=80)]


class CodeLookup(Form):
    """The code of an enrolment, to look at it or to give the seat back."""

    code: Annotated[
        str,
        Field(max_length=60),
        LINE,
        AfterValidator(_code),
        Ask(
            mark("Your enrolment code"),
            mark("16 digits. Spaces do not matter."),
            missing=mark("Write the code that you were given when you enrolled."),
            wrong=mark("This is not a whole code: please compare it with your copy, digit by digit."),
            widget="digits",
        ),
    ]

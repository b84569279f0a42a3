"""Enrolment 報名: the form for a seat, and the code that looks it up."""

import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, EmailStr, Field, model_validator
from pydantic_core import PydanticCustomError

from api.domain.codes import ENROLMENT_DIGITS
from api.domain.documents import read_document
from api.domain.offers import GROUPS, Offer
from api.domain.phones import is_phone
from api.forms.base import BLANK, LINE, Ask, FieldError, FieldView, Form, views
from api.forms.numbers import checked_number
from i18n.languages import Language
from i18n.messages import Message, mark, translate


def phone_number(typed: str) -> str:
    """Return `typed` if it can be dialled; refuse it otherwise."""
    if typed and not is_phone(typed):
        raise PydanticCustomError("phone", "not a phone number")
    return typed


def _or_none(typed: object) -> object:
    return None if isinstance(typed, str) and not typed.strip() else typed


class Contact(BaseModel):
    """How the bureau reaches the person: a phone number, an e-mail address, or both."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    phone: Annotated[
        str,
        Field(max_length=30),
        LINE,
        AfterValidator(phone_number),
        Ask(
            mark("Phone"),
            mark(
                "Phone or e-mail: one of them is enough. We use it only for news about this enrolment, and send no text messages."
            ),
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


def _name(typed: str) -> str:
    if not any(letter.isalnum() for letter in typed if unicodedata.category(letter) != "Lo" or letter not in BLANK):
        raise PydanticCustomError("name", "nothing to read")
    return typed


def _document(typed: str) -> str:
    if typed and read_document(typed) is None:
        raise PydanticCustomError("document", "not the number of a document")
    return typed


def Number(missing: str, label: str) -> Any:  # noqa: N802 - it stands where a type stands
    """Return the type of a document number: checked, and nothing else is read from it."""
    return Annotated[
        str,
        Field(max_length=30),
        LINE,
        AfterValidator(_document),
        Ask(
            label,
            mark(
                "National ID, Alien Resident Certificate or passport. Only the teacher's list shows it, on the first day."
            ),
            missing=missing,
            wrong=mark(
                "This number does not fit an ID card, a residence card or a passport. Compare it letter by letter."
            ),
        ),
    ]


NO_DOCUMENT = mark(
    "Write the number of your ID card, residence card or passport: it keeps seats fair, one for each person."
)


class Partner(BaseModel):
    """Who comes along: both get a seat, or neither."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: Annotated[
        str,
        Field(max_length=60),
        LINE,
        Ask(mark("Name of the person who comes with you (optional)"), mark("You both get a seat, or neither.")),
    ] = ""
    identity: Number(NO_DOCUMENT, mark("Document number of that person")) = ""  # type: ignore[valid-type]


def _wish(label: str) -> Any:
    return Annotated[str, Field(max_length=80), LINE, Ask(label, widget="select")]


class Wishes(BaseModel):
    """Which other classes of the same draw would do, best first; `course` is the first wish."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    second: _wish(mark("Second wish (optional)")) = ""  # type: ignore[valid-type]
    third: _wish(mark("Third wish (optional)")) = ""  # type: ignore[valid-type]
    fourth: _wish(mark("Fourth wish (optional)")) = ""  # type: ignore[valid-type]
    fifth: _wish(mark("Fifth wish (optional)")) = ""  # type: ignore[valid-type]

    def in_order(self) -> tuple[str, ...]:
        """Return the wishes that were made."""
        return tuple(wish for wish in (self.second, self.third, self.fourth, self.fifth) if wish)


class Enrolment(Form):
    """A wish for a seat."""

    name: Annotated[
        str,
        Field(min_length=1, max_length=60),
        LINE,
        AfterValidator(_name),
        Ask(
            mark("Your name"),
            mark("As on your document, in any script."),
            missing=mark("Write your name."),
            wrong=mark("Write your name."),
            autocomplete="name",
        ),
    ]
    contact: Contact
    identity: Number(NO_DOCUMENT, mark("Document number")) = ""  # type: ignore[valid-type]
    group: Annotated[
        Literal["", *GROUPS],  # type: ignore[valid-type]
        Ask(
            mark("Seats are kept for some people. Do you belong to one of these groups?"),
            mark("Leave it empty if you do not. If you do, bring a paper that shows it on the first day."),
            widget="select",
            choices=GROUPS,
        ),
    ] = ""
    wishes: Wishes = Wishes()
    partner: Partner = Partner()
    course: Annotated[str, LINE, Field(min_length=1, max_length=80)]


def asked(offer: Offer) -> frozenset[str]:
    """Return the names of the fields that `offer` asks for."""
    names = {"name", "contact.phone", "contact.email"}
    if offer.identity == "document":
        names.add("identity")
    if offer.quotas:
        names.add("group")
    if offer.pairs:
        names |= {"partner.name"} | ({"partner.identity"} if offer.identity == "document" else set())
    return frozenset(names | {f"wishes.{name}" for name in list(Wishes.model_fields)[: offer.wishes - 1]})


HOW = {
    "first-come": mark("Seats go in the order of arrival. If it is full you get a place on the waiting list."),
    "draw": mark("All who enter before the end have the same chance. The draw can be checked by everyone."),
    "screening": mark("After the end you are told whether you are invited to the test or interview."),
}
"""What is said beside the button, by allocation."""


def offer_fields(
    offer: Offer,
    together: Mapping[str, str],
    language: Language,
    values: Mapping[str, str] | None = None,
    errors: list[FieldError] | None = None,
) -> list[FieldView]:
    """Return the fields that `offer` asks for; `together` names the other offers of its draw in `language`."""
    groups = {group: translate(GROUPS[group], language) for group in offer.quotas}
    choices = {f"wishes.{name}": together for name in Wishes.model_fields} | {"group": groups}
    return views(Enrolment, language, values, errors, asked=asked(offer), choices=choices)


def missing_for(offer: Offer, form: Enrolment) -> list[FieldError]:
    """Return what `offer` asks for and `form` leaves out."""
    missing = []
    if offer.identity == "document" and not form.identity:
        missing.append("identity")
    if offer.pairs and offer.identity == "document" and bool(form.partner.name) != bool(form.partner.identity):
        missing.append("partner.identity" if form.partner.name else "partner.name")
    errors = [
        FieldError(name, "missing", Message(NO_DOCUMENT if "identity" in name else PARTNER_NAME)) for name in missing
    ]
    if form.partner.name and not offer.pairs:
        errors.append(FieldError("partner.name", "pairs", Message(ONE_ONLY)))
    elif form.partner.identity and read_document(form.partner.identity) == read_document(form.identity):
        errors.append(FieldError("partner.identity", "same", Message(SAME_PERSON)))
    return errors


PARTNER_NAME = mark("Write the name that belongs to this document number.")
ONE_ONLY = mark("Here everybody enrols alone. Leave the second person out.")
SAME_PERSON = mark("This is your own document number. Write the number of the other person.")


class CodeLookup(Form):
    """The code of an enrolment, to look at it or to give the seat back."""

    code: checked_number(  # type: ignore[valid-type]
        ENROLMENT_DIGITS,
        mark("Your enrolment code"),
        mark("16 digits. Spaces do not matter."),
        mark("Write the code that you were given when you enrolled."),
    )

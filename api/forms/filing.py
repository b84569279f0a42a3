"""The filing of a complaint, step by step: which steps each door has, and the form of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError
from stdnum.tw import ubn

from api.domain.intake import DOORS, KINDS, DoorName, kinds_at
from api.forms.base import LINE, TEXT, Ask, FieldError, FieldView, Form, views
from api.forms.contact import Contact, contact_choices
from api.forms.enrolment import phone_number
from api.forms.kind_questions import QUESTIONS
from api.forms.typed import Money
from i18n.languages import LANGUAGES, Language
from i18n.messages import mark

LONGEST_STORY = 5000


class _Part(BaseModel):
    """A part of the answers."""

    model_config = ConfigDict(extra="ignore", frozen=True)


def _choice(ask: Ask, *, is_asked: bool = False) -> Any:
    """Return the type of an answer out of the choices of `ask`; it may be left open unless it `is_asked`."""
    keys = (*ask.choices, *(() if is_asked else ("",)))
    return Annotated[Literal.__getitem__(keys), ask]  # type: ignore[attr-defined]


def _line(ask: Ask, most: int = 120, least: int = 0) -> Any:
    return Annotated[str, Field(min_length=least, max_length=most), LINE, ask]


def _firm_number(typed: str) -> str:
    digits = "".join(letter for letter in typed if letter.isalnum())
    if digits and not ubn.is_valid(digits):
        raise PydanticCustomError("firm", "not the number of a firm")
    return digits


class Story(_Part):
    """What happened."""

    what: Annotated[
        str,
        Field(min_length=1, max_length=LONGEST_STORY),
        TEXT,
        Ask(
            mark("What happened?"),
            mark("In your own language. When, where, and what was said or done."),
            missing=mark("Write what happened, in a few words."),
            widget="textarea",
        ),
    ]
    when: _line(Ask(mark("When was it? (optional)"), mark("A day, a month, or “every week”."))) = ""  # type: ignore[valid-type]


WHO = {
    "employer": mark("An employer or a firm"),
    "agency": mark("A broker or an agency"),
    "household": mark("A household"),
    "person": mark("A person at work"),
    "other": mark("Somebody else"),
}


class Respondent(_Part):
    """Who it is about; whatever is known."""

    who: _choice(Ask(mark("Who is it about? (optional)"), widget="radios", choices=WHO)) = ""  # type: ignore[valid-type]
    name: _line(Ask(mark("Name of the firm, the agency or the person (optional)"))) = ""  # type: ignore[valid-type]
    number: Annotated[
        str,
        Field(max_length=20),
        LINE,
        AfterValidator(_firm_number),
        Ask(
            mark("Number of the firm (optional)"),
            mark("Eight digits. It stands on pay slips and receipts as 統一編號."),
            wrong=mark("This is not the number of a firm: compare its eight digits, or leave it empty."),
            widget="digits",
        ),
    ] = ""
    address: _line(
        Ask(mark("Where is it? (optional)"), mark("An address, a street, or a place that is known.")), 200
    ) = ""  # type: ignore[valid-type]


class NamedRespondent(Respondent):
    """The other side of a mediation, whom the law wants named."""

    who: _choice(Ask(mark("Who is it about? (optional)"), widget="radios", choices=WHO)) = ""  # type: ignore[valid-type]
    name: _line(
        Ask(mark("Name of the employer"), missing=mark("Write the name of the employer: the office invites them.")),
        least=1,
    )  # type: ignore[valid-type]
    address: _line(
        Ask(mark("Address of the employer"), missing=mark("Write the address: the invitation is sent there.")), 200, 1
    )  # type: ignore[valid-type]
    head: _line(Ask(mark("Name of the person in charge (optional)"))) = ""  # type: ignore[valid-type]
    phone: Annotated[
        str,
        Field(max_length=30),
        LINE,
        AfterValidator(phone_number),
        Ask(
            mark("Phone of the employer (optional)"),
            wrong=mark("Write the phone number with its digits, such as 0912 345 678."),
            widget="tel",
        ),
    ] = ""


class Person(_Part):
    """Who files it, if they want to say."""

    name: _line(
        Ask(
            mark("Your name (optional)"),
            mark("It goes into an envelope of its own, which only two officers together can have opened."),
        ),
        60,
    ) = ""  # type: ignore[valid-type]


COUNTRIES = {
    "taiwan": mark("Taiwan"),
    "vietnam": mark("Viet Nam"),
    "indonesia": mark("Indonesia"),
    "thailand": mark("Thailand"),
    "philippines": mark("The Philippines"),
    "other": mark("Another country"),
}
INTERPRETERS = {"none": mark("I need no interpreter"), **{each.slug: each.endonym for each in LANGUAGES}}


class Applicant(_Part):
    """Who applies for mediation."""

    name: _line(Ask(mark("Your name"), missing=mark("Write your name: a mediation has two named sides.")), 60, 1)  # type: ignore[valid-type]
    phone: Annotated[
        str,
        Field(min_length=1, max_length=30),
        LINE,
        AfterValidator(phone_number),
        Ask(
            mark("Your phone"),
            mark("The office tells you the day of the meeting."),
            missing=mark("Write a phone number, so that you can be invited."),
            wrong=mark("Write the phone number with its digits, such as 0912 345 678."),
            widget="tel",
        ),
    ]
    address: _line(
        Ask(mark("Your address"), mark("Where a letter reaches you safely. It stands on the application.")), 200
    ) = ""  # type: ignore[valid-type]
    country: _choice(Ask(mark("Where are you from? (optional)"), widget="radios", choices=COUNTRIES)) = ""  # type: ignore[valid-type]
    interpreter: _choice(
        Ask(mark("Which language shall be interpreted? (optional)"), widget="radios", choices=INTERPRETERS)
    ) = ""  # type: ignore[valid-type]


class Work(_Part):
    """The work that the dispute is about."""

    position: _line(Ask(mark("What is your work? (optional)")), 60) = ""  # type: ignore[valid-type]
    since: _line(Ask(mark("Since when? (optional)")), 40) = ""  # type: ignore[valid-type]
    until: _line(Ask(mark("Until when, if it has ended? (optional)")), 40) = ""  # type: ignore[valid-type]
    wage: Annotated[
        Money | None,
        Ask(
            mark("Wage a month, in NT$ (optional)"),
            wrong=mark("Write the amount in digits, such as 30,000, or leave it empty."),
            widget="digits",
        ),
    ] = None
    place: _line(Ask(mark("Where is the work done? (optional)")), 200) = ""  # type: ignore[valid-type]


METHODS = {
    "mediator": mark("One mediator (quicker)"),
    "committee": mark("A committee of three or five"),
}


class Demand(_Part):
    """What the applicant asks for, and how it shall be mediated."""

    wish: Annotated[
        str,
        Field(min_length=1, max_length=1000),
        TEXT,
        Ask(
            mark("What do you ask for?"),
            mark("For example: the wages of March, severance pay, your papers back."),
            missing=mark("Write what you ask for."),
            widget="textarea",
        ),
    ]
    amount: Annotated[
        Money | None,
        Ask(
            mark("How much money is it, in NT$? (optional)"),
            wrong=mark("Write the amount in digits, such as 30,000, or leave it empty."),
            widget="digits",
        ),
    ] = None
    method: _choice(
        Ask(
            mark("Who shall mediate?"),
            missing=mark("Choose who shall mediate."),
            widget="radios",
            choices=METHODS,
        ),
        is_asked=True,
    )  # type: ignore[valid-type]


@dataclass(frozen=True)
class Step:
    """One page of the journey: the name of its part of the answers, its marked title, and its form."""

    name: str
    title: str
    form: type[BaseModel]


def _about(kind: str) -> type[BaseModel]:
    """Return the form about the category of `kind`, with the few questions of that kind."""
    category = Ask(
        mark("What is it about?"),
        missing=mark("Choose what it is about."),
        widget="radios",
        choices=KINDS[kind].categories,
    )
    asked: Mapping[str, Any] = {name: (_choice(ask), "") for name, ask in QUESTIONS.get(kind, {}).items()}
    return create_model("About", __base__=_Part, category=(_choice(category, is_asked=True), ...), **asked)


_STEPS: Mapping[str, Step] = {
    step.name: step
    for step in (
        Step("story", mark("What happened"), Story),
        Step("respondent", mark("Who it is about"), Respondent),
        Step("person", mark("Your name"), Person),
        Step("applicant", mark("About you"), Applicant),
        Step("work", mark("The work"), Work),
        Step("demand", mark("What you ask for"), Demand),
        Step("contact", mark("A safe way to reach you"), Contact),
    )
}
_OTHER_SIDE = Step("respondent", mark("The other side"), NamedRespondent)
_ORDER: Mapping[DoorName, tuple[str, ...]] = {
    "tip": ("story", "respondent"),
    "case": ("story", "respondent", "person", "contact"),
    "mediation": ("story", "applicant", "other-side", "work", "demand", "contact"),
}


@cache
def steps(door: DoorName, kind: str) -> tuple[Step, ...]:
    """Return the steps in which a complaint of `kind` is filed at `door`."""
    found = [_OTHER_SIDE if name == "other-side" else _STEPS[name] for name in _ORDER[door]]
    return (Step("about", KINDS[kind].label, _about(kind)), *found)


class Filing(Form):
    """A complaint as it is filed; `answers` holds one part a step."""

    door: DoorName
    kind: str
    answers: Any
    files: tuple[str, ...] = ()


@cache
def filing(door: DoorName, kind: str) -> type[Filing]:
    """Return the whole form of a complaint of `kind` at `door`."""
    parts: dict[str, Any] = {
        step.name: (
            step.form,
            ... if any(each.is_required() for each in step.form.model_fields.values()) else step.form(),
        )
        for step in steps(door, kind)
    }
    answers = create_model("Answers", __base__=_Part, **parts)
    return cast("type[Filing]", create_model("Filing", __base__=Filing, answers=(answers, ...)))


def filing_fields(
    door: DoorName,
    kind: str,
    language: Language,
    values: Mapping[str, str] | None = None,
    errors: list[FieldError] | None = None,
) -> list[FieldView]:
    """Return every question that is asked at `door` about `kind`; until something else is chosen, nobody is called."""
    typed = {"answers.contact.channel": "never", **(values or {})}
    return views(filing(door, kind), language, typed, errors, choices=contact_choices(language, "answers."))


@cache
def kind_form(door: DoorName) -> type[Form]:
    """Return the form that asks for the kind of complaint, of those that can be filed at `door`."""
    ask = Ask(
        mark("What is it about?"), missing=mark("Choose what it is about."), widget="radios", choices=kinds_at(door)
    )
    return create_model("KindOf", __base__=Form, kind=(_choice(ask, is_asked=True), ...))


class Begun(Form):
    """Which door and which kind, before the rest can be read."""

    door: Annotated[
        DoorName, Ask(mark("What do you want to do?"), missing=mark("Choose what you want to do."), choices=DOORS)
    ] = "case"
    kind: Annotated[
        Literal.__getitem__(tuple(KINDS)),  # type: ignore[attr-defined]
        Ask(mark("What is it about?"), missing=mark("Choose what it is about."), choices=kinds_at("case")),
    ] = "dispute"

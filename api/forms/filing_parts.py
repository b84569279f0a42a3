"""The parts of a complaint: which questions are asked about the matter, the people in it, the work, and what is asked for."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, create_model

from api.domain.intake import KINDS
from api.forms.base import LINE, TEXT, Ask
from api.forms.enrolment import phone_number
from api.forms.firm_numbers import FIRM_NUMBER, FIRM_OR_LICENCE
from api.forms.kind_questions import QUESTIONS
from api.forms.typed import Money
from i18n import formats
from i18n.languages import LANGUAGES, Language
from i18n.messages import mark, translate

LONGEST_STORY = 5000
WHO = {
    "employer": mark("An employer or a firm"),
    "agency": mark("A broker or an agency"),
    "household": mark("A household"),
    "person": mark("Somebody at work"),
    "other": mark("Somebody else"),
}
COUNTRIES = {
    "taiwan": mark("Taiwan"),
    "vietnam": mark("Viet Nam"),
    "indonesia": mark("Indonesia"),
    "thailand": mark("Thailand"),
    "philippines": mark("The Philippines"),
    "other": mark("Another country"),
}
INTERPRETERS = {
    "none": mark("I need no interpreter"),
    **{each.slug: each.endonym for each in LANGUAGES},
    "other": mark("Another language"),
}
METHODS = {"mediator": mark("One mediator (quicker)"), "committee": mark("A committee of three or five")}


def interpreters(language: Language) -> dict[str, str]:
    """Return the languages that can be interpreted, each as `language` calls it."""
    spoken = {each.slug: formats.language_name(each, language) for each in LANGUAGES}
    none, other = (translate(INTERPRETERS[name], language) for name in ("none", "other"))
    return {"none": none, **spoken, "other": other}


class Part(BaseModel):
    """A part of the answers."""

    model_config = ConfigDict(extra="ignore", frozen=True, cache_strings="none")


def part(name: str, /, **asked: Any) -> type[Part]:
    """Return the part called `name`; each question is its type and its default, `...` if it must be answered."""
    return create_model(name, __base__=Part, **asked)


def choice(ask: Ask, *, is_asked: bool = False) -> Any:
    """Return the type of an answer out of the choices of `ask`; it may be left open unless it `is_asked`."""
    keys = (*ask.choices, *(() if is_asked else ("",)))
    return Annotated[Literal.__getitem__(keys), ask]


def _line(ask: Ask, most: int = 120, least: int = 0) -> Any:
    return Annotated[str, Field(min_length=least, max_length=most), LINE, ask]


def _words(ask: Ask, most: int) -> Any:
    return Annotated[str, Field(min_length=1, max_length=most), TEXT, ask]


def _phone(label: str, hint: str = "", missing: str = "", least: int = 0) -> Any:
    wrong = mark("Write the phone number with its digits, such as 0912 345 678.")
    ask = Ask(label, hint, missing=missing, wrong=wrong, widget="tel")
    return Annotated[str, Field(min_length=least, max_length=30), LINE, AfterValidator(phone_number), ask]


def _amount(label: str) -> Any:
    wrong = mark("Write the amount in digits, such as 30,000, or leave it empty.")
    return Annotated[Money | None, Ask(label, wrong=wrong, widget="digits")]


_WHO = choice(Ask(mark("Who is it about? (optional)"), widget="radios", choices=WHO))

STORY = part(
    "Story",
    what=(
        _words(
            Ask(
                mark("What happened?"),
                mark("In your own language. When, where, and what was said or done."),
                missing=mark("Write what happened, in a few words."),
                widget="textarea",
            ),
            LONGEST_STORY,
        ),
        ...,
    ),
    when=(_line(Ask(mark("When was it? (optional)"), mark("A day, a month, or “every week”."))), ""),
)

RESPONDENT = part(
    "Respondent",
    who=(_WHO, ""),
    name=(_line(Ask(mark("Name of the firm, the agency or the person (optional)"))), ""),
    number=(FIRM_OR_LICENCE, ""),
    address=(_line(Ask(mark("Where is it? (optional)"), mark("An address, a street, or a place that is known.")), 200), ""),
)  # fmt: skip

OTHER_SIDE = part(
    "OtherSide",
    name=(
        _line(
            Ask(mark("Name of the employer"), missing=mark("Write the name of the employer: the office invites them.")),
            least=1,
        ),
        ...,
    ),
    address=(
        _line(
            Ask(mark("Address of the employer"), missing=mark("Write the address: the invitation is sent there.")),
            200,
            1,
        ),
        ...,
    ),
    number=(FIRM_NUMBER, ""),
    head=(_line(Ask(mark("Name of the person in charge (optional)"))), ""),
    phone=(_phone(mark("Phone of the employer (optional)")), ""),
)

PERSON = part(
    "Person",
    name=(
        _line(
            Ask(
                mark("Your name (optional)"),
                mark("It goes into an envelope of its own, which only two officers together can have opened."),
            ),
            60,
        ),
        "",
    ),
)

APPLICANT = part(
    "Applicant",
    name=(_line(Ask(mark("Your name"), missing=mark("Write your name: a mediation has two named sides.")), 60, 1), ...),
    phone=(
        _phone(
            mark("Your phone"),
            mark("The office tells you the day of the meeting. The number stands on the application, which your employer gets."),
            mark("Write a phone number, so that you can be invited."),
            1,
        ),
        ...,
    ),
    address=(
        _line(
            Ask(mark("Your address (optional)"), mark("It stands on the application, which your employer gets. You may leave it empty.")),
            200,
        ),
        "",
    ),
    country=(choice(Ask(mark("Where are you from? (optional)"), widget="radios", choices=COUNTRIES)), ""),
    interpreter=(
        choice(Ask(mark("Which language shall be interpreted? (optional)"), widget="radios", choices=INTERPRETERS)),
        "",
    ),
)  # fmt: skip

WORK = part(
    "Work",
    position=(_line(Ask(mark("What is your work? (optional)")), 60), ""),
    since=(_line(Ask(mark("Since when? (optional)")), 40), ""),
    until=(_line(Ask(mark("Until when, if it has ended? (optional)")), 40), ""),
    wage=(_amount(mark("Wage a month, in NT$ (optional)")), None),
    place=(_line(Ask(mark("Where is the work done? (optional)")), 200), ""),
)

DEMAND = part(
    "Demand",
    wish=(
        _words(
            Ask(
                mark("What do you ask for?"),
                mark("For example: the wages of March, severance pay, your papers back."),
                missing=mark("Write what you ask for."),
                widget="textarea",
            ),
            1000,
        ),
        ...,
    ),
    amount=(_amount(mark("How much money is it, in NT$? (optional)")), None),
    method=(
        choice(
            Ask(
                mark("Who shall mediate?"),
                missing=mark("Choose who shall mediate."),
                widget="radios",
                choices=METHODS,
            ),
            is_asked=True,
        ),
        ...,
    ),
)


def about(kind: str) -> type[Part]:
    """Return the part about the category of `kind`, with the few questions of that kind."""
    category = Ask(
        mark("What is it about?"),
        missing=mark("Choose what it is about."),
        widget="radios",
        choices=KINDS[kind].categories,
    )
    asked = {name: (choice(ask), "") for name, ask in QUESTIONS.get(kind, {}).items()}
    return part("About", category=(choice(category, is_asked=True), ...), **asked)

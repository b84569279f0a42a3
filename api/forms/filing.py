"""The filing of a complaint, step by step: which steps each door has, and the whole form of a kind at a door."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, cast

from pydantic import BeforeValidator, Field, ValidationInfo, create_model, field_validator
from pydantic_core import PydanticCustomError

from api.domain.contact import CHANNELS
from api.domain.files import MOST_FILES, REFUSALS, Reason
from api.domain.intake import DOORS, KINDS, DoorName, kinds_at
from api.forms import filing_parts as parts
from api.forms.base import Ask, FieldError, FieldView, Form, views
from api.forms.contact import SafeContact, contact_choices
from api.forms.filing_parts import Part, choice
from i18n.languages import Language
from i18n.messages import mark


@dataclass(frozen=True)
class Step:
    """One page of the journey: the name of its part of the answers, its marked title, and its form."""

    name: str
    title: str
    form: type[Any]


_STEPS: Mapping[str, Step] = {
    step.name: step
    for step in (
        Step("story", mark("What happened"), parts.STORY),
        Step("respondent", mark("Who it is about"), parts.RESPONDENT),
        Step("person", mark("Your name"), parts.PERSON),
        Step("applicant", mark("About you"), parts.APPLICANT),
        Step("work", mark("The work"), parts.WORK),
        Step("demand", mark("What you ask for"), parts.DEMAND),
        Step("contact", mark("A safe way to reach you"), SafeContact),
    )
}
_OTHER_SIDE = Step("respondent", mark("The other side"), parts.OTHER_SIDE)
_ORDER: Mapping[DoorName, tuple[str, ...]] = {
    "tip": ("story", "respondent"),
    "case": ("story", "respondent", "person", "contact"),
    "mediation": ("story", "applicant", "other-side", "work", "demand", "contact"),
}


@cache
def steps(door: DoorName, kind: str) -> tuple[Step, ...]:
    """Return the steps in which a complaint of `kind` is filed at `door`."""
    found = [_OTHER_SIDE if name == "other-side" else _STEPS[name] for name in _ORDER[door]]
    return (Step("about", KINDS[kind].label, parts.about(kind)), *found)


def _few(tickets: object) -> object:
    if isinstance(tickets, list | tuple) and len(tickets) > MOST_FILES:
        raise PydanticCustomError(Reason.TOO_MANY.value, "too many files", {"message": REFUSALS[Reason.TOO_MANY]})
    return tickets


class Filing(Form):
    """A complaint as it is filed; `answers` holds one part a step."""

    door: DoorName
    kind: str
    answers: Any
    files: Annotated[tuple[str, ...], BeforeValidator(_few), Field(max_length=MOST_FILES)] = ()


@cache
def filing(door: DoorName, kind: str) -> type[Filing]:
    """Return the whole form of a complaint of `kind` at `door`."""
    found: dict[str, Any] = {
        step.name: (
            step.form,
            ... if any(each.is_required() for each in step.form.model_fields.values()) else step.form(),
        )
        for step in steps(door, kind)
    }
    answers = create_model("Answers", __base__=Part, **found)
    return cast("type[Filing]", create_model("Filing", __base__=Filing, answers=(answers, ...)))


def filing_fields(
    door: DoorName,
    kind: str,
    language: Language,
    values: Mapping[str, str] | None = None,
    errors: list[FieldError] | None = None,
    ways: Mapping[str, str] = CHANNELS,
) -> list[FieldView]:
    """Return every question that is asked at `door` about `kind`; until one of the `ways` is chosen, nobody is called."""
    typed = {"answers.contact.channel": "never", **(values or {})}
    choices = contact_choices(language, "answers.", ways)
    choices["answers.applicant.interpreter"] = parts.interpreters(language)
    return views(filing(door, kind), language, typed, errors, choices=choices)


@cache
def kind_form(door: DoorName) -> type[Form]:
    """Return the form that asks for the kind of complaint, of those that can be filed at `door`."""
    ask = Ask(
        mark("What is it about?"), missing=mark("Choose what it is about."), widget="radios", choices=kinds_at(door)
    )
    return create_model("KindOf", __base__=Form, kind=(choice(ask, is_asked=True), ...))


class Begun(Form):
    """Which door and which kind, before the rest can be read."""

    door: Annotated[DoorName, Ask(mark("What do you want to do?"), choices=DOORS)] = "case"
    kind: Annotated[
        str,
        Ask(mark("What is it about?"), missing=mark("Choose what it is about."), choices=kinds_at("case")),
    ]

    @field_validator("kind")
    @classmethod
    def _at_this_door(cls, kind: str, info: ValidationInfo) -> str:
        if kind not in kinds_at(info.data.get("door", "case")):
            raise PydanticCustomError("literal_error", "not at this door")
        return kind

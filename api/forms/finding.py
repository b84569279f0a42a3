"""What people look for: work at a job fair, or somebody who speaks their language when they are free; sent by GET."""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from api.domain.occupations import NAMES
from api.forms.base import LINE, Ask, FieldError, FieldView, Form
from i18n.languages import BY_SLUG
from i18n.messages import Message, mark

LONGEST = 80
Choices = Mapping[str, tuple[tuple[str, str], ...]]


def among(keys: Collection[str]) -> Callable[[str], str]:
    """Return the check that an answer is one of `keys`, or empty."""

    def check(chosen: str) -> str:
        if chosen and chosen not in keys:
            raise PydanticCustomError("literal_error", "not among the answers")
        return chosen

    return check


def _or_none(typed: object) -> object:
    return None if isinstance(typed, str) and not typed.strip() else typed


Language = Annotated[str, AfterValidator(among(BY_SLUG.keys()))]
Job = Annotated[str, AfterValidator(among(NAMES.keys()))]
DISTRICT = Ask(mark("District"), widget="select")
LANGUAGE = Ask(mark("Language"), widget="select")


class WorkSearch(Form):
    """Firms and openings at coming job fairs."""

    q: Annotated[
        str,
        Field(max_length=LONGEST),
        LINE,
        Ask(mark("Firm or work"), mark("A few words, in any of our languages."), widget="search"),
    ] = ""
    job: Annotated[Job, Ask(mark("Occupation"), widget="select", choices=NAMES)] = ""
    district: Annotated[str, DISTRICT] = ""
    lang: Annotated[Language, LANGUAGE] = ""


class Finder(Form):
    """When somebody is free, which language they speak, and where they are."""

    day: Annotated[
        Literal["", "mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        Ask(mark("On which day are you free?"), widget="select"),
    ] = ""
    after: Annotated[
        dt.time | None,
        BeforeValidator(_or_none),
        Ask(mark("From what time?"), wrong=mark("Write the time with its digits, such as 14:00."), widget="time"),
    ] = None
    language: Annotated[Language, LANGUAGE] = ""
    district: Annotated[str, DISTRICT] = ""


def offered(views: list[FieldView], choices: Choices) -> list[FieldView]:
    """Return `views` with the `choices` that are known only when the page is shown: districts, languages, days."""
    return [replace(view, choices=choices.get(view.name, view.choices)) for view in views]


def not_offered(values: Mapping[str, str], choices: Choices) -> list[FieldError]:
    """Return an error for each value that is not among the `choices` of its field."""
    return [
        FieldError(name, "literal_error", Message(mark("Choose one of the answers.")))
        for name, pairs in choices.items()
        if values.get(name) and values[name] not in dict(pairs)
    ]

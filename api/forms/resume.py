"""Resume 履歷: what a person tells firms at a job fair; choices are coded, so that they print in Chinese too."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from api.domain.codes import ENROLMENT_DIGITS
from api.domain.occupations import NAMES
from api.forms.base import LINE, TEXT, Ask, Form
from api.forms.finding import Job, among
from api.forms.numbers import checked_number
from api.forms.typed import read_number, read_year
from i18n.languages import BY_SLUG
from i18n.messages import mark

OLDEST, YOUNGEST = 1930, 2011
MOST_YEARS = 60
LINES, PARAGRAPH = 200, 500
JOB = Ask(mark("Occupation"), widget="select", choices=NAMES)


def _phone(typed: str) -> str:
    if typed and not 7 <= sum(letter.isdecimal() for letter in typed) <= 15:
        raise PydanticCustomError("phone", "not a phone number")
    return typed


def _slugs(typed: object) -> object:
    return tuple(typed.split()) if isinstance(typed, str) else typed


def _spoken(slugs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(among(BY_SLUG.keys())(slug) for slug in slugs)


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, str_strip_whitespace=True)


class Experience(_Part):
    """One kind of work that the person has done."""

    job: Annotated[Job, JOB] = ""
    years: Annotated[
        Annotated[int, BeforeValidator(read_number), Field(ge=0, le=MOST_YEARS)] | None,
        Ask(mark("How many years?"), wrong=mark("Write whole years, such as 3."), widget="decimal"),
    ] = None
    what: Annotated[
        str,
        Field(max_length=LINES),
        LINE,
        Ask(mark("What did you do there?"), mark("A few words, in your own language.")),
    ] = ""


class WantedJobs(_Part):
    """Up to three occupations, the most wanted first."""

    first: Annotated[Job, Ask(mark("Work you want"), widget="select", choices=NAMES)] = ""
    second: Annotated[Job, Ask(mark("Second choice"), widget="select", choices=NAMES)] = ""
    third: Annotated[Job, Ask(mark("Third choice"), widget="select", choices=NAMES)] = ""


class WantedDistricts(_Part):
    """Up to two districts."""

    first: Annotated[str, Ask(mark("District where you want to work"), widget="select")] = ""
    second: Annotated[str, Ask(mark("Another district"), widget="select")] = ""


class Resume(Form):
    """A resume for one job fair."""

    fair: Annotated[
        str,
        Field(min_length=1, max_length=80),
        LINE,
        Ask(
            mark("For which job fair?"),
            mark("Your resume is deleted on the day after this fair."),
            missing=mark("Choose the fair that you will go to."),
            widget="select",
        ),
    ]
    name: Annotated[
        str,
        Field(min_length=1, max_length=60),
        LINE,
        Ask(
            mark("Your name"), mark("As firms should call you."), missing=mark("Write your name."), autocomplete="name"
        ),
    ]
    phone: Annotated[
        str,
        Field(max_length=30),
        LINE,
        AfterValidator(_phone),
        Ask(
            mark("Phone (optional)"),
            mark("Firms that see your sheet can call you there."),
            wrong=mark("Write the phone number with its digits, such as 0912 345 678."),
            widget="tel",
            autocomplete="tel",
        ),
    ] = ""
    birth_year: Annotated[
        Annotated[int, BeforeValidator(read_year), Field(ge=OLDEST, le=YOUNGEST)] | None,
        Ask(
            mark("Year of birth (optional)"),
            mark("A firm may not refuse you because of your age."),
            wrong=mark("Write the year with four digits, such as 1990, or leave it empty."),
            widget="decimal",
        ),
    ] = None
    languages: Annotated[
        tuple[str, ...],
        BeforeValidator(_slugs),
        AfterValidator(_spoken),
        Field(max_length=20),
        Ask(mark("Which languages do you speak?"), widget="checks"),
    ] = ()
    work: Experience = Experience()
    work_second: Experience = Experience()
    work_third: Experience = Experience()
    skills: Annotated[
        str,
        Field(max_length=PARAGRAPH),
        TEXT,
        Ask(
            mark("What else can you do?"),
            mark("Licences, machines, cooking, computers. In your own language; it is printed as you write it."),
            widget="textarea",
        ),
    ] = ""
    jobs: WantedJobs = WantedJobs()
    districts: WantedDistricts = WantedDistricts()


class ResumeLookup(Form):
    """The code of a resume."""

    code: checked_number(  # type: ignore[valid-type]
        ENROLMENT_DIGITS,
        mark("Code of the resume"),
        mark("16 digits, typed or scanned. Spaces do not matter."),
        mark("Write or scan the code of the resume."),
    )


PARTS: Mapping[str, str] = {
    "": mark("About you"),
    "work": mark("Work you have done"),
    "work_second": mark("More work you have done"),
    "work_third": mark("Still more work you have done"),
    "skills": mark("What you can do and what you want"),
}
"""The headings of the form, each before the first field so named."""

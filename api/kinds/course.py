"""Class 班次: one class of the labour university or of vocational training, with its seats."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Literal, Self

from pydantic import Field, NaiveDatetime, model_validator

from api.kinds.base import WEEKDAYS, Facts, Kind, Occurrence, Section
from i18n.messages import mark

FAMILIES = {
    "work": mark("Skills for work"),
    "skills": mark("Digital skills"),
    "life": mark("Everyday skills"),
    "leisure": mark("Leisure and health"),
    "law": mark("Labour law"),
    "vocational": mark("Vocational training"),
}
ALLOCATIONS = {"first-come": mark("First come, first served")}


class CourseFacts(Facts):
    """Facts of a class; times are the bureau's own."""

    sample: bool = False
    family: Literal["work", "skills", "life", "leisure", "law", "vocational"]
    capacity: int = Field(ge=1, le=500)
    minimum: int = Field(ge=1)
    allocation: Literal["first-come"]
    opens_at: NaiveDatetime
    closes_at: NaiveDatetime
    starts_on: dt.date
    ends_on: dt.date
    weekdays: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = Field(min_length=1)
    starts: dt.time
    ends: dt.time
    place: str
    fee: Literal["unknown"] | int
    interpreters: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.opens_at < self.closes_at:
            raise ValueError("closes_at must be later than opens_at")
        if self.starts_on > self.ends_on or self.starts >= self.ends:
            raise ValueError("the class must end after it starts")
        if WEEKDAYS[self.starts_on.weekday()] not in self.weekdays:
            raise ValueError(f"starts_on is a {WEEKDAYS[self.starts_on.weekday()]}, which is not one of weekdays")
        if self.minimum > self.capacity:
            raise ValueError("minimum is larger than capacity")
        return self


def _references(facts: CourseFacts) -> Iterable[tuple[str, str]]:
    yield "places", facts.place
    yield from (("languages", slug) for slug in facts.interpreters)


def _occurrence(facts: CourseFacts) -> Occurrence:
    return Occurrence(
        dt.datetime.combine(facts.starts_on, facts.starts),
        dt.datetime.combine(facts.starts_on, facts.ends),
        tuple(WEEKDAYS.index(day) for day in facts.weekdays),
        facts.ends_on,
    )


def _schema(facts: CourseFacts) -> dict[str, Any]:
    return {
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "Onsite",
            "startDate": facts.starts_on.isoformat(),
            "endDate": facts.ends_on.isoformat(),
            "maximumAttendeeCapacity": facts.capacity,
        }
    }


COURSE = Kind(
    name="course",
    folder="courses",
    title=mark("Classes"),
    lead=mark("Labour university and vocational training: what is open for enrolment, and what is coming."),
    facts=CourseFacts,
    sections=(
        Section("learn", mark("What you learn")),
        Section("who", mark("Who may come")),
        Section("bring", mark("What to bring"), required=False),
        Section("fee", mark("What it costs")),
    ),
    schema_type="Course",
    references=_references,
    occurrence=_occurrence,
    schema=_schema,
    is_dated=True,
)

"""Class 班次: one class of the labour university or of vocational training, with its seats."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any, Literal, Self

from pydantic import Field, NaiveDatetime, model_validator

from api.domain.meetings import Recurrence, meetings
from api.domain.offers import GROUPS, Allocation, Identity, Offer, draw_fault
from api.kinds.base import RRULE_DAYS, WEEKDAYS, Access, Facts, Kind, Occurrence, Section
from i18n.messages import mark

FAMILIES = {
    "style": mark("Style and skills"),
    "life": mark("Everyday crafts"),
    "leisure": mark("Leisure and health"),
    "work": mark("Skills for work"),
    "law": mark("Labour law"),
    "vocational": mark("Vocational training"),
    "disability": mark("Training for people with disabilities"),
}
SCHOOLS = {
    "affairs": mark("Labour university, school of labour affairs"),
    "academy": mark("Labour university, workers' academy"),
    "training": mark("Vocational training"),
}


class Refunds(Facts):
    """What comes back of the fee: figures with the shares before the first class and before a third of them."""

    before_first: str
    before_third: str


class CourseFacts(Facts):
    """Facts of a class; times are the bureau's own. What a whole term shares stands once in its term.toml."""

    sample: bool = False
    school: Literal["affairs", "academy", "training"]
    family: Literal["style", "life", "leisure", "work", "law", "vocational", "disability"]
    capacity: int = Field(ge=1, le=500)
    minimum: int = Field(ge=1)
    quotas: dict[str, int] = Field(default_factory=dict)
    allocation: Allocation
    opens_at: NaiveDatetime
    closes_at: NaiveDatetime
    drawn_on: dt.date | None = None
    wishes: int = Field(default=1, ge=1, le=5)
    pairs: bool = False
    screened_on: dt.date | None = None
    results_on: dt.date | None = None
    requires: str = ""
    grants: str = ""
    identity: Identity = "document"
    hold_hours: int = Field(default=24, ge=1, le=168)
    starts_on: dt.date
    ends_on: dt.date
    weekdays: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = Field(min_length=1)
    starts: dt.time
    ends: dt.time
    off: tuple[dt.date, ...] = ()
    cancelled: tuple[dt.date, ...] = ()
    place: str
    fee: Literal["unknown"] | int
    refunds: Refunds | None = None
    taught_in: tuple[str, ...] = ("zh-hant",)
    interpreters: tuple[str, ...] = ()
    access: tuple[Access, ...] = ()

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
        if unknown := self.quotas.keys() - GROUPS.keys():
            raise ValueError(f"quotas are kept for {sorted(GROUPS)}, not for {sorted(unknown)}")
        if sum(self.quotas.values()) > self.capacity:
            raise ValueError("quotas are larger than capacity")
        return self

    @model_validator(mode="after")
    def _as_allocated(self) -> Self:
        if fault := draw_fault(self.allocation, self.drawn_on, self.closes_at):
            raise ValueError(fault)
        if (self.allocation == "screening") != (self.screened_on is not None):
            raise ValueError("screened_on belongs to a screening, and a screening needs it")
        if self.allocation != "draw" and (self.pairs or self.wishes > 1):
            raise ValueError("pairs and several wishes belong to a draw")
        return self


def _references(facts: CourseFacts) -> Iterable[tuple[str, str]]:
    yield "places", facts.place
    yield from (("languages", slug) for slug in (*facts.taught_in, *facts.interpreters))
    if facts.refunds:
        yield from (("figures", name) for name in (facts.refunds.before_first, facts.refunds.before_third))


def _occurrence(facts: CourseFacts) -> Occurrence:
    days = ",".join(RRULE_DAYS[WEEKDAYS.index(day)] for day in facts.weekdays)
    until = dt.datetime.combine(facts.ends_on, dt.time(23, 59, 59))
    return Occurrence(
        Recurrence(
            dt.datetime.combine(facts.starts_on, facts.starts),
            dt.datetime.combine(facts.starts_on, facts.ends),
            f"FREQ=WEEKLY;BYDAY={days};UNTIL={until:%Y%m%dT%H%M%S}",
            facts.off,
            cancelled=facts.cancelled,
        ),
        facts.ends_on,
    )


def _offers(slug: str, term: str, facts: CourseFacts, holidays: Collection[dt.date]) -> Iterable[Offer]:
    yield Offer(
        slug,
        facts.allocation,
        facts.capacity,
        facts.opens_at,
        facts.closes_at,
        minimum=facts.minimum,
        quotas=facts.quotas,
        quotas_until=facts.closes_at,
        requires=facts.requires,
        grants=facts.grants,
        identity=facts.identity,
        meetings=tuple(meetings(_occurrence(facts).series, holidays)),
        hold_hours=facts.hold_hours,
        round=term if facts.allocation == "draw" else "",
        drawn_on=facts.drawn_on,
        wishes=facts.wishes,
        pairs=facts.pairs,
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
        Section("fee", mark("What it costs"), required=False),
    ),
    schema_type="Course",
    references=_references,
    occurrence=_occurrence,
    schema=_schema,
    offers=_offers,
    is_dated=True,
)

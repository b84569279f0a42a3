"""Vacancy 部分工時職缺: part-time work that a firm offers, for as long as the listing runs."""

import datetime as dt
from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from api.domain.meetings import Recurrence
from api.domain.occupations import known
from api.kinds.base import Facts, Kind, Occurrence, Section, Wage
from i18n.messages import mark


class VacancyFacts(Facts):
    """Facts of a vacancy; `wage` is from and to in NT$ an hour, `hours_week` from and to as well."""

    sample: bool = False
    job: Annotated[str, AfterValidator(known)]
    firm: str
    firm_latin: str
    district: str
    wage: tuple[int, int]
    hours_week: tuple[int, int]
    weekdays: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = Field(min_length=1)
    starts: dt.time
    ends: dt.time
    openings: int = Field(ge=1)
    posted_on: dt.date
    expires_on: dt.date
    languages: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.posted_on > self.expires_on:
            raise ValueError("a listing expires after it is posted")
        for low, high in (self.wage, self.hours_week):
            if not 0 < low <= high:
                raise ValueError("wage and hours go from the lower value to the higher")
        return self

    @property
    def wages(self) -> tuple[Wage, ...]:
        """Return the lowest wage, which must be lawful as long as the listing runs."""
        return tuple(Wage("hour", self.wage[0], day) for day in (self.posted_on, self.expires_on))


def _references(facts: VacancyFacts) -> Iterable[tuple[str, str]]:
    yield "districts", facts.district
    yield from (("languages", slug) for slug in facts.languages)


def _occurrence(facts: VacancyFacts) -> Occurrence:
    first, last = (dt.datetime.combine(day, dt.time()) for day in (facts.posted_on, facts.expires_on))
    return Occurrence(Recurrence(first, last, skips_holidays=False), facts.expires_on, all_day=True)


def _schema(facts: VacancyFacts) -> dict[str, Any]:
    # A machine that collects job postings must not send anybody to a sample.
    if facts.sample:
        return {"@type": "WebPage"}
    return {
        "title": facts.job,
        "datePosted": facts.posted_on.isoformat(),
        "validThrough": facts.expires_on.isoformat(),
        "employmentType": "PART_TIME",
        "totalJobOpenings": facts.openings,
        "hiringOrganization": {"@type": "Organization", "name": facts.firm},
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "TWD",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": facts.wage[0],
                "maxValue": facts.wage[1],
                "unitText": "HOUR",
            },
        },
    }


VACANCY = Kind(
    name="vacancy",
    folder="vacancies",
    title=mark("Part-time work"),
    lead=mark("Part-time vacancies with wage, hours and district. Each one says how long it is listed."),
    facts=VacancyFacts,
    sections=(
        Section("about", mark("The work")),
        Section("apply", mark("How to apply")),
    ),
    schema_type="JobPosting",
    references=_references,
    occurrence=_occurrence,
    schema=_schema,
)

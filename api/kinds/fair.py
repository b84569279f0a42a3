"""Job fair 徵才活動: one day on which firms meet people who look for work."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from api.domain.meetings import Recurrence
from api.kinds.base import Facts, Kind, Occurrence, Section
from i18n.messages import mark

SIZES = {
    "large": mark("Large fair"),
    "medium": mark("Medium fair"),
    "small": mark("Small fair"),
    "single": mark("One firm"),
}
SECTORS = {
    "manufacturing": mark("Manufacturing"),
    "construction": mark("Construction"),
    "care": mark("Care"),
    "food": mark("Food and drink"),
    "retail": mark("Shops"),
    "logistics": mark("Transport and storage"),
    "services": mark("Services"),
    "office": mark("Office work"),
}


class SectorOpenings(Facts):
    """How many openings a sector offers."""

    sector: Literal["manufacturing", "construction", "care", "food", "retail", "logistics", "services", "office"]
    openings: int = Field(ge=0)


class FairFacts(Facts):
    """Facts of a job fair."""

    sample: bool = False
    size: Literal["large", "medium", "small", "single"]
    held_on: dt.date
    starts: dt.time
    ends: dt.time
    district: str
    sign_language: bool = False
    interpreters: tuple[str, ...] = ()
    firms: int = Field(ge=1)
    sectors: tuple[SectorOpenings, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.starts >= self.ends:
            raise ValueError("the fair must end after it starts")
        return self

    @property
    def openings(self) -> int:
        """Return the openings of all sectors."""
        return sum(row.openings for row in self.sectors)


def _references(facts: FairFacts) -> Iterable[tuple[str, str]]:
    yield "districts", facts.district
    yield from (("languages", slug) for slug in facts.interpreters)


def _occurrence(facts: FairFacts) -> Occurrence:
    starts_at, ends_at = (dt.datetime.combine(facts.held_on, clock) for clock in (facts.starts, facts.ends))
    return Occurrence(Recurrence(starts_at, ends_at, skips_holidays=False))


def _schema(facts: FairFacts) -> dict[str, Any]:
    return {
        "startDate": dt.datetime.combine(facts.held_on, facts.starts).isoformat(),
        "endDate": dt.datetime.combine(facts.held_on, facts.ends).isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "isAccessibleForFree": True,
    }


FAIR = Kind(
    name="fair",
    folder="fairs",
    title=mark("Job fairs"),
    lead=mark("Days on which firms meet people who look for work, and the languages spoken there."),
    facts=FairFacts,
    sections=(
        Section("about", mark("About this fair")),
        Section("bring", mark("What to bring"), required=False),
        Section("where", mark("Where it is")),
    ),
    schema_type="BusinessEvent",
    references=_references,
    occurrence=_occurrence,
    schema=_schema,
    is_dated=True,
)

"""Stop 巡迴專車停靠點: where the bus of the employment service stops, and when somebody there gives advice."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Self

from dateutil.rrule import rrulestr
from pydantic import Field, model_validator

from api.domain.meetings import Recurrence, announced
from api.kinds.base import Access, Facts, Kind, Occurrence, Section
from i18n.messages import mark


class StopFacts(Facts):
    """Facts of a stop. `rule` says how it repeats from `starts_on` (RFC 5545); on public holidays the bus does not come."""

    sample: bool = False
    district: str
    rule: str
    starts_on: dt.date
    starts: dt.time
    ends: dt.time
    languages: tuple[str, ...] = Field(min_length=1)
    access: tuple[Access, ...] = ()
    off: tuple[dt.date, ...] = ()
    cancelled: tuple[dt.date, ...] = ()

    @model_validator(mode="after")
    def _repeats(self) -> Self:
        if self.starts >= self.ends:
            raise ValueError("the bus must leave after it arrives")
        first = dt.datetime.combine(self.starts_on, self.starts)
        if not any(part in self.rule for part in ("UNTIL=", "COUNT=")):
            raise ValueError("the rule needs an end: UNTIL or COUNT")
        if rrulestr(self.rule, dtstart=first)[0] != first:
            raise ValueError("starts_on is no day of the rule")
        return self


def _references(facts: StopFacts) -> Iterable[tuple[str, str]]:
    yield "districts", facts.district
    yield from (("languages", slug) for slug in facts.languages)


def _occurrence(facts: StopFacts) -> Occurrence:
    starts_at, ends_at = (dt.datetime.combine(facts.starts_on, clock) for clock in (facts.starts, facts.ends))
    series = Recurrence(starts_at, ends_at, facts.rule, facts.off, cancelled=facts.cancelled)
    return Occurrence(series, announced(series, ())[-1].starts_at.date())


def _schema(facts: StopFacts) -> dict[str, Any]:
    del facts
    return {"publicAccess": True, "isAccessibleForFree": True}


STOP = Kind(
    name="stop",
    folder="bus",
    title=mark("Job bus"),
    lead=mark(
        "An employment adviser comes to a place near you: when the bus stops where, and which languages are spoken."
    ),
    facts=StopFacts,
    sections=(
        Section("about", mark("What you can do there")),
        Section("where", mark("Where it stops")),
    ),
    schema_type="CivicStructure",
    references=_references,
    occurrence=_occurrence,
    schema=_schema,
    is_dated=True,
)

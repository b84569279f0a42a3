"""Job fair 徵才活動: one day on which firms meet people who look for work."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from api.domain.meetings import Recurrence
from api.domain.occupations import OCCUPATIONS, known
from api.kinds.base import Access, Facts, Kind, Occurrence, Section, Wage
from i18n.messages import mark

SIZES = {
    "large": mark("Large fair"),
    "medium": mark("Medium fair"),
    "small": mark("Small fair"),
    "single": mark("One firm"),
}
Sector = Literal["manufacturing", "construction", "care", "food", "retail", "logistics", "services", "office"]


class SectorOpenings(Facts):
    """How many openings a sector offers."""

    sector: Sector
    openings: int = Field(ge=0)


class Opening(Facts):
    """Openings for one occupation at one stand; `wage` is from and to in NT$, or not said."""

    job: Annotated[str, AfterValidator(known)]
    count: int = Field(ge=1)
    wage: Literal["unknown"] | tuple[int, int] = "unknown"
    per: Literal["month", "hour"] = "month"

    @model_validator(mode="after")
    def _from_low_to_high(self) -> Self:
        if self.wage != "unknown" and not 0 < self.wage[0] <= self.wage[1]:
            raise ValueError("a wage goes from the lower amount to the higher")
        return self


class Exhibitor(Facts):
    """One firm at the fair: its Chinese name, its name in Latin letters, and the languages spoken at its stand beside Chinese."""

    name: str
    latin: str
    openings: tuple[Opening, ...] = Field(min_length=1)
    languages: tuple[str, ...] = ()


class FairFacts(Facts):
    """Facts of a job fair. Either the exhibitors are listed, and everything is counted from them, or their totals are."""

    sample: bool = False
    size: Literal["large", "medium", "small", "single"]
    held_on: dt.date
    starts: dt.time
    ends: dt.time
    district: str
    sign_language: bool = False
    interpreters: tuple[str, ...] = ()
    access: tuple[Access, ...] = ()
    exhibitors: tuple[Exhibitor, ...] = ()
    firms: int = Field(default=0, ge=0)
    sectors: tuple[SectorOpenings, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.starts >= self.ends:
            raise ValueError("the fair must end after it starts")
        if bool(self.exhibitors) == bool(self.firms or self.sectors):
            raise ValueError("list the exhibitors, or give firms and sectors, not both")
        if not self.exhibitors and not (self.firms and self.sectors):
            raise ValueError("without a list of exhibitors, firms and sectors are both needed")
        if self.sign_language and "sign-language" in self.access:
            raise ValueError(
                "an interpreter who is there all the time need not be asked for: leave sign-language out of access"
            )
        return self

    @property
    def all_firms(self) -> int:
        """Return how many firms come."""
        return len(self.exhibitors) or self.firms

    @property
    def by_sector(self) -> dict[str, int]:
        """Return the openings of each sector, most first."""
        found: Counter[str] = Counter({row.sector: row.openings for row in self.sectors})
        for opening in (each for firm in self.exhibitors for each in firm.openings):
            found[OCCUPATIONS[opening.job].sector] += opening.count
        return dict(found.most_common())

    @property
    def openings(self) -> int:
        """Return the openings of all sectors."""
        return sum(self.by_sector.values())

    @property
    def wages(self) -> tuple[Wage, ...]:
        """Return the lowest wage of each opening that names one."""
        openings = (each for firm in self.exhibitors for each in firm.openings)
        return tuple(Wage(each.per, each.wage[0], self.held_on) for each in openings if each.wage != "unknown")


def _references(facts: FairFacts) -> Iterable[tuple[str, str]]:
    yield "districts", facts.district
    yield from (("languages", slug) for slug in facts.interpreters)
    yield from (("languages", slug) for firm in facts.exhibitors for slug in firm.languages)


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

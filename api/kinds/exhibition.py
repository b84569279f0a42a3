"""Exhibition 展覽: one show of the museum of labour."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import ConfigDict, Field

from api.domain.meetings import Recurrence
from api.kinds.base import Facts, Kind, Occurrence, Section
from i18n.messages import mark


class ExhibitionFacts(Facts):
    """Facts of an exhibition; a day that nobody has confirmed is left out."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    permanent: bool = False
    from_: dt.date | None = Field(default=None, alias="from")
    to: dt.date | None = None
    place: str
    floor: str | None = None
    art: Literal["crane", "ship", "kitchen", "classroom"]
    confirmed: dt.date
    source: str


def _references(facts: ExhibitionFacts) -> Iterable[tuple[str, str]]:
    yield "places", facts.place


def _occurrence(facts: ExhibitionFacts) -> Occurrence | None:
    if not (facts.from_ and facts.to):
        return None
    first, last = dt.datetime.combine(facts.from_, dt.time(9)), dt.datetime.combine(facts.to, dt.time(17))
    return Occurrence(Recurrence(first, last), all_day=True)


def _schema(facts: ExhibitionFacts) -> dict[str, Any]:
    return {key: day.isoformat() for key, day in (("startDate", facts.from_), ("endDate", facts.to)) if day is not None}


EXHIBITION = Kind(
    name="exhibition",
    folder="exhibitions",
    title=mark("Exhibitions"),
    lead=mark("What the museum of labour shows: the tools, the disputes and the people that built the harbour city."),
    facts=ExhibitionFacts,
    sections=(
        Section("about", mark("About this exhibition")),
        Section("see", mark("What you will see")),
        Section("visit", mark("Your visit")),
    ),
    schema_type="ExhibitionEvent",
    references=_references,
    occurrence=_occurrence,
    schema=_schema,
    is_dated=True,
)

"""Place 服務據點: an office, a station or a museum that people can go to."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import Field

from api.kinds.base import Facts, Kind, Section
from i18n.messages import mark


class Hours(Facts):
    """Opening hours on some weekdays."""

    days: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = Field(min_length=1)
    opens: dt.time
    closes: dt.time


class PlaceFacts(Facts):
    """Facts of a place; what nobody has confirmed is left out, and the page says that it is not confirmed."""

    district: str
    address: str | None = None
    address_latin: str | None = None
    phone: str | None = None
    hours: tuple[Hours, ...] = ()
    languages: tuple[str, ...] = ()
    confirmed: dt.date
    certainty: Literal["A", "B", "C"]
    source: str


def _references(facts: PlaceFacts) -> Iterable[tuple[str, str]]:
    yield "districts", facts.district
    yield from (("languages", slug) for slug in facts.languages)
    if facts.phone:
        yield "figures", facts.phone


def _schema(facts: PlaceFacts) -> dict[str, Any]:
    return {"address": facts.address_latin or facts.address} if facts.address or facts.address_latin else {}


PLACE = Kind(
    name="place",
    folder="places",
    title=mark("Places"),
    lead=mark("Offices and stations you can go to, when they are open, and which languages are spoken there."),
    facts=PlaceFacts,
    sections=(
        Section("about", mark("What it is for")),
        Section("address", mark("Address")),
        Section("getting-there", mark("How to get there")),
    ),
    schema_type="GovernmentOffice",
    references=_references,
    schema=_schema,
)

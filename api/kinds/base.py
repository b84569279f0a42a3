"""What a kind of content is made of."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from api.domain.meetings import Recurrence
from api.domain.offers import Offer
from i18n.languages import Language
from i18n.messages import mark, translate

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
RRULE_DAYS = tuple(day[:2].upper() for day in WEEKDAYS)


class Facts(BaseModel):
    """What is true of an entry in every language; an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


ACCESS = {
    "step-free": mark("Step-free entrance"),
    "lift": mark("Lift"),
    "accessible-toilet": mark("Accessible toilet"),
    "sign-language": mark("Sign language on request"),
    "large-print": mark("Papers in large print on request"),
    "quiet-room": mark("Quiet corner to sit or talk"),
}
Access = Literal["step-free", "lift", "accessible-toilet", "sign-language", "large-print", "quiet-room"]


class Wage(NamedTuple):
    """The lowest wage that an entry offers, per month or hour, and the day for which it must be lawful."""

    per: Literal["month", "hour"]
    amount: int
    day: dt.date


@dataclass(frozen=True)
class Section:
    """One section of an entry's words; `beside` prints the Chinese block beside its translation, to be shown to somebody."""

    key: str
    heading: str
    required: bool = True
    beside: bool = False


@dataclass(frozen=True)
class Occurrence:
    """When an entry takes place: its series of meetings, and the last day of it. `all_day` tells days, not hours."""

    series: Recurrence
    until: dt.date | None = None
    all_day: bool = False

    @property
    def starts_at(self) -> dt.datetime:
        """Return the first start."""
        return self.series.starts_at

    @property
    def ends_at(self) -> dt.datetime:
        """Return the end of the first meeting."""
        return self.series.ends_at

    @property
    def last_on(self) -> dt.date:
        """Return the day after which it is over."""
        return self.until or self.ends_at.date()


def _no_references(facts: Any) -> Iterable[tuple[str, str]]:
    del facts
    return ()


def _no_occurrence(facts: Any) -> Occurrence | None:
    del facts
    return None


def _no_schema(facts: Any) -> dict[str, Any]:
    del facts
    return {}


def _no_offers(slug: str, term: str, facts: Any, holidays: Collection[dt.date]) -> Iterable[Offer]:
    del slug, term, facts, holidays
    return ()


@dataclass(frozen=True)
class Kind:
    """One kind of content.

    `name` is the noun in the singular (template, API), `folder` the content folder and address part, `title` and `lead` the
    marked messages that head its list, `references(facts)` yields (what, name) pairs that must exist: what is a folder,
    "figures" or "districts". `occurrence(facts)` maps to a calendar, `schema(facts)` adds to JSON-LD of type `schema_type`.
    `offers(slug, term, facts, holidays)` yields what people can enrol in, without its clashes.
    """

    name: str
    folder: str
    title: str
    lead: str
    facts: type[Facts]
    sections: tuple[Section, ...]
    schema_type: str
    references: Callable[[Any], Iterable[tuple[str, str]]] = _no_references
    occurrence: Callable[[Any], Occurrence | None] = _no_occurrence
    schema: Callable[[Any], dict[str, Any]] = _no_schema
    offers: Callable[[str, str, Any, Collection[dt.date]], Iterable[Offer]] = _no_offers
    is_dated: bool = False
    is_listed: bool = True
    search_boost: float = 1.0
    keys: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Keep the section keys at hand."""
        object.__setattr__(self, "keys", frozenset(section.key for section in self.sections))


SAMPLE_NOTE = mark("This listing is a sample that shows how the service works. Nobody will be waiting there.")
SAMPLE = mark("Sample")


def sampled(text: str, facts: Facts, language: Language) -> str:
    """Return `text`, after the word that says so where the listing is a sample."""
    return f"{translate(SAMPLE, language)} · {text}" if getattr(facts, "sample", False) else text

"""Activity 活動: what repeats or happens once and is not a class: advice, skill tests, tours, briefings, outings, summer jobs."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any, Literal, Self

from dateutil.rrule import rrulestr
from pydantic import Field, NaiveDatetime, field_validator, model_validator

from api.domain.meetings import Meeting, Recurrence, announced, meetings
from api.domain.offers import GROUPS, Allocation, Identity, Offer, draw_fault
from api.kinds.base import Access, Facts, Kind, Occurrence, Section
from i18n.messages import mark

SORTS = {
    "consultation": mark("Legal consultations"),
    "skill-test": mark("Skill tests"),
    "tour": mark("Museum tours"),
    "workshop": mark("Workshops"),
    "briefing": mark("Briefings for employers"),
    "outing": mark("Outings for migrant workers"),
    "student-job": mark("Summer jobs for students"),
}
OPENS = dt.time(9)
"""The hour at which the enrolment of a session opens."""


class ActivityFacts(Facts):
    """Facts of an activity; times are the bureau's own.

    With `opens_at` it is enrolled in once, for all of its sessions. Without, each session has a window of its own, and with
    `slot_minutes` each session is cut into appointments.
    """

    sort: Literal["consultation", "skill-test", "tour", "workshop", "briefing", "outing", "student-job"]
    sample: bool = False
    place: str = ""
    district: str = ""
    starts_on: dt.date
    starts: dt.time
    ends: dt.time
    rule: str = ""
    off: tuple[dt.date, ...] = ()
    extra: tuple[NaiveDatetime, ...] = ()
    cancelled: tuple[dt.date, ...] = ()
    on_holidays: bool = False
    books: bool = True
    slot_minutes: int = Field(default=0, ge=0, le=240)
    capacity: int = Field(default=1, ge=1, le=2000)
    minimum: int = Field(default=1, ge=1)
    quotas: dict[str, int] = Field(default_factory=dict)
    allocation: Allocation = "first-come"
    opens_days_before: int = Field(default=14, ge=1, le=90)
    closes_hours_before: int = Field(default=24, ge=0, le=720)
    opens_at: NaiveDatetime | None = None
    closes_at: NaiveDatetime | None = None
    drawn_on: dt.date | None = None
    wishes: int = Field(default=1, ge=1, le=5)
    identity: Identity = "contact"
    languages: tuple[str, ...] = ("zh-hant",)
    interpreters: tuple[str, ...] = ()
    fee: Literal["unknown"] | int = 0
    access: tuple[Access, ...] = ()

    @property
    def is_private(self) -> bool:
        """Return whether somebody who sees it in a calendar might draw conclusions."""
        return self.sort in {"consultation", "outing"}

    @property
    def series(self) -> Recurrence:
        """Return when it meets."""
        starts_at, ends_at = (dt.datetime.combine(self.starts_on, clock) for clock in (self.starts, self.ends))
        return Recurrence(starts_at, ends_at, self.rule, self.off, self.extra, self.cancelled, not self.on_holidays)

    @field_validator("rule")
    @classmethod
    def _rule(cls, rule: str) -> str:
        try:
            rrulestr(rule or "FREQ=DAILY;COUNT=1", dtstart=dt.datetime.combine(dt.date(2026, 1, 1), OPENS))
        except ValueError as error:
            raise ValueError(f"the rule is no RRULE of RFC 5545: {error}") from error
        if rule and "UNTIL" not in rule and "COUNT" not in rule:
            raise ValueError("the rule needs an end: UNTIL or COUNT")
        return rule

    @model_validator(mode="after")
    def _meets(self) -> Self:
        if self.starts >= self.ends:
            raise ValueError("it must end after it starts")
        if bool(self.place) == bool(self.district):
            raise ValueError("name a place, or else a district")
        met = announced(replace(self.series, extra=(), off=()), ())
        if not met or met[0].starts_at != self.series.starts_at:
            raise ValueError("starts_on is no day of the rule")
        days = {each.starts_at.date() for each in announced(self.series, ())}
        if wrong := sorted(set(self.cancelled) - days):
            raise ValueError(f"cancelled names days on which it does not meet: {', '.join(map(str, wrong))}")
        return self

    @model_validator(mode="after")
    def _is_enrolled_in(self) -> Self:
        if (self.opens_at is None) != (self.closes_at is None):
            raise ValueError("opens_at and closes_at belong together")
        if self.opens_at and self.closes_at and not self.opens_at < self.closes_at:
            raise ValueError("closes_at must be later than opens_at")
        if self.slot_minutes and (self.opens_at or dt.timedelta(minutes=self.slot_minutes) > self.series.length):
            raise ValueError("appointments are parts of a session that has its own window")
        if fault := draw_fault(self.allocation, self.drawn_on, self.closes_at):
            raise ValueError(fault)
        if unknown := self.quotas.keys() - GROUPS.keys():
            raise ValueError(f"quotas are kept for {sorted(GROUPS)}, not for {sorted(unknown)}")
        if self.minimum > self.capacity or sum(self.quotas.values()) > self.capacity:
            raise ValueError("minimum and quotas fit into capacity")
        return self


def appointments(meeting: Meeting, minutes: int) -> list[Meeting]:
    """Return `meeting` cut into appointments of so many `minutes`; with 0 it is one session."""
    if not minutes:
        return [meeting]
    length = dt.timedelta(minutes=minutes)
    return [
        Meeting(start, start + length)
        for number in range((meeting.ends_at - meeting.starts_at) // length)
        for start in (meeting.starts_at + number * length,)
    ]


def _references(facts: ActivityFacts) -> Iterable[tuple[str, str]]:
    yield ("places", facts.place) if facts.place else ("districts", facts.district)
    yield from (("languages", slug) for slug in (*facts.languages, *facts.interpreters))


def _occurrence(facts: ActivityFacts) -> Occurrence:
    return Occurrence(facts.series, announced(facts.series, ())[-1].starts_at.date())


def offer_id(slug: str, facts: ActivityFacts, meeting: Meeting) -> str:
    """Return the name of what is enrolled in at `meeting`: the whole activity, a session, or an appointment."""
    if facts.opens_at:
        return slug
    return f"{slug}.{meeting.starts_at:{'%Y%m%d-%H%M' if facts.slot_minutes else '%Y%m%d'}}"


def window(facts: ActivityFacts, session: Meeting) -> tuple[dt.datetime, dt.datetime]:
    """Return from when to when one can enrol in `session`."""
    if facts.opens_at and facts.closes_at:
        return facts.opens_at, facts.closes_at
    day = session.starts_at.date() - dt.timedelta(days=facts.opens_days_before)
    return dt.datetime.combine(day, OPENS), session.starts_at - dt.timedelta(hours=facts.closes_hours_before)


def _of_session(slug: str, term: str, facts: ActivityFacts, met: list[Meeting]) -> Iterator[Offer]:
    """Yield the offers of the session, or the whole series, `met`; of the appointments of one session, one is enough."""
    opens_at, closes_at = window(facts, met[0])
    parts = [[part] for part in appointments(met[0], facts.slot_minutes)] if len(met) == 1 else [met]
    ids = [offer_id(slug, facts, part[0]) for part in parts]
    for name, part in zip(ids, parts, strict=True):
        yield Offer(
            name,
            facts.allocation,
            facts.capacity,
            opens_at,
            closes_at,
            minimum=facts.minimum,
            quotas=facts.quotas,
            quotas_until=closes_at,
            identity=facts.identity,
            meetings=tuple(part),
            clashes=frozenset(ids) - {name},
            called_off=part[0].starts_at.date() in facts.cancelled,
            round=(term or slug) if facts.allocation == "draw" else "",
            drawn_on=facts.drawn_on,
            wishes=facts.wishes,
        )


def _offers(slug: str, term: str, facts: ActivityFacts, holidays: Collection[dt.date]) -> Iterable[Offer]:
    met = meetings(facts.series, holidays)
    sessions = [[each] for each in announced(facts.series, holidays)]
    if facts.books and sessions:
        for together in [met or sessions[0]] if facts.opens_at else sessions:
            yield from _of_session(slug, term, facts, together)


def _schema(facts: ActivityFacts) -> dict[str, Any]:
    series, sessions = facts.series, announced(facts.series, ())
    is_off = not meetings(series, ())
    return {
        "startDate": series.starts_at.isoformat(),
        "endDate": sessions[-1].ends_at.isoformat(),
        "eventStatus": f"https://schema.org/{'EventCancelled' if is_off else 'EventScheduled'}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "isAccessibleForFree": facts.fee == 0,
        "maximumAttendeeCapacity": facts.capacity,
    }


ACTIVITY = Kind(
    name="activity",
    folder="activities",
    title=mark("Advice and activities"),
    lead=mark(
        "Legal advice, skill tests, museum tours, briefings and outings: the next dates, and where you can still join."
    ),
    facts=ActivityFacts,
    sections=(
        Section("about", mark("What it is")),
        Section("who", mark("Who may come")),
        Section("bring", mark("What to bring"), required=False),
    ),
    schema_type="Event",
    references=_references,
    occurrence=_occurrence,
    schema=_schema,
    offers=_offers,
    is_dated=True,
)

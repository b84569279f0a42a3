"""When an activity meets next, as its page prints it: the day, the hours, and what one can do about it."""

import datetime as dt
from dataclasses import dataclass

from api.content.library import Entry
from api.domain.meetings import Meeting, announced
from api.kinds.activity import appointments, offer_id
from api.kinds.activity import window as enrolment_of
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate
from plugins.edition import Edition
from theme import course_words

MOST = 6
"""Dates that a page prints; the calendar has them all."""
AHEAD = dt.timedelta(days=7)
"""So long before enrolment opens its links are printed: a page may be some days old when the hour comes."""


@dataclass(frozen=True)
class Session:
    """One session: its day in parts for the date block, its hours, where it stands, and its appointments as links."""

    iso: str
    day: str
    month: str
    weekday: str
    hours: str
    state: str
    is_off: bool
    links: tuple[tuple[str, str], ...] = ()


def enrol_path(entry: Entry, meeting: Meeting, language: Language) -> str:
    """Return where one enrols in `meeting` of `entry`."""
    return f"/{language.slug}/{entry.kind.folder}/{offer_id(entry.slug, entry.facts, meeting)}/enrol"


def _state(entry: Entry, meeting: Meeting, now: dt.datetime, language: Language) -> str:
    facts = entry.facts
    if meeting.starts_at.date() in facts.cancelled:
        return translate(mark("Called off"), language)
    if not facts.books:
        return translate(mark("No enrolment needed. Just come."), language)
    return "" if facts.opens_at else course_words.enrolment(*enrolment_of(facts, meeting), now, language)


def is_at_hand(entry: Entry, meeting: Meeting, now: dt.datetime) -> bool:
    """Return whether one can enrol in `meeting`, or soon can."""
    opens_at, closes_at = enrolment_of(entry.facts, meeting)
    return bool(entry.facts.books) and opens_at - AHEAD <= now < closes_at


def _links(entry: Entry, meeting: Meeting, now: dt.datetime, language: Language) -> tuple[tuple[str, str], ...]:
    """Return the appointments of `meeting`, or the session itself; pressed too early, the link tells when it opens."""
    facts = entry.facts
    if meeting.starts_at.date() in facts.cancelled or facts.opens_at or not is_at_hand(entry, meeting, now):
        return ()
    if not facts.slot_minutes:
        return ((translate(mark("Enrol"), language), enrol_path(entry, meeting, language)),)
    return tuple(
        (formats.clock(part.starts_at.time(), language), enrol_path(entry, part, language))
        for part in appointments(meeting, facts.slot_minutes)
    )


def sessions(entry: Entry, edition: Edition, language: Language) -> list[Session]:
    """Return the next sessions of `entry`, called-off ones among them; a job of many days has none that one would choose."""
    met = announced(entry.facts.series, edition.library.holidays)
    if entry.facts.opens_at and len(met) > MOST:
        return []
    return [
        Session(
            meeting.starts_at.date().isoformat(),
            str(meeting.starts_at.day),
            formats.month_name(meeting.starts_at.date(), language),
            formats.weekday(meeting.starts_at.weekday(), language, "abbreviated"),
            formats.hours(meeting.starts_at.time(), meeting.ends_at.time(), language),
            _state(entry, meeting, edition.now, language),
            meeting.starts_at.date() in entry.facts.cancelled,
            _links(entry, meeting, edition.now, language),
        )
        for meeting in [each for each in met if each.ends_at > edition.now][:MOST]
    ]

"""Where a dated entry stands at the moment of the build, in words."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from api.content.library import Entry
from api.domain.meetings import meetings
from api.domain.seats import window
from api.kinds.base import Occurrence
from api.kinds.course import CourseFacts
from api.kinds.exhibition import ExhibitionFacts
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate
from plugins.edition import Edition
from theme import course_words

Phase = Literal["coming", "current", "past"]
PHASES: dict[Phase, str] = {"current": mark("Now"), "coming": mark("Coming"), "past": mark("Over")}
TODAY = mark("Today")


@dataclass(frozen=True)
class Status:
    """A phase in words. `mood` colours the tag: open, live or none; `is_enrolling` says that the form is printed."""

    phase: Phase
    text: str
    mood: str = ""
    is_enrolling: bool = False


def phase(starts_on: dt.date, ends_on: dt.date, today: dt.date) -> Phase:
    """Return whether `today` lies before, within or after the days."""
    if today < starts_on:
        return "coming"
    return "current" if today <= ends_on else "past"


def of_occurrence(occurrence: Occurrence, today: dt.date, language: Language) -> Status:
    """Return where an event with known days stands."""
    return of_days(occurrence.starts_at.date(), occurrence.last_on, today, language)


def of_days(first: dt.date, last: dt.date, today: dt.date, language: Language) -> Status:
    """Return where what lasts from `first` to `last` stands; on its one day it is "Today", as its hour may not have come."""
    where = phase(first, last, today)
    text = TODAY if first == last == today else PHASES[where]
    return Status(where, translate(text, language), {"current": "live", "coming": "open"}.get(where, ""))


def of_course(facts: CourseFacts, now: dt.datetime, language: Language) -> Status:
    """Return where a class stands: what matters first is whether one can enrol."""
    where = phase(facts.starts_on, facts.ends_on, now.date())
    enrolment = window(facts.opens_at, facts.closes_at, now)
    if enrolment != "closed":
        text = course_words.enrolment(facts.opens_at, facts.closes_at, now, language)
        return Status(where, text, "open" if enrolment == "open" else "live", is_enrolling=enrolment == "open")
    closed = {"coming": mark("Enrolment is closed"), "current": mark("Running now"), "past": mark("Over")}
    return Status(where, translate(closed[where], language))


def of_activity(entry: Entry, edition: Edition, language: Language) -> Status:
    """Return where an activity stands: called off, over, or when one can enrol; what repeats says that it does."""
    facts = entry.facts
    met = meetings(facts.series, edition.library.holidays)
    if not met:
        return Status("past", translate(mark("Called off"), language), "live")
    if met[-1].ends_at <= edition.now:
        return Status("past", translate(PHASES["past"], language))
    if facts.books and facts.opens_at and facts.closes_at:
        where = window(facts.opens_at, facts.closes_at, edition.now)
        text = course_words.enrolment(facts.opens_at, facts.closes_at, edition.now, language)
        return Status("coming", text, {"open": "open", "before": "live"}.get(where, ""), is_enrolling=where == "open")
    ahead = next(each for each in met if each.ends_at > edition.now).starts_at.date()
    text = translate(mark("Next: %(day)s"), language, day=formats.date(ahead, language))
    return Status("coming", text, "open")


def of_exhibition(facts: ExhibitionFacts, today: dt.date, language: Language) -> Status:
    """Return where an exhibition stands; one whose days nobody has confirmed says so."""
    if facts.permanent:
        return Status("current", translate(mark("Permanent exhibition"), language), "open")
    if facts.to and today > facts.to:
        return Status("past", translate(PHASES["past"], language))
    if facts.from_ and today < facts.from_:
        return Status("coming", translate(PHASES["coming"], language), "open")
    if facts.to is None:
        return Status("current", translate(mark("End not announced"), language), "live")
    return Status("current", translate(PHASES["current"], language), "live")

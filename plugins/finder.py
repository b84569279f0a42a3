"""What the finder reads: every event and desk where a language is spoken, with its hours, as one small file a language."""

import datetime as dt
import json
from collections.abc import Iterator

from api.content.library import Entry
from api.domain.finding import SPOTS, Hours, Spot
from api.domain.meetings import meetings
from api.kinds import BY_NAME
from api.kinds.base import WEEKDAYS
from i18n.languages import SOURCE, Language
from plugins.edition import Edition

DAYS = 56
"""For how many days ahead meetings are told; the file is made anew with every build."""
MOST_MEETINGS = 8
"""Meetings told of one entry at most, so that the file stays small."""


def _languages(entry: Entry) -> tuple[str, ...] | None:
    """Return the languages spoken there, or None where the facts have no such thing; beside interpreters there is Chinese."""
    facts = entry.facts
    spoken, interpreted = getattr(facts, "languages", None), getattr(facts, "interpreters", None)
    if spoken is None and interpreted is None:
        return None
    own = (SOURCE.slug,) if spoken is None else spoken
    return tuple(dict.fromkeys((*own, *(interpreted or ()))))


def _from_start(entry: Entry) -> bool:
    """Return whether nobody can join later: a session for all is one, but not appointments, and not a fair or a stop."""
    return entry.kind.name == "activity" and not entry.facts.slot_minutes


def _district(entry: Entry, edition: Edition) -> str:
    if found := getattr(entry.facts, "district", ""):
        return str(found)
    place = edition.library.entries.get(f"{BY_NAME['place'].folder}/{getattr(entry.facts, 'place', '')}")
    return str(place.facts.district) if place else ""


def spots(edition: Edition, language: Language) -> Iterator[Spot]:
    """Yield what one can go to in the next weeks: what has hours, but no class, for that takes an enrolment of weeks."""
    last = edition.today + dt.timedelta(days=DAYS)
    for entry in edition.library.entries.values():
        languages, occurrence = _languages(entry), entry.kind.occurrence(entry.facts)
        if languages is None or entry.kind.name == "course" or (occurrence and occurrence.all_day):
            continue
        held = meetings(occurrence.series, edition.library.holidays) if occurrence else []
        coming = tuple(each for each in held if edition.today <= each.starts_at.date() <= last)
        if occurrence and not coming:
            continue
        hours = tuple(
            Hours(WEEKDAYS.index(day), row.opens, row.closes)
            for row in getattr(entry.facts, "hours", ())
            for day in row.days
        )
        title = entry.document(language).title.text
        district = _district(entry, edition)
        address = entry.address(language)
        sample = getattr(entry.facts, "sample", False)
        met = coming[:MOST_MEETINGS]
        yield Spot(entry.kind.name, title, address, district, languages, hours, met, sample, _from_start(entry))


def finder_file(edition: Edition, language: Language) -> str:
    """Return the file of `language`: `spots` as api.domain.finding reads them, and the districts with their neighbours."""
    site = edition.library.the_site()
    content = {
        "from": edition.today.isoformat(),
        "until": (edition.today + dt.timedelta(days=DAYS)).isoformat(),
        "spots": SPOTS.dump_python(tuple(spots(edition, language)), mode="json", exclude_defaults=True),
        "near": site.near,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

"""The calendars of a build: every entry, in every language, as a calendar program shows it."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from api.content.library import Entry, read
from api.domain.meetings import announced, meetings
from api.kinds import BY_NAME, KINDS
from i18n.languages import LANGUAGES, Language
from plugins.calendars import calendars, entry_path, neutral_path
from plugins.edition import Edition
from tests.support import NOW, ROOT


def _parsed(file: bytes) -> Any:
    """Return the calendar in `file`, read back."""
    return icalendar.Calendar.from_ical(file)


@cache
def _edition() -> Edition:
    return Edition(read(ROOT / "content"), NOW, "a")


@cache
def _files(language: Language) -> dict[str, bytes]:
    return dict(calendars(_edition(), language))


def _dated() -> Iterator[Entry]:
    for kind in KINDS:
        yield from (entry for entry in _edition().library.of(kind) if kind.is_dated and kind.occurrence(entry.facts))


def _shown(file: bytes) -> list[Any]:
    read_back = _parsed(file)
    return list(recurring_ical_events.of(read_back).between(dt.date(2020, 1, 1), dt.date(2030, 1, 1)))


def _starts(events: list[Any], state: str) -> list[dt.datetime]:
    zone = ZoneInfo(_edition().library.timezone)
    return sorted(
        each["DTSTART"].dt.astimezone(zone).replace(tzinfo=None) for each in events if each["STATUS"] == state
    )


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: str(language.slug))
def test_every_entry_is_shown_when_it_meets(language: Language) -> None:
    """Each entry's own calendar, expanded by a client library, gives its meetings, none more and none less; at least 40 entries."""
    library, count = _edition().library, 0
    for entry in _dated():
        occurrence = entry.kind.occurrence(entry.facts)
        assert occurrence
        events, count = _shown(_files(language)[entry_path(entry)]), count + 1
        if occurrence.all_day:
            (event,) = events
            assert event["DTSTART"].dt == occurrence.starts_at.date()
            assert event["DTEND"].dt == occurrence.last_on + dt.timedelta(days=1)
            continue
        met = [each.starts_at for each in meetings(occurrence.series, library.holidays)]
        told = [each.starts_at for each in announced(occurrence.series, library.holidays)]
        assert _starts(events, "CONFIRMED") == met, entry.key
        assert _starts(events, "CANCELLED") == [start for start in told if start not in met], entry.key
    assert count >= 40


def _read(file: bytes) -> list[tuple[str, dt.date]]:
    return [(str(event["UID"]), event["DTSTART"].dt) for event in _parsed(file).walk("VEVENT")]


def test_uids_and_times_are_the_same_in_every_language() -> None:
    """A person who changes the language of the subscription keeps the same events."""
    seen = [{path: _read(file) for path, file in _files(language).items()} for language in LANGUAGES]
    assert all(events == seen[0] for events in seen)


def test_a_later_build_of_the_same_content_gives_the_same_bytes() -> None:
    """Built again 30 days later under another id, no calendar has changed by a byte: nobody's phone announces an update."""
    later = Edition(_edition().library, NOW + dt.timedelta(days=30), "b")
    for language in LANGUAGES:
        assert dict(calendars(later, language)) == _files(language)


def test_kinds_families_and_entries_have_calendars() -> None:
    """Every dated kind, each family of classes and each sort of activity has a calendar, and all its entries are in it."""
    files = _files(LANGUAGES[0])
    assert {f"calendars/{kind.folder}.ics" for kind in KINDS if kind.is_dated} <= files.keys()
    for name, fact in (("course", "family"), ("activity", "sort")):
        kind = BY_NAME[name]
        for value in {getattr(entry.facts, fact) for entry in _edition().library.of(kind)}:
            uids = {uid for uid, _ in _read(files[f"calendars/{kind.folder}-{value}.ics"])}
            mine = {e.slug for e in _edition().library.of(kind) if getattr(e.facts, fact) == value}
            assert uids == {f"{slug}.{kind.folder}@labour-harbour" for slug in mine}


def test_consultations_and_outings_have_a_neutral_calendar_and_others_have_none() -> None:
    """Nobody who looks at the phone reads what it is; its address and UID do not say it either."""
    for entry in _edition().library.of(BY_NAME["activity"]):
        path = neutral_path(entry)
        if entry.facts.sort not in {"consultation", "outing"}:
            assert path not in _files(LANGUAGES[0])
            continue
        for language in LANGUAGES:
            text = _files(language)[path].replace(b"\r\n ", b"").decode()
            assert entry.slug not in path + text
            assert entry.document(language).title.text not in text
            assert "http" not in text
            assert "LOCATION" not in text


def test_a_sample_says_so_where_nobody_can_miss_it() -> None:
    """Of every sample the title in the calendar is more than its name: nobody goes where nobody waits."""
    for language in LANGUAGES:
        for entry in _dated():
            if getattr(entry.facts, "sample", False):
                event = _parsed(_files(language)[entry_path(entry)]).walk("VEVENT")[0]
                assert " · " in str(event["SUMMARY"]), entry.key

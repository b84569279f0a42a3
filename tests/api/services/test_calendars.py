"""Calendar files: what a calendar program makes of them is what the rules of the domain say."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from api.domain.meetings import Meeting, Recurrence, announced, meetings
from api.services.calendars import Appointment, Item, calendar, of_series, personal_calendar
from i18n.languages import LANGUAGES, SOURCE

ZONE = "Asia/Taipei"
START = dt.datetime(2026, 11, 25, 14, 0)  # noqa: DTZ001 - the bureau's own time
HOUR = dt.timedelta(hours=1)
DAYS = st.dates(dt.date(2026, 11, 20), dt.date(2027, 2, 20))
RULES = st.sampled_from(
    [
        "",
        "FREQ=WEEKLY;BYDAY=WE;UNTIL=20270210T235959",
        "FREQ=WEEKLY;BYDAY=MO,WE,SU;COUNT=20",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=6",
        "FREQ=MONTHLY;BYDAY=4WE;COUNT=4",
        "FREQ=DAILY;UNTIL=20261220T140000",
    ]
)
LONG = Item(
    "advice.activities",
    "週三法律諮詢，" * 12,
    "說明、\n換行；逗號, 分號; 反斜線\\" * 5,
    "前鎮區",
    "https://example.org/a",
)


def _parsed(file: bytes) -> Any:
    """Return the calendar in `file`, read back."""
    return icalendar.Calendar.from_ical(file)


def _expanded(file: bytes) -> dict[dt.datetime, str]:
    """Return what a calendar program shows: each start, in the bureau's time, and its state."""
    read = _parsed(file)
    shown = recurring_ical_events.of(read).between(dt.date(2026, 1, 1), dt.date(2028, 1, 1))
    starts = [event["DTSTART"].dt.astimezone(ZoneInfo(ZONE)).replace(tzinfo=None) for event in shown]
    assert len(starts) == len(set(starts)), "a meeting is shown twice"
    return dict(zip(starts, (str(event["STATUS"]) for event in shown), strict=True))


@settings(max_examples=200, deadline=None)
@given(RULES, st.sets(DAYS, max_size=6), st.sets(DAYS, max_size=2), st.sets(st.integers(0, 60), max_size=2), st.data())
def test_a_program_shows_exactly_the_announced_meetings(
    rule: str, holidays: set[dt.date], off: set[dt.date], extra: set[int], data: st.DataObject
) -> None:
    """Whatever the rule, days off, days of rest, extra and called-off days: each meeting once, and those called off as such."""
    ruled = {each.starts_at.date() for each in announced(Recurrence(START, START + HOUR, rule), ())}
    # The client library takes two meetings of one day for one, so no extra meeting is drawn beside another.
    free = [day for number in sorted(extra) if (day := START.date() + dt.timedelta(days=number)) not in ruled]
    moved = tuple(dt.datetime.combine(day, dt.time(16)) for day in free)
    series = Recurrence(START, START + HOUR, rule, tuple(sorted(off)), moved)
    days = sorted({each.starts_at.date() for each in announced(series, holidays)})
    cancelled = tuple(data.draw(st.sets(st.sampled_from(days), max_size=3))) if days else ()
    series = Recurrence(START, START + HOUR, rule, tuple(sorted(off)), moved, cancelled)
    events = list(of_series(LONG, series, holidays, SOURCE, ZONE))
    shown = _expanded(calendar("n", events, SOURCE, ZONE)) if events else {}
    assert {start for start, state in shown.items() if state == "CONFIRMED"} == {
        each.starts_at for each in meetings(series, holidays)
    }
    assert shown.keys() == {each.starts_at for each in announced(series, holidays)}


def test_a_file_is_folded_in_octets_and_read_back_whole() -> None:
    """No line has more than 75 octets, no letter is cut in two, and commas, semicolons and line ends come back as they were."""
    file = calendar("名稱", of_series(LONG, Recurrence(START, START + HOUR), (), SOURCE, ZONE), SOURCE, ZONE)
    lines = file.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() or True for line in lines)
    (event,) = _parsed(file).walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (LONG.title, LONG.text)
    assert event["DTSTART"].params["TZID"] == ZONE
    assert b"BEGIN:VTIMEZONE\r\nTZID:Asia/Taipei" in file


def test_a_called_off_meeting_overrides_with_a_higher_sequence() -> None:
    """Of five Wednesdays one is called off: an override with the same UID, its RECURRENCE-ID, and sequence 2 over 1."""
    series = Recurrence(START, START + HOUR, "FREQ=WEEKLY;COUNT=5", cancelled=(dt.date(2026, 12, 9),))
    master, override = _parsed(calendar("n", of_series(LONG, series, (), SOURCE, ZONE), SOURCE, ZONE)).walk("VEVENT")
    assert (master["SEQUENCE"], override["SEQUENCE"]) == (1, 2)
    assert master["UID"] == override["UID"]
    assert override["RECURRENCE-ID"].dt.date() == dt.date(2026, 12, 9)
    assert (str(master["STATUS"]), str(override["STATUS"])) == ("CONFIRMED", "CANCELLED")


def test_what_is_called_off_as_a_whole_is_cancelled_and_does_not_vanish() -> None:
    """The only day is called off: one event, cancelled, with the word in its title for programs that do not care."""
    series = Recurrence(START, START + HOUR, cancelled=(START.date(),))
    (event,) = of_series(LONG, series, (), SOURCE, ZONE)
    assert str(event["STATUS"]) == "CANCELLED"
    assert str(event["SUMMARY"]).endswith(LONG.title)
    assert str(event["SUMMARY"]) != LONG.title


MET = tuple(Meeting(START + week * 7 * 24 * HOUR, START + week * 7 * 24 * HOUR + HOUR) for week in range(3))


def test_a_person_sees_every_meeting_and_what_was_called_off() -> None:
    """Three meetings of which one is called off, and an enrolment that was cancelled: four events, two of them cancelled."""
    given_back = Appointment(
        Item("tour.activities", "Tour"), (Meeting(START + 2 * HOUR, START + 3 * HOUR),), cancelled=True
    )
    mine = Appointment(LONG, MET[:2], called_off=MET[2:])
    for language in LANGUAGES:
        file = personal_calendar([mine, given_back], language, ZONE)
        assert sorted(_expanded(file).values()) == ["CANCELLED", "CANCELLED", "CONFIRMED", "CONFIRMED"]
        uids = [str(event["UID"]) for event in _parsed(file).walk("VEVENT")]
        assert len(uids) == len(set(uids)) == 4


def test_years_are_counted_as_the_reader_counts_them() -> None:
    """The text of 25 November 2026 says 民國115年 in Chinese and 2569 in Thai."""
    years = {"roc": "民國115年", "buddhist": "2569", "gregorian": "2026"}
    for language in LANGUAGES:
        file = personal_calendar([Appointment(LONG, MET[:1])], language, ZONE)
        (event,) = _parsed(file).walk("VEVENT")
        assert years[language.calendar] in str(event["DESCRIPTION"])


def test_a_neutral_calendar_names_nothing_but_the_times() -> None:
    """Title, place, text, address and the name of the activity are nowhere in the file; the times are the same."""
    open_file, quiet = (
        personal_calendar([Appointment(LONG, MET)], SOURCE, ZONE, is_neutral=kind) for kind in (False, True)
    )
    assert _expanded(open_file) == _expanded(quiet)
    unfolded = quiet.replace(b"\r\n ", b"").decode()
    for told in ("法律", "前鎮", "example.org", "advice", "DESCRIPTION", "LOCATION", "URL"):
        assert told not in unfolded


def test_nobody_enrolled_in_anything_has_an_empty_calendar() -> None:
    """Without enrolments the file is still a calendar that a program reads, with no events."""
    assert _parsed(personal_calendar([], SOURCE, ZONE)).walk("VEVENT") == []


def test_the_end_of_a_rule_is_told_in_universal_time() -> None:
    """UNTIL stands in UTC, as RFC 5545 asks where the start has a zone: the end of 31 March in Taipei is 15:59:59 UTC."""
    series = Recurrence(START, START + HOUR, "FREQ=WEEKLY;BYDAY=WE;UNTIL=20270331T235959")
    file = calendar("n", of_series(LONG, series, (), SOURCE, ZONE), SOURCE, ZONE)
    assert b"RRULE:FREQ=WEEKLY;UNTIL=20270331T155959Z;BYDAY=WE" in file

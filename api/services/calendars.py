"""Calendars as files (RFC 5545): what meets becomes events, and a person's own enrolments become a calendar of their own."""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vRecur

from api.domain.meetings import Meeting, Recurrence, announced
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate

NEUTRAL_TITLE = mark("Appointment")
OWN_TITLE = mark("My appointments")
_HOST = "labour-harbour"
_FIRST = dt.date(2026, 1, 1)


@dataclass(frozen=True)
class Item:
    """What a calendar says of one thing, in the reader's words. `uid` is the same in every language and every build.

    `changed` is the day on which its words last changed: a calendar is made of content, never of the time at which it is made.
    """

    uid: str
    title: str
    text: str = ""
    place: str = ""
    url: str = ""
    changed: dt.date = _FIRST


@dataclass(frozen=True)
class Appointment:
    """What somebody is enrolled in: its meetings, and whether they, or it as a whole, were called off."""

    item: Item
    meetings: tuple[Meeting, ...]
    called_off: tuple[Meeting, ...] = ()
    cancelled: bool = False


def neutral(item: Item, language: Language) -> Item:
    """Return `item` so that a glance at the calendar gives nothing away: no title, place, text or address of its own."""
    uid = hashlib.sha256(item.uid.encode()).hexdigest()[:20]
    return Item(uid, translate(NEUTRAL_TITLE, language), changed=item.changed)


def _called_off(item: Item, language: Language) -> Item:
    """Return `item` with the word in its title, for programs that show a cancelled event like any other."""
    return replace(item, title=f"{translate(mark('Called off'), language)} · {item.title}")


@lru_cache
def _zone(name: str) -> Timezone:
    return Timezone.from_tzid(name)


def _event(item: Item, meeting: Meeting, zone: ZoneInfo | None, *, cancelled: bool = False, sequence: int = 0) -> Event:
    """Return the event of one meeting; without a `zone` it tells days, and the end is the day after the last."""
    event = Event()
    stamp = dt.datetime.combine(item.changed, dt.time(), dt.UTC)
    event.add("uid", f"{item.uid}@{_HOST}")
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", sequence)
    event.add("dtstart", meeting.starts_at.replace(tzinfo=zone) if zone else meeting.starts_at.date())
    event.add("dtend", meeting.ends_at.replace(tzinfo=zone) if zone else meeting.ends_at.date() + dt.timedelta(days=1))
    event.add("summary", item.title)
    for name, value in (("description", item.text), ("location", item.place), ("url", item.url)):
        if value:
            event.add(name, value)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event


def _rule(rule: str, zone: ZoneInfo) -> vRecur:
    """Return `rule` with its UNTIL in UTC, as it must be where the start has a zone (RFC 5545, section 3.3.10)."""
    found: vRecur = vRecur.from_ical(rule)
    if "UNTIL" in found:
        found["UNTIL"] = [until.replace(tzinfo=zone).astimezone(dt.UTC) for until in found["UNTIL"]]
    return found


def of_series(
    item: Item, series: Recurrence, holidays: Collection[dt.date], language: Language, zone: str
) -> Iterator[Event]:
    """Yield the events of `series`: one that repeats, and one for each meeting that was called off after it was announced.

    What never meets has no event. Every exception raises the sequence, so that a program which read an earlier state takes the later one.
    """
    here = ZoneInfo(zone)
    if not (met := announced(series, holidays)):
        return
    ruled = announced(replace(series, off=(), extra=(), skips_holidays=False), ())
    called_off = [each for each in met if each.starts_at.date() in series.cancelled]
    sequence = len(series.off) + len(series.extra) + len(series.cancelled)
    first = Meeting(series.starts_at, series.ends_at)
    is_off = met == called_off
    event = _event(_called_off(item, language) if is_off else item, first, here, cancelled=is_off, sequence=sequence)
    if series.rule:
        event.add("rrule", _rule(series.rule, here))
    for meeting in ruled:
        if meeting not in met:
            event.add("exdate", meeting.starts_at.replace(tzinfo=here))
    for start in series.extra:
        event.add("rdate", start.replace(tzinfo=here))
    yield event
    for meeting in () if is_off else called_off:
        override = _event(_called_off(item, language), meeting, here, cancelled=True, sequence=sequence + 1)
        override.add("recurrence-id", meeting.starts_at.replace(tzinfo=here))
        yield override


def of_days(item: Item, first: dt.datetime, last: dt.datetime) -> Event:
    """Return the event of whole days, from `first` to `last`."""
    return _event(item, Meeting(first, last), None)


def calendar(name: str, events: Iterable[Event], language: Language, zone: str) -> bytes:
    """Return `events` as a calendar file in `language`, to import or to subscribe to."""
    made = Calendar()
    made.add("prodid", f"-//Labour Harbour//Calendar//{language.tag.upper()}")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    made.add("refresh-interval", dt.timedelta(hours=12), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT12H")
    made.add_component(_zone(zone))
    for event in events:
        for key in ("summary", "description", "location"):
            if key in event:
                event[key].params["LANGUAGE"] = language.tag
        made.add_component(event)
    return bytes(made.to_ical())


def personal_calendar(
    appointments: Iterable[Appointment], language: Language, zone: str, *, is_neutral: bool = False
) -> bytes:
    """Return somebody's own enrolments: an event for every meeting, each with a UID of its own, so that every program shows it.

    What was called off stays, as cancelled. A neutral one names nothing but the times.
    """
    here, events = ZoneInfo(zone), []
    for each in appointments:
        for meeting in sorted({*each.meetings, *each.called_off}):
            day = formats.date(meeting.starts_at.date(), language, "full")
            when = formats.when(day, meeting.starts_at.time(), meeting.ends_at.time(), language)
            text = "\n".join(line for line in (when, each.item.text) if line)
            own = replace(each.item, uid=f"{each.item.uid}.{meeting.starts_at:%Y%m%d-%H%M}", text=text)
            cancelled = each.cancelled or meeting in each.called_off
            shown = neutral(own, language) if is_neutral else own
            shown = _called_off(shown, language) if cancelled else shown
            events.append(_event(shown, meeting, here, cancelled=cancelled, sequence=int(cancelled)))
    return calendar(translate(OWN_TITLE, language), events, language, zone)

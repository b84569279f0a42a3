"""The calendars of a language (RFC 5545): one per dated kind, to subscribe to."""

import datetime as dt
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vRecur, vText

from api.content.markup import Printer
from api.kinds import Kind
from api.kinds.base import Occurrence
from i18n.languages import Language
from i18n.messages import translate
from plugins.edition import Edition
from theme.page import SITE_NAME


def _repeats(occurrence: Occurrence, zone: ZoneInfo) -> vRecur | None:
    if not occurrence.series.rule:
        return None
    rule = vRecur.from_ical(occurrence.series.rule)
    if "UNTIL" in rule:
        # UNTIL is in UTC when DTSTART has a zone (RFC 5545, section 3.3.10).
        rule["UNTIL"] = [until.replace(tzinfo=zone).astimezone(dt.UTC) for until in rule["UNTIL"]]
    return rule


def calendar(kind: Kind, edition: Edition, language: Language) -> bytes:
    """Return the calendar of `kind`; an event's UID is the same in every language and in every build."""
    site = edition.library.the_site()
    zone = ZoneInfo(site.timezone)
    made = Calendar()
    made.add("prodid", f"-//Labour Harbour//{kind.folder}//{language.tag.upper()}")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"{translate(SITE_NAME, language)}: {translate(kind.title, language)}")
    made.add("refresh-interval", dt.timedelta(hours=12), parameters={"VALUE": "DURATION"})
    printer = Printer(edition.library, language, edition.today)
    for entry in edition.library.of(kind):
        if (occurrence := kind.occurrence(entry.facts)) is None:
            continue
        event = Event()
        event.add("uid", f"{entry.slug}.{entry.kind.folder}@labour-harbour")
        event.add("dtstamp", edition.now.replace(tzinfo=zone).astimezone(dt.UTC))
        if occurrence.all_day:
            event.add("dtstart", occurrence.starts_at.date())
            event.add("dtend", occurrence.last_on + dt.timedelta(days=1))
        else:
            event.add("dtstart", occurrence.starts_at.replace(tzinfo=zone))
            event.add("dtend", occurrence.ends_at.replace(tzinfo=zone))
        if rule := _repeats(occurrence, zone):
            event.add("rrule", rule)
        document = entry.document(language)
        event.add("summary", vText(printer.plain(document.title.text)), parameters={"LANGUAGE": language.tag})
        event.add("description", vText(printer.plain(document.summary.text)), parameters={"LANGUAGE": language.tag})
        event.add("url", f"{edition.frame.base_url}{entry.address(language)}")
        made.add_component(event)
    made.add_missing_timezones()
    return bytes(made.to_ical())

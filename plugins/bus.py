"""How the stops of the job bus are listed and shown: with their next days."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.content.library import Entry
from api.domain.meetings import Meeting, announced
from api.kinds.base import SAMPLE_NOTE
from i18n import formats
from i18n.languages import BY_SLUG, Language
from i18n.messages import mark, translate
from plugins import lists, rows
from plugins.edition import Edition
from theme.page import Page, render

SHOWN, LISTED = 6, 3
"""How many days a stop's own page shows, and how many the list."""
FINDER = mark("Who speaks my language, near me, when I am free?")


@dataclass(frozen=True)
class Day:
    """One day on which the bus stops, or was to stop."""

    iso: str
    text: str
    is_off: bool


def _ahead(entry: Entry, edition: Edition) -> list[Meeting]:
    """Return the announced meetings from today on, the ones called off included."""
    occurrence = entry.kind.occurrence(entry.facts)
    found = announced(occurrence.series, edition.library.holidays) if occurrence else []
    return [each for each in found if each.starts_at.date() >= edition.today]


def _spoken(entry: Entry, language: Language) -> str:
    return formats.listing([formats.language_name(BY_SLUG[slug], language) for slug in entry.facts.languages], language)


def stop(entry: Entry, edition: Edition, language: Language) -> dict[str, Any]:
    """Return the context of a stop."""
    facts = entry.facts
    days = [
        Day(day.isoformat(), formats.date(day, language, "full"), day in facts.cancelled)
        for day in (each.starts_at.date() for each in _ahead(entry, edition)[:SHOWN])
    ]
    shown = [
        (mark("When"), formats.hours(facts.starts, facts.ends, language)),
        (mark("District"), edition.library.the_site().district(facts.district, language)),
        (mark("Languages"), _spoken(entry, language)),
        *rows.accessibility(facts.access, language),
    ]
    return {
        "facts": facts,
        "days": days,
        "rows": [(translate(term, language), value) for term, value in shown],
        "sample_note": SAMPLE_NOTE,
    }


def _row(entry: Entry, ahead: Sequence[Meeting], edition: Edition, language: Language) -> lists.Row:
    facts, day = entry.facts, ahead[0].starts_at.date()
    parts = [
        translate(mark("Sample"), language) if facts.sample else "",
        formats.hours(facts.starts, facts.ends, language),
        edition.library.the_site().district(facts.district, language),
        _spoken(entry, language),
    ]
    after = [formats.day_and_month(each.starts_at.date(), language) for each in ahead[1:LISTED]]
    then = translate(mark("Then: %(days)s"), language, days=formats.listing(after, language)) if after else ""
    return lists.Row(
        entry.document(language).title.text,
        entry.address(language),
        " · ".join(part for part in parts if part),
        iso=day.isoformat(),
        day=str(day.day),
        month=formats.month_name(day, language),
        weekday=formats.weekday(day.weekday(), language, "abbreviated"),
        lines=(then,) if then else (),
    )


def listing(page: Page, entries: Sequence[Entry], edition: Edition) -> str:
    """Return `page` as the list of stops, the one where the bus comes next in front."""
    language = page.language
    ahead = {
        entry.slug: [each for each in _ahead(entry, edition) if each.starts_at.date() not in entry.facts.cancelled]
        for entry in entries
    }
    running = sorted((entry for entry in entries if ahead[entry.slug]), key=lambda entry: ahead[entry.slug][0])
    found = [_row(entry, ahead[entry.slug], edition, language) for entry in running]
    return render(
        "pages/listing.html",
        page,
        groups=[("", found)],
        links=[(translate(FINDER, language), f"/{language.slug}/finder")],
        calendar=f"/{language.slug}/calendars/bus.ics",
    )

"""The calendars of a build: one for each dated kind, family and entry, in every language."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from icalendar import Event

from api.content.binding import digest
from api.content.library import Entry
from api.content.markup import Printer
from api.domain.meetings import announced
from api.kinds import BY_NAME, KINDS, Kind
from api.kinds.activity import SORTS
from api.kinds.base import SAMPLE_NOTE, Occurrence, sampled
from api.kinds.course import FAMILIES
from api.services.calendars import OWN_TITLE, Item, calendar, neutral, of_days, of_series
from i18n import formats
from i18n.languages import SOURCE, Language
from i18n.messages import translate
from plugins.edition import Edition
from theme.page import SITE_NAME

FAMILIES_OF: Mapping[str, tuple[str, Mapping[str, str]]] = {"course": ("family", FAMILIES), "activity": ("sort", SORTS)}
"""By which fact the entries of a kind also have calendars of their own, and what its values are called."""

Printed = tuple[str, bytes]


def entry_path(entry: Entry) -> str:
    """Return where the calendar of `entry` stands, below the language."""
    return f"calendars/{entry.kind.folder}/{entry.slug}.ics"


def neutral_path(entry: Entry) -> str:
    """Return where its neutral calendar stands: the name of a file that was fetched gives nothing away, either."""
    return f"calendars/{digest(entry.key)[:8]}.ics"


def of_entry(entry: Entry, language: Language) -> dict[str, str]:
    """Return the addresses of the calendars of `entry`, as its page links them; what has no day has none."""
    if not entry.kind.is_dated or entry.kind.occurrence(entry.facts) is None:
        return {"calendar": "", "neutral_calendar": ""}
    quiet = f"/{language.slug}/{neutral_path(entry)}" if getattr(entry.facts, "is_private", False) else ""
    return {"calendar": f"/{language.slug}/{entry_path(entry)}", "neutral_calendar": quiet}


def families(kind: Kind, edition: Edition, language: Language) -> list[tuple[str, str, list[Entry]]]:
    """Return each family of `kind` that has entries: its title, the path of its calendar below the language, and the entries."""
    fact, names = FAMILIES_OF.get(kind.name, ("", {}))
    found = (
        (name, [entry for entry in edition.library.of(kind) if getattr(entry.facts, fact) == name]) for name in names
    )
    return [
        (translate(names[name], language), f"calendars/{kind.folder}-{name}.ics", entries)
        for name, entries in found
        if entries
    ]


def _where(entry: Entry, edition: Edition, language: Language) -> str:
    """Return the place and its address, or else the district."""
    if slug := getattr(entry.facts, "place", ""):
        place = edition.library.entries[f"{BY_NAME['place'].folder}/{slug}"]
        latin = "" if language is SOURCE else place.facts.address_latin
        return ", ".join(part for part in (place.document(language).title.text, latin or place.facts.address) if part)
    district = getattr(entry.facts, "district", "")
    return edition.library.the_site().district(district, language) if district else ""


def _when(occurrence: Occurrence, edition: Edition, language: Language) -> str:
    """Return when it meets in words: years as the reader counts them, which the calendar program cannot do."""
    met = announced(occurrence.series, edition.library.holidays) or announced(occurrence.series, ())
    days = [formats.date(day, language) for day in (met[0].starts_at.date(), occurrence.last_on)]
    span = formats.span(days[0], days[1], language) if days[0] != days[1] else days[0]
    if occurrence.all_day:
        return span
    return formats.when(span, occurrence.starts_at.time(), occurrence.ends_at.time(), language)


def _changed(entry: Entry, edition: Edition) -> dt.date:
    """Return the day on which the newest Chinese block of `entry` was recorded."""
    memory = edition.library.memory
    marks = (digest(block.text) for block in entry.words[SOURCE.slug].all_blocks())
    return max((memory[mark].since for mark in marks if mark in memory), default=dt.date(2026, 1, 1))


def item(entry: Entry, occurrence: Occurrence, edition: Edition, language: Language) -> Item:
    """Return what a calendar says of `entry`; a sample says so in its title, where nobody can miss it."""
    printer, document = Printer(edition.library, language, edition.today), entry.document(language)
    title = sampled(printer.plain(document.title.text), entry.facts, language)
    lines = [printer.plain(document.summary.text), _when(occurrence, edition, language)]
    if getattr(entry.facts, "sample", False):
        lines.insert(0, translate(SAMPLE_NOTE, language))
    return Item(
        f"{entry.slug}.{entry.kind.folder}",
        title,
        "\n".join(lines),
        _where(entry, edition, language),
        f"{edition.frame.base_url}{entry.address(language)}",
        _changed(entry, edition),
    )


def _events(
    entries: Iterable[Entry], edition: Edition, language: Language, *, is_neutral: bool = False
) -> Iterator[Event]:
    library = edition.library
    for entry in entries:
        if (occurrence := entry.kind.occurrence(entry.facts)) is None:
            continue
        said = item(entry, occurrence, edition, language)
        shown = neutral(said, language) if is_neutral else said
        if occurrence.all_day:
            yield of_days(shown, occurrence.starts_at, dt.datetime.combine(occurrence.last_on, dt.time()))
        else:
            yield from of_series(shown, occurrence.series, library.holidays, language, library.timezone)


def calendars(edition: Edition, language: Language) -> Iterator[Printed]:
    """Yield every calendar in `language`: its path below the language, and the file."""
    zone, site = edition.library.timezone, translate(SITE_NAME, language)
    for kind in (kind for kind in KINDS if kind.is_dated):
        entries = edition.library.of(kind)
        title = f"{site}: {translate(kind.title, language)}"
        yield f"calendars/{kind.folder}.ics", calendar(title, _events(entries, edition, language), language, zone)
        for name, path, members in families(kind, edition, language):
            yield path, calendar(f"{site}: {name}", _events(members, edition, language), language, zone)
        for entry in entries:
            if kind.occurrence(entry.facts) is None:
                continue
            yield entry_path(entry), calendar(site, _events([entry], edition, language), language, zone)
            if getattr(entry.facts, "is_private", False):
                events = _events([entry], edition, language, is_neutral=True)
                yield neutral_path(entry), calendar(translate(OWN_TITLE, language), events, language, zone)

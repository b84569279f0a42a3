"""How far the translations lag behind the Chinese: which blocks wait, since when, and which wait for too long."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from api.content.faults import Fault
from api.content.library import Entry, Library
from api.content.units import Unit, units
from i18n.languages import LANGUAGES, SOURCE, Language

TRANSLATIONS = tuple(language for language in LANGUAGES if language is not SOURCE)


@dataclass(frozen=True)
class Waiting:
    """A block that is outdated or missing, and for how many days its Chinese has said what it says now."""

    unit: Unit
    days: int


@dataclass(frozen=True)
class Lag:
    """How many blocks an entry has, how many of them wait in `language`, and the days of the one that waits longest."""

    entry: Entry
    language: Language
    blocks: int
    outdated: int
    missing: int
    oldest_days: int


def _days(unit: Unit, library: Library, day: dt.date) -> int:
    """Return the days since the Chinese block was first recorded; one that nobody has recorded yet changed today."""
    remembered = library.memory.get(unit.mark)
    return max((day - remembered.since).days, 0) if remembered else 0


def waiting(entry: Entry, language: Language, library: Library, day: dt.date) -> list[Waiting]:
    """Return the blocks of `entry` that wait for their translation into `language` on `day`."""
    found = units(entry, language)
    return [Waiting(unit, _days(unit, library, day)) for unit in found if unit.bound.state != "current"]


def lags(library: Library, language: Language, day: dt.date) -> list[Lag]:
    """Return how far each entry lags in `language`; one without a file of words misses every block."""
    rows = []
    for entry in library.entries.values():
        blocks = len(entry.words[SOURCE.slug].all_blocks())
        found = waiting(entry, language, library, day)
        outdated = sum(each.unit.bound.state == "outdated" for each in found)
        oldest = max((each.days for each in found), default=0)
        rows.append(Lag(entry, language, blocks, outdated, len(found) - outdated, oldest))
    return rows


def total(rows: list[Lag]) -> dict[str, int]:
    """Return what `rows` of one language come to, by name."""
    return {
        "entries": len(rows),
        "blocks": sum(row.blocks for row in rows),
        "outdated": sum(row.outdated for row in rows),
        "missing": sum(row.missing for row in rows),
        "oldest_days": max((row.oldest_days for row in rows), default=0),
    }


def most_days(entry: Entry, library: Library) -> int:
    """Return for how many days a translation of `entry` may lag: content/site.toml says it."""
    limits = library.the_site().translation
    return limits.critical_days if getattr(entry.facts, "critical", False) else limits.other_days


def critical_faults(library: Library, day: dt.date) -> Iterator[Fault]:
    """Yield the blocks of critical entries that lag for too long on `day`: there, an old translation could hurt."""
    for entry in library.entries.values():
        if library.site is None or not getattr(entry.facts, "critical", False):
            continue
        most = most_days(entry, library)
        for language in TRANSLATIONS:
            for each in waiting(entry, language, library, day):
                if each.days > most:
                    yield Fault(
                        each.unit.path,
                        each.unit.line,
                        f"the translation is {each.unit.bound.state} for {each.days} days on a critical page, "
                        f"{most} are allowed",
                        f"translate it: `harbour translate export {language.slug} {entry.key}`, then `… import`",
                    )

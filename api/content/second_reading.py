"""Which alarms about the meaning of a translation nobody has read yet, and which a second reader has found right.

content/meaning-read.toml holds a row per pair of blocks that was read: the marks of both. A mark changes with the words, so any later
change to the Chinese or to the translation brings the alarm back.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from api.content.binding import digest
from api.content.blocks import Block
from api.content.faults import Fault
from api.content.library import Entry, Library
from api.content.meaning import Alarm, alarms
from api.content.units import units
from i18n.languages import LANGUAGES, SOURCE, Language

FILE = "meaning-read.toml"


@dataclass(frozen=True)
class Reading:
    """A translated block that raises alarms, with the Chinese block that it renders."""

    path: Path
    source: Block
    translated: Block
    alarms: tuple[Alarm, ...]

    @property
    def key(self) -> str:
        """Return the key under which a second reader says that both say the same."""
        return f"{digest(self.source.text)}-{digest(self.translated.text)}"

    def faults(self) -> Iterator[Fault]:
        """Yield one fault per alarm, on the line where it stands."""
        for alarm in self.alarms:
            remedy = f'mend the translation; if both say the same, add "{self.key}" to {FILE}'
            yield Fault(self.path, self.translated.line + alarm.line, alarm.problem, remedy)


def readings(entry: Entry, language: Language) -> Iterator[Reading]:
    """Yield each current block of `entry` in `language` that raises an alarm, read or not."""
    for unit in units(entry, language):
        source, translated = unit.bound.source, unit.bound.translated
        if translated and unit.bound.state == "current" and (found := alarms(source.text, translated.text, language)):
            yield Reading(unit.path, source, translated, found)


def read_already(library: Library) -> dict[str, str]:
    """Return the file of each pair of blocks that a second reader has found right, by key."""
    path = library.root / FILE
    if not path.is_file():
        return {}
    return dict(tomllib.loads(path.read_text(encoding="utf-8")).get("read", {}))


def unread(library: Library) -> Iterator[Reading]:
    """Yield each block of `library` whose alarms nobody has read."""
    read = read_already(library)
    for entry in library.entries.values():
        for language in LANGUAGES:
            if language is not SOURCE and language.slug in entry.words:
                yield from (each for each in readings(entry, language) if each.key not in read)

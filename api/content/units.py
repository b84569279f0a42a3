"""What an entry's words are compared by: its parts, and each Chinese block with the place of its translation."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from api.content.binding import Bound, bind, digest
from api.content.blocks import Block
from api.content.library import Entry
from i18n.languages import SOURCE, Language

TITLE, SUMMARY = "title", "summary"


@dataclass(frozen=True)
class Unit:
    """One Chinese block of `entry`, bound in `language`.

    `part` is a section key, or TITLE or SUMMARY; `place` counts the Chinese blocks of the part from 0; `line` is where the
    translation stands in its file, or behind which line it is missing; `context` is the address of the block, unique and
    the same for as long as its words are.
    """

    entry: Entry
    language: Language
    part: str
    place: int
    bound: Bound
    line: int
    context: str

    @property
    def mark(self) -> str:
        """Return the mark of the Chinese block."""
        return digest(self.bound.source.text)

    @property
    def path(self) -> Path:
        """Return the file of the translation."""
        return self.entry.path(self.language)


def parts(entry: Entry, language: Language) -> Iterator[tuple[str, list[Block], list[Block]]]:
    """Yield each part of `entry` that is bound as a whole: its name, its Chinese blocks and those in `language`."""
    source, document = entry.words[SOURCE.slug], entry.words.get(language.slug)
    yield TITLE, [source.title], [document.title] if document else []
    yield SUMMARY, [source.summary], [document.summary] if document else []
    for key, blocks in source.sections.items():
        yield key, list(blocks), list(document.sections.get(key, ())) if document else []


def units(entry: Entry, language: Language) -> Iterator[Unit]:
    """Yield every Chinese block of `entry` in order, with what renders it in `language`."""
    line = 1
    for part, source, translated in parts(entry, language):
        seen: Counter[str] = Counter()
        for place, bound in enumerate(bind(source, translated)):
            line = bound.translated.line if bound.translated else line
            context = f"{entry.key}/{part}/{digest(bound.source.text)}"
            seen[context] += 1
            # The same words may stand twice in one section.
            context += f"/{seen[context]}" if seen[context] > 1 else ""
            yield Unit(entry, language, part, place, bound, line, context)

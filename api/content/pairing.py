"""Which Chinese and translated blocks of an entry are bound as a whole."""

from collections.abc import Iterator

from api.content.blocks import Block
from api.content.library import Entry
from i18n.languages import SOURCE, Language


def pairs(entry: Entry, language: Language) -> Iterator[tuple[list[Block], list[Block]]]:
    """Yield the Chinese and the translated blocks of each part of `entry` that is bound as a whole."""
    source, document = entry.words[SOURCE.slug], entry.words[language.slug]
    yield [source.title], [document.title]
    yield [source.summary], [document.summary]
    for key, blocks in source.sections.items():
        yield list(blocks), list(document.sections.get(key, ()))

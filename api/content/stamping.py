"""How new translations get the marks of the Chinese blocks that they render, and those Chinese blocks are remembered."""

import datetime as dt

from api.content.binding import digest, stamp
from api.content.library import Entry, Library
from api.content.memory import NAME, brought_up_to_date, written
from api.content.units import parts
from i18n.languages import LANGUAGES, SOURCE, Language


def _marks(entry: Entry, language: Language) -> dict[int, str]:
    """Return line -> mark for the blocks without one, wherever a part has as many blocks as its Chinese part."""
    return {
        block.line: digest(original.text)
        for _, source, translated in parts(entry, language)
        if len(source) == len(translated)
        for original, block in zip(source, translated, strict=True)
        if block.renders is None
    }


def stamp_all(library: Library, only: str = "") -> int:
    """Bind every unbound translated block, in entries whose key begins with `only`; return how many were bound.

    A block that carries a mark keeps it: whoever has brought a translation up to date deletes the old mark first.
    """
    bound = 0
    for entry in library.entries.values():
        for language in LANGUAGES:
            if language is SOURCE or language.slug not in entry.words or not entry.key.startswith(only):
                continue
            if marks := _marks(entry, language):
                path = entry.path(language)
                path.write_text(stamp(path.read_text(encoding="utf-8"), marks), encoding="utf-8")
                bound += len(marks)
    return bound


def remember(library: Library, day: dt.date) -> tuple[int, int]:
    """Record the Chinese blocks that are new, as of `day`, and drop those that nobody refers to; return how many of each.

    While something cannot be read nothing is dropped: what it refers to is not known.
    """
    documents = [(slug, document) for entry in library.entries.values() for slug, document in entry.words.items()]
    current = {
        digest(block.text): block.text
        for slug, words in documents
        if slug == SOURCE.slug
        for block in words.all_blocks()
    }
    bound = {block.renders for _, words in documents for block in words.all_blocks() if block.renders}
    if library.faults:
        bound |= library.memory.keys()
    memory = brought_up_to_date(library.memory, current, bound, day)
    (library.root / NAME).write_text(written(memory), encoding="utf-8")
    return len(memory.keys() - library.memory.keys()), len(library.memory.keys() - memory.keys())

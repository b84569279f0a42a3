"""How new translations get the marks of the Chinese blocks that they render."""

from api.content.binding import digest, stamp
from api.content.library import Entry, Library
from api.content.pairing import pairs
from i18n.languages import LANGUAGES, SOURCE, Language


def _marks(entry: Entry, language: Language) -> dict[int, str]:
    """Return line -> mark for the blocks without one, wherever a part has as many blocks as its Chinese part."""
    return {
        block.line: digest(original.text)
        for source, translated in pairs(entry, language)
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

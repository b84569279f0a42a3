"""How a build writes its index: what has not changed since the build before is taken over."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from api.search import shelf, sources
from api.search.corpus import documents
from api.search.documents import Document
from api.search.engine import Format
from i18n.languages import LANGUAGES, Language
from plugins.edition import Edition


def found(edition: Edition) -> dict[Language, list[Document]]:
    """Return what is searched in each language."""
    return {language: list(documents(edition.library, language, edition.today)) for language in LANGUAGES}


def write(
    all_of_them: Mapping[Language, Sequence[Document]], folder: Path, engine: Format, before: Path | None
) -> dict[str, str]:
    """Write the shelves into the build `folder`, building upon those of the build `before`; return the digests of their sources."""
    digests: dict[str, str] = {}
    for language, rows in all_of_them.items():
        previous = sources.place(before, language) if before else None
        shelf.write(sources.place(folder, language), rows, language, engine, previous)
        digests |= sources.write(folder, rows, language)
    return digests

"""Which searchable documents the library holds in a language."""

import datetime as dt
from collections.abc import Iterator

from api.content.library import Library
from api.content.markup import Printer
from api.content.sections import plain_text
from api.search.documents import Document
from i18n.languages import Language


def documents(library: Library, language: Language, day: dt.date) -> Iterator[Document]:
    """Yield every entry of `library` as it is searched in `language`."""
    printer = Printer(library, language, day)
    for entry in library.entries.values():
        occurrence = entry.kind.occurrence(entry.facts)
        words = entry.document(language)
        yield Document(
            entry.address(language),
            entry.kind.name,
            printer.plain(words.title.text),
            printer.plain(words.summary.text),
            plain_text(entry, library, language, day),
            entry.kind.search_boost,
            occurrence.last_on.isoformat() if occurrence else "",
        )

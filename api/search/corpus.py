"""Which searchable documents the library holds in a language."""

import datetime as dt
from collections.abc import Iterator

from api.content.library import Library
from api.content.markup import Printer
from api.content.sections import plain_text
from api.forms.base import fields
from api.forms.calculators import CALCULATORS
from api.forms.calculators.declared import LIST_TITLE
from api.kinds import BY_NAME
from api.kinds.base import SAMPLE
from api.search.documents import Document
from i18n.languages import Language
from i18n.messages import translate

CALCULATOR = "calculator"
TITLES = {name: kind.title for name, kind in BY_NAME.items()} | {CALCULATOR: LIST_TITLE}
"""What each kind of document is called (marked)."""


def documents(library: Library, language: Language, day: dt.date) -> Iterator[Document]:
    """Yield every entry of `library`, and every calculator, as it is searched in `language`."""
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
            translate(SAMPLE, language) if getattr(entry.facts, "sample", False) else "",
        )
    for calculator in CALCULATORS.values():
        asked = (translate(ask.label, language) for _, _, ask in fields(calculator.form))
        yield Document(
            f"/{language.slug}/{calculator.path}",
            CALCULATOR,
            translate(calculator.title, language),
            translate(calculator.lead, language),
            "\n".join(asked),
        )

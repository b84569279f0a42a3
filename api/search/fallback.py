"""What is answered when the index is missing or damaged: titles and summaries alone, from a file of their own."""

import math
from collections.abc import Sequence
from functools import lru_cache

from api.search.documents import Asked, Document, Hit, Results
from api.search.highlight import noted, summarise
from i18n.languages import Language
from i18n.text import analyse


@lru_cache(maxsize=300)
def _held(text: str, language: Language) -> frozenset[str]:
    """Return the terms of a title and its summary; those of one language are kept from question to question."""
    return frozenset(term.text for term in analyse(text, language))


def search(documents: Sequence[Document], asked: Asked, language: Language) -> Results:
    """Return the documents whose title and summary share most terms with the words of `asked`; they are not narrowed."""
    wanted = {term.text for term in analyse(asked.text, language) if term.signal == "main"}
    scored = [
        (common, document)
        for document in documents
        if (common := len(wanted & _held(f"{document.title} {document.summary}", language)))
    ]
    scored.sort(key=lambda row: -row[0])
    page = min(max(1, asked.page), max(1, math.ceil(len(scored) / asked.size)))
    hits = tuple(
        Hit(row.url, row.kind, row.title, noted(row.note, summarise(row, wanted, language)[0]), language.tag)
        for _, row in scored[(page - 1) * asked.size : page * asked.size]
    )
    return Results(len(scored), hits, is_partial=True, page=page)

"""What is answered when the index is missing or damaged: titles and summaries alone, from the catalogue."""

from collections.abc import Sequence

from api.search.documents import Document, Hit, Results
from api.search.highlight import noted, summarise
from i18n.languages import Language
from i18n.text import analyse


def search(documents: Sequence[Document], text: str, language: Language, size: int = 10) -> Results:
    """Return the documents whose title and summary share most terms with `text`."""
    terms = analyse(text, language)
    wanted = {term.text for term in terms if term.signal == "main"}
    scored = []
    for document in documents:
        have = {term.text for term in analyse(f"{document.title} {document.summary}", language)}
        if common := len(wanted & have):
            scored.append((common, document))
    scored.sort(key=lambda row: -row[0])
    hits = tuple(
        Hit(row.url, row.kind, row.title, noted(row.note, summarise(row, wanted, language)[0]), language.tag)
        for _, row in scored[:size]
    )
    return Results(len(scored), hits, is_partial=True)

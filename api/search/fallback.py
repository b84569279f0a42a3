"""What is answered when the index is missing or damaged: titles and summaries alone, from a file of their own."""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from api.search import facets
from api.search.columns import Columns
from api.search.documents import Asked, Document, Hit, Results
from api.search.highlight import noted, summarise
from api.search.ranking import ranked
from i18n.languages import Language
from i18n.synonyms import finding, groups, spans
from i18n.text import analyse

MEANT = 0.9
"""What a word counts that was not typed and stands for what was."""

CACHED = 2_000
"""Of how many titles the terms are kept: those of five languages."""


class _Meant(NamedTuple):
    """What our pages say for a phrase of the question: its terms, and how many terms of the question it stands for."""

    terms: frozenset[str]
    stands_for: int


def _main(text: str, language: Language) -> frozenset[str]:
    return frozenset(term.text for term in analyse(text, language) if term.signal == "main")


@lru_cache(maxsize=CACHED)
def _all(title: str, summary: str, language: Language) -> frozenset[str]:
    """Return every term of a page of ours; what somebody typed is never kept."""
    return frozenset(term.text for term in analyse(f"{title} {summary}", language))


def _meant(text: str, language: Language) -> list[_Meant]:
    """Return what our pages say for the phrases in `text`, and all else that is said for the same: old, short, everyday words."""
    said = [term.text for term in finding(analyse(text, language), language)]
    sizes = {word: span.end - span.first for span in spans(said, language) for word in span.meaning.same}
    if not sizes:
        return []
    alike = [(form, sizes[forms[0]]) for forms in groups(language) if forms[0] in sizes for form in forms]
    return [_Meant(_main(form, language), size) for form, size in [*sizes.items(), *alike]]


def _worth(have: frozenset[str], wanted: frozenset[str], meant: Sequence[_Meant]) -> float:
    """Return how many terms of a question a page with the terms `have` answers, in whichever words."""
    return len(wanted & have) + MEANT * max(
        (each.stands_for for each in meant if each.terms and each.terms <= have), default=0
    )


def search(documents: Sequence[Document], asked: Asked, language: Language, districts: Mapping[str, str]) -> Results:
    """Return the documents whose title and summary share most terms with the words of `asked`, narrowed and ordered like any."""
    asked = facets.heeded(asked, districts)
    wanted, meant, columns = _main(asked.text, language), _meant(asked.text, language), Columns.of(documents)
    scores = np.array(
        [_worth(_all(each.title, each.summary, language), wanted, meant) for each in documents], np.float32
    )
    rows = np.flatnonzero(scores)
    found = ranked(
        rows,
        scores[rows],
        columns,
        asked.now,
        lambda row: bool(wanted) and wanted <= _main(documents[row].title, language),
    )
    kept = found.of(facets.mask(columns, asked)[found.rows])
    page = min(max(1, asked.page), max(1, math.ceil(len(kept.rows) / asked.size)))
    shown = slice((page - 1) * asked.size, page * asked.size)
    marked = wanted.union(*(each.terms for each in meant))
    hits = tuple(
        _hit(documents[row], marked, language, is_over=is_over)
        for row, is_over in zip(kept.rows[shown].tolist(), kept.over[shown].tolist(), strict=True)
    )
    counted = facets.count([(columns, found.rows)], asked, language, districts)
    return Results(len(kept.rows), hits, counted, language=language.slug, is_partial=True, page=page)


def _hit(document: Document, wanted: frozenset[str], language: Language, *, is_over: bool) -> Hit:
    summary = noted(document.note, summarise(document, wanted, language)[0])
    return Hit(
        document.url,
        document.kind,
        document.title,
        summary,
        language.tag,
        bool(document.only_in),
        is_over,
        document.starts_on,
        document.only_in,
    )

"""The Whoosh index of one language: written once by the build, then only read."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, index, query, scoring
from whoosh.analysis import Analyzer, Token

from api.search.documents import Document, Hit, Results
from api.search.highlight import noted, summarise
from i18n.languages import Language
from i18n.text import Term, analyse

# field -> (signal, weight): how much a term is worth where.
_FIELDS = {
    "title_main": ("main", 2.0),
    "title_pair": ("pair", 1.0),
    "main": ("main", 1.0),
    "pair": ("pair", 0.8),
    "exact": ("exact", 0.3),
}


class _Signal(Analyzer):  # type: ignore[misc]
    """Our own terms of one signal, as Whoosh tokens."""

    def __init__(self, signal: str, language: Language) -> None:
        self.signal, self.language = signal, language

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        """Yield the terms of `value`."""
        token = Token(mode=options.get("mode", ""))
        for term in analyse(value, self.language):
            if term.signal == self.signal:
                token.text, token.boost, token.stopped = term.text, 1.0, False
                yield token


def _schema(language: Language) -> fields.Schema:
    text = {
        name: fields.TEXT(analyzer=_Signal(signal, language), phrase=False) for name, (signal, _) in _FIELDS.items()
    }
    return fields.Schema(
        url=fields.ID(stored=True, unique=True),
        kind=fields.ID(stored=True),
        title=fields.STORED,
        summary=fields.STORED,
        body=fields.STORED,
        boost=fields.STORED,
        over_on=fields.STORED,
        note=fields.STORED,
        **text,
    )


def write(folder: Path, language: Language, documents: Sequence[Document]) -> None:
    """Write the index of `documents` into the new `folder`; the service never sees it half written."""
    folder.mkdir(parents=True)
    writer = index.create_in(str(folder), _schema(language)).writer(limitmb=64)
    for document in documents:
        writer.add_document(
            **vars(document),
            title_main=document.title,
            title_pair=document.title,
            main=f"{document.title}\n{document.summary}\n{document.body}",
            pair=f"{document.summary}\n{document.body}",
            exact=f"{document.title}\n{document.summary}\n{document.body}",
        )
    writer.commit()


def query_of(terms: Sequence[Term]) -> query.Query:
    """Return the Whoosh query for our `terms`: any of them may match, each counts where it stands."""
    distinct = dict.fromkeys((term.text, term.signal) for term in terms)
    wanted = [
        query.Term(name, text, boost=weight)
        for name, (signal, weight) in _FIELDS.items()
        for text, meant in distinct
        if meant == signal
    ]
    return query.Or(wanted) if wanted else query.NullQuery


class Engine:
    """Answers queries from the index in a folder. Raises whatever Whoosh raises if it is missing or damaged."""

    def __init__(self, folder: Path, language: Language) -> None:
        """Open the index for reading."""
        self._language = language
        self._index = index.open_dir(str(folder), readonly=True)

    def search(self, text: str, *, kind: str = "", page: int = 1, size: int = 10, today: str = "") -> Results:
        """Return page `page` (from 1) of the results for `text`; dated pages that are over come last."""
        terms = analyse(text, self._language)
        with self._index.searcher(weighting=scoring.BM25F(B=0.6, K1=0.9)) as searcher:
            found = searcher.search(
                query_of(terms), limit=200, filter=query.Term("kind", kind) if kind else None, terms=False
            )
            ranked = sorted(
                ((hit.score * hit["boost"], hit.fields()) for hit in found),
                key=lambda row: (bool(row[1]["over_on"]) and row[1]["over_on"] < today, -row[0]),
            )
        # A page that shares one common letter with the question is no answer to it.
        floor = ranked and max(score for score, _ in ranked) * 0.3
        kept = [row for score, row in ranked if score >= (floor or 0)]
        start = (page - 1) * size
        hits = tuple(
            Hit(
                row["url"],
                row["kind"],
                row["title"],
                noted(
                    row["note"], summarise(f"{row['summary']}\n{row['body']}", terms, self._language, row["summary"])
                ),
            )
            for row in kept[start : start + size]
        )
        return Results(len(kept), hits)

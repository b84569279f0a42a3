"""The index that tantivy keeps: a term and its step are one word of its dictionary, so that it adds up our scores by itself."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray

from api.search.engine import LEVELS, Group, Postings
from api.search.evening import evened

_TERMS, _ROW = "terms", "row"
_STEPS = tuple(f"\x1f{step:x}" for step in range(LEVELS + 1))
"""What follows a term in the dictionary, by step."""
HEAP = 1_000_000_000
"""How much may be written in one go without splitting it; only what is needed is taken."""
SPARE = 64
"""How many hits more than asked for are fetched, since equal ones come in no order."""
MORE = 4
FEW = 20_000
"""Up to so many rows are looked for by name; with more of them it is quicker to pass over the others."""
EMPTY = np.empty(0, np.uint32), np.empty(0, np.float32)

Hits = tuple[NDArray[np.uint32], NDArray[np.float32]]


class IndexBrokenError(RuntimeError):
    """The files say something that cannot be."""


@contextmanager
def _contained() -> Iterator[None]:
    """Turn a panic of tantivy, which is no Exception, into an error: one question fails and not its thread."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise IndexBrokenError("the index is damaged") from None


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(_TERMS, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(_ROW, indexed=True, fast=True)
    return builder.build()


def _should(queries: Iterable[Any]) -> Any:
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


class TantivyEngine:
    """An index of tantivy, open for reading. Each question has a searcher of its own, and nothing is locked."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`."""
        with _contained():
            self._index = tantivy.Index.open(str(folder))
            # The files never change, so nothing needs to be read again. (tantivy watches the folder all the same, until it is closed.)
            self._index.config_reader("Manual")
            self._schema = self._index.schema

    def frequency(self, term: str) -> int:
        """Return how many rows hold `term`."""
        with _contained():
            searcher = self._index.searcher()
            return sum(searcher.doc_freq(_TERMS, term + step) for step in _STEPS[1:])

    def _one(self, group: Group, searcher: Any) -> Any | None:
        """Return what pays a row for the best term of `group`; None if no row holds any."""
        words = (
            (term + _STEPS[step], weight / LEVELS * step) for term, weight in group for step in range(1, LEVELS + 1)
        )
        paid = [
            tantivy.Query.const_score_query(tantivy.Query.term_query(self._schema, _TERMS, word, "basic"), score)
            for word, score in words
            if searcher.doc_freq(_TERMS, word)
        ]
        return tantivy.Query.disjunction_max_query(paid, 0.0) if paid else None

    def _query(self, groups: Sequence[Group], within: NDArray[np.bool_], searcher: Any) -> Any | None:
        parts = [query for group in evened(groups) if (query := self._one(group, searcher)) is not None]
        few = int(np.count_nonzero(within))
        if not (parts and few):
            return None
        if few == len(within) or few > FEW:
            return _should(parts)
        rows = tantivy.Query.term_set_query(self._schema, _ROW, np.flatnonzero(within).tolist())
        both = (_should(parts), tantivy.Query.const_score_query(rows, 0.0))
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in both])

    def best(self, groups: Sequence[Group], most: int, within: NDArray[np.bool_]) -> Hits:
        """Return the best rows and their scores, as `engine.Engine.best` says."""
        with _contained():
            searcher = self._index.searcher()
            query = self._query(groups, within, searcher)
            if query is None or most < 1:
                return EMPTY
            rows, scores = _fetched(searcher, query, most, within)
        order = np.lexsort((rows, -scores))[:most]
        return rows[order], scores[order]

    def close(self) -> None:
        """Let go of the files, as soon as no question uses them."""
        del self._index


def _fetched(searcher: Any, query: Any, most: int, within: NDArray[np.bool_]) -> Hits:
    """Return at least the `most` best hits that are within, and all that equal the last of them."""
    limit = most + SPARE
    while True:
        hits = searcher.search(query, limit, count=False).hits
        rows = np.array(searcher.fast_field_values(_ROW, [place for _, place in hits]), np.uint32)
        scores = np.array([score for score, _ in hits], np.float32)
        fits = within[rows]
        if len(hits) < limit or (np.count_nonzero(fits) >= most and scores[fits][most - 1] > scores[-1]):
            return rows[fits], scores[fits]
        limit *= MORE


class TantivyFormat:
    """Keeps an index with tantivy; files that it has written are never written again."""

    name = "tantivy"

    def append(self, folder: Path, rows: Iterable[Postings], first: int) -> None:
        """Add `rows`, at best as one segment."""
        folder.mkdir(parents=True, exist_ok=True)
        with _contained():
            made = tantivy.Index(_schema(), path=str(folder))
            if (held := made.searcher().num_docs) != first:
                raise ValueError(f"the index holds {held} rows, not {first}")
            writer = made.writer(heap_size=HEAP, num_threads=1)
            for row, postings in enumerate(rows, first):
                writer.add_document(_document(row, postings))
            writer.commit()
            writer.wait_merging_threads()
        for lock in folder.glob(".tantivy-*.lock"):
            lock.unlink()

    def open(self, folder: Path) -> TantivyEngine:
        """Open the index in `folder`."""
        return TantivyEngine(folder)


def _document(row: int, postings: Postings) -> Any:
    document = tantivy.Document()
    document.add_unsigned(_ROW, row)
    for term, step in postings.items():
        document.add_text(_TERMS, term + _STEPS[step])
    return document

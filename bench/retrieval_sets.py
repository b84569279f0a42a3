"""Question sets in JSON lines, and our search in one shelf as a function of the question."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from api.search.asking import ask
from api.search.documents import Document
from api.search.meant import Index
from api.search.ranking import ranked
from api.search.reader import Shelf

Search = Callable[[str], list[str]]


@dataclass(frozen=True)
class Query:
    """A question, the documents that answer it, and what kind of question it is."""

    text: str
    relevant: frozenset[str]
    kind: str


def _rows(path: str) -> Iterator[dict[str, object]]:
    with Path(path).open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def corpus_of(path: str) -> list[Document]:
    """Return the documents of a corpus file."""
    return [
        Document(str(row["id"]), "guide", str(row.get("title", "")), "", paragraphs=(("", str(row["text"])),))
        for row in _rows(path)
    ]


def queries_of(path: str) -> list[Query]:
    """Return the questions of a query file."""
    return [
        Query(str(row["text"]), frozenset(map(str, row["relevant"])), str(row.get("type", "question")))  # type: ignore[call-overload]
        for row in _rows(path)
    ]


def spread(queries: list[Query], most: int) -> list[Query]:
    """Return `most` of the `queries` (0: all), evenly spread over their kinds and over each kind."""
    if not most:
        return queries
    kinds = {each.kind: [other for other in queries if other.kind == each.kind] for each in queries}
    share = max(1, most // len(kinds))
    return [each for found in kinds.values() for each in found[:: max(1, len(found) // share)][:share]]


def search_of(opened: Shelf) -> Search:
    """Return our search in one shelf: the addresses of the first ten."""
    index = Index(opened.language, opened.vocabulary, len(opened.columns), opened.engine.frequency)

    def search(text: str) -> list[str]:
        rows, scores = opened.engine.best(ask(text, index).groups, 10, opened.columns.live)
        order = ranked(rows, scores, opened.columns, "").rows
        return [opened.document(row).url for row in order.tolist()]

    return search

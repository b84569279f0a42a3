"""What each signal, list and field is worth: the same questions with all of them, and without one at a time.

Signals and lists are left out of the questions, which finds the same as an index that never had them. A field is counted as
the body is; for that the index is written anew.
"""

import json
import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from retrieval_sets import Query, search_of

from api.search import asking, impacts, shelf, sources, vocabulary
from api.search.documents import Asked, Document
from api.search.making import WHOOSH, format_of
from api.search.reader import Shelf, open_shelf
from api.search.searcher import Searcher
from i18n.languages import LANGUAGES, Language
from tests.questions import NOW, page, questions, recall

SIGNALS = ("pair", "gram", "word", "letter", "exact")
WITHOUT = (*SIGNALS, "synonyms", "slips")
TOP = 5


@contextmanager
def _set(module: object, name: str, value: object) -> Iterator[None]:
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


@contextmanager
def without(names: Sequence[str]) -> Iterator[None]:
    """Ask without what is named, as long as this lasts. Shelves must be opened inside it: a shelf keeps its neighbours."""
    weights = {
        analysis: {signal: weight for signal, weight in each.items() if signal not in names}
        for analysis, each in asking.WEIGHTS.items()
    }
    distance = 10**6 if "slips" in names else vocabulary.SHORTEST
    with (
        _set(asking, "WEIGHTS", weights),
        _set(asking, "SYNONYMS", 0 if "synonyms" in names else asking.SYNONYMS),
        _set(vocabulary, "SHORTEST", distance),
    ):
        yield


def _rows(write: Callable[[], None], measure: Callable[[], Mapping[str, float]], fields: Sequence[str]) -> None:
    """Print a row for all together, and one without each."""
    write()
    print(f"| all | {_told(measure())} |")
    for name in WITHOUT:
        with without([name]):
            print(f"| without {name} | {_told(measure())} |", flush=True)
    for name in fields:
        with _set(impacts, "FIELDS", impacts.FIELDS | {name: 1.0}):
            write()
        print(f"| {name} counts 1, not {impacts.FIELDS[name]:g} | {_told(measure())} |", flush=True)


def _told(found: Mapping[str, float]) -> str:
    return " | ".join(f"{value:.3f}" for value in found.values())


def _rank(found: Sequence[str], relevant: frozenset[str]) -> float:
    return next((1 / place for place, url in enumerate(found, 1) if url in relevant), 0.0)


def gains(language: Language, documents: Sequence[Document], queries: Sequence[Query]) -> None:
    """Print MRR@10 of the `queries` by kind, with everything and without one thing at a time."""
    kinds = sorted({each.kind for each in queries})
    with tempfile.TemporaryDirectory() as name:
        folder, engine = Path(name) / "shelf", format_of(WHOOSH)

        def measure() -> dict[str, float]:
            search = search_of(open_shelf(folder, language, engine))
            ranks = {each: _rank(search(each.text), each.relevant) for each in queries}
            return {kind: statistics.mean(rank for each, rank in ranks.items() if each.kind == kind) for kind in kinds}

        print(f"\n| {language.tag}, {len(queries)} questions, MRR@10 | {' | '.join(kinds)} |")
        print(f"|---|{'---|' * len(kinds)}")
        _rows(lambda: _write(folder, documents, language), measure, ["title"])


def _write(folder: Path, documents: Sequence[Document], language: Language) -> None:
    shelf.write(folder, documents, language, format_of(WHOOSH))


def _recall(shelves: Mapping[Language, Shelf], language: Language) -> float:
    searcher, found = Searcher(shelves.get), list[float]()
    for own in questions(language):
        results = searcher.search(Asked(own.text, now=NOW, size=TOP), language, {})
        found.append(recall([page(hit) for hit in results.hits] if results else [], own.relevant))
    return statistics.mean(found)


def own_gains(output: Path) -> int:
    """Print recall in the first five of our own questions by language, with everything and without one thing at a time; return 0."""
    build, engine = (output / "current").resolve(), format_of(WHOOSH)
    digests = json.loads((build / "build.json").read_bytes())["sources"]
    documents = {each: list(sources.read_documents(build, each, digests)) for each in LANGUAGES}
    with tempfile.TemporaryDirectory() as name:

        def write() -> None:
            for language, rows in documents.items():
                _write(Path(name) / language.slug, rows, language)

        def measure() -> dict[str, float]:
            shelves = {each: open_shelf(Path(name) / each.slug, each, engine) for each in LANGUAGES}
            return {each.tag: _recall(shelves, each) for each in LANGUAGES}

        print(f"| our own site, recall in the first five | {' | '.join(each.tag for each in LANGUAGES)} |")
        print(f"|---|{'---|' * len(LANGUAGES)}")
        _rows(write, measure, [name for name, weight in impacts.FIELDS.items() if weight != 1])
    return 0

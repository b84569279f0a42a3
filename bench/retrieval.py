"""Run a JSON-lines corpus and its questions through our analysers and index, beside three peers, in the same run.

Corpus rows are {"id", "title"?, "text"}, query rows {"id", "text", "relevant": [ids], "type"?}. Without files, our own guides are
the corpus and their titles the questions (a smoke run). Peers: Whoosh with its standard analyser (any word may match), SQLite FTS5
(unicode61), tantivy as shipped.
"""

import argparse
import json
import platform
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import tantivy  # noqa: E402
from whoosh import fields, index, qparser, scoring  # noqa: E402

from api.search.documents import Document  # noqa: E402
from api.search.engine import query_of, write  # noqa: E402
from i18n.languages import LANGUAGES, SOURCE, Language  # noqa: E402
from i18n.negotiate import negotiate  # noqa: E402
from i18n.text import analyse  # noqa: E402

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


def _own(language: Language) -> tuple[list[Document], list[Query]]:
    catalogue = json.loads((ROOT / "output" / "current" / "catalogue.json").read_text(encoding="utf-8"))
    documents = [Document(**row) for row in catalogue["titles"][language.slug]]
    return documents, [Query(row.title, frozenset({row.url}), "title") for row in documents]


def _given(corpus: str, queries: str) -> tuple[list[Document], list[Query]]:
    documents = [
        Document(str(row["id"]), "guide", str(row.get("title", "")), "", str(row["text"])) for row in _rows(corpus)
    ]
    asked = [
        Query(str(row["text"]), frozenset(map(str, row["relevant"])), str(row.get("type", "question")))  # type: ignore[call-overload]
        for row in _rows(queries)
    ]
    return documents, asked


def _ours(folder: Path, documents: list[Document], language: Language) -> Search:
    write(folder / "ours", language, documents)
    searcher = index.open_dir(str(folder / "ours"), readonly=True).searcher(weighting=scoring.BM25F(B=0.6, K1=0.9))

    def search(text: str) -> list[str]:
        return [hit["url"] for hit in searcher.search(query_of(analyse(text, language)), limit=10)]

    return search


def _stock(folder: Path, documents: list[Document]) -> Search:
    (folder / "stock").mkdir()
    schema = fields.Schema(id=fields.ID(stored=True), text=fields.TEXT(phrase=False))
    made = index.create_in(str(folder / "stock"), schema)
    writer = made.writer()
    for document in documents:
        writer.add_document(id=document.url, text=f"{document.title}\n{document.summary}\n{document.body}")
    writer.commit()
    searcher = made.searcher()
    parser = qparser.QueryParser("text", schema, group=qparser.OrGroup, plugins=[])

    def search(text: str) -> list[str]:
        return [hit["id"] for hit in searcher.search(parser.parse(text), limit=10)]

    return search


def _fts5(folder: Path, documents: list[Document]) -> Search:
    connection = sqlite3.connect(folder / "fts5.db")
    connection.execute("CREATE VIRTUAL TABLE d USING fts5(id UNINDEXED, text, tokenize='unicode61')")
    connection.executemany(
        "INSERT INTO d VALUES (?, ?)",
        [(document.url, f"{document.title}\n{document.summary}\n{document.body}") for document in documents],
    )

    def search(text: str) -> list[str]:
        words = [f'"{word}"' for word in re.findall(r"\w+", text)]
        if not words:
            return []
        found = connection.execute("SELECT id FROM d WHERE d MATCH ? ORDER BY rank LIMIT 10", (" OR ".join(words),))
        return [row[0] for row in found]

    return search


def _tantivy(documents: list[Document]) -> Search:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text")
    made = tantivy.Index(builder.build())
    writer = made.writer()
    for document in documents:
        text = f"{document.title}\n{document.summary}\n{document.body}"
        writer.add_document(tantivy.Document(id=document.url, text=text))
    writer.commit()
    made.reload()
    searcher = made.searcher()

    def search(text: str) -> list[str]:
        query, _ = made.parse_query_lenient(" ".join(re.findall(r"\w+", text)), ["text"])
        return [searcher.doc(address)["id"][0] for _, address in searcher.search(query, 10).hits]

    return search


def _measure(name: str, build: Callable[[], Search], documents: int, queries: list[Query]) -> None:
    started = time.perf_counter()
    search = build()
    rate = documents / (time.perf_counter() - started)
    ranks: defaultdict[str, list[int]] = defaultdict(list)
    times = []
    for query in queries:
        began = time.perf_counter()
        found = search(query.text)
        times.append(1000 * (time.perf_counter() - began))
        ranks[query.kind].append(next((place for place, url in enumerate(found, 1) if url in query.relevant), 0))
    times.sort()
    p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
    for kind, places in sorted(ranks.items()):
        mrr = statistics.mean(1 / place if place else 0 for place in places)
        first, ten = (statistics.mean(0 < place <= top for place in places) for top in (1, 10))
        print(f"{name:16} {kind:16} n {len(places):4}  MRR@10 {mrr:.3f}  recall@1 {first:.3f}  recall@10 {ten:.3f}")
    print(f"{name:16} p50 {p50:.1f} ms  p99 {p99:.1f} ms  indexed {rate:.0f} documents/s")


def main() -> int:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", default="")
    parser.add_argument("--corpus")
    parser.add_argument("--queries")
    parser.add_argument("--most", type=int, default=0, help="at most so many queries")
    args = parser.parse_args()
    print(
        f"Python {platform.python_version()}, Whoosh-Reloaded {version('whoosh-reloaded')}, "
        f"SQLite {sqlite3.sqlite_version}, tantivy {version('tantivy')}"
    )
    for language in [negotiate([args.lang])] if args.lang else LANGUAGES if not args.corpus else [SOURCE]:
        documents, queries = _given(args.corpus, args.queries) if args.corpus else _own(language)
        queries = queries[: args.most or None]
        print(f"== {language.tag}: {len(documents)} documents, {len(queries)} queries")
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _measure("ours", lambda: _ours(folder, documents, language), len(documents), queries)  # noqa: B023
            _measure("whoosh stock", lambda: _stock(folder, documents), len(documents), queries)  # noqa: B023
            _measure("sqlite fts5", lambda: _fts5(folder, documents), len(documents), queries)  # noqa: B023
            _measure("tantivy default", lambda: _tantivy(documents), len(documents), queries)  # noqa: B023
    return 0


if __name__ == "__main__":
    sys.exit(main())

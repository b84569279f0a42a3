"""Three engines as they are shipped, given the same documents and questions: Whoosh, and SQLite FTS5 and tantivy twice."""

import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import tantivy
from retrieval_sets import Search
from whoosh import fields, index, qparser

from api.search.documents import Document


def _text(document: Document) -> str:
    return f"{document.title}\n{document.summary}\n{document.body}"


def whoosh_stock(folder: Path, documents: Sequence[Document]) -> Search:
    """Whoosh with its standard analyser; any word may match."""
    folder.mkdir()
    schema = fields.Schema(id=fields.ID(stored=True), text=fields.TEXT(phrase=False))
    made = index.create_in(str(folder), schema)
    writer = made.writer()
    for document in documents:
        writer.add_document(id=document.url, text=_text(document))
    writer.commit()
    searcher = made.searcher()
    parser = qparser.QueryParser("text", schema, group=qparser.OrGroup, plugins=[])

    def search(text: str) -> list[str]:
        return [hit["id"] for hit in searcher.search(parser.parse(text), limit=10)]

    return search


def _fts5(folder: Path, documents: Sequence[Document], tokenizer: str, runs: int) -> Search:
    connection = sqlite3.connect(folder)
    connection.execute(f"CREATE VIRTUAL TABLE d USING fts5(id UNINDEXED, text, tokenize='{tokenizer}')")
    connection.executemany("INSERT INTO d VALUES (?, ?)", [(each.url, _text(each)) for each in documents])

    def search(text: str) -> list[str]:
        words = re.findall(r"\w+", text)
        if runs:
            # A whole word would be a phrase of its runs.
            words = [word[at : at + runs] for word in words for at in range(len(word) - runs + 1)]
        asked = " OR ".join(f'"{word}"' for word in dict.fromkeys(words))
        if not asked:
            return []
        found = connection.execute("SELECT id FROM d WHERE d MATCH ? ORDER BY rank LIMIT 10", (asked,))
        return [row[0] for row in found]

    return search


def fts5(folder: Path, documents: Sequence[Document]) -> Search:
    """SQLite FTS5 with unicode61; any word may match."""
    return _fts5(folder, documents, "unicode61", 0)


def fts5_trigram(folder: Path, documents: Sequence[Document]) -> Search:
    """SQLite FTS5 with runs of three letters; any run may match. A word of two letters finds nothing."""
    return _fts5(folder, documents, "trigram", 3)


def _tantivy(documents: Sequence[Document], tokenizer: str, analyser: tantivy.TextAnalyzer | None) -> Search:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", tokenizer_name=tokenizer)
    made = tantivy.Index(builder.build())
    if analyser is not None:
        made.register_tokenizer(tokenizer, analyser)
    writer = made.writer()
    for document in documents:
        writer.add_document(tantivy.Document(id=document.url, text=_text(document)))
    writer.commit()
    made.reload()
    searcher = made.searcher()

    def any_of(text: str) -> tantivy.Query:
        # The parser would look for all runs of a word as one phrase.
        runs = dict.fromkeys(analyser.analyze(text)) if analyser is not None else {}
        terms = [tantivy.Query.term_query(made.schema, "text", run) for run in runs]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])

    def search(text: str) -> list[str]:
        words = " ".join(re.findall(r"\w+", text))
        query = any_of(words) if analyser is not None else made.parse_query_lenient(words, ["text"])[0]
        return [searcher.doc(address)["id"][0] for _, address in searcher.search(query, 10).hits]

    return search


def tantivy_default(folder: Path, documents: Sequence[Document]) -> Search:
    """Tantivy as shipped."""
    del folder
    return _tantivy(documents, "default", None)


def tantivy_ngram(folder: Path, documents: Sequence[Document]) -> Search:
    """Tantivy with runs of two and three letters, lower case: its best for writing without spaces."""
    del folder
    runs = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(2, 3, prefix_only=False))
    return _tantivy(documents, "runs", runs.filter(tantivy.Filter.lowercase()).build())


PEERS = {
    "tantivy": tantivy_default,
    "tantivy ngram": tantivy_ngram,
    "SQLite FTS5": fts5,
    "FTS5 trigram": fts5_trigram,
    "Whoosh stock": whoosh_stock,
}

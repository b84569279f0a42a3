"""The folder of one language: appended to or written whole, it finds the same; half of it is never seen."""

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.search import making, sealed, shelf
from api.search.documents import Document
from api.search.engine import Format, Postings, Wanted
from api.search.lines import as_line, from_line
from api.search.reader import Shelf, open_shelf, verify
from api.search.sealed import DamagedError
from api.search.tantivy_engine import TantivyFormat
from api.search.whoosh_engine import WhooshFormat
from i18n.languages import LANGUAGES
from tests.shelves import PlainEngine, PlainFormat, document

ENGLISH = LANGUAGES[-1]
FORMATS: list[Format] = [PlainFormat(), WhooshFormat()]
WORDS = ("wage", "leave", "overtime", "passport", "shelter", "carer")
DOCUMENTS = [document(f"page-{number}", WORDS[number % 6]) for number in range(10)]


def _titles(opened: Shelf, word: str) -> set[str]:
    rows, _ = opened.engine.best([(Wanted(f"m:{word}", 1.0),)], 1000, opened.columns.live)
    return {opened.document(int(row)).title for row in rows}


def _found(folder: Path, engine: Format, terms: list[str]) -> dict[str, set[str]]:
    opened = open_shelf(folder, ENGLISH, engine)
    found = {term: _titles(opened, term) for term in terms}
    opened.close()
    return found


def _stems() -> list[str]:
    return ["wage", "leav", "overtim", "passport", "shelter", "carer"]


VERSIONS = st.lists(st.dictionaries(st.integers(0, 12), st.sampled_from(WORDS), max_size=12), min_size=1, max_size=6)


@pytest.mark.parametrize("engine", FORMATS, ids=lambda engine: engine.name)
@settings(deadline=None, max_examples=25)
@given(versions=VERSIONS)
def test_a_shelf_that_grew_finds_what_a_whole_one_finds(engine: Format, versions: list[dict[int, str]]) -> None:
    """After random edits, additions and deletions, each word finds the same pages, counted by the same vocabulary, as in a new shelf."""
    with TemporaryDirectory() as name:
        grown, whole, previous = Path(name) / "0", Path(name) / "whole", None
        for number, pages in enumerate(versions):
            documents = [document(f"page-{page}", words) for page, words in pages.items()]
            grown = Path(name) / str(number)
            told = shelf.write(grown, documents, ENGLISH, engine, previous)
            assert told.documents == len(documents)
            previous = grown
        shelf.write(whole, documents, ENGLISH, engine)
        assert _found(grown, engine, _stems()) == _found(whole, engine, _stems())
        assert (grown / shelf.WORDS).read_bytes() == (whole / shelf.WORDS).read_bytes()


def test_only_what_has_changed_is_written(tmp_path: Path) -> None:
    """Of 10 documents one is edited: 1 is written, its old row is dead, and the nine others keep theirs."""
    first, second = tmp_path / "first", tmp_path / "second"
    shelf.write(first, DOCUMENTS, ENGLISH, PlainFormat())
    edited = [*DOCUMENTS[:3], replace(DOCUMENTS[3], title="A new title"), *DOCUMENTS[4:]]
    assert shelf.write(second, edited, ENGLISH, PlainFormat(), first) == (1, 10, False)
    opened = open_shelf(second, ENGLISH, PlainFormat())
    assert opened.columns.live.tolist() == [row != 3 for row in range(10)] + [True]
    assert opened.document(10).title == "A new title"
    assert opened.document(4) == DOCUMENTS[4]
    opened.close()


def test_what_has_not_changed_is_the_same_shelf(tmp_path: Path) -> None:
    """The same documents again: 0 are written, and the shelf has the identity of the one before."""
    shelf.write(tmp_path / "first", DOCUMENTS, ENGLISH, PlainFormat())
    assert shelf.write(tmp_path / "second", DOCUMENTS, ENGLISH, PlainFormat(), tmp_path / "first") == (0, 10, False)
    first, second = (verify(tmp_path / name, ENGLISH, PlainFormat()) for name in ("first", "second"))
    assert first == second


@pytest.mark.parametrize("edits", [2, 3])
def test_a_shelf_with_too_many_dead_rows_is_written_whole(tmp_path: Path, edits: int) -> None:
    """Two edits leave 2 of 12 rows dead (17 %) and are appended; three leave 3 of 13 (23 %), and all 10 are written."""
    shelf.write(tmp_path / "first", DOCUMENTS, ENGLISH, PlainFormat())
    edited = [replace(each, summary="New.") for each in DOCUMENTS[:edits]] + DOCUMENTS[edits:]
    told = shelf.write(tmp_path / "second", edited, ENGLISH, PlainFormat(), tmp_path / "first")
    assert told == ((2, 10, False) if edits == 2 else (10, 10, True))


def test_a_shelf_of_too_many_parts_is_written_whole(tmp_path: Path) -> None:
    """Sixteen times one document comes: fifteen times it is appended, and the sixteenth time all are written."""
    documents = list(DOCUMENTS)
    shelf.write(tmp_path / "shelf", documents, ENGLISH, PlainFormat())
    told = []
    for number in range(shelf.MOST_PARTS):
        documents.append(document(f"more-{number}"))
        told.append(shelf.write(tmp_path / "shelf", documents, ENGLISH, PlainFormat(), tmp_path / "shelf"))
    assert [each.is_whole for each in told] == [False] * 15 + [True]
    assert told[-1].written == 26


def _truncate(folder: Path) -> None:
    (folder / "engine" / "rows.json").write_text("[", encoding="utf-8")


def _forget(folder: Path) -> None:
    (folder / sealed.LIST).unlink()


def _of_another_release(folder: Path) -> None:
    sealed.seal(folder, sealed.stamp_of(folder) | {"signature": "another"})


@pytest.mark.parametrize("spoil", [_truncate, _forget, _of_another_release], ids=lambda each: each.__name__)
def test_upon_a_spoiled_shelf_nothing_is_built(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    """Where the shelf before is damaged, or made otherwise, all 10 documents are written."""
    shelf.write(tmp_path / "first", DOCUMENTS, ENGLISH, PlainFormat())
    spoil(tmp_path / "first")
    assert shelf.write(tmp_path / "second", DOCUMENTS, ENGLISH, PlainFormat(), tmp_path / "first") == (10, 10, True)


def test_upon_a_shelf_that_does_not_answer_nothing_is_built(tmp_path: Path) -> None:
    """All bytes are as they were written, but the engine opens none of them: all 10 documents are written anew, none is copied."""

    class Failing(PlainFormat):
        def open(self, folder: Path) -> PlainEngine:
            raise ZeroDivisionError(folder)

    shelf.write(tmp_path / "first", DOCUMENTS, ENGLISH, PlainFormat())
    assert shelf.write(tmp_path / "same", DOCUMENTS, ENGLISH, PlainFormat(), tmp_path / "first") == (0, 10, False)
    assert shelf.write(tmp_path / "anew", DOCUMENTS, ENGLISH, Failing(), tmp_path / "first") == (10, 10, True)


@pytest.mark.parametrize("engine", [WhooshFormat(), TantivyFormat()], ids=lambda engine: engine.name)
def test_another_release_of_an_engine_is_another_signature(engine: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its package, its own module or that of the vocabulary at another release: each of the three means a whole writing."""
    now = making.signature(engine, ENGLISH)
    names = {path.name for path in making._decisive(engine.name)}
    assert {f"{engine.name}_engine.py", "vocabulary.py", "impacts.py", "columns.py"} <= names
    package = {"whoosh": "whoosh-reloaded", "tantivy": "tantivy"}[engine.name]
    monkeypatch.setattr(making, "version", lambda name: "999" if name == package else version(name))
    making._release.cache_clear()
    try:
        assert making.signature(engine, ENGLISH) != now
    finally:
        making._release.cache_clear()


def test_no_half_of_a_shelf_is_ever_seen(tmp_path: Path) -> None:
    """While a shelf is written over itself 40 times, a reader finds it whole, or for a moment not at all: never damaged."""
    target, stop = tmp_path / "shelf", threading.Event()
    shelf.write(target, DOCUMENTS, ENGLISH, PlainFormat())
    seen: list[str] = []

    def read() -> None:
        while not stop.is_set():
            try:
                seen.append(verify(target, ENGLISH, PlainFormat()))
            except DamagedError as error:
                seen.append(error.file)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(40):
        shelf.write(target, [*DOCUMENTS, document(f"more-{number}")], ENGLISH, PlainFormat())
    stop.set()
    reader.join()
    whole = [each for each in seen if "." not in each]
    assert set(seen) - set(whole) <= {sealed.LIST}
    assert len(set(whole)) >= 3


def test_a_failed_writing_leaves_the_old_shelf_and_nothing_else(tmp_path: Path) -> None:
    """The engine gives up in the middle: the shelf of before is there, whole, and no other folder."""

    class Full(PlainFormat):
        def append(self, folder: Path, rows: Iterable[Postings], first: int) -> None:
            super().append(folder, rows, first)
            raise OSError(28, "no space")

    shelf.write(tmp_path / "shelf", DOCUMENTS, ENGLISH, PlainFormat())
    before = verify(tmp_path / "shelf", ENGLISH, PlainFormat())
    with pytest.raises(OSError, match="no space"):
        shelf.write(tmp_path / "shelf", DOCUMENTS[:5], ENGLISH, Full())
    assert verify(tmp_path / "shelf", ENGLISH, PlainFormat()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["shelf"]


def test_the_same_document_twice_is_one(tmp_path: Path) -> None:
    """Equal documents have one row."""
    assert shelf.write(tmp_path / "shelf", [*DOCUMENTS, *DOCUMENTS], ENGLISH, PlainFormat()).documents == 10


@pytest.mark.parametrize("engine", FORMATS, ids=lambda engine: engine.name)
def test_a_shelf_without_documents_finds_nothing(tmp_path: Path, engine: Format) -> None:
    """A language without any page has a shelf all the same, and a page may be added to it."""
    shelf.write(tmp_path / "none", [], ENGLISH, engine)
    assert _found(tmp_path / "none", engine, ["wage"]) == {"wage": set()}
    shelf.write(tmp_path / "one", DOCUMENTS[:1], ENGLISH, engine, tmp_path / "none")
    assert _found(tmp_path / "one", engine, ["wage"]) == {"wage": {"page-0"}}


def test_a_line_gives_back_its_document() -> None:
    """Every field comes back as it was, tuples as tuples."""
    full = replace(
        document("a", "Line\nbreak \u2028"),
        headings=("h",),
        tags=("t", "u"),
        days=(("2026-01-01", "2026-01-01"),),
        hour_spans=(("2026-01-01T09:00", "2026-01-01T10:00"),),
        boost=1.5,
    )
    assert from_line(as_line(full)) == full
    assert as_line(full).count(b"\n") == 1
    assert json.loads(as_line(full))["boost"] == 1.5


def test_a_line_of_another_release_is_read() -> None:
    """A field that is not known yet is left out, one that is missing is empty: an upgrade serves the build of before."""
    line = b'{"url": "/xx/a/", "kind": "guide", "title": "T", "summary": "S", "paragraphs": [["", "P"]], "later": 1}'
    assert from_line(line) == Document("/xx/a/", "guide", "T", "S", paragraphs=(("", "P"),))


def test_the_vocabulary_counts_in_how_many_documents_a_word_stands(tmp_path: Path) -> None:
    """Ten pages, six words in turn: "wage" stands in two of them, "overtime" in two, "about" in ten."""
    shelf.write(tmp_path / "shelf", DOCUMENTS, ENGLISH, PlainFormat())
    opened = open_shelf(tmp_path / "shelf", ENGLISH, PlainFormat())
    assert [opened.vocabulary.counts[word] for word in ("wage", "overtime", "about")] == [2, 2, 10]
    assert np.count_nonzero(opened.columns.live) == 10
    opened.close()

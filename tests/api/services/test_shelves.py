"""What answers while a shelf is missing, damaged or being mended; each case on real files."""

import gc
import logging
import os
import random
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from api.search import making, mending, sealed, shelf, sources
from api.search.engine import Format, Postings
from api.search.reader import Shelf, open_shelf, verify
from api.search.sources import Digests, place
from api.services import shelves
from api.services.shelves import Shelves
from i18n.languages import LANGUAGES
from tests.shelves import PlainEngine, PlainFormat, document
from tests.swaps import wait_for_mending

ENGLISH = LANGUAGES[-1]
PLAIN = PlainFormat()


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep private copies below the folder of the test, and wait for whoever mends before the test ends."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setattr(shelves, "LOOK", 0.0)
    monkeypatch.setattr(shelves, "SOON", 0.0)
    yield folder
    wait_for_mending()


def _made(build: Path, title: str, engine: Format = PLAIN) -> Digests:
    build.mkdir(parents=True)
    shelf.write(place(build, ENGLISH), [document(title)], ENGLISH, engine)
    return sources.write(build, [document(title)], ENGLISH)


def _title(found: Shelf | None) -> str | None:
    return found.document(0).title if found else None


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[random.Random(6).randrange(len(data))] ^= 4
    path.write_bytes(data)


def test_a_whole_shelf_answers_from_a_copy(tmp_path: Path, temporary: Path) -> None:
    """Once open, the shelf answers although its folder is emptied, truncated in place or gone."""
    digests = _made(tmp_path / "builds" / "one", "one")
    reading = Shelves(tmp_path / "builds" / "one", PLAIN, digests)
    found = reading.get(ENGLISH)
    os.truncate(place(tmp_path / "builds" / "one", ENGLISH) / shelf.DOCUMENTS, 0)
    assert _title(found) == _title(reading.get(ENGLISH)) == "one"
    assert len(list(temporary.iterdir())) >= 1


def test_a_damaged_shelf_is_answered_by_the_build_before_and_mended(tmp_path: Path) -> None:
    """The new build's shelf is damaged: the one of the build before answers at once, the mended one a moment later."""
    before = Shelves(tmp_path / "builds" / "one", PLAIN, _made(tmp_path / "builds" / "one", "one"))
    assert _title(before.get(ENGLISH)) == "one"
    digests = _made(tmp_path / "builds" / "two", "two")
    _flip(place(tmp_path / "builds" / "two", ENGLISH) / shelf.ENGINE / "rows.json")
    now = Shelves(tmp_path / "builds" / "two", PLAIN, digests, before.good())
    assert _title(now.get(ENGLISH)) == "one"
    wait_for_mending()
    assert _title(now.get(ENGLISH)) == "two"


def test_after_a_restart_an_older_build_on_the_disk_answers(tmp_path: Path) -> None:
    """A process that starts upon a damaged shelf opens the newest whole one that lies beside, then the mended one."""
    _made(tmp_path / "builds" / "one", "one")
    digests = _made(tmp_path / "builds" / "two", "two")
    shutil.rmtree(place(tmp_path / "builds" / "two", ENGLISH))
    now = Shelves(tmp_path / "builds" / "two", PLAIN, digests)
    assert _title(now.get(ENGLISH)) == "one"
    wait_for_mending()
    assert _title(now.get(ENGLISH)) == "two"


def test_with_nothing_before_there_are_the_titles_until_it_is_mended(tmp_path: Path) -> None:
    """The only shelf there is is missing: nothing is given, which means titles, and then the mended shelf."""
    digests = _made(tmp_path / "builds" / "one", "one")
    (place(tmp_path / "builds" / "one", ENGLISH) / sealed.LIST).unlink()
    now = Shelves(tmp_path / "builds" / "one", PLAIN, digests)
    assert now.get(ENGLISH) is None
    wait_for_mending()
    assert _title(now.get(ENGLISH)) == "one"


def test_damage_while_it_is_in_use_is_noticed_and_mended(tmp_path: Path) -> None:
    """A byte flips under a running service: it goes on from its copy, and the file on the disk is made anew."""
    build = tmp_path / "builds" / "one"
    now = Shelves(build, PLAIN, _made(build, "one"))
    first = now.get(ENGLISH)
    good = verify(place(build, ENGLISH), ENGLISH, PLAIN)
    _flip(place(build, ENGLISH) / shelf.COLUMNS)
    assert now.get(ENGLISH) is first
    wait_for_mending()
    assert verify(place(build, ENGLISH), ENGLISH, PLAIN) == good
    assert now.get(ENGLISH) is first


def test_a_shelf_that_was_written_anew_is_taken_up(tmp_path: Path) -> None:
    """`harbour index` writes other files in the same place: the next look opens them."""
    build = tmp_path / "builds" / "one"
    now = Shelves(build, PLAIN, _made(build, "one"))
    assert _title(now.get(ENGLISH)) == "one"
    shelf.write(place(build, ENGLISH), [document("anew")], ENGLISH, PLAIN)
    assert _title(now.get(ENGLISH)) == "anew"


def test_damaged_documents_leave_the_titles_and_one_clear_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Index and documents are both damaged: nothing is made up, and the log says what to run, once, without a word of content."""
    build = tmp_path / "builds" / "one"
    digests = _made(build, "secret-title")
    for path in (build / "documents.en.jsonl", place(build, ENGLISH) / shelf.WORDS):
        _flip(path)
    now = Shelves(build, PLAIN, digests)
    with caplog.at_level(logging.WARNING):
        for _ in range(20):
            assert now.get(ENGLISH) is None
        wait_for_mending()
        assert now.get(ENGLISH) is None
    assert [record.getMessage() for record in caplog.records] == [
        "index of en: words.json is missing or damaged",
        "index of en not mended (documents.en.jsonl is missing or damaged): run `harbour build`",
    ]


def test_another_engine_counts_as_missing(tmp_path: Path) -> None:
    """A shelf that was made for one engine is made anew when another one is configured."""

    class Other(PlainFormat):
        name = "other"

    build = tmp_path / "builds" / "one"
    now = Shelves(build, Other(), _made(build, "one"))
    assert now.get(ENGLISH) is None
    wait_for_mending()
    assert _title(now.get(ENGLISH)) == "one"
    assert "other" in sealed.stamp_of(place(build, ENGLISH))["signature"]


class NextRelease(PlainFormat):
    """The next release of an engine, which under the same name cannot open what the one of before has written."""

    def append(self, folder: Path, rows: Iterable[Postings], first: int) -> None:
        """Mark the files as those of this release."""
        super().append(folder, rows, first)
        (folder / "release").write_text("2", encoding="ascii")

    def open(self, folder: Path) -> PlainEngine:
        """Raise what an engine raises over files of another release."""
        if not (folder / "release").exists():
            raise ZeroDivisionError(folder)
        return super().open(folder)


class Mute(PlainFormat):
    """An engine that opens whatever it is given, and finds nothing in it."""

    def open(self, folder: Path) -> PlainEngine:
        """Forget the rows."""
        opened = super().open(folder)
        opened.close()
        return opened


def test_an_engine_that_fails_upon_whole_files_counts_as_damaged(tmp_path: Path) -> None:
    """The next release opens none of the files, which are as they were written: titles alone, then the shelf that it wrote anew."""
    build = tmp_path / "builds" / "one"
    now = Shelves(build, NextRelease(), _made(build, "one"))
    assert now.get(ENGLISH) is None
    wait_for_mending()
    assert _title(now.get(ENGLISH)) == "one"
    assert not mending._is_usable(place(build, ENGLISH), ENGLISH, Mute())


def test_an_engine_that_never_answers_is_not_mended_without_end(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What was written anew does not answer either: that is said once, and tried again after a minute, not at every look."""
    build = tmp_path / "builds" / "one"
    now = Shelves(build, Mute(), _made(build, "one"))
    with caplog.at_level(logging.ERROR):
        for _ in range(5):
            assert now.get(ENGLISH) is None
            wait_for_mending()
    told = [each for each in caplog.messages if "not mended" in each]
    assert told == ["index of en not mended (engine does not answer): run `harbour build`"]


def test_older_terms_answer_until_the_new_ones_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an upgrade the files are whole and only of another release: they answer at once, then the shelf written anew does."""
    build = tmp_path / "builds" / "one"
    digests = _made(build, "one")
    with monkeypatch.context() as before:
        before.setattr(making, "_release", lambda _: "of the release before")
        shelf.write(place(build, ENGLISH), [document("one")], ENGLISH, NextRelease())
    now = Shelves(build, PLAIN, digests)
    older = now.get(ENGLISH)
    assert _title(older) == "one"
    assert sealed.stamp_of(place(build, ENGLISH))["signature"].endswith("of the release before")
    wait_for_mending()
    assert now.get(ENGLISH) is not older
    assert _title(now.get(ENGLISH)) == "one"
    assert sealed.stamp_of(place(build, ENGLISH))["signature"] == making.signature(PLAIN, ENGLISH)


def test_one_language_is_mended_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """All five shelves are missing: they are mended one after another, and each is told once to be whole again."""
    build, running, most = tmp_path / "builds" / "one", [0], [0]
    digests: dict[str, str] = {}
    build.mkdir(parents=True)
    for language in LANGUAGES:
        digests |= sources.write(build, [document("one")], language)
    meet = threading.Barrier(2)

    def counted(*given: Any) -> Shelf | None:
        running[0] += 1
        most[0] = max(most[0], running[0])
        with suppress(threading.BrokenBarrierError):
            meet.wait(0.05)
        try:
            return mending.mend(*given)
        finally:
            running[0] -= 1

    monkeypatch.setattr(shelves, "mend", counted)
    now = Shelves(build, PLAIN, digests)
    with caplog.at_level(logging.WARNING):
        assert [now.get(language) for language in LANGUAGES] == [None] * len(LANGUAGES)
        wait_for_mending()
        for _ in range(3):
            assert {_title(now.get(language)) for language in LANGUAGES} == {"one"}
    assert most == [1]
    whole = [each for each in caplog.messages if each.endswith("whole again")]
    assert whole == [f"index of {language.slug} is whole again" for language in LANGUAGES]


def test_one_process_mends_at_a_time(tmp_path: Path) -> None:
    """While another one holds the lock nothing is written; once it has gone, the shelf is."""
    build = tmp_path / "builds" / "one"
    digests = _made(build, "one")
    shutil.rmtree(place(build, ENGLISH))
    with mending._alone(build, ENGLISH) as is_alone:
        assert is_alone
        assert mending.mend(build, ENGLISH, PLAIN, digests) is None
        assert not place(build, ENGLISH).exists()
    assert mending.mend(build, ENGLISH, PLAIN, digests) is None
    verify(place(build, ENGLISH), ENGLISH, PLAIN)


def test_where_nothing_can_be_written_the_process_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a read-only disk the shelf is made for this process alone: it answers, and the disk stays as it is."""

    def read_only(*_: object) -> None:
        raise OSError(30, "read-only")

    build = tmp_path / "builds" / "one"
    digests = _made(build, "one")
    _flip(place(build, ENGLISH) / shelf.DOCUMENTS)
    monkeypatch.setattr(mending, "_alone", read_only)
    now = Shelves(build, PLAIN, digests)
    assert now.get(ENGLISH) is None
    wait_for_mending()
    assert _title(now.get(ENGLISH)) == "one"
    with pytest.raises(sealed.DamagedError):
        verify(place(build, ENGLISH), ENGLISH, PLAIN)


def test_what_is_the_same_in_the_next_build_stays_open(tmp_path: Path) -> None:
    """A build whose words of a language did not change takes over the open shelf: nothing is copied again."""
    first = Shelves(tmp_path / "builds" / "one", PLAIN, _made(tmp_path / "builds" / "one", "same"))
    opened = first.get(ENGLISH)
    second = Shelves(tmp_path / "builds" / "two", PLAIN, _made(tmp_path / "builds" / "two", "same"), first.good())
    assert second.get(ENGLISH) is opened


def test_a_copy_goes_with_its_last_user(tmp_path: Path, temporary: Path) -> None:
    """A request that began with a build ends with it; then the private copy leaves the disk."""
    now: Shelves | None = Shelves(tmp_path / "builds" / "one", PLAIN, _made(tmp_path / "builds" / "one", "one"))
    assert now is not None
    used = now.get(ENGLISH)
    now = None
    gc.collect()
    assert _title(used) == "one"
    assert len(list(temporary.iterdir())) == 1
    used = None
    gc.collect()
    assert list(temporary.iterdir()) == []


def test_what_killed_processes_left_is_taken_away(tmp_path: Path, temporary: Path) -> None:
    """A private copy whose process is gone is removed when the next one is made; one of a running process stays."""
    done = temporary / "harbour-index-4194304-left"
    running = temporary / f"harbour-index-{os.getpid()}-mine"
    done.mkdir()
    running.mkdir()
    _made(tmp_path / "one", "one")
    open_shelf(place(tmp_path / "one", ENGLISH), ENGLISH, PLAIN).close()
    assert [path.name for path in temporary.iterdir()] == [running.name]


def test_many_threads_ask_while_it_is_damaged_and_mended(tmp_path: Path) -> None:
    """Eight threads ask without pause while files are flipped 20 times: everybody gets a shelf, every time."""
    build, stop = tmp_path / "builds" / "one", threading.Event()
    now = Shelves(build, PLAIN, _made(build, "one"))
    assert _title(now.get(ENGLISH)) == "one"
    titles: list[str | None] = []

    def ask() -> None:
        while not stop.is_set():
            titles.append(_title(now.get(ENGLISH)))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    dice = random.Random(6)
    for _ in range(20):
        name = dice.choice([shelf.COLUMNS, shelf.WORDS, shelf.DOCUMENTS, sealed.LIST])
        try:
            _flip(place(build, ENGLISH) / name)
        except FileNotFoundError:
            continue
        wait_for_mending()
    stop.set()
    for thread in threads:
        thread.join()
    assert len(titles) >= 20
    assert set(titles) == {"one"}

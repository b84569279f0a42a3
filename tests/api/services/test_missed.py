"""Searches without a result: counted, kept late, struck, forgotten; nobody waits for it."""

import datetime as dt
import threading
from pathlib import Path

import pytest
from markupsafe import Markup
from sqlalchemy import text

from api.search.documents import Asked, Hit, Results
from api.services import missed
from api.services.resources import Resources
from api.store import missed as store
from api.store.missed import Miss
from api.store.types import Connection
from api.store.writer import MOST_LEFT
from i18n.languages import LANGUAGES, SOURCE
from tests.support import NOW, Clock

NOTHING = Results(0, (), language=LANGUAGES[2].slug)
HIT = Hit("/x/", "guide", "Title", Markup())


def _settled(resources: Resources) -> None:
    """Wait until all that was left for the writer is done."""
    resources.writer.write(lambda _: None)


def _ask(resources: Resources, words: str, times: int = 1, results: Results = NOTHING) -> None:
    for _ in range(times):
        missed.note(resources, SOURCE, Asked(words), results)
        _settled(resources)


def _rows(resources: Resources) -> list[tuple[object, ...]]:
    with resources.reader.begin() as connection:
        found = connection.execute(text("SELECT * FROM missed_searches ORDER BY id"))
        return [tuple(row) for row in found]


def test_before_words_are_kept_no_byte_of_them_is_in_any_file(
    resources: Resources, clock: Clock, tmp_path: Path
) -> None:
    """Asked 40 times in one hour: a hash, three counts, a day. Asked once more on the next: the words, and the day they were kept."""
    _ask(resources, "Wanprestasi", 40)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in files if b"wanprestasi" in path.read_bytes().lower()] == []
    ((_, lang, digest, understood, count, first_on, last_on, words, kept_on),) = _rows(resources)
    assert (lang, understood, count, words, kept_on) == (SOURCE.slug, LANGUAGES[2].slug, 3, "", None)
    assert (first_on, last_on) == ("2026-11-21", "2026-11-21")
    assert isinstance(digest, str)
    assert len(digest) == 64
    clock.move(days=1)
    _ask(resources, "wanprestasi")
    assert _rows(resources)[0][4:] == (4, "2026-11-21", "2026-11-22", "wanprestasi", "2026-11-22")


@pytest.mark.parametrize(
    ("asked", "results"),
    [
        (Asked("lembur"), Results(3, (HIT,))),
        (Asked("lembur"), Results(1, ())),
        (Asked("lembur"), Results(0, (HIT,))),
        (Asked("lembur"), Results(0, (), is_partial=True)),
        (Asked("lembur", kind="guide"), NOTHING),
        (Asked("lembur", when="week"), NOTHING),
        (Asked("lembur", district="x"), NOTHING),
        (Asked("lembur", open_now=True), NOTHING),
        (Asked("lembur", page=2), NOTHING),
        (Asked("A123456789"), NOTHING),
    ],
)
def test_only_what_the_whole_index_lacks_is_counted(resources: Resources, asked: Asked, results: Results) -> None:
    """Something found, a narrowed search, a further page, an unusable index, a number: nothing is counted."""
    missed.note(resources, SOURCE, asked, results)
    _settled(resources)
    assert _rows(resources) == []


def test_what_only_lies_near_is_counted_and_no_word_more_than_three_times_an_hour(
    resources: Resources, clock: Clock
) -> None:
    """Weak results count as none; fifty times in an hour are three, and the next hour counts again."""
    _ask(resources, "harga emas", 50, Results(1, (HIT,), is_weak=True))
    assert [row[4] for row in _rows(resources)] == [3]
    clock.move(hours=1)
    _ask(resources, "harga emas", 1, Results(1, (HIT,), is_weak=True))
    assert [row[4] for row in _rows(resources)] == [4]


def test_nobody_waits_and_a_rush_drops_it(resources: Resources) -> None:
    """While the writer is busy 200 searches return at once; 64 of them at most are counted afterwards."""
    busy, go = threading.Event(), threading.Event()

    def hold(_: Connection) -> None:
        busy.set()
        go.wait(10)

    holding = threading.Thread(target=resources.writer.write, args=(hold,))
    holding.start()
    assert busy.wait(10)
    for number in range(200):
        missed.note(resources, SOURCE, Asked("le" + "m" * (number % 20) + "bur" + "r" * (number // 20)), NOTHING)
    assert not go.is_set()
    assert resources.writer.waiting == MOST_LEFT
    go.set()
    holding.join()
    _settled(resources)
    assert [row[4] for row in _rows(resources)] == [1] * MOST_LEFT


def test_a_count_that_fails_is_told_by_its_kind_only(resources: Resources, caplog: pytest.LogCaptureFixture) -> None:
    """Without its table nothing is raised; the log names the kind of error and none of the words."""
    resources.writer.write(lambda connection: connection.execute(text("DROP TABLE missed_searches")) and None)
    _ask(resources, "wanprestasi")
    assert [record.getMessage() for record in caplog.records] == ["a write that nobody waits for: OperationalError"]


def test_what_is_struck_never_comes_back(resources: Resources, clock: Clock, tmp_path: Path) -> None:
    """Struck words vanish from the staff's list at once, from the file with the next look, and asking again counts nothing."""
    folder = tmp_path / "strikes"
    for _ in range(3):
        _ask(resources, "lin mei", 2)
        _ask(resources, "lembur", 2)
        clock.move(days=1)
    clock.move(days=30)
    assert missed.published(resources) == []
    for words in ("lembur", "lin mei"):
        missed.publish(folder, missed.digest_of(resources.pepper, words))
    missed.carry_out_strikes(resources, folder)
    assert [row.missed.words for row in missed.published(resources)] == ["lembur", "lin mei"]
    assert missed.strike(folder, resources.pepper, "  LIN mei ") == "lin mei"
    assert missed.strike(folder, resources.pepper, "A123456789") == ""
    (folder / "README").touch()
    with resources.reader.begin() as connection:
        assert [row.missed.words for row in missed.waiting(connection, folder)] == ["lembur"]
    missed.carry_out_strikes(resources, folder)
    assert [path.name for path in folder.iterdir()] == ["README"]
    for _ in range(3):
        _ask(resources, "Lin Mei", 2)
        clock.move(days=20)
    assert [row.missed.words for row in missed.published(resources)] == ["lembur"]
    assert len(_rows(resources)) == 1


def test_after_180_days_without_a_question_a_row_goes(resources: Resources, clock: Clock) -> None:
    """On the 180th day after the last question the row is still there, on the 181st it is not; a struck one stays struck."""
    _ask(resources, "lembur")
    clock.move(days=180)
    missed.forget(resources)
    assert len(_rows(resources)) == 1
    clock.move(days=1)
    missed.forget(resources)
    assert _rows(resources) == []


def test_a_flood_pushes_out_the_oldest_that_was_asked_once(resources: Resources) -> None:
    """Three rows fit: of five new texts the two oldest asked once go, one asked twice stays; another language keeps its own."""

    def miss(name: str, day: int, lang: str = SOURCE.slug) -> Miss:
        return Miss(lang, name, "", name, NOW.date() + dt.timedelta(days=day))

    flood = [miss("twice", 0), miss("twice", 0), miss("late", 3), miss("old", 1), miss("new", 4), miss("b", 2)]
    other = [miss("old", 0, LANGUAGES[1].slug)]
    resources.writer.write(lambda connection: store.count(connection, [*flood, *other], most=3))
    assert [(row[1], row[2]) for row in _rows(resources)] == [
        (SOURCE.slug, "twice"),
        (SOURCE.slug, "late"),
        (SOURCE.slug, "new"),
        (LANGUAGES[1].slug, "old"),
    ]

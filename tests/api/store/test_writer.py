"""The one writer: in order, in groups, and acknowledged only when it is on disk."""

import multiprocessing
import os
import signal
import threading
from functools import partial
from pathlib import Path
from sqlite3 import IntegrityError

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import OperationalError

from api.store import enrolments as store
from api.store.engine import SecondWriterError, claim, open_reader, open_writer
from api.store.migrate import migrate
from api.store.schema import seats
from api.store.writer import QueueFullError, Writer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a migrated database."""
    migrate(tmp_path / "service.db", "service")
    return tmp_path / "service.db"


def _open(connection: Connection, course: str) -> str:
    store.seats_of(connection, course, 20)
    return course


def test_a_write_that_fails_takes_nobody_with_it(path: Path) -> None:
    """One of three writes breaks a rule of the table: it alone fails, the other two are on disk."""
    writer = Writer(open_writer(path))
    assert writer.write(lambda connection: _open(connection, "a")) == "a"
    with pytest.raises(IntegrityError):
        writer.write(lambda connection: store.move(connection, "a", taken=21))
    assert writer.write(lambda connection: _open(connection, "b")) == "b"
    writer.close()
    with open_reader(path).begin() as connection:
        assert list(connection.execute(select(seats.c.offer, seats.c.taken))) == [("a", 0), ("b", 0)]


def test_a_failing_write_in_a_group_leaves_nothing_behind(path: Path) -> None:
    """Three writes are committed as one group; the second fails half-way: its half is undone, the other two are kept."""
    writer = Writer(open_writer(path))
    busy, go = threading.Event(), threading.Event()

    def slow(connection: Connection) -> str:
        busy.set()
        go.wait(10)
        return _open(connection, "first")

    def half(connection: Connection) -> str:
        _open(connection, "half")
        raise ValueError("half-way")

    failures: list[BaseException] = []

    def attempt() -> None:
        try:
            writer.write(half)
        except ValueError as error:
            failures.append(error)

    works = [lambda: writer.write(slow), lambda: writer.write(partial(_open, course="second")), attempt]
    threads = [threading.Thread(target=work) for work in works]
    threads[0].start()
    assert busy.wait(10)
    threads[2].start()
    threads[1].start()
    while writer.waiting < 2:
        threading.Event().wait(0.001)
    go.set()
    for thread in threads:
        thread.join()
    writer.close()
    assert len(failures) == 1
    with open_reader(path).begin() as connection:
        assert set(connection.execute(select(seats.c.offer)).scalars()) == {"first", "second"}


def test_a_full_queue_refuses_at_once_and_loses_nothing(path: Path) -> None:
    """With room for one waiting write, the third is refused while the first two are kept."""
    writer = Writer(open_writer(path), queue_size=1)
    busy, go = threading.Event(), threading.Event()

    def slow(connection: Connection) -> str:
        busy.set()
        go.wait(10)
        return _open(connection, "slow")

    first = threading.Thread(target=writer.write, args=(slow,))
    first.start()
    assert busy.wait(10)
    second = threading.Thread(target=writer.write, args=(lambda connection: _open(connection, "second"),))
    second.start()
    while writer.waiting < 1:
        threading.Event().wait(0.001)
    with pytest.raises(QueueFullError):
        writer.write(lambda connection: _open(connection, "third"))
    go.set()
    first.join()
    second.join()
    writer.close()
    with open_reader(path).begin() as connection:
        assert set(connection.execute(select(seats.c.offer)).scalars()) == {"slow", "second"}


def test_a_second_writer_refuses_to_start(path: Path) -> None:
    """Two services on one file would lose what one of them acknowledged: the second says so and stops."""
    held = claim(path)
    with pytest.raises(SecondWriterError):
        claim(path)
    held.close()
    claim(path).close()


def test_a_reader_cannot_write(path: Path) -> None:
    """A statement that writes fails on a reader's connection, whatever the code intended."""
    with pytest.raises(OperationalError), open_reader(path).begin() as connection:
        connection.execute(text("INSERT INTO seats VALUES ('a', 1, 0, 0)"))


def test_writes_are_durable_at_a_power_cut_by_setting(path: Path) -> None:
    """The writer's connection runs in WAL with synchronous=FULL (2); NORMAL would lose acknowledged seats."""
    with open_writer(path).connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def _write_until_killed(path: Path, acknowledged: int) -> None:
    writer = Writer(open_writer(path))
    number = 0
    while True:
        course = f"{number:06d}"
        writer.write(partial(_open, course=course))
        os.write(acknowledged, f"{course}\n".encode())
        number += 1


def test_what_was_acknowledged_survives_being_killed(path: Path) -> None:
    """The writing process is killed (SIGKILL) after 200 acknowledgements: all of them are in the file."""
    read, write = os.pipe()
    process = multiprocessing.get_context("fork").Process(target=_write_until_killed, args=(path, write))
    process.start()
    os.close(write)
    with os.fdopen(read) as lines:
        told = [next(lines).strip() for _ in range(200)]
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        told += [line.strip() for line in lines]
    with open_reader(path).begin() as connection:
        kept = set(connection.execute(select(seats.c.offer)).scalars())
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    assert set(told) <= kept

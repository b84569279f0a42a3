"""How writes reach the disk: one thread takes them in order of arrival and commits them in groups.

A write is acknowledged when its group is committed with synchronous=FULL, so acknowledged means on disk. Groups make the
rate independent of the disk's latency; the queue makes the order that of arrival, which a busy handler does not.
"""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

log = logging.getLogger(__name__)

GROUP = 256
QUEUE = 2048
MOST_LEFT = 64
"""Above so many waiting writes, what nobody waits for is dropped: it must not stand in the way of those who do."""
FOLD_MS = 200
_FOLD = object()
Item = TypeVar("Item")
T = TypeVar("T")


class QueueFullError(RuntimeError):
    """More writes are waiting than could be answered in time: try again in a moment."""


Together = Callable[[Connection, Sequence[Item]], Sequence[T]]
"""Work that is done for many items at once: one outcome for each, in order."""


class _Job:
    """One write that waits. A bare lock wakes its thread: in a rush a Future costs as much as the write itself."""

    __slots__ = ("failure", "is_left", "item", "value", "waits", "work")

    def __init__(
        self, work: Callable[[Connection, list[Any]], Sequence[Any]], item: Any, *, is_left: bool = False
    ) -> None:
        self.work, self.item, self.is_left = work, item, is_left
        self.value: Any = None
        self.failure: BaseException | None = None
        self.waits = threading.Lock()
        self.waits.acquire()

    def outcome(self) -> Any:
        """Return what came of it, once it is known."""
        self.waits.acquire()
        if self.failure is not None:
            raise self.failure
        return self.value


def _alone(connection: Connection, works: list[Callable[[Connection], Any]]) -> list[Any]:
    return [work(connection) for work in works]


class Writer:
    """The one writer of a database. `engine` must be used by nobody else."""

    def __init__(self, engine: Engine, queue_size: int = QUEUE) -> None:
        """Start the writing thread."""
        self._engine = engine
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._most = queue_size
        self._connection: Connection | None = None
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def write(self, work: Callable[[Connection], T]) -> T:
        """Return what `work` returns once it is on disk; raise what it raises, with nothing of it kept."""
        result: T = self._queued(_Job(_alone, work))
        return result

    def write_together(self, work: Together[Item, T], item: Item) -> T:
        """Return what `work` returns for `item` once it is on disk; items that arrive one after the other are done at once."""
        result: T = self._queued(_Job(work, item))
        return result

    def leave(self, work: Together[Item, Any], item: Item) -> bool:
        """Have `work` done for `item` soon, with nobody waiting for it; return whether there was room for that."""
        if self._jobs.qsize() >= min(MOST_LEFT, self._most):
            return False
        self._jobs.put(_Job(work, item, is_left=True))
        return True

    def fold_log(self) -> bool:
        """Fold the write-ahead log back and empty it, so that nothing erased stays in it; return whether that was possible.

        It is not while somebody reads an older state: try again later. Whoever writes waits a fifth of a second at most.
        """
        done: bool = self._queued(_Job(_alone, _FOLD))
        return done

    def _queued(self, job: _Job) -> Any:
        if self._jobs.qsize() >= self._most:
            raise QueueFullError
        self._jobs.put(job)
        return job.outcome()

    @property
    def waiting(self) -> int:
        """Return how many writes wait in the queue."""
        return self._jobs.qsize()

    def close(self) -> None:
        """Finish what is queued, then stop."""
        self._jobs.put(None)
        self._thread.join()
        self._forget()
        self._engine.dispose()

    def _run(self) -> None:
        while self._took_a_group():
            pass

    def _took_a_group(self) -> bool:
        """Wait for writes and commit them; return whether more may come.

        A function of its own: while it waits, no name holds what the last group wrote, which may be somebody's words.
        """
        following = self._jobs.get()
        group: list[_Job] = []
        while following is not None:
            group.append(following)
            if len(group) == GROUP:
                break
            try:
                following = self._jobs.get_nowait()
            except queue.Empty:
                break
        if group:
            self._commit(group)
        return following is not None

    def _forget(self) -> None:
        """Let the connection go, after a failure or at the end; the next group opens another."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    @staticmethod
    def _folded(connection: Connection) -> bool:
        """Empty the log, outside of any transaction."""
        driver: Any = connection.connection.driver_connection
        (patience,) = driver.execute("PRAGMA busy_timeout").fetchone()
        driver.execute(f"PRAGMA busy_timeout={FOLD_MS}")
        is_busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        driver.execute(f"PRAGMA busy_timeout={patience}")
        return not is_busy

    def _commit(self, group: list[_Job]) -> None:
        """Run `group` in one transaction, in order, and wake its waiters after the commit; the log is folded last."""
        writes = [job for job in group if job.item is not _FOLD]
        try:
            connection = self._connection = self._connection or self._engine.connect()
            with connection.begin():
                for work, jobs in groupby(writes, key=lambda job: job.work):
                    self._run_together(connection, work, list(jobs))
            for job in group:
                if job.item is _FOLD:
                    job.value = self._folded(connection)
        except Exception as error:  # noqa: BLE001 - no commit: nobody may believe in a write
            self._forget()
            for job in group:
                job.failure = error
        for job in group:
            if job.is_left and job.failure is not None:
                log.error("a write that nobody waits for: %s", type(job.failure).__name__)
            job.waits.release()

    def _run_together(
        self, connection: Connection, work: Callable[[Connection, list[Any]], Sequence[Any]], jobs: list[_Job]
    ) -> None:
        """Run `work` for all `jobs` in a savepoint; if it fails, for each alone, so that one failure takes nobody with it."""
        if len(jobs) > 1 and (work is _alone or not self._kept(connection, work, jobs)):
            for job in jobs:
                self._kept(connection, work, [job])
        elif len(jobs) == 1:
            self._kept(connection, work, jobs)

    @staticmethod
    def _kept(connection: Connection, work: Callable[[Connection, list[Any]], Sequence[Any]], jobs: list[_Job]) -> bool:
        """Run `work` for `jobs` in a savepoint; return whether it is kept. A failure belongs to who waits for it."""
        # Straight to the driver: a savepoint by way of the library costs more than the work between.
        driver: Any = connection.connection.driver_connection
        driver.execute("SAVEPOINT job")
        try:
            for job, value in zip(jobs, work(connection, [job.item for job in jobs]), strict=True):
                job.value = value
        except Exception as error:  # noqa: BLE001 - it belongs to the waiter, not to this thread
            driver.execute("ROLLBACK TO job")
            jobs[0].failure = error
        else:
            jobs[0].failure = None
        driver.execute("RELEASE job")
        return jobs[0].failure is None

"""How writes reach the disk: one thread takes them in order of arrival and commits them in groups.

A write is acknowledged when its group is committed with synchronous=FULL, so acknowledged means on disk. Groups make the
rate independent of the disk's latency; the queue makes the order that of arrival, which a busy handler does not.
"""

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

GROUP = 256
QUEUE = 2048
Item = TypeVar("Item")
T = TypeVar("T")


class QueueFullError(RuntimeError):
    """More writes are waiting than could be answered in time: try again in a moment."""


Together = Callable[[Connection, Sequence[Item]], Sequence[T]]
"""Work that is done for many items at once: one outcome for each, in order."""


@dataclass(frozen=True)
class _Job:
    work: Callable[[Connection, list[Any]], Sequence[Any]]
    item: Any
    done: "Future[Any]"


def _alone(connection: Connection, works: list[Callable[[Connection], Any]]) -> list[Any]:
    return [work(connection) for work in works]


class Writer:
    """The one writer of a database. `engine` must be used by nobody else."""

    def __init__(self, engine: Engine, queue_size: int = QUEUE) -> None:
        """Start the writing thread."""
        self._engine = engine
        self._jobs: queue.Queue[_Job | None] = queue.Queue(queue_size)
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def write(self, work: Callable[[Connection], T]) -> T:
        """Return what `work` returns once it is on disk; raise what it raises, with nothing of it kept."""
        result: T = self._queued(_Job(_alone, work, Future()))
        return result

    def write_together(self, work: Together[Item, T], item: Item) -> T:
        """Return what `work` returns for `item` once it is on disk; items that arrive one after the other are done at once."""
        result: T = self._queued(_Job(work, item, Future()))
        return result

    def _queued(self, job: _Job) -> Any:
        try:
            self._jobs.put_nowait(job)
        except queue.Full as error:
            raise QueueFullError from error
        return job.done.result()

    @property
    def waiting(self) -> int:
        """Return how many writes wait in the queue."""
        return self._jobs.qsize()

    def close(self) -> None:
        """Finish what is queued, then stop."""
        self._jobs.put(None)
        self._thread.join()
        self._engine.dispose()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            group = [job]
            stop = False
            while len(group) < GROUP:
                try:
                    following = self._jobs.get_nowait()
                except queue.Empty:
                    break
                if following is None:
                    stop = True
                    break
                group.append(following)
            self._commit(group)
            if stop:
                return

    def _commit(self, group: list[_Job]) -> None:
        """Run `group` in one transaction, in order, and wake its waiters after the commit."""
        outcomes: list[tuple[_Job, Any, BaseException | None]] = []
        try:
            with self._engine.begin() as connection:
                for work, jobs in groupby(group, key=lambda job: job.work):
                    outcomes += self._run_together(connection, work, list(jobs))
        except Exception as error:  # noqa: BLE001 - no commit: nobody may believe in a write
            outcomes = [(job, None, error) for job in group]
        for job, value, failure in outcomes:
            if failure is None:
                job.done.set_result(value)
            else:
                job.done.set_exception(failure)

    def _run_together(
        self, connection: Connection, work: Callable[[Connection, list[Any]], Sequence[Any]], jobs: list[_Job]
    ) -> list[tuple[_Job, Any, BaseException | None]]:
        """Run `work` for all `jobs` in a savepoint; if it fails, for each alone, so that one failure takes nobody with it."""
        if work is _alone and len(jobs) > 1:
            return [row for job in jobs for row in self._run_together(connection, work, [job])]
        # Straight to the driver: a savepoint by way of the library costs more than the work between.
        driver: Any = connection.connection.driver_connection
        driver.execute("SAVEPOINT job")
        try:
            values = work(connection, [job.item for job in jobs])
            done: list[tuple[_Job, Any, BaseException | None]] = [
                (job, value, None) for job, value in zip(jobs, values, strict=True)
            ]
        except Exception as error:  # noqa: BLE001 - it belongs to the waiter, not to this thread
            driver.execute("ROLLBACK TO job")
            done = [(jobs[0], None, error)] if len(jobs) == 1 else []
        driver.execute("RELEASE job")
        return done or [row for job in jobs for row in self._run_together(connection, work, [job])]

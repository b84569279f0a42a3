"""How writes reach the disk: one thread takes them in order of arrival and commits them in groups.

A write is acknowledged when its group is committed with synchronous=FULL, so acknowledged means on disk. Groups make the
rate independent of the disk's latency; the queue makes the order that of arrival, which a busy handler does not.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

GROUP = 256
QUEUE = 2048
T = TypeVar("T")


class QueueFullError(RuntimeError):
    """More writes are waiting than could be answered in time: try again in a moment."""


@dataclass(frozen=True)
class _Job:
    work: Callable[[Connection], Any]
    done: "Future[Any]"


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
        job = _Job(work, Future())
        try:
            self._jobs.put_nowait(job)
        except queue.Full as error:
            raise QueueFullError from error
        result: T = job.done.result()
        return result

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
        """Run `group` in one transaction, each job in a savepoint of its own, and wake its waiters after the commit."""
        outcomes: list[tuple[_Job, Any, BaseException | None]] = []
        try:
            with self._engine.begin() as connection:
                driver: Any = connection.connection.driver_connection
                for job in group:
                    # Straight to the driver: a savepoint by way of the library costs more than the work between.
                    driver.execute("SAVEPOINT job")
                    try:
                        outcomes.append((job, job.work(connection), None))
                    except Exception as error:  # noqa: BLE001 - it belongs to the waiter, not to this thread
                        driver.execute("ROLLBACK TO job")
                        outcomes.append((job, None, error))
                    driver.execute("RELEASE job")
        except Exception as error:  # noqa: BLE001 - no commit: nobody may believe in a write
            outcomes = [(job, None, error) for job in group]
        for job, value, failure in outcomes:
            if failure is None:
                job.done.set_result(value)
            else:
                job.done.set_exception(failure)

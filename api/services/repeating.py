"""Work that a process does every few seconds beside what it serves."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

log = logging.getLogger(__name__)


@contextmanager
def repeated(work: Callable[[], object], seconds: float, stopping: threading.Event) -> Iterator[None]:
    """Do `work` at once and then every so many `seconds`, until the block ends; `stopping` tells the work itself to end early.

    What goes wrong once is told in the log, by its kind only, and tried again.
    """

    def run() -> None:
        while not stopping.is_set():
            try:
                work()
            except Exception as error:  # noqa: BLE001 - whatever it is, the next time may go well
                log.error("%s: %s", getattr(work, "__qualname__", "work"), type(error).__name__)
            stopping.wait(seconds)

    thread = threading.Thread(target=run, name="repeated", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()

"""Which build is in place: followed by one atomic link, picked up without a restart and without a failed request."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from api.search.making import WHOOSH, format_of
from api.search.sealed import DamagedError
from api.services.snapshot import Snapshot, load

log = logging.getLogger(__name__)

PATIENCE = 0.1
"""Seconds for which the link is not read again: in a rush every look at the disk lets another thread overtake."""


class NotBuiltError(RuntimeError):
    """There is no build that can be served."""


class Published:
    """Follows the link `output/current`."""

    def __init__(self, output: Path, patience: float = PATIENCE, engine: str = WHOOSH) -> None:
        """Follow the builds below `output`; the link is read again after `patience` seconds. `engine` reads the index."""
        self._engine = format_of(engine)
        self._patience = patience
        self._output = output
        self._lock = threading.Lock()
        self._target = ""
        self._refused = ""
        self._looked = 0.0
        self.on_switch: Callable[[Snapshot], None] | None = None
        self._snapshot: Snapshot | None = None

    def current(self) -> Snapshot:
        """Return the build that is in place now. A new one that cannot be read leaves the last good one in place."""
        if self._snapshot is not None and time.monotonic() < self._looked + self._patience:
            return self._snapshot
        self._looked = time.monotonic()
        try:
            target = str((self._output / "current").readlink())
        except OSError:
            target = self._target
        if target != self._target or self._snapshot is None:
            with self._lock:
                if target != self._target or self._snapshot is None:
                    self._follow(target)
        if self._snapshot is None:
            raise NotBuiltError(self._refused or f"nothing is built in {self._output}: run `harbour build`")
        return self._snapshot

    def _follow(self, target: str) -> None:
        try:
            self._snapshot = load(self._output / target, self._engine, self._snapshot)
            self._target, self._refused = target, ""
            if self.on_switch:
                self.on_switch(self._snapshot)
        except (DamagedError, OSError, ValueError, KeyError, TypeError) as error:
            self._refuse(target, error)

    def _refuse(self, target: str, error: Exception) -> None:
        """Tell once why a build is not taken: it is looked at again with every request."""
        if not target:
            return
        why = str(error) if isinstance(error, DamagedError) else type(error).__name__
        told = f"build {target} cannot be read: {why}; run `harbour build`"
        if told != self._refused:
            log.error("%s", told)
        self._refused = told

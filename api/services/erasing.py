"""Carrying out at the service what the desk erased: envelopes are emptied for good, their digests stay."""

import logging
from dataclasses import dataclass

from api.services.resources import Resources
from api.store import audit, erasures
from api.store import cases as store
from api.store.audit import Happened
from api.store.erasures import Erasure
from api.store.rows import moment
from api.store.types import Connection

log = logging.getLogger(__name__)


@dataclass
class Erasing:
    """Empties envelopes. After a start it goes through all erasures once more: an emptied envelope is emptied only once."""

    resources: Resources
    _last: int = 0
    _folded: bool = True

    def round(self) -> int:
        """Carry out what is new at the desk; return how many envelopes were emptied."""
        with self.resources.desk_reader.begin() as connection:
            new = erasures.after(connection, self._last)
        emptied = sum(self._carry_out(erasure) for erasure in new)
        if new:
            self._last = new[-1].id
        if emptied or not self._folded:
            self._folded = self.resources.writer.fold_log()
        return emptied

    def _carry_out(self, erasure: Erasure) -> int:
        def work(connection: Connection) -> int:
            emptied = store.empty(connection, erasure.reference, erasure.letters)
            if emptied:
                at = moment(self.resources.clock())
                detail = str(emptied)
                audit.note(connection, Happened(at, "clock", "case-erased", erasure.reference, "", "rule", detail))
            return emptied

        return self.resources.writer.write(work)

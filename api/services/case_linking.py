"""Which cases are about the same firm, agency, address or telephone: compared as keyed hashes, told as counts."""

import logging
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from api.domain.respondents import compared
from api.domain.staffing import CLOSED_UNITS
from api.services.case_records import Record, record
from api.services.envelopes import Envelope, open_words
from api.services.resources import DeskResources
from api.services.secrets import keyed
from api.store import case_links, case_steps
from api.store import cases as store
from api.store.types import Connection, Engine, RowMapping

log = logging.getLogger(__name__)
MOST = 200
"""Cases of one round."""


@dataclass(frozen=True)
class Linked:
    """How many other cases are about the same: filed before, how many of those are closed, and filed later."""

    earlier: int = 0
    closed: int = 0
    later: int = 0

    @property
    def total(self) -> int:
        """Return how many there are in all."""
        return self.earlier + self.later


def respondent_of(words: Mapping[str, Any]) -> dict[str, str]:
    """Return whom a complaint is about; one of before there were fields has a line of free text."""
    told = words.get("respondent") or {"name": words.get("employer", "")}
    return {name: str(value) for name, value in told.items() if value}


@dataclass
class Linking:
    """Compares new cases, in the desk's process: it alone can read whom they are about."""

    resources: DeskResources

    def round(self) -> int:
        """Look at every case that is new; return how many there were."""
        with self.resources.reader.begin() as connection:
            known = case_links.count(connection)
        with self.resources.service_reader.begin() as connection:
            if store.count(connection) <= known:
                return 0
        with self.resources.reader.begin() as connection:
            done = case_links.looked_at(connection)
        with self.resources.service_reader.begin() as connection:
            new = store.first_words_after(connection, MOST, done)
        found = [(row["reference"], self._hashes(row)) for row in new]

        def work(connection: Connection) -> None:
            for reference, hashes in found:
                case_links.put(connection, reference, hashes)

        if found:
            self.resources.writer.write(work)
        return len(found)

    def catch_up(self) -> None:
        """Look at every case that is new, however many there are."""
        while self.round():
            pass

    def _hashes(self, row: RowMapping) -> list[tuple[str, str]]:
        try:
            envelope = Envelope(row["sealed"], row["key_desk"], row["key_escrow"])
            words = open_words(envelope, self.resources.private_key) if envelope.sealed else {}
            forms = list(compared(respondent_of(words)))
        except Exception as error:  # noqa: BLE001 - one case that cannot be read holds up no other
            log.error("case %s: %s", row["reference"], type(error).__name__)
            return [(case_links.UNREAD, row["reference"])]
        return [(sort, keyed(self.resources.pepper, "link", sort, form)) for sort, form in forms]


def others(service: Engine, desk: Engine, reference: str) -> list[Record]:
    """Return the other cases about the same as the case `reference`, whoever may see them."""
    with desk.begin() as connection:
        found = case_links.sharing(connection, reference)
        steps = {other: case_steps.steps(connection, other) for other in found}
    with service.begin() as connection:
        rows = [row for other in found if (row := store.by_reference(connection, other))]
        return [record(row, store.letters(connection, row["id"]), steps[row["reference"]]) for row in rows]


def _shown(service: Engine, desk: Engine, this: Record) -> list[Record]:
    """Return the other cases that may be known where `this` lies: those of a closed unit there only."""
    known = {this.standing.unit, ""}
    return [case for case in others(service, desk, this.reference) if closed_unit(case) in known]


def closed_unit(case: Record) -> str:
    """Return the unit of `case` if it is one that nobody else looks into."""
    return case.standing.unit if case.standing.unit in CLOSED_UNITS else ""


def flagged(groups: Iterable[Collection[str]], closed: Mapping[str, str]) -> frozenset[str]:
    """Return the cases that share a hash with one that may be known where they lie; `closed` tells which lie in closed units."""
    found: set[str] = set()
    for group in groups:
        lying = Counter(closed.get(reference, "") for reference in group)
        for reference in group:
            unit = closed.get(reference, "")
            if lying[""] + (lying[unit] if unit else 0) > 1:
                found.add(reference)
    return frozenset(found)


def linked(resources: DeskResources, this: Record) -> Linked:
    """Return how many other cases are about the same as `this` one."""
    shown = _shown(resources.service_reader, resources.reader, this)
    earlier = [case for case in shown if case.row["id"] < this.row["id"]]
    closed = sum(case.standing.closing is not None for case in earlier)
    return Linked(len(earlier), closed, len(shown) - len(earlier))


def linked_open(service: Engine, desk: Engine, this: Record) -> int:
    """Return how many open cases are about the same as `this` one."""
    return sum(case.standing.closing is None for case in _shown(service, desk, this))

"""Erasing the words of cases whose time is up: decided and begun at the desk, finished by the service."""

import datetime as dt
from dataclasses import dataclass

from api.domain.retention import Erase, Held, retention
from api.services.case_linking import linked_open
from api.services.case_records import Record, all_records
from api.services.resources import DeskResources
from api.store import case_links, case_steps, desk_audit, erasures
from api.store.desk_audit import DeskHappened
from api.store.rows import moment
from api.store.types import Connection, Engine

NOW = dt.timedelta(0)
FOLDS = 5
"""How often the log is tried to be emptied: whoever reads just then stands in its way for a moment."""
RULE = "rule"
"""Who erases when nobody pressed."""


@dataclass(frozen=True)
class Due:
    """A case and the day from which its words are erased; `held` is a key of retention.HELD, or empty.

    It is closed, or a tip that nobody has closed in its time.
    """

    reference: str
    door: str
    kind: str
    unit: str
    closed_on: dt.date | None
    erase_on: dt.date
    held: str = ""

    def is_due(self, today: dt.date) -> bool:
        """Return whether it is erased on `today`."""
        return not self.held and self.erase_on <= today


@dataclass(frozen=True)
class Certificate:
    """That the words of a case were erased: which case, when, by whom, of how many letters, and nothing of what they said."""

    reference: str
    at: str
    officer: str
    letters: int


def _due(service: Engine, desk: Engine, case: Record, today: dt.date) -> Due | None:
    row, now = case.row, case.standing
    said = retention(row["door"], row["kind"], case.filed_on, now, today)
    day = said.since if isinstance(said, Erase) else said.until
    if day is None:
        return None
    held = said.why if isinstance(said, Held) else ""
    if isinstance(said, Erase) and linked_open(service, desk, case):
        held = "linked-open"
    closed_on = now.closing.at.date() if now.closing else None
    return Due(case.reference, row["door"], row["kind"], now.unit, closed_on, day, held)


def due(service: Engine, desk: Engine, until: dt.date) -> list[Due]:
    """Return the cases whose words are erased by the day `until`, those that are held included, and tips that nobody closed."""
    with desk.begin() as connection:
        erased = {each.reference: each.letters for each in erasures.after(connection, 0)}
    left = [case for case in all_records(service, desk) if erased.get(case.reference, 0) < case.standing.letters]
    found = [each for case in left if (each := _due(service, desk, case, until)) and each.erase_on <= until]
    return sorted(found, key=lambda each: (each.erase_on, each.reference))


def dry_run(resources: DeskResources, within: dt.timedelta = NOW) -> list[Due]:
    """Return the cases whose words are to be erased now or `within` some time, those that are held included; nothing is done."""
    return due(resources.service_reader, resources.reader, resources.clock().date() + within)


def erase(resources: DeskResources, officer: str = RULE) -> list[Certificate]:
    """Erase every case whose time is up: what the desk keeps at once, what the service keeps as soon as it looks."""
    today = resources.clock().date()
    wanted = {each.reference for each in dry_run(resources) if each.is_due(today)}
    at = moment(resources.clock())
    cases = [case for case in all_records(resources.service_reader, resources.reader) if case.reference in wanted]
    certificates = [Certificate(case.reference, at, officer, case.standing.letters) for case in cases]

    def work(connection: Connection) -> None:
        for each in certificates:
            case_steps.forget_words(connection, each.reference)
            case_links.forget(connection, each.reference)
            erasures.add(connection, each.reference, at, officer, each.letters)
            happened = DeskHappened(at, officer, "case-erased", each.reference, RULE, str(each.letters))
            desk_audit.note(connection, happened)

    if certificates:
        resources.writer.write(work)
        any(resources.writer.fold_log() for _ in range(FOLDS))
    return certificates

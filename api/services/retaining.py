"""Erasing the words of cases whose time is up: decided and begun at the desk, finished by the service."""

import datetime as dt
from dataclasses import dataclass

from api.domain.retention import Erase, Held, Keep, retention
from api.services.case_linking import linked_open
from api.services.case_records import Record, all_records
from api.services.resources import DeskResources
from api.store import case_links, case_steps, desk_audit, erasures
from api.store.desk_audit import DeskHappened
from api.store.rows import moment
from api.store.types import Connection

RULE = "rule"
"""Who erases when nobody pressed."""


@dataclass(frozen=True)
class Due:
    """A closed case and the day from which its words are erased; `held` is a key of retention.HELD, or empty."""

    reference: str
    door: str
    kind: str
    unit: str
    closed_on: dt.date
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


def _erased(resources: DeskResources) -> dict[str, int]:
    """Return of how many letters the words were erased, by case."""
    with resources.reader.begin() as connection:
        return {each.reference: each.letters for each in erasures.after(connection, 0)}


def _due(resources: DeskResources, case: Record, today: dt.date) -> Due | None:
    row, now = case.row, case.standing
    said = retention(row["door"], row["kind"], case.filed_on, now, today)
    if now.closing is None or isinstance(said, Held):
        return None
    day = said.until if isinstance(said, Keep) else said.since
    held = "linked-open" if isinstance(said, Erase) and linked_open(resources, case.reference) else ""
    closed_on = now.closing.at.date()
    return Due(case.reference, row["door"], row["kind"], now.unit, closed_on, day, held)


def dry_run(resources: DeskResources, within: dt.timedelta = dt.timedelta(0)) -> list[Due]:
    """Return the cases whose words are erased now or `within` some time, those that are held included; nothing is done."""
    today, erased = resources.clock().date(), _erased(resources)
    cases = all_records(resources.service_reader, resources.reader)
    left = [case for case in cases if erased.get(case.reference, 0) < case.standing.letters]
    found = [due for case in left if (due := _due(resources, case, today)) and due.erase_on <= today + within]
    return sorted(found, key=lambda due: (due.erase_on, due.reference))


def erase(resources: DeskResources, officer: str = RULE) -> list[Certificate]:
    """Erase every case whose time is up: what the desk keeps at once, what the service keeps as soon as it looks."""
    today = resources.clock().date()
    wanted = {due.reference for due in dry_run(resources) if due.is_due(today)}
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
        resources.writer.fold_log()
    return certificates

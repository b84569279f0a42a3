"""Chasing late answers: each stage of a late case is made known once, by name, whether or not anybody opens the desk."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from api.domain.chasing import Chase, Late, wanting
from api.domain.intake import UNITS
from api.domain.staffing import Gaps, Member, gaps
from api.services.case_acts import found
from api.services.case_records import Record, all_records
from api.services.published import Published
from api.services.resources import DeskResources
from api.store import case_chases, staff
from api.store.rows import moment
from api.store.types import Connection

CHASE_EVERY = 60.0
"""Seconds between two looks whether a day has begun, or somebody came or went."""


def members_of(resources: DeskResources) -> tuple[Member, ...]:
    """Return every member of staff, by name."""
    with resources.reader.begin() as connection:
        return tuple(account.member for account in staff.everybody(connection))


def left_lying(resources: DeskResources) -> Gaps:
    """Return the units whose cases nobody opens, keeps or leads."""
    return gaps(members_of(resources), UNITS)


def unseen(resources: DeskResources) -> list[tuple[str, int]]:
    """Return how many cases that are not closed nobody here can open, by unit."""
    closed = left_lying(resources).closed
    cases = all_records(resources.service_reader, resources.reader) if closed else []
    counts = Counter(case.standing.unit for case in cases if case.standing.state != "closed")
    return [(unit, counts[unit]) for unit in closed if counts[unit]]


def _late(case: Record, holidays: Collection[dt.date], today: dt.date) -> Late:
    clock = case.clock(holidays, today)
    return Late(case.standing.unit, case.officer, clock.began_on, clock.late_stages)


@dataclass
class Chasing:
    """What the desk's process makes known of late answers."""

    resources: DeskResources
    published: Published
    _seen: Any = None

    def round(self) -> int:
        """Make every chase that is to be made, and return how many rows that took; nothing changes twice a day."""
        now = self.resources.clock()
        holidays, members = self.published.current().holidays, members_of(self.resources)
        looked = (now.date(), holidays, members)
        if looked == self._seen:
            return 0
        cases = all_records(self.resources.service_reader, self.resources.reader)
        new = [
            (case.reference, chase)
            for case in cases
            for chase in wanting(_late(case, holidays, now.date()), case.chases, members, now.date())
        ]
        if new:
            self.resources.writer.write(lambda connection: case_chases.note(connection, new, moment(now)))
        self._seen = looked
        return len(new)


def carry(resources: DeskResources, member: Member, reference: str, holidays: Collection[dt.date]) -> bool:
    """Note that `member` took the note about the case to the committee, once; return whether there is such a note."""
    case, now = found(resources, member, reference), resources.clock()
    if case is None:
        return False
    clock = case.clock(holidays, now.date())
    if clock.stage != "committee":
        return False
    carried = Chase("committee", clock.began_on, now.date(), member.username, is_carried=True)

    def work(connection: Connection) -> None:
        known = case_chases.of(connection, reference)
        if not any(each.is_carried and each.round_on == clock.began_on for each in known):
            case_chases.note(connection, [(reference, carried)], moment(now))

    resources.writer.write(work)
    return True

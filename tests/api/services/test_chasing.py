"""Late answers are chased by the process of the desk, and the complainant reads what really happened."""

import datetime as dt
from pathlib import Path

import pytest

from api.domain.staffing import Member, Role
from api.services import auditing, casework, chasing
from api.services.chasing import Chasing
from api.services.complaining import Lodged
from api.services.desk_staff import add_staff, remove_staff
from api.services.published import Published
from api.services.resources import DeskResources, Resources
from api.services.signing import public_part
from api.store import desk_audit
from tests.support import PASSWORD, Clock, publish
from tests.worked import Bureau

COMMITTEE = dt.datetime(2027, 1, 29, 9)  # noqa: DTZ001 - the bureau's own time
"""The day on which a case filed on 21 November 2026 goes to the performance committee, with no day of rest between."""


class House(Bureau):
    """A bureau whose members are staff of the desk, with the process that chases."""

    def __init__(self, stores: tuple[Resources, DeskResources], folder: Path, clock: Clock) -> None:
        super().__init__(*stores)
        self.clock = clock
        publish(folder / "output", [])
        self.published = Published(folder / "output")
        self.chasing = Chasing(self.desk, self.published)

    def hires(self, name: str, role: Role, *units: str) -> Member:
        """Add a member of staff."""
        member = Member(name, role, frozenset(units), frozenset())
        add_staff(self.desk, member, PASSWORD)
        return member

    def rows(self, lodged: Lodged) -> list[tuple[str, str, str, str]]:
        """Return what the audit says of chases of a case, oldest first."""
        with self.desk.reader.begin() as connection:
            found = desk_audit.newest(connection, reference=lodged.reference)
        return [(row.officer, row.action, row.reason, row.detail) for _, row in reversed(found)]

    def words(self, lodged: Lodged) -> str:
        """Return where the complainant reads that the case is."""
        return self.sees(lodged).clock.words


@pytest.fixture
def house(stores: tuple[Resources, DeskResources], tmp_path: Path, clock: Clock) -> House:
    """Return a bureau without members."""
    return House(stores, tmp_path, clock)


def test_a_date_alone_reminds_nobody(house: House) -> None:
    """Before the desk's process looked, it is said that the officer is due to be reminded; after it, that the officer was."""
    house.hires("lin", "officer", "inspection")
    lodged = house.lodge()
    house.clock.now = dt.datetime(2027, 1, 21, 9)  # noqa: DTZ001 - the bureau's own time
    assert house.words(lodged) == "The answer is late. The officer is due to be reminded."
    assert house.chasing.round() == 1
    assert house.rows(lodged) == [("clock", "chased", "chase-one", "2026-11-21 lin")]
    assert house.words(lodged) == "The answer is late. The officer was reminded."
    done = {each.key: each.done_on for each in house.sees(lodged).clock.milestones}
    assert (done["chase-one"], done["chase-two"]) == (dt.date(2027, 1, 21), None)


def test_each_stage_is_chased_once_over_70_days_of_looks_and_restarts(house: House) -> None:
    """A look a day with a new process each time makes three rows: the officer, then the chief twice; none after the answer."""
    lin = house.hires("lin", "officer", "inspection")
    house.hires("wang", "chief")
    lodged, answered = house.lodge(), house.lodge(kind="agency")
    house.answers(answered, house.chief)
    for _ in range(80):
        house.clock.move(days=1)
        Chasing(house.desk, house.published).round()
    assert [(row[2], row[3][11:]) for row in house.rows(lodged)] == [
        ("chase-one", "lin"),
        ("chase-two", "wang"),
        ("committee", "wang"),
    ]
    assert not [row for row in house.rows(answered) if row[1] == "chased"]
    house.answers(lodged, lin)
    assert house.words(lodged) == "The bureau has answered."


def test_a_corruption_case_that_nobody_opens_says_so_to_everybody(house: House) -> None:
    """With a chief of all open units, it is in no queue; the complainant reads that nobody could be told, chiefs read a number."""
    chief = house.hires("lin", "chief", "inspection")
    lodged = house.lodge(kind="corruption")
    assert chasing.unseen(house.desk) == [("ethics", 1)]
    house.clock.now = COMMITTEE
    assert house.chasing.round() == 3
    assert casework.queue(house.desk, chief, ()) == []
    assert casework.escalations(house.desk, chief, ()) == []
    assert [row[3] for row in house.rows(lodged)] == ["2026-11-21"] * 3
    assert house.words(lodged) == "The answer is late, and nobody in the bureau could be told of it yet."
    house.hires("su", "chief", "ethics")
    assert house.chasing.round() == 3
    assert chasing.unseen(house.desk) == []
    assert house.words(lodged) == "The answer is very late. The performance committee is due to be told."


def test_the_committee_was_told_when_somebody_carried_the_paper(house: House) -> None:
    """Only a member who sees the case can say so, only at that stage, and twice is once; the row names who it was."""
    chief, other = house.hires("wang", "chief"), house.hires("ho", "officer", "safety")
    lodged = house.lodge()
    assert not chasing.carry(house.desk, chief, lodged.reference, ())
    house.clock.now = COMMITTEE
    house.chasing.round()
    assert not chasing.carry(house.desk, other, lodged.reference, ())
    assert house.words(lodged) == "The answer is very late. The performance committee is due to be told."
    assert chasing.carry(house.desk, chief, lodged.reference, ())
    assert chasing.carry(house.desk, chief, lodged.reference, ())
    assert house.words(lodged) == "The answer is very late. The performance committee was told."
    told = [row for row in house.rows(lodged) if row[1] == "committee-told"]
    assert told == [("wang", "committee-told", "committee", "2026-11-21")]
    with house.desk.reader.begin() as connection:
        assert auditing.broken(connection, public_part(house.desk.signing_key)) == []


def test_who_has_left_was_told_all_the_same(house: House) -> None:
    """Lin was reminded and is removed: what was said stays true, and nobody is chased again for that stage."""
    house.hires("lin", "officer", "inspection")
    lodged = house.lodge()
    house.clock.now = dt.datetime(2027, 1, 21, 9)  # noqa: DTZ001 - the bureau's own time
    house.chasing.round()
    remove_staff(house.desk, "lin")
    house.hires("chen", "officer", "inspection")
    assert house.chasing.round() == 0
    assert house.words(lodged) == "The answer is late. The officer was reminded."

"""A town of cases at random: nobody is told outside their hours, no closing breaks a rule, and the judge sees it when one does."""

import datetime as dt
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.domain.cases import Detail
from api.domain.staffing import Member
from api.services.case_acts import Act, perform
from api.services.notices import Noticing
from api.services.published import Published
from api.services.resources import DeskResources, Resources
from tests.case_people import Person
from tests.case_town import Town, closings
from tests.support import Clock, publish

Stores = tuple[Resources, DeskResources]
DAYS, ACTS = 10, 8
LEAST = {
    "closed by one": 8, "proposed": 8, "confirmed": 4, "refused": 2, "contested": 6, "closed after a contest": 1,
    "withdrawn": 4, "referred": 2,
}  # fmt: skip
"""What happens at least in 60 cases: less would judge nothing."""


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Say nothing of senders that are down."""
    caplog.set_level(logging.CRITICAL, logger="api.services.notices")


class Hasty(Town):
    """A town whose desk takes the hour before a window for its first one."""

    def begin(self) -> Noticing:
        """Return what sends with a clock that is an hour ahead."""
        ahead = replace(self.desk, clock=lambda: self.clock() + dt.timedelta(hours=1))
        return Noticing(ahead, self.published, {"email": self, "sms": self})


class Careless(Town):
    """A town in which a case is closed without asking the rule."""

    def acts(self, act: str, member: Member, person: Person, press: str) -> Iterator[object]:
        """Close with a reason and without evidence wherever an officer would propose to close."""
        if act == "close":
            yield perform(self.desk, member, person.reference, None, press, lambda _: Act("closed", Detail("settled")))
        else:
            yield from super().acts(act, member, person, press)


def after_weeks(sort: type[Town], stores: Stores, folder: Path, clock: Clock, cases: int) -> Town:
    """Return a town of that `sort` after ten days."""
    publish(folder / "output", [])
    town = sort(stores, Published(folder / "output"), clock, seed=7)
    town.settle(cases)
    town.live(DAYS, ACTS / DAYS)
    return town


def test_a_town_of_sixty_cases_breaks_no_rule(stores: Stores, tmp_path: Path, clock: Clock) -> None:
    """60 cases in 10 days, with outages, restarts and wrong clocks: 0 messages against a rule, 0 closings against one, of many."""
    town = after_weeks(Town, stores, tmp_path, clock, 60)
    counts, wrong = closings(town.readings())
    assert {what: counts[what] for what, least in LEAST.items() if counts[what] < least} == {}
    assert town.counts["sent"] > 30
    assert town.counts["called"] > 3
    assert [*town.faults, *wrong] == []


def test_a_message_an_hour_too_early_is_seen_by_the_judge(stores: Stores, tmp_path: Path, clock: Clock) -> None:
    """With a sender whose clock is one hour ahead, messages outside the hours are reported."""
    town = after_weeks(Hasty, stores, tmp_path, clock, 20)
    assert any("outside the hours" in fault for fault in town.faults)


def test_a_closing_without_evidence_is_seen_by_the_judge(stores: Stores, tmp_path: Path, clock: Clock) -> None:
    """With officers who close with no evidence, and alone, both are reported."""
    _, wrong = closings(after_weeks(Careless, stores, tmp_path, clock, 20).readings())
    assert any("without evidence" in fault for fault in wrong)
    assert any("by one officer alone" in fault for fault in wrong)

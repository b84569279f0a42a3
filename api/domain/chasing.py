"""Chases of late answers: to whom each one goes by name, which are still to be made, and what came of those that were."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from api.domain.staffing import Member, chiefs, keepers

LateStage = Literal["chase-one", "chase-two", "committee"]
LATE_STAGES: tuple[LateStage, ...] = ("chase-one", "chase-two", "committee")


@dataclass(frozen=True)
class Chase:
    """One chase that was made on `at`, in the round that began on `round_on`; `to` is empty when nobody could be told.

    `is_carried`: not a word to a member of staff, but the note in the hands of the committee; `to` took it there.
    """

    stage: LateStage
    round_on: dt.date
    at: dt.date
    to: str = ""
    is_carried: bool = False


class Outcome(NamedTuple):
    """What came of a chase: the day on which it reached whom it was for, and whether it had nobody to go to."""

    on: dt.date | None
    has_nobody: bool


class Late(NamedTuple):
    """A late case: its unit, the officer who worked on it last, its round, and the stages that it came to."""

    unit: str
    officer: str
    round_on: dt.date
    stages: Sequence[LateStage]


def outcome(stage: LateStage, round_on: dt.date, chases: Collection[Chase]) -> Outcome:
    """Return what came of the chase `stage`: the committee is told when the note was carried there, others when they are named."""
    own = [each for each in chases if (each.stage, each.round_on) == (stage, round_on)]
    reached = [each.at for each in own if each.to and each.is_carried == (stage == "committee")]
    return Outcome(min(reached, default=None), bool(own) and not any(each.to for each in own))


def addressees(stage: LateStage, late: Late, members: Collection[Member]) -> tuple[str, ...]:
    """Return to whom a chase goes: to the officer who has the case, else to all of the unit; later to its chiefs."""
    if stage != "chase-one":
        return chiefs(members, late.unit)
    if any(member.username == late.officer and member.sees(late.unit) for member in members):
        return (late.officer,)
    return keepers(members, late.unit)


def wanting(late: Late, chases: Collection[Chase], members: Collection[Member], today: dt.date) -> Iterator[Chase]:
    """Yield each chase that is to be made: once for a stage, and again when there is somebody where there was nobody."""
    for stage in late.stages:
        known = [each.to for each in chases if (each.stage, each.round_on) == (stage, late.round_on)]
        names = addressees(stage, late, members)
        if not any(known) and (names or not known):
            yield from (Chase(stage, late.round_on, today, name) for name in names or ("",))

"""The clock of a case: by when somebody writes, by when the answer is due, and who is told when it does not come."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from api.domain.cases import Event, ordered
from api.domain.chasing import LATE_STAGES, Chase, LateStage, Outcome, outcome
from api.domain.intake import first_reply_by
from api.domain.workdays import add_workdays
from i18n.messages import mark

Key = Literal["received", "first-reply", "due", "chase-one", "chase-two", "committee"]
Stage = Literal["first-reply", "due", "chase-one", "chase-two", "committee", "answered"]

MILESTONES: Mapping[Key, str] = {
    "received": mark("Received"),
    "first-reply": mark("Somebody writes to you in your language"),
    "due": mark("The answer is due"),
    "chase-one": mark("First chase: the officer is reminded"),
    "chase-two": mark("Second chase: the section chief is told"),
    "committee": mark("It goes to the performance committee"),
}
STAGE_WORDS: Mapping[Stage, str] = {
    "first-reply": mark("The bureau has not written yet."),
    "due": mark("The bureau is working on the answer."),
    "chase-one": mark("The answer is late. The officer was reminded."),
    "chase-two": mark("The answer is late. The section chief was told."),
    "committee": mark("The answer is very late. The performance committee was told."),
    "answered": mark("The bureau has answered."),
}
DUE_WORDS: Mapping[Stage, str] = {
    "chase-one": mark("The answer is late. The officer is due to be reminded."),
    "chase-two": mark("The answer is late. The section chief is due to be told."),
    "committee": mark("The answer is very late. The performance committee is due to be told."),
}
"""What is said of a chase until it was made and reached somebody."""
NOBODY = mark("The answer is late, and nobody in the bureau could be told of it yet.")
AGAIN_WORDS: Mapping[Stage, str] = {"first-reply": mark("The bureau has not written since then.")}
"""What is said otherwise from the second round on, where the bureau has written before."""
_ASIDE = frozenset({"opened", "contact", "name-asked", "name-granted", "name-refused", "name-opened"})
AGAIN_DAYS = 30
"""Days for the answer to a contest, or to a letter that came after the answer (the bureau's own promise)."""
CHASE_WORKDAYS = 3
"""Working days between one chase and the next."""


@dataclass(frozen=True)
class Round:
    """From what was filed to its answer. A contest, or a letter after the end, begins the next one."""

    began_on: dt.date
    due_on: dt.date
    first_reply_on: dt.date | None = None
    ended_on: dt.date | None = None

    def is_late(self, today: dt.date) -> bool:
        """Return whether the answer came late, or is late on `today`."""
        return (self.ended_on or today) > self.due_on


@dataclass(frozen=True)
class Milestone:
    """One day of the clock: `is_reached` when it has come without an answer; `done_on` when what it asks for was done."""

    key: Key
    on: dt.date
    is_reached: bool
    done_on: dt.date | None = None


@dataclass(frozen=True)
class Clock:
    """What officer and complainant both see; `stage` is the present one, `days_left` is negative when the answer is late."""

    stage: Stage
    milestones: tuple[Milestone, ...]
    days_left: int
    ended_on: dt.date | None
    is_late: bool
    is_first_reply_late: bool
    waits_for: Literal["bureau", "complainant", ""]
    is_again: bool = False
    has_nobody: bool = False

    @property
    def began_on(self) -> dt.date:
        """Return the day on which the present round began."""
        return self.milestones[0].on

    @property
    def late_stages(self) -> tuple[LateStage, ...]:
        """Return the chases that an answer which is still missing has come to."""
        reached = {each.key for each in self.milestones if each.is_reached and not self.ended_on}
        return tuple(stage for stage in LATE_STAGES if stage in reached)

    @property
    def words(self) -> str:
        """Return where the clock stands as a marked sentence; of a chase only that it was made if it was."""
        done = {each.key for each in self.milestones if each.done_on}
        if self.stage in DUE_WORDS and self.stage not in done:
            return NOBODY if self.has_nobody else DUE_WORDS[self.stage]
        return (self.is_again and AGAIN_WORDS.get(self.stage)) or STAGE_WORDS[self.stage]


def _after(last: Round, event: Event) -> Round:
    on = event.at.date()
    if event.step in {"asked", "answered"}:
        last = replace(last, first_reply_on=last.first_reply_on or on)
    is_end = event.step in {"closed", "withdrawn"} or (event.step == "answered" and event.detail.is_result)
    return replace(last, ended_on=last.ended_on or on) if is_end else last


def rounds(history: Sequence[Event], filed_on: dt.date, due_on: dt.date) -> list[Round]:
    """Return the rounds of a case, the first one with its legal due day. A question to the complainant stops nothing."""
    found = [Round(filed_on, due_on)]
    for event in ordered(history):
        if event.step in {"written", "contested"} and found[-1].ended_on:
            began = event.at.date()
            found.append(Round(began, began + dt.timedelta(days=AGAIN_DAYS)))
        else:
            found[-1] = _after(found[-1], event)
    return found


def _days(last: Round, holidays: Collection[dt.date]) -> dict[Key, dt.date]:
    one = add_workdays(last.due_on, 1, holidays)
    two = add_workdays(one, CHASE_WORKDAYS, holidays)
    return {
        "received": last.began_on,
        "first-reply": first_reply_by(last.began_on, holidays),
        "due": last.due_on,
        "chase-one": one,
        "chase-two": two,
        "committee": add_workdays(two, CHASE_WORKDAYS, holidays),
    }


def _milestones(last: Round, days: Mapping[Key, dt.date], today: dt.date) -> Iterator[Milestone]:
    done = {"received": last.began_on, "first-reply": last.first_reply_on, "due": last.ended_on}
    stops = {"first-reply": last.first_reply_on or last.ended_on}
    for key, on in days.items():
        until = stops.get(key) or last.ended_on
        # What was done on the day itself was in time: such a day was not reached.
        yield Milestone(key, on, key == "received" or (on < until if until else on <= today), done.get(key))


def _stage(last: Round, days: Mapping[Key, dt.date], today: dt.date, *, is_tip: bool) -> Stage:
    if last.ended_on:
        return "answered"
    late: tuple[Stage, ...] = ("committee", "chase-two", "chase-one")
    for stage in late:
        if today >= days[stage]:  # type: ignore[index]
            return stage
    return "due" if is_tip or last.first_reply_on else "first-reply"


def _is_asked(history: Sequence[Event]) -> bool:
    """Return whether a question to the complainant was the last thing that happened, but for looking and for contacts."""
    return next((event.step == "asked" for event in reversed(ordered(history)) if event.step not in _ASIDE), False)


def clock(
    history: Sequence[Event],
    filed_on: dt.date,
    due_on: dt.date,
    holidays: Collection[dt.date],
    today: dt.date,
    *,
    is_tip: bool = False,
) -> Clock:
    """Return the clock of a case on `today`; nobody writes back to a tip, so it has no day for a first reply."""
    *before, last = rounds(history, filed_on, due_on)
    days = _days(last, holidays)
    first_by = days["first-reply"]
    if is_tip:
        del days["first-reply"]
    waits = "" if last.ended_on else "complainant" if _is_asked(history) else "bureau"
    return Clock(
        stage=_stage(last, days, today, is_tip=is_tip),
        milestones=tuple(_milestones(last, days, today)),
        days_left=(last.due_on - today).days,
        ended_on=last.ended_on,
        is_late=last.is_late(today),
        is_first_reply_late=not is_tip and (last.first_reply_on or last.ended_on or today) > first_by,
        waits_for=waits,  # type: ignore[arg-type]
        is_again=bool(before),
    )


def with_chases(before: Clock, chases: Collection[Chase]) -> Clock:
    """Return the clock `before` with what came of the `chases` that were made: a day alone reminds nobody."""
    told: Mapping[Key, Outcome] = {stage: outcome(stage, before.began_on, chases) for stage in LATE_STAGES}
    days = (replace(each, done_on=told[each.key].on) if each.key in told else each for each in before.milestones)
    has_nobody = any(each.has_nobody for key, each in told.items() if key == before.stage)
    return replace(before, milestones=tuple(days), has_nobody=has_nobody)

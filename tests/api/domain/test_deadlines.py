"""The clock of a case: time travel over its chases."""

import datetime as dt

import pytest

from api.domain.cases import Detail, Event
from api.domain.chasing import LATE_STAGES, Chase
from api.domain.deadlines import DUE_WORDS, MILESTONES, NOBODY, STAGE_WORDS, Clock, Stage, clock, rounds, with_chases

FILED, DUE = dt.date(2026, 11, 21), dt.date(2027, 1, 20)
LODGED = Event("lodged", 1, at=dt.datetime(2026, 11, 21, 10))  # noqa: DTZ001 - the bureau's own time
RESTS = {dt.date(2026, 12, 25), dt.date(2027, 1, 1)}
RESULT = Detail(is_result=True)


def _on(day: str, *events: Event, is_tip: bool = False) -> Clock:
    return clock([LODGED, *events], FILED, DUE, RESTS, dt.date.fromisoformat(day), is_tip=is_tip)


def _did(step: str, day: str, letters: int = 1, detail: Detail = Detail()) -> Event:  # noqa: B008 - it is frozen
    return Event(step, letters, "lin", dt.datetime.fromisoformat(f"{day}T15:00"), detail)  # type: ignore[arg-type]


def _wrote(step: str, day: str, letters: int = 2) -> Event:
    return Event(step, letters, at=dt.datetime.fromisoformat(f"{day}T15:00"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2026-11-21", "first-reply"),
        ("2027-01-20", "first-reply"),
        ("2027-01-21", "chase-one"),
        ("2027-01-25", "chase-one"),
        ("2027-01-26", "chase-two"),
        ("2027-01-28", "chase-two"),
        ("2027-01-29", "committee"),
        ("2027-06-01", "committee"),
    ],
)
def test_a_case_that_nobody_answers_goes_up_day_by_day(day: str, stage: Stage) -> None:
    """Due on Wednesday 20 January 2027: chased on the 21st, again on the 26th, and before the performance committee on the 29th."""
    assert _on(day).stage == stage


def test_the_days_of_the_clock_are_working_days() -> None:
    """Filed on a Saturday, somebody writes by Wednesday; the chases skip weekends and days of rest."""
    days = {each.key: each.on.isoformat() for each in _on("2026-11-23").milestones}
    assert days == {
        "received": "2026-11-21",
        "first-reply": "2026-11-25",
        "due": "2027-01-20",
        "chase-one": "2027-01-21",
        "chase-two": "2027-01-26",
        "committee": "2027-01-29",
    }
    resting = clock([LODGED], FILED, DUE, {dt.date(2027, 1, 21), dt.date(2027, 1, 22)}, FILED)
    assert [each.on.isoformat() for each in resting.milestones][-3:] == ["2027-01-25", "2027-01-28", "2027-02-02"]


def test_a_first_reply_moves_the_clock_on_and_does_not_stop_it() -> None:
    """Answered on the second day without a result, the case waits for its answer, is late on 21 January and says so."""
    first = _did("answered", "2026-11-23")
    assert (_on("2026-11-24", first).stage, _on("2026-11-24", first).days_left) == ("due", 57)
    assert not _on("2026-11-24", first).is_first_reply_late
    assert _on("2026-11-26").is_first_reply_late
    late = _on("2027-01-21", first)
    assert (late.stage, late.days_left, late.is_late) == ("chase-one", -1, True)


def test_a_question_to_the_complainant_stops_nothing() -> None:
    """Asked on the day before it is due, the case waits for the complainant and is chased all the same."""
    asked = _on("2027-01-21", _did("asked", "2027-01-19"))
    assert (asked.stage, asked.waits_for) == ("chase-one", "complainant")


def test_an_answer_with_the_result_ends_it_and_so_do_closing_and_withdrawal() -> None:
    """Ended in time, nothing is late for ever after; ended after the first chase, that one stays reached."""
    for end in (
        _did("answered", "2027-01-20", 1, RESULT),
        _did("closed", "2027-01-20"),
        _wrote("withdrawn", "2027-01-20"),
    ):
        done = _on("2027-06-01", end)
        assert (done.stage, done.is_late, done.ended_on) == ("answered", False, DUE)
        assert not [each.key for each in done.milestones if each.is_reached and each.key.startswith("chase")]
    late = _on("2027-06-01", _did("closed", "2027-01-25"))
    assert late.is_late
    assert [each.key for each in late.milestones if each.is_reached][-2:] == ["due", "chase-one"]


def test_a_contest_begins_a_clock_of_thirty_days() -> None:
    """Closed on 10 January and contested on 1 February, the answer is due on 3 March; a letter after the answer does the same."""
    closed = _did("closed", "2027-01-10")
    for step in ("contested", "written"):
        again = _on("2027-02-01", closed, _wrote(step, "2027-02-01"))
        assert (again.stage, again.days_left) == ("first-reply", 30)
        assert {each.key: each.on for each in again.milestones}["due"] == dt.date(2027, 3, 3)


def test_a_letter_before_the_answer_begins_nothing_anew() -> None:
    """Writing again while the bureau owes the first answer does not give it more time."""
    assert len(rounds([LODGED, _wrote("written", "2027-01-19")], FILED, DUE)) == 1


def test_an_answer_late_in_the_first_round_stays_late() -> None:
    """A second round in time does not wash the first one clean."""
    history = [LODGED, _did("closed", "2027-02-10"), _wrote("contested", "2027-02-11"), _did("closed", "2027-02-12", 2)]
    assert [each.is_late(dt.date(2027, 3, 1)) for each in rounds(history, FILED, DUE)] == [True, False]


def test_a_tip_has_no_day_for_a_first_reply() -> None:
    """Nobody writes back to a tip: its clock goes from filing to the due day."""
    tip = _on("2026-12-30", is_tip=True)
    assert (tip.stage, tip.is_first_reply_late) == ("due", False)
    assert "first-reply" not in {each.key for each in tip.milestones}


def test_every_day_and_stage_has_its_words() -> None:
    """Each milestone and stage is a sentence that both sides read."""
    assert all(MILESTONES.values())
    assert STAGE_WORDS.keys() == {"first-reply", "due", "chase-one", "chase-two", "committee", "answered"}


def test_a_chase_is_in_the_past_only_when_it_was_made() -> None:
    """On 21 January the officer is due to be reminded; with a row without a name nobody could be; with a name it is done."""
    began = FILED
    bare = _on("2027-01-21")
    assert bare.words == DUE_WORDS["chase-one"]
    lying = with_chases(bare, [Chase("chase-one", began, dt.date(2027, 1, 21))])
    assert (lying.words, lying.has_nobody) == (NOBODY, True)
    told = with_chases(bare, [Chase("chase-one", began, dt.date(2027, 1, 21), "lin")])
    assert told.words == STAGE_WORDS["chase-one"]
    assert {each.key: each.done_on for each in told.milestones}["chase-one"] == dt.date(2027, 1, 21)
    assert bare.late_stages == ("chase-one",)
    assert DUE_WORDS.keys() == set(LATE_STAGES) < STAGE_WORDS.keys()

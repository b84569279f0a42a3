"""The state of a case and its clock."""

import datetime as dt

from api.domain.cases import Event, days_left, due_on, state


def test_an_answer_is_due_within_sixty_days() -> None:
    """A complaint of 21 November 2026 is due on 20 January 2027; on 22 January it is two days late."""
    due = due_on(dt.date(2026, 11, 21))
    assert due == dt.date(2027, 1, 20)
    assert days_left(due, dt.date(2027, 1, 22)) == -2


def test_the_state_follows_the_steps() -> None:
    """Lodged is received; opened is assigned; answered is answered; a new letter asks for an officer again."""
    lodged = Event("lodged", 1)
    opened = Event("opened", 1, officer=True)
    answered = Event("answered", 1, officer=True)
    assert state([lodged]) == "received"
    assert state([lodged, opened]) == "assigned"
    assert state([lodged, opened, answered]) == "answered"
    assert state([lodged, opened, answered, Event("written", 2)]) == "assigned"
    assert state([lodged, opened, answered, Event("written", 2), Event("answered", 2, officer=True)]) == "answered"


def test_a_withdrawal_ends_a_case_whatever_the_desk_does() -> None:
    """An answer that crosses a withdrawal does not bring the case back."""
    assert state([Event("lodged", 1), Event("withdrawn", 2), Event("answered", 1, officer=True)]) == "withdrawn"
    assert state([Event("lodged", 1), Event("closed", 1, officer=True)]) == "closed"

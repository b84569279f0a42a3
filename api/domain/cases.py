"""What state a complaint is in, and by which day an answer is due."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from i18n.messages import mark

Step = Literal["lodged", "written", "opened", "answered", "closed", "withdrawn"]
State = Literal["received", "assigned", "answered", "closed", "withdrawn"]

ANSWER_DAYS = 60
"""Days within which a complaint is answered (Labor Standards Act, Article 74, paragraph 4)."""

STATE_WORDS: dict[State, str] = {
    "received": mark("Received. Nobody has opened it yet."),
    "assigned": mark("An officer has opened it."),
    "answered": mark("There is an answer for you."),
    "closed": mark("Closed."),
    "withdrawn": mark("You withdrew it."),
}


@dataclass(frozen=True)
class Event:
    """One step in the history of a case.

    Times on what a complainant wrote are coarse (the hour), so they do not order it: `letters` does, the number of letters
    that had arrived (for a letter, itself included), and `officer` tells an officer's step from a letter.
    """

    step: Step
    letters: int
    officer: bool = False


def due_on(lodged_on: dt.date) -> dt.date:
    """Return the last day on which the answer is in time."""
    return lodged_on + dt.timedelta(days=ANSWER_DAYS)


def days_left(due: dt.date, today: dt.date) -> int:
    """Return how many days are left before the answer is late; negative when it is late."""
    return (due - today).days


def state(history: Sequence[Event]) -> State:
    """Return the state after `history`. A withdrawal ends it; what the complainant writes later opens an answer again."""
    steps = [event.step for event in sorted(history, key=lambda event: (event.letters, event.officer))]
    if "withdrawn" in steps:
        return "withdrawn"
    last = next((step for step in reversed(steps) if step in {"answered", "closed", "written"}), None)
    if last == "closed":
        return "closed"
    if last == "answered":
        return "answered"
    return "assigned" if "opened" in steps else "received"

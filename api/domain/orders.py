"""What the desk may do to lists by hand, for which reasons, and why it can be refused."""

from collections.abc import Mapping
from dataclasses import dataclass

from api.domain.seats import State
from i18n.messages import mark


@dataclass(frozen=True)
class Action:
    """One thing that staff can ask for: what it is called, the states it starts from, and the state it leads to.

    Whatever moves a person on a list is `published` with its reason, under the pseudonym.
    """

    text: str
    of: frozenset[State] = frozenset()
    to: State | None = None
    published: bool = True


ACTIONS: Mapping[str, Action] = {
    "seat": Action(
        mark("Give a seat out of turn"), frozenset({"waiting", "lapsed", "cancelled", "refused"}), "confirmed"
    ),
    "remove": Action(
        mark("Take off the list"), frozenset({"confirmed", "offered", "waiting", "entered", "invited"}), "refused"
    ),
    "to-front": Action(mark("Move to the front of the waiting list"), frozenset({"waiting"})),
    "to-end": Action(mark("Move to the end of the waiting list"), frozenset({"waiting"})),
    "back": Action(mark("Put back on the waiting list"), frozenset({"cancelled", "lapsed", "refused"}), "waiting"),
    "invite": Action(mark("Invite to the test or interview"), frozenset({"entered"}), "invited", published=False),
    "admit": Action(mark("Admit after the selection"), frozenset({"entered", "invited"}), "confirmed", published=False),
    "reserve": Action(mark("Put on the reserve list"), frozenset({"entered", "invited"}), "waiting", published=False),
    "decline": Action(
        mark("Decline after the selection"), frozenset({"entered", "invited"}), "refused", published=False
    ),
    "completed": Action(mark("Record that the class was finished"), frozenset({"confirmed"}), published=False),
    "open": Action(mark("Open enrolment now")),
    "close": Action(mark("Close enrolment now")),
    "as-announced": Action(mark("Follow the announced times again")),
    "capacity": Action(mark("Change the number of seats")),
    "not-held": Action(mark("Do not hold the class")),
    "numbers": Action(mark("Type in the public numbers of the draw"), published=False),
}
OF_OFFER = frozenset({"open", "close", "as-announced", "capacity", "not-held", "numbers"})
"""Actions about the whole offer; all others are about one entry."""

REASONS: Mapping[str, str] = {
    "clerical-error": mark("An error of the bureau is put right"),
    "system-fault": mark("A fault of the service is put right"),
    "asked-by-person": mark("The person asked for it"),
    "not-entitled": mark("The conditions of the class are not met"),
    "absent": mark("Absent without notice"),
    "access-need": mark("A need because of a disability"),
    "too-few": mark("Fewer people than the class needs"),
    "room-or-teacher": mark("Room or teacher is not available"),
    "more-demand": mark("More people want the class"),
    "selection": mark("Result of the test or interview"),
    "draw": mark("Result of the draw"),
    "end-of-class": mark("The class has ended"),
}
"""Why something was moved by hand: one of these, so that it can be published in every language."""

OUTCOMES: Mapping[str, str] = {
    "done": mark("Done"),
    "changed-meanwhile": mark("Not done: somebody else changed this class meanwhile. Look again, then decide."),
    "below-seats-taken": mark("Not done: more seats are taken than that. Move people first."),
    "no-free-seat": mark("Not done: no seat is free."),
    "wrong-state": mark("Not done: this person is no longer in the state that you saw."),
    "has-elsewhere": mark("Not done: the person has a place here already, or a seat at the same time."),
    "unknown": mark("Not done: the class or the person is not on the list."),
    "no-reason": mark("Not done: a move by hand needs a reason."),
    "numbers-wrong": mark("Not done: five different numbers from 1 to 39 are needed."),
    "numbers-differ": mark("Not done: the two members of staff typed different numbers. Both look again."),
    "waits-for-second": mark("Waits: a second member of staff must type the same numbers."),
    "draw-first": mark("Not done: the draw comes first. Until then people can only be taken off the list."),
    "fixed-by-draw": mark("Not done: this was published with the draw and cannot be changed any more."),
    "failed": mark("Not done: the service could not carry this out. Tell those who run it."),
    "not-yet": mark("Not done: the list is not closed yet."),
}

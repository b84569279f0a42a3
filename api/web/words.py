"""What the service says about seats, enrolments and cases."""

from api.domain.offers import GIVEN
from api.domain.seats import AlreadyHolds, Clash, MissingStep, NotOpen, State
from api.services.enrolling import KeyReused, NoOffer, Refusal, Wish
from api.store.enrolments import Seats
from i18n import formats
from i18n.languages import Language
from i18n.messages import Message, mark, translate


def seats(full: Seats, language: Language, allocation: str = "first-come") -> str:
    """Return how full an offer is, as a sentence, or how its seats are given."""
    free = full.capacity - full.taken
    capacity = formats.number(full.capacity, language)
    if allocation in GIVEN:
        return translate(GIVEN[allocation], language, capacity=capacity)
    if full.capacity == 1 and not full.waiting:
        return translate(mark("This time is free.") if free else mark("This time is taken."), language)
    if free and not full.waiting:
        return translate(
            mark("%(free)s of %(capacity)s seats are free."),
            language,
            free=formats.number(free, language),
            capacity=capacity,
        )
    waiting = formats.number(full.waiting, language)
    return translate(
        mark("All %(capacity)s seats are taken. People on the waiting list: %(waiting)s."),
        language,
        capacity=capacity,
        waiting=waiting,
    )


_HELD: dict[State, str] = {
    "confirmed": mark("You have a seat."),
    "entered": mark(
        "Your entry is on the list. All who enter in time are equal; nothing depends on how fast you were."
    ),
    "invited": mark("You are invited to the test or interview. The day stands on the page of the class."),
    "cancelled": mark("You gave the seat back. You hold nothing in this class now."),
    "lapsed": mark("The seat that was kept for you has gone to the next person, because it was not taken up in time."),
    "released": mark("You got a better wish, so this one was given to the next person."),
    "refused": mark("There was no seat for you this time."),
    "not-held": mark("This class is not held. What you paid comes back in full."),
}


def held(wish: Wish, language: Language) -> str:
    """Return what the person holds in one offer, as a sentence."""
    if wish.state == "waiting":
        place = formats.number(wish.place or 0, language)
        return translate(
            mark("You are number %(place)s on the waiting list. When a seat is free, we keep it for you and tell you."),
            language,
            place=place,
        )
    if wish.state == "offered":
        until = formats.moment(wish.hold_until, language) if wish.hold_until else ""
        return translate(mark("A seat is kept for you until %(until)s. Take it up before then."), language, until=until)
    return translate(_HELD[wish.state], language)


ENROLLED_TITLES: dict[State, str] = {
    "confirmed": mark("You are enrolled"),
    "offered": mark("A seat is kept for you"),
    "waiting": mark("You are on the waiting list"),
    "entered": mark("You have entered"),
    "invited": mark("You are invited"),
    "cancelled": mark("The seat is given back"),
    "lapsed": mark("The seat was not taken up"),
    "released": mark("The seat is given back"),
    "refused": mark("No seat this time"),
    "not-held": mark("The class is not held"),
}

UNKNOWN_RECEIPT = mark("No case has this receipt. Please compare it with your copy.")
WITHDRAWN = mark("You withdrew this complaint. Nothing was added; you can open it again, or file a new one.")
FILES_GONE = mark("A file was handed in more than a day ago and has been forgotten. Please add it again.")
NOT_CLOSED = mark("This case is open, so there is nothing to open again. You can add what is missing.")
KEY_REUSED = mark("This press was used for something else. Please open the form again.")
NO_OFFER = mark("No seat is kept for you any more. It has gone to the next person who waited.")
NOT_TOGETHER = mark("Choose other classes of the same draw, each of them once.")


OPENS = mark("Enrolment opens on %(moment)s. Please come back then.")
NOT_YET = mark("Enrolment is not open yet. Please come back when it opens.")
CLOSED = mark("Enrolment for this class is closed.")
CLASH_UNNAMED = mark(
    "There is a seat for this person at the same time already. Look it up with its code and give it back first, or choose another time."
)
CLASH = mark(
    "You have a seat in “%(other)s”, which meets at the same time. Give that seat back first, or choose another class."
)
MISSING_STEP = mark("This class builds on “%(earlier)s”. Finish that one first; then you can enrol here.")
_REFUSED: dict[type, str] = {
    AlreadyHolds: mark("This person has a seat or a place here already. Look it up with its code."),
    NoOffer: NO_OFFER,
    KeyReused: KEY_REUSED,
}


def refused(refusal: Refusal | NoOffer, titles: dict[str, str], opens: str = "") -> Message:
    """Return why there was no enrolment, and what to do next; `titles` names offers and steps, `opens` the opening."""
    match refusal:
        case Clash(offer=offer) if offer in titles:
            return Message(CLASH, {"other": titles[offer]})
        case Clash():
            return Message(CLASH_UNNAMED)
        case MissingStep(step=step):
            return Message(MISSING_STEP, {"earlier": titles.get(step, step)})
        case NotOpen(window="before") if opens:
            return Message(OPENS, {"moment": opens})
        case NotOpen(window=where):
            return Message(NOT_YET if where == "before" else CLOSED)
        case _:
            return Message(_REFUSED[type(refusal)])

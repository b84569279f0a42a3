"""What the service says about seats, enrolments and cases."""

from api.domain.seats import NotOpen
from api.services.enrolling import AlreadyHolds, Enrolled, KeyReused
from api.store.enrolments import Seats
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate


def seats(full: Seats, language: Language) -> str:
    """Return how full a class is, as a sentence."""
    free = full.capacity - full.taken
    values = {name: formats.number(value, language) for name, value in vars(full).items()}
    if free and not full.waiting:
        return translate(
            mark("%(free)s of %(capacity)s seats are free."), language, free=formats.number(free, language), **values
        )
    return translate(
        mark("All %(capacity)s seats are taken. People on the waiting list: %(waiting)s."), language, **values
    )


def enrolled(held: Enrolled, language: Language) -> str:
    """Return what the person holds, as a sentence."""
    if held.state == "confirmed":
        return translate(mark("You have a seat."), language)
    if held.state == "waiting":
        place = formats.number(held.place or 0, language)
        return translate(
            mark("You are number %(place)s on the waiting list. You move up by yourself when a seat is given back."),
            language,
            place=place,
        )
    return translate(mark("You gave the seat back. You hold nothing in this class now."), language)


ENROLLED_TITLES = {
    "confirmed": mark("You are enrolled"),
    "waiting": mark("You are on the waiting list"),
    "cancelled": mark("The seat is given back"),
}

WITHDRAWN = mark("You withdrew this complaint. Nothing was added; you can file a new one.")
KEY_REUSED = mark("This press was used for something else. Please open the form again.")


def refused(refusal: NotOpen | AlreadyHolds | KeyReused) -> str:
    """Return why there was no enrolment, as a marked message."""
    match refusal:
        case NotOpen(window="before"):
            return mark("Enrolment is not open yet. Please come back when it opens.")
        case NotOpen():
            return mark("Enrolment for this class is closed.")
        case AlreadyHolds():
            return mark("You already have a seat or a place in this class. Look it up with your code.")
        case KeyReused():
            return KEY_REUSED

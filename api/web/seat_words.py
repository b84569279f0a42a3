"""How full a class is, in words that fit the way in which its seats are given."""

from api.kinds.choosing import Row
from api.store.enrolments import Seats
from api.web import words
from i18n.languages import Language


def seats_of(row: Row, full: dict[str, Seats]) -> Seats:
    """Return how full the class `row` is; nobody has enrolled in one that `full` does not know."""
    return full.get(row["id"]) or Seats(row["capacity"], 0, 0)


def seat_words(row: Row, full: dict[str, Seats], language: Language) -> str:
    """Return how many seats of the class `row` are left, or how they are given."""
    return words.seats(seats_of(row, full), language, row["allocation"])


def counts(seats: Seats) -> dict[str, int]:
    """Return how full an offer is, as the interface tells it."""
    return {"capacity": seats.capacity, "taken": seats.taken, "waiting": seats.waiting}

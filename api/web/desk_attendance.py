"""Who was there: one page for each meeting with a box for everybody who has a seat, and who has finished the class."""

from flask import Blueprint, Response, abort, g, request

from api.domain.attending import ENOUGH
from api.domain.offers import Offer
from api.services import desk_attendance, rosters
from api.services.desk_attendance import Attended, ChangedMeanwhile
from api.web.desk_frame import allowed, go, language, offer_or_404, page, resources, title_of
from api.web.desk_given import give, word
from i18n import formats
from i18n.messages import Message, mark

bp = Blueprint("desk_attendance", __name__)
SAVED = mark("Saved. Present: %(present)s of %(people)s.")
CHANGED = mark(
    "Not saved: somebody else saved this day meanwhile. Your ticks are still here; look at the rows that differ, then save."
)
NOBODY_FINISHED = mark("There is nobody new who has finished.")
NOT_OVER = mark("The last meeting has not begun yet.")


def _register(offer: Offer) -> list[Attended]:
    found = rosters.look(resources(), g.officer, offer.id, offer.capacity)
    return desk_attendance.register(resources(), offer, rosters.with_a_seat(found))


@bp.get("/courses/<name>/attendance")
@allowed("lists")
def attendance(name: str) -> Response:
    """Show who was there on which day."""
    offer = offer_or_404(name)
    return page(
        "attendance.html",
        offer=offer,
        title=title_of(offer.id),
        register=_register(offer),
        days=desk_attendance.days(offer),
        held=desk_attendance.days_held(resources(), offer),
        enough=formats.fraction(str(ENOUGH), language()),
        may_finish=desk_attendance.may_finish(resources(), offer),
        recorded=desk_attendance.recorded(resources(), offer),
    )


def _day_page(offer: Offer, day: str, status: int = 200, changed: ChangedMeanwhile | None = None) -> Response:
    rows = _register(offer)
    kept = {each.person.place for each in rows if each.days.get(day)}
    typed = {int(place) for place in request.form.getlist("present") if place.isdecimal()}
    ticked = typed if changed else kept
    return page(
        "attendance-day.html",
        status,
        offer=offer,
        title=title_of(offer.id),
        day=day,
        people=[each.person for each in rows],
        ticked=ticked,
        differ=ticked ^ kept,
        seen=",".join(map(str, sorted(kept))),
        is_recorded=any(day in each.days for each in rows),
        changed=Message(CHANGED).in_(language()) if changed else "",
    )


def _held_day(name: str, day: str) -> Offer:
    offer = offer_or_404(name)
    return offer if day in desk_attendance.days_held(resources(), offer) else abort(404)


@bp.get("/courses/<name>/attendance/<day>")
@allowed("lists")
def attendance_day(name: str, day: str) -> Response:
    """Ask who was there on one day."""
    return _day_page(_held_day(name, day), day)


@bp.post("/courses/<name>/attendance/<day>")
@allowed("lists")
def save_day(name: str, day: str) -> Response:
    """Keep who was there, unless somebody else kept something else meanwhile."""
    offer = _held_day(name, day)
    found = rosters.look(resources(), g.officer, offer.id, offer.capacity)
    ticked = set(request.form.getlist("present"))
    present = {person.place: str(person.place) in ticked for person in rosters.with_a_seat(found)}
    seen = [int(place) for place in request.form.get("seen", "").split(",") if place.isdecimal()]
    if changed := desk_attendance.save(resources(), g.officer, day, present, seen):
        return _day_page(offer, day, 409, changed)
    values = {"present": sum(present.values()), "people": len(present)}
    return go(f"/courses/{offer.id}/attendance", Message(SAVED, values))


@bp.post("/courses/<name>/attendance")
@allowed("lists")
def finish(name: str) -> Response:
    """Order for everybody who was there often enough that the class is recorded as finished."""
    offer = offer_or_404(name)
    path = f"/courses/{offer.id}/attendance"
    if not desk_attendance.may_finish(resources(), offer):
        return go(path, Message(NOT_OVER))
    found = rosters.look(resources(), g.officer, offer.id, offer.capacity)
    orders = desk_attendance.finishing(resources(), offer, g.officer, rosters.with_a_seat(found))
    if not orders:
        return go(path, Message(NOBODY_FINISHED))
    said, refused = give(orders)
    return go(path, word(refused[0]) if refused else said)

"""Tables that come back from a spreadsheet: checked line by line, taken in whole or not at all."""

from flask import Blueprint, Response, g, request

from api.domain.offers import Offer
from api.services import desk_attendance, desk_importing, desk_ordering, desk_tables, rosters
from api.services.desk_tables import BIG5, MOST_BYTES, Table
from api.services.rosters import Roster
from api.web.desk_frame import allowed, go, language, offer_or_404, page, resources, title_of
from api.web.desk_given import give, word
from i18n.messages import Message, mark

bp = Blueprint("desk_imports", __name__)
SELECTION = "selection"
TAKEN_IN = mark("Taken in. Lines: %(lines)s.")
CHOOSE_DAY = mark("Choose what the table is about.")


def _import_page(offer: Offer, status: int = 200, table: Table | None = None, message: str = "") -> Response:
    return page(
        "import.html",
        status,
        offer=offer,
        title=title_of(offer.id),
        held=desk_attendance.days_held(resources(), offer),
        selects=offer.allocation == "screening",
        about=request.form.get("about", ""),
        table=table,
        wrong=[each.in_(language()) for each in table.wrong] if table else [],
        lines=[(line, [each.in_(language()) for each in line.wrong]) for line in table.lines] if table else [],
        is_big5=table is not None and table.encoding == BIG5,
        message=message,
    )


@bp.get("/courses/<name>/import")
@allowed("lists")
def ask(name: str) -> Response:
    """Ask for a table."""
    return _import_page(offer_or_404(name))


def _data() -> bytes:
    sent = request.files.get("table")
    return sent.read(MOST_BYTES + 1) if sent else b""


@bp.post("/courses/<name>/import")
@allowed("lists")
def take_in(name: str) -> Response:
    """Check a table and take it in, if nothing in it is wrong."""
    offer = offer_or_404(name)
    about = request.form.get("about", "")
    found = rosters.look(resources(), g.officer, offer.id, offer.capacity)
    if about == SELECTION and offer.allocation == "screening":
        return _take_in_selection(offer, found)
    if about in desk_attendance.days_held(resources(), offer):
        return _take_in_attendance(offer, found, about)
    return _import_page(offer, 422, message=Message(CHOOSE_DAY).in_(language()))


def _take_in_attendance(offer: Offer, found: Roster, day: str) -> Response:
    read = desk_tables.read(_data(), desk_importing.for_desk(desk_importing.ATTENDANCE))
    table, present = desk_importing.attendance(read, rosters.with_a_seat(found))
    if not table.is_right:
        return _import_page(offer, 422, table)
    desk_attendance.save(resources(), g.officer, day, present)
    return go(f"/courses/{offer.id}/attendance", Message(TAKEN_IN, {"lines": len(present)}))


def _take_in_selection(offer: Offer, found: Roster) -> Response:
    read = desk_tables.read(_data(), desk_importing.for_desk(desk_importing.SELECTION))
    table, results = desk_importing.selection(read, found.rows)
    if not table.is_right:
        return _import_page(offer, 422, table)
    orders = [
        desk_ordering.order(g.officer, action, offer.id, "selection", entry=entry) for entry, action in results.items()
    ]
    said, refused = give(orders)
    return go(f"/courses/{offer.id}", word(refused[0]) if refused else said)

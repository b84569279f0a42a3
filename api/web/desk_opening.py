"""Opening, closing, resizing and calling off one offer; of two who change it at once, the second looks again."""

from flask import Blueprint, Response, g, request

from api.domain.attention import PHASES, phase
from api.domain.offers import Offer
from api.domain.orders import OUTCOMES
from api.forms.base import FieldError, nested, validate, views
from api.forms.desk import Opening
from api.services import desk_ordering
from api.services.desk_offers import counts
from api.store.enrolments import Seats
from api.web.desk_frame import allowed, go, language, offer_or_404, page, resources, title_of
from api.web.desk_given import give
from api.web.desk_roster import told
from i18n.messages import Message, mark, translate

bp = Blueprint("desk_opening", __name__)
NO_CAPACITY = mark("Write the number of seats as a whole number.")
FIELDS = ("action", "capacity", "reason", "note")


def _opening_page(offer: Offer, known: Seats, status: int = 200, errors: list[FieldError] | None = None) -> Response:
    typed = {name: request.form.get(name, "") for name in FIELDS} if request.form else {}
    now = phase(offer, known.gate, resources().clock())
    return page(
        "opening.html",
        status,
        offer=offer,
        title=title_of(offer.id),
        seats=known,
        phase=translate(PHASES[now], language()),
        fields=views(Opening, language(), typed, errors),
        history=told([each for each in desk_ordering.history(resources(), offer.id) if each.order.entry is None][:50]),
    )


@bp.get("/courses/<name>/opening")
@allowed("lists")
def opening(name: str) -> Response:
    """Show whether an offer is open and how many seats it has."""
    offer = offer_or_404(name)
    return _opening_page(offer, counts(resources(), offer))


def _wrong(filled: Opening, known: Seats) -> FieldError | None:
    """Return why the order would be refused, as far as the desk can see it: the service looks again."""
    if request.form.get("version", "") != str(known.version):
        return FieldError("action", "changed", Message(OUTCOMES["changed-meanwhile"]))
    if filled.action == "capacity" and filled.capacity is None:
        return FieldError("capacity", "missing", Message(NO_CAPACITY))
    if filled.action == "capacity" and (filled.capacity or 0) < known.taken:
        return FieldError("capacity", "taken", Message(OUTCOMES["below-seats-taken"]))
    return None


@bp.post("/courses/<name>/opening")
@allowed("lists")
def change(name: str) -> Response:
    """Order the change; calling off is asked twice."""
    offer = offer_or_404(name)
    known = counts(resources(), offer)
    filled = validate(Opening, nested(request.form.to_dict()))
    if isinstance(filled, list):
        return _opening_page(offer, known, 422, filled)
    if wrong := _wrong(filled, known):
        return _opening_page(offer, known, 409 if wrong.code == "changed" else 422, [wrong])
    if filled.action == "not-held" and request.form.get("sure") != "yes":
        kept = {key: request.form.get(key, "") for key in (*FIELDS, "version", "press")}
        return page("call-off.html", offer=offer, title=title_of(offer.id), seats=known, kept=kept)
    value = str(filled.capacity) if filled.action == "capacity" else ""
    order = desk_ordering.order(
        g.officer, filled.action, offer.id, filled.reason, value=value, note=filled.note, version=known.version
    )
    said, refused = give([order])
    if refused:
        return _opening_page(offer, counts(resources(), offer), 409, [FieldError("action", refused[0], said)])
    return go(f"/courses/{offer.id}/opening", said)

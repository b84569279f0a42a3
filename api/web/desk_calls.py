"""Who waits for a call or a message by hand and may be reached now: only inside the hours that they named."""

from flask import Blueprint, Response, abort, g

from api.forms.base import nested, validate
from api.forms.casework import NumberAsk
from api.services import casework, safe_contact
from api.store.letters import CALL, HAND
from api.web import desk_words
from api.web.context import snapshot, typed
from api.web.desk_case import case_or_404, case_page
from api.web.desk_frame import allowed, go, language, page, resources
from i18n.messages import Message, mark, translate

bp = Blueprint("desk_calls", __name__)
TOLD = {CALL: mark("Noted: you called."), HAND: mark("Noted: you sent it.")}
WAYS = {CALL: mark("Call"), HAND: mark("Send by hand")}


@bp.get("/calls")
@allowed("cases")
def calls() -> Response:
    """Show who of one's units waits for an officer and may be reached now; whose hours end first is in front."""
    spoken = language()
    seen = {row.reference: row for row in casework.queue(resources(), g.member, snapshot().holidays)}
    found = [call for call in safe_contact.calls(resources()) if call.reference in seen]
    return page(
        "calls.html",
        rows=[(call, seen[call.reference]) for call in found],
        way=lambda call: translate(WAYS[call.way], spoken),
        about=lambda row: desk_words.about(row, spoken),
        tongue=lambda row: desk_words.spoken(row.lang, spoken),
    )


@bp.post("/cases/<reference>/called")
@allowed("cases")
def called(reference: str) -> Response:
    """Note that this officer called, or wrote by hand; outside the hours nobody has."""
    case_or_404(reference)
    reach = safe_contact.reach(resources(), reference)
    if not reach.is_open:
        abort(409)
    safe_contact.call_made(resources(), reference, g.officer)
    return go(f"/cases/{reference}", Message(TOLD[reach.way]))


@bp.post("/cases/<reference>/number")
@allowed("cases")
def number(reference: str) -> Response:
    """Show the number outside the hours, for a reason that is noted."""
    case = case_or_404(reference)
    filled = validate(NumberAsk, nested(typed()))
    if isinstance(filled, list):
        return case_page(case, 422, filled)
    return case_page(case, number=safe_contact.open_number(resources(), reference, g.officer, filled.reason))

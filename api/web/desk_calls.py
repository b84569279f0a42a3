"""Who waits for a call and may be called now: only inside the hours that they named."""

from flask import Blueprint, Response, abort, g

from api.services import casework, safe_contact
from api.web import desk_words
from api.web.context import snapshot
from api.web.desk_case import case_or_404
from api.web.desk_frame import allowed, go, language, page, resources
from i18n.messages import Message, mark

bp = Blueprint("desk_calls", __name__)
CALLED = mark("Noted: you called.")


@bp.get("/calls")
@allowed("cases")
def calls() -> Response:
    """Show who of one's units waits for a call and may be called now; whose hours end first is in front."""
    spoken = language()
    seen = {row.reference: row for row in casework.queue(resources(), g.member, snapshot().holidays)}
    found = [call for call in safe_contact.calls(resources()) if call.reference in seen]
    return page(
        "calls.html",
        rows=[(call, seen[call.reference]) for call in found],
        about=lambda row: desk_words.about(row, spoken),
        tongue=lambda row: desk_words.spoken(row.lang, spoken),
    )


@bp.post("/cases/<reference>/called")
@allowed("cases")
def called(reference: str) -> Response:
    """Note that this officer called; outside the hours nobody has."""
    case_or_404(reference)
    if safe_contact.call_allowed(resources(), reference) is None:
        abort(409)
    safe_contact.call_made(resources(), reference, g.officer)
    return go(f"/cases/{reference}", Message(CALLED))

"""Cases under /api/v1."""

from flask import Blueprint, Response, jsonify, request

from api.forms.base import FieldError, validate
from api.forms.filing import Begun, filing
from api.services import complaining, enrolling
from api.web import words
from api.web.api_body import BAD_KEY, NOT_AN_OBJECT, body_of, is_key, language_of_body
from api.web.context import resources
from api.web.guard import guard_call
from api.web.problems import invalid
from i18n.messages import Message

bp = Blueprint("api_cases", __name__, url_prefix="/api/v1")


@bp.post("/cases")
def lodge() -> Response:
    """File a complaint."""
    body = body_of()
    language = language_of_body(body)
    if body is None:
        return invalid([NOT_AN_OBJECT], language)
    # Door and kind first: they decide what else is asked.
    begun = validate(Begun, body)
    errors = [] if is_key(press := request.headers.get("Idempotency-Key", "")) else [BAD_KEY]
    if isinstance(begun, list):
        return invalid([*errors, *begun], language)
    filled = validate(filing(begun.door, begun.kind), body)
    if isinstance(filled, list) or errors:
        return invalid([*errors, *(filled if isinstance(filled, list) else [])], language)
    if (waits := guard_call(language, body, press)) is not None:
        return waits
    lodged = complaining.lodge(resources(), filled, language.slug, press)
    if isinstance(lodged, enrolling.KeyReused):
        return invalid([FieldError("Idempotency-Key", "reused", Message(words.KEY_REUSED))], language)
    if isinstance(lodged, complaining.FilesGone):
        return invalid([FieldError("files", "gone", Message(words.FILES_GONE))], language)
    answer = jsonify(
        receipt=lodged.receipt,
        reference=lodged.reference,
        state=lodged.state,
        due_on=lodged.due_on.isoformat(),
        proof={"algorithm": "ed25519", **lodged.proof._asdict()},
    )
    answer.status_code = 200 if lodged.again else 201
    return answer

"""Cases under /api/v1."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from api.domain.files import REFUSALS
from api.forms.base import FieldError, validate
from api.forms.filing import Begun, Filing, filing
from api.services import complaining, enrolling
from api.services.cleaning import Refused
from api.web import words
from api.web.api_body import BAD_KEY, NOT_AN_OBJECT, body_of, is_key, language_of_body
from api.web.context import resources, ways
from api.web.guard import guard_call
from api.web.problems import invalid
from i18n.messages import Message

bp = Blueprint("api_cases", __name__, url_prefix="/api/v1")


def _filing(body: dict[str, Any], press: str) -> Filing | list[FieldError]:
    """Return the complaint that `body` is, or what is wrong with it. Door and kind are read first: they decide what is asked."""
    wrong = [] if is_key(press) else [BAD_KEY]
    begun = validate(Begun, body)
    filled = begun if isinstance(begun, list) else validate(filing(begun.door, begun.kind), body, ways=ways())
    if isinstance(filled, list):
        return [*wrong, *filled]
    return wrong or filled


@bp.post("/cases")
def lodge() -> Response:
    """File a complaint."""
    body, press = body_of(), request.headers.get("Idempotency-Key", "")
    language = language_of_body(body)
    filled = [NOT_AN_OBJECT] if body is None else _filing(body, press)
    if isinstance(filled, list):
        return invalid(filled, language)
    if (waits := guard_call(language, body or {}, press)) is not None:
        return waits
    lodged = complaining.lodge(resources(), filled, language.slug, press)
    if isinstance(lodged, enrolling.KeyReused):
        return invalid([FieldError("Idempotency-Key", "reused", Message(words.KEY_REUSED))], language)
    if isinstance(lodged, complaining.FilesGone):
        return invalid([FieldError("files", "gone", Message(words.FILES_GONE))], language)
    if isinstance(lodged, Refused):
        return invalid([FieldError("files", lodged.reason, REFUSALS[lodged.reason])], language)
    answer = jsonify(
        receipt=lodged.receipt,
        reference=lodged.reference,
        state=lodged.state,
        due_on=None if filled.door == "tip" else lodged.due_on.isoformat(),
        proof={"algorithm": "ed25519", **lodged.proof._asdict()},
    )
    answer.status_code = 200 if lodged.again else 201
    return answer

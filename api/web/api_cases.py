"""Cases under /api/v1."""

from typing import Any, TypeVar

from flask import Blueprint, Response, jsonify, request

from api.domain.cases import STATE_WORDS
from api.forms.base import FieldError, validate
from api.forms.complaint import CaseMessage, ReceiptLookup
from api.forms.filing import Begun, Filing, filing
from api.services import complaining, enrolling, returning
from api.web import words
from api.web.api_body import BAD_KEY, NOT_AN_OBJECT, body_of, is_key, language_of_body
from api.web.context import new_press, resources, wished_language
from api.web.guard import guard_call
from api.web.problems import invalid, problem
from i18n.languages import Language
from i18n.messages import Message, mark, translate

R = TypeVar("R", bound=ReceiptLookup)
bp = Blueprint("api_cases", __name__, url_prefix="/api/v1")


def _filing(body: dict[str, Any], press: str) -> Filing | list[FieldError]:
    """Return the complaint that `body` is, or what is wrong with it. Door and kind are read first: they decide what is asked."""
    wrong = [] if is_key(press) else [BAD_KEY]
    begun = validate(Begun, body)
    filled = begun if isinstance(begun, list) else validate(filing(begun.door, begun.kind), body)
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
    answer = jsonify(
        receipt=lodged.receipt,
        reference=lodged.reference,
        state=lodged.state,
        due_on=lodged.due_on.isoformat(),
        proof={"algorithm": "ed25519", **lodged.proof._asdict()},
    )
    answer.status_code = 200 if lodged.again else 201
    return answer


def _case(view: returning.CaseView | returning.UnknownReceipt | returning.Withdrawn, language: Language) -> Response:
    if isinstance(view, returning.Withdrawn):
        return problem(409, mark("Nothing was added"), words.WITHDRAWN, language)
    if isinstance(view, returning.UnknownReceipt):
        return problem(404, mark("There is no such case"), words.UNKNOWN_RECEIPT, language)
    return jsonify(
        reference=view.reference,
        state=view.state,
        due_on=view.due_on.isoformat(),
        clock={"days_left": view.days_left, "words": translate(STATE_WORDS[view.state], language)},
        messages=[{"at": answer.at.isoformat(), "text": answer.text} for answer in view.answers],
    )


def _checked(form: type[R], language: Language) -> R | Response:
    """Return the filled `form`, or what is wrong with it; wrong digits never reach the slow derivation, nor does a flood."""
    body = body_of() or {}
    filled = validate(form, body)
    if isinstance(filled, list):
        return invalid(filled, language)
    return guard_call(language, body, request.headers.get("Idempotency-Key", ""), "look-up") or filled


@bp.post("/cases/lookup")
def lookup_case() -> Response:
    """Look a case up."""
    language = wished_language()
    filled = _checked(ReceiptLookup, language)
    if isinstance(filled, Response):
        return filled
    return _case(returning.look_up(resources(), filled.receipt), language)


@bp.post("/cases/messages")
def write_to_case() -> Response:
    """Add to a case."""
    language = wished_language()
    filled = _checked(CaseMessage, language)
    if isinstance(filled, Response):
        return filled
    press = request.headers.get("Idempotency-Key", "") or new_press()
    return _case(returning.write_to(resources(), filled.receipt, filled.text, press), language)


@bp.post("/cases/withdraw")
def withdraw_case() -> Response:
    """Withdraw a case."""
    language = wished_language()
    filled = _checked(ReceiptLookup, language)
    if isinstance(filled, Response):
        return filled
    return _case(returning.withdraw(resources(), filled.receipt), language)

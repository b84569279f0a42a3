"""Enrolments under /api/v1."""

from typing import Any

from flask import Blueprint, Response, jsonify

from api.domain.offers import Offer
from api.forms.base import FieldError, validate
from api.forms.enrolment import CodeLookup, Enrolment, missing_for
from api.services import enrolling
from api.web import words
from api.web.api_body import body_of, pressed
from api.web.context import resources, snapshot, wished_language
from api.web.offered import titles
from api.web.pages_held import UNKNOWN_CODE
from api.web.problems import invalid, problem
from i18n.messages import Message, mark

bp = Blueprint("api_enrolments", __name__, url_prefix="/api/v1")


def _wish(wish: enrolling.Wish) -> dict[str, Any]:
    hold = wish.hold_until.isoformat() if wish.hold_until else None
    return {"course": wish.offer, "state": wish.state, "place": wish.place, "hold_until": hold}


def _held(held: enrolling.Enrolled) -> dict[str, Any]:
    shown = _wish(held.best)
    if len(held.wishes) > 1:
        shown["wishes"] = [_wish(wish) for wish in held.wishes]
    return (
        shown | ({"pseudonym": held.pseudonym} if held.pseudonym else {}) | ({"code": held.code} if held.code else {})
    )


def _wishes(filled: Enrolment) -> tuple[Offer, ...] | list[FieldError]:
    offers = snapshot().offers
    if (offer := offers.get(filled.course)) is None:
        return [FieldError("course", "unknown", Message(mark("There is no such class")))]
    if missing := missing_for(offer, filled):
        return missing
    return enrolling.wished(filled, offers) or [FieldError("wishes", "wishes", Message(words.NOT_TOGETHER))]


@bp.post("/enrolments")
def enrol() -> Response:
    """Enrol."""
    read = pressed(Enrolment)
    if isinstance(read, Response):
        return read
    filled, press, language = read
    offers = snapshot().offers
    wishes = _wishes(filled)
    if isinstance(wishes, list):
        return invalid(wishes, language)
    held = enrolling.enrol(resources(), offers, wishes, filled, press, language.slug)
    if isinstance(held, enrolling.KeyReused):
        return invalid([FieldError("Idempotency-Key", "reused", Message(words.KEY_REUSED))], language)
    if not isinstance(held, enrolling.Enrolled):
        refusal = words.refused(held, titles(language)).in_(language)
        return problem(409, mark("No seat was given"), refusal, language)
    answer = jsonify(_held(held))
    answer.status_code = 200 if held.again else 201
    return answer


def _read() -> str | Response:
    filled = validate(CodeLookup, body_of() or {})
    return invalid(filled, wished_language()) if isinstance(filled, list) else filled.code


def _shown(held: object) -> Response:
    if isinstance(held, enrolling.Enrolled):
        return jsonify(_held(held))
    if isinstance(held, enrolling.NoOffer):
        return problem(409, mark("No seat was given"), words.NO_OFFER, wished_language())
    return problem(404, mark("There is no such enrolment"), UNKNOWN_CODE, wished_language())


@bp.post("/enrolments/lookup")
def lookup_enrolment() -> Response:
    """Look an enrolment up."""
    code = _read()
    return code if isinstance(code, Response) else _shown(enrolling.look_up(resources(), code))


@bp.post("/enrolments/cancel")
def cancel_enrolment() -> Response:
    """Give a seat back."""
    code = _read()
    return code if isinstance(code, Response) else _shown(enrolling.cancel(resources(), snapshot().offers, code))


@bp.post("/enrolments/confirm")
def confirm_enrolment() -> Response:
    """Take up the seat that is kept."""
    code = _read()
    return code if isinstance(code, Response) else _shown(enrolling.confirm(resources(), snapshot().offers, code))

"""Enrolments under /api/v1."""

from typing import Any

from flask import Blueprint, Response, jsonify

from api.forms.base import FieldError, validate
from api.forms.enrolment import CodeLookup, Enrolment
from api.services import enrolling
from api.web import words
from api.web.api_body import body_of, pressed
from api.web.context import resources, snapshot, wished_language
from api.web.pages_enrolment import UNKNOWN_CODE
from api.web.problems import invalid, problem
from i18n.messages import Message, mark

bp = Blueprint("api_enrolments", __name__, url_prefix="/api/v1")


def _held(held: enrolling.Enrolled) -> dict[str, Any]:
    shown: dict[str, Any] = {"course": held.course, "state": held.state, "place": held.place, "hold_until": None}
    return shown | ({"code": held.code} if held.code else {})


@bp.post("/enrolments")
def enrol() -> Response:
    """Enrol."""
    read = pressed(Enrolment)
    if isinstance(read, Response):
        return read
    filled, press, language = read
    bookable = snapshot().bookable(filled.course)
    if bookable is None:
        unknown = FieldError("course", "unknown", Message(mark("There is no such class")))
        return invalid([unknown], language)
    held = enrolling.enrol(resources(), bookable, filled, press)
    if isinstance(held, enrolling.KeyReused):
        return invalid([FieldError("Idempotency-Key", "reused", Message(words.KEY_REUSED))], language)
    if not isinstance(held, enrolling.Enrolled):
        return problem(409, mark("No seat was given"), words.refused(held), language)
    answer = jsonify(_held(held))
    answer.status_code = 200 if held.again else 201
    return answer


def _with_code(*, cancel: bool) -> Response:
    language = wished_language()
    filled = validate(CodeLookup, body_of() or {})
    if isinstance(filled, list):
        return invalid(filled, language)
    held = enrolling.look_up(resources(), filled.code)
    if cancel and isinstance(held, enrolling.Enrolled):
        announced = snapshot().bookable(held.course)
        held = enrolling.cancel(resources(), filled.code, announced.capacity if announced else None)
    if isinstance(held, enrolling.UnknownCode):
        return problem(404, mark("There is no such enrolment"), UNKNOWN_CODE, language)
    return jsonify(_held(held))


@bp.post("/enrolments/lookup")
def lookup_enrolment() -> Response:
    """Look an enrolment up."""
    return _with_code(cancel=False)


@bp.post("/enrolments/cancel")
def cancel_enrolment() -> Response:
    """Give a seat back."""
    return _with_code(cancel=True)

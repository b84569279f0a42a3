"""The JSON interface under /api/v1."""

from typing import Any, TypeVar

from flask import Blueprint, Response, jsonify, request

from api.domain.cases import STATE_WORDS
from api.forms.base import FieldError, Form, validate
from api.forms.complaint import CaseMessage, Complaint, ReceiptLookup
from api.forms.enrolment import CodeLookup, Enrolment
from api.forms.openapi import document
from api.services import complaining, enrolling
from api.store.enrolments import Seats
from api.web import words
from api.web.context import resources, snapshot, wished_language
from api.web.pages_case import UNKNOWN_RECEIPT
from api.web.pages_enrolment import UNKNOWN_CODE
from api.web.pages_search import find
from api.web.problems import invalid, problem
from i18n.languages import LANGUAGES, Language
from i18n.messages import Message, mark, translate
from i18n.negotiate import match

F = TypeVar("F", bound=Form)
bp = Blueprint("api_v1", __name__, url_prefix="/api/v1")
SHORTEST_KEY, LONGEST_KEY = 16, 200
BAD_KEY = FieldError(
    "Idempotency-Key",
    "missing",
    Message(mark("Send an Idempotency-Key of 16 to 200 characters, a new one for each press.")),
)
NOT_AN_OBJECT = FieldError("", "object", Message(mark("Send one JSON object.")))


def _body() -> dict[str, Any] | None:
    content = request.get_json()
    return content if isinstance(content, dict) else None


def _language(body: dict[str, Any] | None) -> Language:
    """Return the language of an answer: `lang` in the address, then in the body, then what the browser wishes."""
    asked = "" if request.args.get("lang") else (body or {}).get("lang", "")
    return (match(asked) if isinstance(asked, str) else None) or wished_language()


@bp.get("/health")
def health() -> Response:
    """Tell whether the service answers, and from which build."""
    return jsonify(status="ok", build=snapshot().build, languages=[language.tag for language in LANGUAGES])


@bp.get("/search")
def search() -> Response:
    """Search."""
    language = wished_language()
    query = request.args.get("q", "")
    size = min(max(request.args.get("size", 10, type=int) or 10, 1), 50)
    page = request.args.get("page", 1, type=int) or 1
    found = find(snapshot(), language, query, request.args.get("kind", ""), page, size)
    return jsonify(
        query=query,
        lang=language.tag,
        total=found.total,
        results=[{**vars(hit), "lang": language.tag} for hit in found.hits],
        did_you_mean=found.did_you_mean,
    )


@bp.get("/suggest")
def suggest() -> Response:
    """Suggest titles."""
    language = wished_language()
    found = find(snapshot(), language, request.args.get("q", ""), "", 1, 8)
    return jsonify(suggestions=[{"text": hit.title, "url": hit.url} for hit in found.hits])


def _course(course: dict[str, Any], full: dict[str, Seats], language: Language) -> dict[str, Any]:
    seats = full.get(course["id"]) or Seats(course["capacity"], 0, 0)
    facts = {key: value for key, value in course.items() if key != "words"}
    shown: dict[str, Any] = (
        facts | course["words"][language.slug] | vars(seats) | {"seats": words.seats(seats, language)}
    )
    return shown


def _is_wanted(course: dict[str, Any]) -> bool:
    wanted = request.args
    now = resources().clock().isoformat()
    if wanted.get("open") in {"1", "true", "yes"} and not course["opens_at"] <= now < course["closes_at"]:
        return False
    if (weekday := wanted.get("weekday")) and weekday not in course["weekdays"]:
        return False
    return all(not wanted.get(key) or wanted[key] == course[key] for key in ("term", "family", "district"))


@bp.get("/courses")
def courses() -> Response:
    """List the classes."""
    language = wished_language()
    full = enrolling.seats(resources())
    found = [_course(course, full, language) for course in snapshot().courses.values() if _is_wanted(course)]
    return jsonify(courses=found)


@bp.get("/courses/<course>")
def course(course: str) -> Response:
    """Show one class."""
    language = wished_language()
    found = snapshot().courses.get(course)
    if found is None:
        return problem(404, mark("There is no such class"), mark("It may be over or its address mistyped."), language)
    return jsonify(_course(found, enrolling.seats(resources()), language))


def _pressed(form: type[F]) -> tuple[F, str, Language] | Response:
    """Return the filled `form`, the key of the press and the language, or the problem with them."""
    body = _body()
    language = _language(body)
    if body is None:
        return invalid([NOT_AN_OBJECT], language)
    press = request.headers.get("Idempotency-Key", "")
    filled = validate(form, body)
    errors = [BAD_KEY] if not SHORTEST_KEY <= len(press) <= LONGEST_KEY else []
    if isinstance(filled, list):
        errors += filled
    return invalid(errors, language) if isinstance(filled, list) or errors else (filled, press, language)


def _held(held: enrolling.Enrolled) -> dict[str, Any]:
    shown: dict[str, Any] = {"course": held.course, "state": held.state, "place": held.place, "hold_until": None}
    return shown | ({"code": held.code} if held.code else {})


@bp.post("/enrolments")
def enrol() -> Response:
    """Enrol."""
    pressed = _pressed(Enrolment)
    if isinstance(pressed, Response):
        return pressed
    filled, press, language = pressed
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
    filled = validate(CodeLookup, _body() or {})
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


@bp.post("/cases")
def lodge() -> Response:
    """File a complaint."""
    pressed = _pressed(Complaint)
    if isinstance(pressed, Response):
        return pressed
    filled, press, language = pressed
    lodged = complaining.lodge(resources(), filled, language.slug, press)
    if isinstance(lodged, enrolling.KeyReused):
        return invalid([FieldError("Idempotency-Key", "reused", Message(words.KEY_REUSED))], language)
    answer = jsonify(
        receipt=lodged.receipt,
        reference=lodged.reference,
        state=lodged.state,
        due_on=lodged.due_on.isoformat(),
        proof={"algorithm": "sha-256", "digest": lodged.proof},
    )
    answer.status_code = 200 if lodged.again else 201
    return answer


def _case(view: complaining.CaseView | complaining.UnknownReceipt, language: Language) -> Response:
    if isinstance(view, complaining.UnknownReceipt):
        return problem(404, mark("There is no such case"), UNKNOWN_RECEIPT, language)
    return jsonify(
        reference=view.reference,
        state=view.state,
        due_on=view.due_on.isoformat(),
        clock={"days_left": view.days_left, "words": translate(STATE_WORDS[view.state], language)},
        messages=[{"at": answer.at.isoformat(), "text": answer.text} for answer in view.answers],
    )


@bp.post("/cases/lookup")
def lookup_case() -> Response:
    """Look a case up."""
    language = wished_language()
    filled = validate(ReceiptLookup, _body() or {})
    if isinstance(filled, list):
        return invalid(filled, language)
    return _case(complaining.look_up(resources(), filled.receipt), language)


@bp.post("/cases/messages")
def write_to_case() -> Response:
    """Add to a case."""
    language = wished_language()
    filled = validate(CaseMessage, _body() or {})
    if isinstance(filled, list):
        return invalid(filled, language)
    press = request.headers.get("Idempotency-Key", "") or filled.text
    return _case(complaining.write_to(resources(), filled.receipt, filled.text, press), language)


@bp.post("/cases/withdraw")
def withdraw_case() -> Response:
    """Withdraw a case."""
    language = wished_language()
    filled = validate(ReceiptLookup, _body() or {})
    if isinstance(filled, list):
        return invalid(filled, language)
    return _case(complaining.withdraw(resources(), filled.receipt), language)


@bp.get("/openapi.json")
def openapi() -> Response:
    """Describe this interface."""
    return jsonify(document())

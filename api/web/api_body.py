"""What the JSON interface reads of a request: its body, its language, and the key of one press."""

from typing import Any, TypeVar

from flask import Response, abort, request

from api.forms.base import FieldError, Form, validate
from api.web.context import wished_language
from api.web.problems import invalid
from i18n.languages import Language
from i18n.messages import Message, mark
from i18n.negotiate import match

SHORTEST_KEY, LONGEST_KEY = 16, 200
BAD_KEY = FieldError(
    "Idempotency-Key",
    "missing",
    Message(mark("Send an Idempotency-Key of 16 to 200 characters, a new one for each press.")),
)
NOT_AN_OBJECT = FieldError("", "object", Message(mark("Send one JSON object.")))
F = TypeVar("F", bound=Form)


def body_of() -> dict[str, Any] | None:
    """Return the JSON object of the request, None if it is JSON of another shape; what cannot be read is 400 or 415."""
    try:
        content = request.get_json()
    except RecursionError:
        abort(400)
    return content if isinstance(content, dict) else None


def language_of_body(body: dict[str, Any] | None) -> Language:
    """Return the language of an answer: `lang` in the address, then in the body, then what the browser wishes."""
    asked = "" if request.args.get("lang") else (body or {}).get("lang", "")
    return (match(asked) if isinstance(asked, str) else None) or wished_language()


def is_key(press: str) -> bool:
    """Return whether `press` can be the key of one press."""
    return SHORTEST_KEY <= len(press) <= LONGEST_KEY


def pressed(form: type[F]) -> tuple[F, str, Language] | Response:
    """Return the filled `form`, the key of the press and the language, or the problem with them."""
    body = body_of()
    language = language_of_body(body)
    if body is None:
        return invalid([NOT_AN_OBJECT], language)
    press = request.headers.get("Idempotency-Key", "")
    filled = validate(form, body)
    errors = [] if is_key(press) else [BAD_KEY]
    if isinstance(filled, list):
        errors += filled
    return invalid(errors, language) if isinstance(filled, list) or errors else (filled, press, language)

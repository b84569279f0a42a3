"""What the holder of a code can do: look, take up a seat, give it back, and get a calendar address."""

from collections.abc import Callable
from functools import wraps

from flask import Blueprint, Response, request

from api.forms.base import FieldError, nested, validate, views
from api.forms.enrolment import CodeLookup
from api.services import enrolling, own_calendar
from api.web import words
from api.web.context import ask_again, language_of, resources, respond, snapshot
from api.web.pages_enrolment import held_page
from i18n.languages import Language
from i18n.messages import mark, translate

bp = Blueprint("held_pages", __name__)
GIVE_BACK = mark("Give the seat back")
UNKNOWN_CODE = mark("No enrolment has this code. Please compare it with your copy.")


def _lookup_page(
    language: Language,
    status: int = 200,
    values: dict[str, str] | None = None,
    errors: list[FieldError] | None = None,
    message: str = "",
) -> Response:
    return respond(
        "pages/lookup.html",
        language,
        "enrolments",
        mark("My enrolment"),
        status=status,
        fields=views(CodeLookup, language, values, errors),
        action=f"/{language.slug}/enrolments",
        message=translate(message, language) if message else "",
    )


def with_code(view: Callable[[Language, str], Response]) -> Callable[[str], Response]:
    """Give `view` the language and the code that was typed; a code that is none goes back to its field."""

    @wraps(view)
    def read(slug: str) -> Response:
        language = language_of(slug)
        values = request.form.to_dict()
        filled = validate(CodeLookup, nested(values))
        return _lookup_page(language, 422, values, filled) if isinstance(filled, list) else view(language, filled.code)

    return read


def unknown_code(language: Language) -> Response:
    """Ask for the code once more, because no enrolment has this one."""
    return _lookup_page(language, 404, request.form.to_dict(), message=UNKNOWN_CODE)


def held_with(
    language: Language,
    held: enrolling.Enrolled,
    code: str,
    *,
    calendar: dict[str, str] | None = None,
    status: int = 200,
    message: str = "",
) -> Response:
    """Return the page of what somebody holds, with what its code can do; `calendar` is an address that was made just now."""
    has_calendar = own_calendar.has_address(resources(), code)
    return held_page(
        language,
        held,
        held_code=code,
        status=status,
        message=message,
        calendar={"code": code, "has_address": has_calendar, "address": "", **(calendar or {})},
    )


@bp.get("/<slug>/enrolments")
def lookup_form(slug: str) -> Response:
    """Ask for the code."""
    return _lookup_page(language_of(slug))


@bp.post("/<slug>/enrolments")
@with_code
def lookup(language: Language, code: str) -> Response:
    """Show what the holder of the code has."""
    held = enrolling.look_up(resources(), code)
    return held_with(language, held, code) if isinstance(held, enrolling.Enrolled) else unknown_code(language)


@bp.post("/<slug>/enrolments/cancel")
@with_code
def cancel(language: Language, code: str) -> Response:
    """Give the seat back, after asking once."""
    if not request.form.get("sure"):
        return ask_again(language, "enrolments", "enrolments/cancel", GIVE_BACK, {"code": code})
    held = enrolling.cancel(resources(), snapshot().offers, code)
    return held_with(language, held, code) if isinstance(held, enrolling.Enrolled) else unknown_code(language)


@bp.post("/<slug>/enrolments/confirm")
@with_code
def confirm(language: Language, code: str) -> Response:
    """Take up the seat that is kept."""
    held = enrolling.confirm(resources(), snapshot().offers, code)
    if isinstance(held, enrolling.UnknownCode):
        return unknown_code(language)
    if isinstance(held, enrolling.NoOffer):
        now = enrolling.look_up(resources(), code)
        if isinstance(now, enrolling.Enrolled):
            return held_with(language, now, code, status=409, message=translate(words.NO_OFFER, language))
        return unknown_code(language)
    return held_with(language, held, code)

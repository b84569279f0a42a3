"""Enrolling, looking an enrolment up and giving the seat back, with pages."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, abort, request

from api.domain.codes import grouped
from api.domain.seats import NotOpen, window
from api.forms.base import FieldError, nested, validate, views
from api.forms.enrolment import CodeLookup, Enrolment
from api.kinds.base import SAMPLE_NOTE
from api.services import enrolling
from api.store.enrolments import Seats
from api.web import words
from api.web.context import ask_again, language_of, new_press, resources, respond, snapshot
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate

bp = Blueprint("enrolment_pages", __name__)
GIVE_BACK = mark("Give the seat back")
UNKNOWN_CODE = mark("No enrolment has this code. Please compare it with your copy.")


def seats_of(course: enrolling.Bookable) -> Seats:
    """Return how full `course` is."""
    return enrolling.seats(resources()).get(course.course) or Seats(course.capacity, 0, 0)


def _form_page(
    language: Language,
    course: enrolling.Bookable,
    status: int = 200,
    *,
    values: dict[str, str] | None = None,
    errors: list[FieldError] | None = None,
    **context: Any,
) -> Response:
    full = seats_of(course)
    where = window(course.opens_at, course.closes_at, resources().clock())
    message = context.pop("message", "") or ("" if where == "open" else words.refused(NotOpen(where)))
    return respond(
        "pages/enrol.html",
        language,
        f"courses/{course.course}/enrol",
        mark("Enrol"),
        status=status,
        course=course.course,
        course_title=snapshot().courses[course.course]["words"][language.slug]["title"],
        capacity=full.capacity,
        taken=full.taken,
        seats_words=words.seats(full, language),
        is_open=where == "open",
        sample_note=SAMPLE_NOTE if snapshot().courses[course.course].get("sample") else "",
        fields=views(Enrolment, language, values, errors),
        press=new_press(),
        sure=context.pop("sure", False),
        message=translate(message, language) if message else "",
    )


@bp.get("/<slug>/courses/<course>/enrol")
def form(slug: str, course: str) -> Response:
    """Show the form with the live seats."""
    language = language_of(slug)
    return _form_page(language, snapshot().bookable(course) or abort(404))


@bp.post("/<slug>/courses/<course>/enrol")
def enrol(slug: str, course: str) -> Response:
    """Enrol; the form of the printed page has no key of its own, so it is shown once more with one before it counts."""
    language = language_of(slug)
    bookable = snapshot().bookable(course) or abort(404)
    values = request.form.to_dict()
    filled = validate(Enrolment, {**nested(values), "course": course})
    if isinstance(filled, list):
        return _form_page(language, bookable, 422, values=values, errors=filled)
    if not (press := values.get("press", "")):
        return _form_page(language, bookable, values=values, sure=True)
    held = enrolling.enrol(resources(), bookable, filled, press)
    if not isinstance(held, enrolling.Enrolled):
        return _form_page(language, bookable, 409, values=values, message=words.refused(held))
    return _held_page(language, held, code=held.code, status=200 if held.again else 201)


def _where_and_when(announced: dict[str, Any] | None, language: Language) -> list[tuple[str, str]]:
    """Return when and where the class meets first, as rows of the confirmation."""
    if announced is None:
        return []
    day = dt.date.fromisoformat(announced["starts_on"])
    starts = dt.time.fromisoformat(announced["starts"])
    when = formats.moment(dt.datetime.combine(day, starts), language)
    place = announced["words"][language.slug]["place"]
    return [(translate(mark("First day"), language), when), (translate(mark("Where"), language), place)]


def _held_page(
    language: Language, held: enrolling.Enrolled, *, code: str | None = None, held_code: str = "", status: int = 200
) -> Response:
    announced = snapshot().courses.get(held.course)
    title = announced["words"][language.slug]["title"] if announced else held.course
    return respond(
        "pages/enrolment.html",
        language,
        "enrolments",
        words.ENROLLED_TITLES[held.state],
        status=status,
        words=translate(mark("%(course)s: %(words)s"), language, course=title, words=words.enrolled(held, language)),
        code=grouped(code) if code else "",
        rows=[(translate(mark("Class"), language), title), *_where_and_when(announced, language)],
        sample_note=SAMPLE_NOTE if announced and announced["sample"] else "",
        held_code=held_code if held.state != "cancelled" else "",
    )


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


@bp.get("/<slug>/enrolments")
def lookup_form(slug: str) -> Response:
    """Ask for the code."""
    return _lookup_page(language_of(slug))


@bp.post("/<slug>/enrolments")
def lookup(slug: str) -> Response:
    """Show what the holder of the code has."""
    return _with_code(language_of(slug), cancel=False)


@bp.post("/<slug>/enrolments/cancel")
def cancel(slug: str) -> Response:
    """Give the seat back."""
    return _with_code(language_of(slug), cancel=True)


def _with_code(language: Language, *, cancel: bool) -> Response:
    values = request.form.to_dict()
    filled = validate(CodeLookup, nested(values))
    if isinstance(filled, list):
        return _lookup_page(language, 422, values, filled)
    if cancel and not values.get("sure"):
        return ask_again(language, "enrolments", "enrolments/cancel", GIVE_BACK, {"code": filled.code})
    held = enrolling.look_up(resources(), filled.code)
    if cancel and isinstance(held, enrolling.Enrolled):
        announced = snapshot().bookable(held.course)
        held = enrolling.cancel(resources(), filled.code, announced.capacity if announced else None)
    if isinstance(held, enrolling.UnknownCode):
        return _lookup_page(language, 404, values, message=UNKNOWN_CODE)
    return _held_page(language, held, held_code=filled.code)

"""Reading under /api/v1: health, search, classes, and the description of the whole."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from api.forms.openapi import document
from api.services import enrolling
from api.store.enrolments import Seats
from api.web import words
from api.web.context import resources, snapshot, wished_language
from api.web.pages_search import LONGEST, find
from api.web.problems import problem
from i18n.languages import LANGUAGES, Language
from i18n.messages import mark

bp = Blueprint("api_v1", __name__, url_prefix="/api/v1")


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
    found = snapshot().suggest(request.args.get("q", "")[:LONGEST], language)
    return jsonify(suggestions=[{"text": row.title, "url": row.url} for row in found])


def _course(course: dict[str, Any], full: dict[str, Seats], language: Language) -> dict[str, Any]:
    seats = full.get(course["id"]) or Seats(course["capacity"], 0, 0)
    facts = {key: value for key, value in course.items() if key != "words"}
    shown: dict[str, Any] = (
        facts
        | course["words"][language.slug]
        | {key: getattr(seats, key) for key in ("capacity", "taken", "waiting")}
        | {"seats": words.seats(seats, language)}
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


@bp.get("/openapi.json")
def openapi() -> Response:
    """Describe this interface."""
    return jsonify(document())

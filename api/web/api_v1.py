"""Reading under /api/v1: health, search, classes, and the description of the whole."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify, request

from api.forms.openapi import document
from api.kinds.choosing import Row
from api.search.asking import LONGEST
from api.search.inside import READ
from api.services import enrolling
from api.store.enrolments import Seats
from api.web.context import resources, snapshot, wished_language
from api.web.course_wishes import find, read
from api.web.pages_search import find as search_for
from api.web.pages_search import typed, unkept, wish
from api.web.problems import problem
from api.web.seat_words import counts, seat_words, seats_of
from i18n import formats
from i18n.languages import LANGUAGES, Language
from i18n.messages import mark, translate

bp = Blueprint("api_v1", __name__, url_prefix="/api/v1")
LONGEST_IDS = 4000
"""Letters of ids at most that one question about seats may hold: more than any page has."""


@bp.get("/health")
def health() -> Response:
    """Tell whether the service answers, and from which build."""
    return jsonify(status="ok", build=snapshot().build, languages=[language.tag for language in LANGUAGES])


@bp.get("/search")
def search() -> Response:
    """Search."""
    language, current = wished_language(), snapshot()
    size = min(max(request.args.get("size", 10, type=int) or 10, 1), 50)
    asked = wish(size)
    found = search_for(current, asked, language)
    answer = current.answers.of(typed(READ), language)
    told = jsonify(
        query=asked.text,
        lang=language.tag,
        total=found.total,
        is_weak=found.is_weak,
        page=found.page,
        results=[vars(hit) | {"lang": hit.lang or language.tag} for hit in found.hits],
        did_you_mean=found.did_you_mean,
        facets=[asdict(facet) for facet in found.facets],
        answer=asdict(answer) if answer else None,
        build=found.build or current.build,
    )
    told.vary.add("Accept-Language")
    return unkept(told)


@bp.get("/suggest")
def suggest() -> Response:
    """Suggest what somebody may mean who is typing."""
    language = wished_language()
    today = f"{resources().clock():%Y-%m-%d}"
    found = snapshot().suggest(typed(LONGEST), language, today)
    words = translate(mark("Suggestions: %(total)s"), language, total=formats.number(len(found), language))
    answer = jsonify(suggestions=[row._asdict() for row in found], words=words)
    answer.headers["Cache-Control"] = "public, max-age=60"
    answer.vary.add("Accept-Language")
    return answer


def _course(course: Row, full: dict[str, Seats], language: Language) -> dict[str, Any]:
    facts = {key: value for key, value in course.items() if key != "words"}
    live = counts(seats_of(course, full)) | {"seats": seat_words(course, full, language)}
    return {**facts, **course["words"][language.slug], **live}


@bp.get("/courses")
def courses() -> Response:
    """List the classes that fit; what no class has finds none."""
    language = wished_language()
    full, current = enrolling.seats(resources()), snapshot()
    wish = read(request.args)
    if any(each not in current.offers for each in wish.without):
        return jsonify(courses=[])
    found = find(wish, current.courses.values(), current.offers, resources().clock())
    return jsonify(courses=[_course(course, full, language) for course in found.rows])


@bp.get("/seats")
def seats() -> Response:
    """Tell how full the classes `ids` are, for the pages that were printed before anybody enrolled."""
    language = wished_language()
    full, known = enrolling.seats(resources()), snapshot().courses
    ids = dict.fromkeys(request.args.get("ids", "")[:LONGEST_IDS].split(","))
    told = {
        each: counts(seats_of(known[each], full)) | {"words": seat_words(known[each], full, language)}
        for each in ids
        if each in known
    }
    answer = jsonify(seats=told)
    answer.headers["Cache-Control"] = "public, max-age=5"
    return answer


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

"""The diary with a stamp: lines are written here and carried away; only their fingerprint is signed, and nothing is kept."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, jsonify, request
from markupsafe import Markup

from api.domain.diary import fingerprint
from api.forms.base import FieldError, validate, views
from api.forms.diary import Fingerprint, Lines, StampedFingerprint, StampedLines
from api.services import diary
from api.web.api_body import body_of, language_of_body
from api.web.context import language_of, resources, respond
from api.web.problems import invalid
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate
from theme.codes import qr
from theme.scripts import script
from theme.styles import address

bp = Blueprint("diary_pages", __name__)
TITLE = mark("A diary with a stamp")
FOUND: dict[diary.Found, str] = {
    "same": mark("These are the same lines as on %(moment)s."),
    "other-text": mark(
        "The stamp is ours, of %(moment)s, but these are not the same lines. Compare them sign by sign."
    ),
    "no-stamp": mark("This is not our stamp for these lines. Compare the stamp with your copy, digit by digit."),
}


def _page(
    language: Language, *, status: int = 200, errors: list[FieldError] | None = None, kept: bool = True, **shown: Any
) -> Response:
    """Return the page, with what was typed where it is `kept` in its fields."""
    values = request.form.to_dict() if kept else {}
    context = {"stamp": (), "text": "", "picture": "", "found": "", "is_same": False} | shown
    return respond(
        "pages/diary.html",
        language,
        "diary",
        TITLE,
        status=status,
        sensitive=True,
        own_script=address(script("diary"), "js"),
        lines=views(Lines, language, values, errors),
        stamped=views(StampedLines, language, values, errors),
        wrong=[field for field in views(Fingerprint, language, values, errors) if field.error],
        **context,
    )


@bp.get("/<slug>/diary")
def begin(slug: str) -> Response:
    """Ask for lines, or for lines with their stamp."""
    return _page(language_of(slug))


def _fours(digits: str) -> str:
    """Return `digits` in groups of four, so that an eye finds its place."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4)).upper()


def _moment(at: str, language: Language) -> str:
    return formats.moment(dt.datetime.fromisoformat(at), language) if at else ""


@bp.post("/<slug>/diary")
def stamp(slug: str) -> Response:
    """Show the lines with their stamp, to print or to copy out; of a fingerprint alone, the stamp."""
    language = language_of(slug)
    values = request.form.to_dict()
    filled = validate(Fingerprint, values) if "sha256" in values else validate(Lines, values)
    if isinstance(filled, list):
        return _page(language, status=422, errors=filled)
    text, hashed = (filled.text, fingerprint(filled.text)) if isinstance(filled, Lines) else ("", filled.sha256)
    made, signed = diary.stamp(resources(), hashed)
    rows = (
        (mark("Signed on"), _moment(made.at, language)),
        (mark("Time"), made.at.replace("T", " ")),
        (mark("Fingerprint"), _fours(made.fingerprint)),
        (mark("Digital signature"), _fours(made.signature)),
        (mark("Public key"), _fours(signed.key)),
    )
    shown = [(translate(term, language), value) for term, value in rows]
    return _page(language, kept=False, stamp=shown, text=text, picture=Markup(qr(made.written, scales=True)))  # noqa: S704 - a drawing of our own


@bp.post("/<slug>/diary/check")
def check(slug: str) -> Response:
    """Tell whether lines are those that a stamp was made for."""
    language = language_of(slug)
    values = request.form.to_dict()
    filled = validate(StampedFingerprint, values) if "sha256" in values else validate(StampedLines, values)
    if isinstance(filled, list):
        return _page(language, status=422, errors=filled)
    hashed = fingerprint(filled.kept) if isinstance(filled, StampedLines) else filled.sha256
    found, at = diary.check(resources(), hashed, filled.stamp)
    words = translate(FOUND[found], language, moment=_moment(at, language))
    return _page(language, found=words, is_same=found == "same")


@bp.post("/api/v1/diary/stamp")
def stamp_json() -> Response:
    """Sign a fingerprint with the time."""
    body = body_of()
    filled = validate(Fingerprint, body or {})
    if isinstance(filled, list):
        return invalid(filled, language_of_body(body))
    _, signed = diary.stamp(resources(), filled.sha256)
    return jsonify(signed._asdict())

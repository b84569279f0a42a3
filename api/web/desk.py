"""The desk: a separate service on its own port, where members of staff sign in, read and answer cases, and see rosters."""

import logging
import secrets
import uuid
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, g, make_response, redirect, request, session
from werkzeug.exceptions import HTTPException

from api.domain.cases import STATE_WORDS
from api.forms.base import FieldError, nested, validate, views
from api.forms.complaint import CASE_KINDS
from api.forms.desk import Answer, SignIn
from api.services import desk, rosters
from api.services.published import Published
from api.services.resources import DeskResources
from api.web import headers, origin
from api.web.desk_sessions import Sessions
from api.web.errors import OTHER, SENTENCES
from i18n.languages import BY_SLUG, SOURCE
from i18n.messages import Message, mark, translate
from theme.environment import environment
from theme.styles import desk_stylesheet

log = logging.getLogger(__name__)
bp = Blueprint("desk", __name__)
LANGUAGE = SOURCE
WRONG = mark("User name or password is wrong.")
WAIT = mark("Too many wrong tries. Wait %(seconds)s seconds before the next one.")


def _resources() -> DeskResources:
    found: DeskResources = current_app.extensions["resources"]
    return found


def _published() -> Published:
    found: Published = current_app.extensions["published"]
    return found


def _sessions() -> Sessions:
    found: Sessions = current_app.extensions["sessions"]
    return found


def _page(template: str, status: int = 200, **context: Any) -> Response:
    html = environment(LANGUAGE).get_template(f"desk/{template}").render(officer=g.get("officer", ""), **context)
    return make_response(html, status)


def signed_in(view: Callable[..., Response]) -> Callable[..., Response]:
    """Let only members of staff who signed in reach `view`."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Response:
        officer = _sessions().officer(session.get("token", ""))
        if officer is None:
            return redirect("/sign-in", 303)  # type: ignore[return-value]
        g.officer = officer
        return view(*args, **kwargs)

    return guarded


@bp.get("/desk.css")
def stylesheet() -> Response:
    """Send the style sheet of the desk."""
    return Response(desk_stylesheet(), mimetype="text/css")


@bp.get("/sign-in")
def sign_in_form() -> Response:
    """Ask who it is."""
    return _page("sign-in.html", fields=views(SignIn, LANGUAGE), message="")


@bp.post("/sign-in")
def sign_in() -> Response:
    """Sign in."""
    values = request.form.to_dict()
    filled = validate(SignIn, nested(values))
    shown = {"username": values.get("username", "")}
    if isinstance(filled, list):
        return _page("sign-in.html", 422, fields=views(SignIn, LANGUAGE, shown, filled), message="")
    officer = desk.sign_in(_resources(), filled.username, filled.password)
    if isinstance(officer, desk.Refused):
        message = Message(WAIT, {"seconds": int(officer.wait.total_seconds())}) if officer.wait else Message(WRONG)
        fields = views(SignIn, LANGUAGE, shown)
        response = _page("sign-in.html", 429 if officer.wait else 403, fields=fields, message=message.in_(LANGUAGE))
        if officer.wait:
            response.headers["Retry-After"] = str(int(officer.wait.total_seconds()))
        return response
    session.clear()
    session["token"] = _sessions().begin(officer)
    return redirect("/", 303)  # type: ignore[return-value]


@bp.post("/sign-out")
def sign_out() -> Response:
    """Sign out."""
    _sessions().end(session.get("token", ""))
    session.clear()
    return redirect("/sign-in", 303)  # type: ignore[return-value]


@bp.get("/")
@signed_in
def queue() -> Response:
    """Show the cases, the one that is due first in front."""
    rows = [
        (
            row,
            translate(CASE_KINDS.get(row.kind, row.kind), LANGUAGE),
            BY_SLUG[row.lang].endonym if row.lang in BY_SLUG else row.lang,
            translate(STATE_WORDS[row.state], LANGUAGE),
        )
        for row in desk.queue(_resources())
    ]
    return _page("queue.html", rows=rows)


def _case_page(reference: str, status: int = 200, errors: list[FieldError] | None = None) -> Response:
    case = desk.open_case(_resources(), reference, g.officer) or abort(404)
    typed = {"text": request.form.get("text", "")} if errors else {}
    return _page(
        "case.html",
        status,
        case=case,
        kind=translate(CASE_KINDS.get(case.row.kind, case.row.kind), LANGUAGE),
        spoken=BY_SLUG[case.row.lang].endonym if case.row.lang in BY_SLUG else case.row.lang,
        state=translate(STATE_WORDS[case.row.state], LANGUAGE),
        fields=views(Answer, LANGUAGE, typed, errors),
        press=str(uuid.uuid4()),
    )


@bp.get("/cases/<reference>")
@signed_in
def case(reference: str) -> Response:
    """Show a case."""
    return _case_page(reference)


@bp.post("/cases/<reference>")
@signed_in
def answer(reference: str) -> Response:
    """Answer a case."""
    filled = validate(Answer, nested(request.form.to_dict()))
    if isinstance(filled, list):
        return _case_page(reference, 422, filled)
    press = request.form.get("press", "") or str(uuid.uuid4())
    if not desk.answer(_resources(), reference, filled.text, g.officer, press[:100]):
        abort(404)
    return redirect(f"/cases/{reference}", 303)  # type: ignore[return-value]


@bp.get("/courses")
@signed_in
def courses() -> Response:
    """List the classes."""
    found = _published().current().courses.values()
    return _page("courses.html", courses=[(row["id"], row["words"][LANGUAGE.slug]["title"], row) for row in found])


@bp.get("/courses/<course>")
@signed_in
def roster(course: str) -> Response:
    """Show who is enrolled in a class."""
    found = _published().current().courses.get(course) or abort(404)
    people = rosters.roster(_resources(), course, found["capacity"]).rows
    return _page("roster.html", title=found["words"][LANGUAGE.slug]["title"], course=found, people=people)


def _failed(error: Exception) -> Response:
    """Say in a sentence what went wrong; the log names the kind of error and never somebody's words."""
    status = error.code if isinstance(error, HTTPException) and error.code else 500
    if status >= 500:
        log.error("desk: %s", type(error).__name__)
    title, words = SENTENCES.get(status, OTHER)
    return _page("error.html", status, title=translate(title, LANGUAGE), words=translate(words, LANGUAGE))


def create_desk(published: Published, resources: DeskResources, secret: bytes | None = None) -> Flask:
    """Return the desk."""
    app = Flask("harbour-desk", root_path=str(Path(__file__).parent), static_folder=None)
    app.secret_key = secret or secrets.token_bytes(32)
    app.config.update(
        SESSION_COOKIE_NAME="harbour_desk",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        MAX_CONTENT_LENGTH=256 * 1024,
    )
    app.extensions.update(published=published, resources=resources, sessions=Sessions(resources.clock))
    headers.install(app)
    origin.install(app)

    @app.after_request
    def _keep_nothing(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    app.register_error_handler(Exception, _failed)
    app.register_blueprint(bp)
    return app

"""The desk: a separate service on its own port, where members of staff sign in, read and answer cases, and keep lists."""

import logging
import secrets
import time
import uuid
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, g, redirect, request, session
from werkzeug.exceptions import HTTPException

from api.domain.cases import STATE_WORDS
from api.forms.base import FieldError, nested, validate, views
from api.forms.complaint import CASE_KINDS
from api.forms.desk import Answer, SignIn
from api.services import desk
from api.services.desk_ordering import Pause
from api.services.published import Published
from api.services.resources import DeskResources
from api.web import (
    desk_attendance,
    desk_draws,
    desk_frame,
    desk_imports,
    desk_messages,
    desk_offers,
    desk_opening,
    desk_roster,
    desk_sheets,
    headers,
    origin,
)
from api.web.desk_frame import language, page, resources, sessions, signed_in
from api.web.desk_sessions import Sessions
from api.web.errors import OTHER, SENTENCES
from api.web.uploads import MemoryRequest
from i18n.languages import BY_SLUG
from i18n.messages import Message, mark, translate
from theme.styles import desk_stylesheet

log = logging.getLogger(__name__)
bp = Blueprint("desk", __name__)
MOST_BYTES = 1024 * 1024
WRONG = mark("User name or password is wrong.")
WAIT = mark("Too many wrong tries. Wait %(seconds)s seconds before the next one.")


@bp.get("/desk.css")
def stylesheet() -> Response:
    """Send the style sheet of the desk."""
    return Response(desk_stylesheet(), mimetype="text/css")


@bp.get("/sign-in")
def sign_in_form() -> Response:
    """Ask who it is."""
    return page("sign-in.html", fields=views(SignIn, language()), message="")


def _begin_again() -> None:
    """Forget everything about the last session but its language."""
    chosen = language().slug
    session.clear()
    session["language"] = chosen


@bp.post("/sign-in")
def sign_in() -> Response:
    """Sign in."""
    values = request.form.to_dict()
    filled = validate(SignIn, nested(values))
    shown = {"username": values.get("username", "")}
    if isinstance(filled, list):
        return page("sign-in.html", 422, fields=views(SignIn, language(), shown, filled), message="")
    officer = desk.sign_in(resources(), filled.username, filled.password)
    if isinstance(officer, desk.Refused):
        message = Message(WAIT, {"seconds": int(officer.wait.total_seconds())}) if officer.wait else Message(WRONG)
        fields = views(SignIn, language(), shown)
        response = page("sign-in.html", 429 if officer.wait else 403, fields=fields, message=message.in_(language()))
        if officer.wait:
            response.headers["Retry-After"] = str(int(officer.wait.total_seconds()))
        return response
    _begin_again()
    session["token"] = sessions().begin(officer)
    return redirect("/", 303)  # type: ignore[return-value]


@bp.post("/sign-out")
def sign_out() -> Response:
    """Sign out."""
    sessions().end(session.get("token", ""))
    _begin_again()
    return redirect("/sign-in", 303)  # type: ignore[return-value]


@bp.get("/")
@signed_in
def queue() -> Response:
    """Show the cases, the one that is due first in front."""
    rows = [
        (
            row,
            translate(CASE_KINDS.get(row.kind, row.kind), language()),
            BY_SLUG[row.lang].endonym if row.lang in BY_SLUG else row.lang,
            translate(STATE_WORDS[row.state], language()),
        )
        for row in desk.queue(resources())
    ]
    return page("queue.html", rows=rows)


def _case_page(reference: str, status: int = 200, errors: list[FieldError] | None = None) -> Response:
    case = desk.open_case(resources(), reference, g.officer) or abort(404)
    typed = {"text": request.form.get("text", "")} if errors else {}
    return page(
        "case.html",
        status,
        case=case,
        kind=translate(CASE_KINDS.get(case.row.kind, case.row.kind), language()),
        spoken=BY_SLUG[case.row.lang].endonym if case.row.lang in BY_SLUG else case.row.lang,
        state=translate(STATE_WORDS[case.row.state], language()),
        fields=views(Answer, language(), typed, errors),
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
    if not desk.answer(resources(), reference, filled.text, g.officer, press[:100]):
        abort(404)
    return redirect(f"/cases/{reference}", 303)  # type: ignore[return-value]


def _failed(error: Exception) -> Response:
    """Say in a sentence what went wrong; the log names the kind of error and never somebody's words."""
    status = error.code if isinstance(error, HTTPException) and error.code else 500
    if status >= 500:
        log.error("desk: %s", type(error).__name__)
    title, words = SENTENCES.get(status, OTHER)
    return page("error.html", status, title=translate(title, language()), words=translate(words, language()))


def create_desk(
    published: Published, resources: DeskResources, secret: bytes | None = None, pause: Pause = time.sleep
) -> Flask:
    """Return the desk; `pause` is how it waits for the service to carry out an order."""
    app = Flask("harbour-desk", root_path=str(Path(__file__).parent), static_folder=None)
    app.request_class = MemoryRequest
    app.secret_key = secret or secrets.token_bytes(32)
    app.config.update(
        SESSION_COOKIE_NAME="harbour_desk",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=256 * 1024,
    )
    app.extensions.update(published=published, resources=resources, sessions=Sessions(resources.clock), pause=pause)
    headers.install(app)
    origin.install(app)

    @app.after_request
    def _keep_nothing(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    app.register_error_handler(Exception, _failed)
    for module in (desk_frame, desk_offers, desk_roster, desk_opening, desk_attendance, desk_sheets, desk_imports):
        app.register_blueprint(module.bp)
    for module in (desk_draws, desk_messages):
        app.register_blueprint(module.bp)
    app.register_blueprint(bp)
    return app

"""The desk: a separate service on its own port, put together of the pages on which members of staff work."""

import logging
import secrets
import time
from pathlib import Path

from flask import Blueprint, Flask, Response
from werkzeug.exceptions import HTTPException

from api.services.desk_ordering import Pause
from api.services.published import Published
from api.services.resources import DeskResources
from api.web import (
    desk_attendance,
    desk_calls,
    desk_case,
    desk_cases,
    desk_committee,
    desk_draws,
    desk_frame,
    desk_imports,
    desk_messages,
    desk_names,
    desk_offers,
    desk_opening,
    desk_overview,
    desk_paper,
    desk_passing,
    desk_reply,
    desk_roster,
    desk_second,
    desk_sheets,
    desk_sign_in,
    desk_watch,
    headers,
    origin,
)
from api.web.desk_frame import language, page
from api.web.desk_sessions import Sessions
from api.web.errors import OTHER, SENTENCES
from api.web.uploads import MemoryRequest
from i18n.messages import translate
from theme.styles import desk_stylesheet

log = logging.getLogger(__name__)
bp = Blueprint("desk", __name__)
MOST_BYTES = 1024 * 1024
PAGES = (
    desk_frame,
    desk_sign_in,
    desk_cases,
    desk_case,
    desk_paper,
    desk_reply,
    desk_passing,
    desk_names,
    desk_second,
    desk_calls,
    desk_overview,
    desk_committee,
    desk_offers,
    desk_roster,
    desk_opening,
    desk_attendance,
    desk_sheets,
    desk_imports,
    desk_draws,
    desk_messages,
    desk_watch,
)


@bp.get("/desk.css")
def stylesheet() -> Response:
    """Send the style sheet of the desk."""
    return Response(desk_stylesheet(), mimetype="text/css")


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
    for module in PAGES:
        app.register_blueprint(module.bp)
    app.register_blueprint(bp)
    return app

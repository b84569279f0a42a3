"""What a person sees when something is wrong: one sentence, what to do next, and the hotline, in their language."""

import logging
import re

from flask import Flask, Response, make_response, request
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from api.services.published import NotBuiltError
from api.store.types import BusyError
from api.store.writer import QueueFullError
from api.web.context import respond, wished_language
from api.web.problems import problem
from i18n.messages import mark, translate

log = logging.getLogger(__name__)
RETRY_SECONDS = 5

SENTENCES: dict[int, tuple[str, str]] = {
    400: (
        mark("We could not read that"),
        mark("What was sent to us was cut off or damaged. Go back and send it again."),
    ),
    403: (mark("That came from another site"), mark("Please open the page here and press the button again.")),
    404: (mark("There is no such page"), mark("The address may be old or mistyped. Nothing you did is lost.")),
    405: (mark("That does not work here"), mark("Open the page again and use its own buttons.")),
    413: (mark("That is too much at once"), mark("Please shorten what you wrote and send it again.")),
    415: (mark("We could not read that"), mark("This address takes JSON only (Content-Type: application/json).")),
    500: (
        mark("Something went wrong on our side"),
        mark("It is our fault, not yours. Please try again in a few minutes."),
    ),
    503: (
        mark("Very many people are here just now"),
        mark("Nothing was lost. Please wait a few seconds and press again."),
    ),
}
OTHER = (mark("That did not work"), mark("Go back and try again."))


def _answer(status: int) -> Response:
    language = wished_language()
    title, words = SENTENCES.get(status, OTHER)
    if request.path.startswith("/api/"):
        return problem(status, title, words, language)
    ways = [
        (translate(mark("Home"), language), f"/{language.slug}/"),
        (translate(mark("Search"), language), f"/{language.slug}/search"),
        (translate(mark("Contact and emergency numbers"), language), f"/{language.slug}/pages/contact/"),
    ]
    sensitive = any(part in request.path for part in ("/complaints", "/cases", "/go/", "/diary"))
    return respond(
        "pages/error.html",
        language,
        "",
        title,
        status=status,
        sensitive=sensitive,
        words=translate(words, language),
        ways=ways,
    )


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status in {301, 302, 303, 307, 308}:
        return make_response(error.get_response())
    response = _answer(status)
    if status == 405 and (allowed := dict(error.get_headers()).get("Allow")):
        response.headers["Allow"] = allowed
    return response


def _busy(error: Exception) -> Response:
    if isinstance(error, BusyError) and not re.search(r"locked|busy|full", str(error.orig)):
        return _unexpected(error)
    log.warning("busy: %s", type(error).__name__)
    response = _answer(ServiceUnavailable.code)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _not_built(error: Exception) -> Response:
    log.error("%s", error)
    return Response("Labour Harbour: 1955", 503, {"Retry-After": "30"}, mimetype="text/plain")


def _unexpected(error: Exception) -> Response:
    # The type and the place, never the values: they may be somebody's words.
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
    log.error("unexpected %s at %s", type(error).__name__, place)
    return _answer(InternalServerError.code)


def install(app: Flask) -> None:
    """Answer every error of `app` in words."""
    app.register_error_handler(HTTPException, _http)
    for busy in (QueueFullError, BusyError):
        app.register_error_handler(busy, _busy)
    app.register_error_handler(NotBuiltError, _not_built)
    app.register_error_handler(Exception, _unexpected)

"""The calendar of one's own: made and taken back with the code, read at an address that says nothing of it."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, abort

from api.services import enrolling, own_calendar
from api.web.context import frame, language_of, resources, snapshot
from api.web.pages_held import held_with, unknown_code, with_code
from i18n.languages import Language

bp = Blueprint("own_calendar", __name__)


def _addresses(language: Language, token: str) -> dict[str, str]:
    """Return where the calendar stands, with titles and without, as text and as a link that a calendar program takes."""
    base = frame().base_url
    path = f"{base}/{language.slug}/calendars/mine/{token}"
    own, neutral = f"{path}.ics", f"{path}.neutral.ics"
    scheme = f"{urlsplit(base).scheme}:"
    return {
        "address": own,
        "subscribe": own.replace(scheme, "webcal:", 1),
        "neutral": neutral,
        "subscribe_neutral": neutral.replace(scheme, "webcal:", 1),
    }


@bp.post("/<slug>/enrolments/calendar")
@with_code
def make(language: Language, code: str) -> Response:
    """Make the address of one's own calendar, and show it this once."""
    token, held = own_calendar.make(resources(), code), enrolling.look_up(resources(), code)
    if token is None or not isinstance(held, enrolling.Enrolled):
        return unknown_code(language)
    return held_with(language, held, code, calendar=_addresses(language, token))


@bp.post("/<slug>/enrolments/calendar/remove")
@with_code
def remove(language: Language, code: str) -> Response:
    """Take the address back: from now on nothing stands there."""
    held = enrolling.look_up(resources(), code)
    if not own_calendar.remove(resources(), code) or not isinstance(held, enrolling.Enrolled):
        return unknown_code(language)
    return held_with(language, held, code)


@bp.get("/<slug>/calendars/mine/<token>.ics")
def read(slug: str, token: str) -> Response:
    """Send somebody's own calendar; with ".neutral" at the end of the token it names nothing but the times."""
    language = language_of(slug)
    bare = token.removesuffix(".neutral")
    file = own_calendar.read(resources(), snapshot(), bare, language, is_neutral=bare != token)
    return Response(file, mimetype="text/calendar") if file is not None else abort(404)

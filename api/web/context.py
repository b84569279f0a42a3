"""What every view can ask for: the language, the current build, the use cases' resources, and a printed page."""

import datetime as dt
import uuid
from typing import Any

from flask import Response, abort, current_app, g, make_response, request

from api.domain.contact import offered
from api.services.published import Published
from api.services.resources import Resources
from api.services.snapshot import Snapshot
from i18n.languages import Language, by_slug
from i18n.messages import translate
from i18n.negotiate import match, negotiate
from theme.page import SITE_NAME, Frame, Page, render
from theme.styles import address, quiet_stylesheet


def resources() -> Resources:
    """Return what the use cases work with."""
    found: Resources = current_app.extensions["resources"]
    return found


def ways() -> dict[str, str]:
    """Return by what a complainant can ask to be reached here, each with its marked words."""
    return offered(resources().carried)


def snapshot() -> Snapshot:
    """Return the build that this request began with."""
    if "snapshot" not in g:
        published: Published = current_app.extensions["published"]
        g.snapshot = published.current()
    found: Snapshot = g.snapshot
    return found


def language_of(slug: str) -> Language:
    """Return the language of an address, or answer 404."""
    return by_slug(slug) or abort(404)


def wished_language() -> Language:
    """Return the language asked for: by the address, by `lang=`, or by the browser."""
    if found := by_slug(request.path.strip("/").split("/")[0]):
        return found
    if asked := match(request.args.get("lang", "")):
        return asked
    return negotiate(tag for tag, _ in request.accept_languages)


def frame() -> Frame:
    """Return the frame of the current build."""
    data = snapshot().frame
    return Frame(data["base_url"], data["hotline"], data["police"], dt.date.fromisoformat(data["built_on"]))


def typed() -> dict[str, str]:
    """Return what a form sent; several answers to one question stand in one line."""
    return {name: " ".join(request.form.getlist(name)) for name in request.form}


def new_press() -> str:
    """Return a fresh idempotency key for one press of a button."""
    return str(uuid.uuid4())


def respond(template: str, language: Language, path: str, title: str, *, status: int = 200, **context: Any) -> Response:
    """Return a live page. `title` is a marked message.

    `sensitive` makes its title neutral and leaves no referrer; `alone` leaves out whatever leads away from its question.

    `trail` are the steps between the home page and this one: (marked title, path without the language). `own_script` is the
    address of a script for this page alone.
    """
    sensitive, alone = bool(context.pop("sensitive", False)), bool(context.pop("alone", False))
    trail = ((SITE_NAME, ""), *context.pop("trail", ()))
    page = Page(
        frame(),
        language,
        path,
        translate(title, language),
        trail=tuple((translate(text, language), f"/{language.slug}/{step}") for text, step in trail),
        is_live=True,
        is_sensitive=sensitive,
        is_alone=alone,
        is_error=status == 422,
        uses_script=True,
        own_style=str(context.pop("own_style", address(quiet_stylesheet(), "css") if sensitive else "")),
        own_script=str(context.pop("own_script", "")),
    )
    return make_response(render(template, page, **context), status)


def ask_again(
    language: Language, path: str, action: str, title: str, kept: dict[str, str], *, sensitive: bool = False
) -> Response:
    """Ask whether somebody is sure, before something that cannot be taken back: marked `title`, hidden fields `kept`."""
    return respond("pages/sure.html", language, path, title, sensitive=sensitive, action=action, kept=kept)

"""Leaving at once, and what leaving cannot erase."""

from flask import Blueprint, Response, redirect

from api.web.context import frame, language_of, respond
from i18n.messages import mark, translate

bp = Blueprint("leave_pages", __name__)
ELSEWHERE = "https://www.cwa.gov.tw/"
"""Where leaving leads: the weather, which anybody may have open."""

REMAINS = (
    (
        mark("The history"),
        mark(
            "It shows the name and the addresses of this site and when they were open. It does not show what you wrote."
        ),
        mark("Delete this site from the history. Next time, open a private window first."),
    ),
    (
        mark("The back button"),
        mark("In this tab it may lead back to a first page of this site, with nothing filled in."),
        mark("Close the tab."),
    ),
    (
        mark("The keyboard"),
        mark("Keyboards learn the words that you type, and suggest them to whoever writes next."),
        mark("Delete the learned words in the settings of the keyboard."),
    ),
    (
        mark("Pictures, files and copies"),
        mark("Screenshots, photos, recordings, and words that you copied stay on the phone, and perhaps in its cloud."),
        mark("Delete them, also from the bin and from the cloud. Copy something else, so that the words are replaced."),
    ),
    (
        mark("The network"),
        mark("Whoever runs the network sees that this phone reached this site, and when. They do not see the page."),
        mark("Use mobile data, or a network that does not belong to your employer or your broker."),
    ),
    (
        mark("Somebody who watches"),
        mark("Who looks over your shoulder, or has put a program on your phone that watches, sees what you see."),
        mark("Use another phone: of a friend, in a library, in a shelter. Or call %(hotline)s: it is free."),
    ),
)
"""What stays behind, how far it gives something away, and what to do about it."""


@bp.get("/<slug>/leave")
@bp.get("/<slug>/go/out")
def leave(slug: str) -> Response:
    """Lead away, and ask the browser to forget what it kept of this site."""
    language_of(slug)
    response: Response = redirect(ELSEWHERE, 303)  # type: ignore[assignment]
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@bp.get("/<slug>/go/traces")
def traces(slug: str) -> Response:
    """Say what leaving cannot erase."""
    language = language_of(slug)
    title = mark("What leaving cannot erase")
    hotline = {"hotline": frame().hotline}
    rows = [(*(translate(text, language, **hotline) for text in row),) for row in REMAINS]
    return respond("pages/traces.html", language, "go/traces", title, sensitive=True, rows=rows)

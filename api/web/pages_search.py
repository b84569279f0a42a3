"""The search page."""

from urllib.parse import urlencode

from flask import Blueprint, Response, request

from api.search.corpus import TITLES
from api.search.documents import Asked, Results
from api.services.published import Snapshot
from api.web.context import language_of, resources, respond, snapshot
from i18n.languages import Language
from i18n.messages import mark

bp = Blueprint("search_page", __name__)
SIZE = 10
LONGEST = 200


def find(current: Snapshot, language: Language, text: str, kind: str, page: int, size: int) -> Results:
    """Return what `text` finds; an unknown kind finds everything, a page below one is the first."""
    now = resources().clock().isoformat(timespec="minutes")
    known = kind if kind in TITLES else ""
    return current.search(Asked(text[:LONGEST], known, page=max(1, page), size=size, now=now), language)


@bp.get("/<slug>/search")
def search(slug: str) -> Response:
    """Answer a search in the reader's language."""
    language = language_of(slug)
    query = " ".join(request.args.get("q", "").split())[:LONGEST]
    page = request.args.get("page", 1, type=int) or 1
    results = find(snapshot(), language, query, request.args.get("kind", ""), page, SIZE) if query else Results(0, ())
    return respond(
        "pages/search.html",
        language,
        f"search?{urlencode({'q': query})}" if query else "search",
        mark("Search"),
        query=query,
        results=results,
        kind_titles=TITLES,
        next_page=page + 1 if results.total > page * SIZE else None,
    )

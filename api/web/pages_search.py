"""The search page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, request

from api.search.answers import Answers
from api.search.asking import LONGEST
from api.search.documents import Asked, Facet, Results
from api.search.inside import READ
from api.services import missed
from api.services.snapshot import Snapshot
from api.web.context import language_of, resources, respond, snapshot
from i18n.languages import Language
from i18n.messages import mark
from theme.hit_words import rows
from theme.styles import address, search_stylesheet

bp = Blueprint("search_page", __name__)
SIZE = 10
FURTHEST = 1_000_000
"""The highest page anybody may name; there are never as many, and the last one is given."""


@dataclass(frozen=True)
class Narrowing:
    """One value of a facet as a link: it leads to what it leaves, or, chosen, back to everything."""

    text: str
    count: int
    address: str
    is_chosen: bool


_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")
"""Control characters that separate no words; none of them may stand in a page (HTML Living Standard, 13.2.3.5)."""


def typed(most: int | None = None) -> str:
    """Return the words of the address: of the first `most` characters, without control characters, with single spaces."""
    return " ".join(_CONTROLS.sub("", request.args.get("q", "")[:most]).split())


def wish(size: int) -> Asked:
    """Return what the address asks for: nothing in the words is an operator, and no value is refused."""
    asked = request.args
    try:
        page = int(asked.get("page", 1))
    except ValueError:
        page = 1
    return Asked(
        typed(4 * LONGEST)[:LONGEST],
        asked.get("kind", ""),
        asked.get("when", ""),
        asked.get("district", ""),
        asked.get("open", ""),
        min(max(1, page), FURTHEST),
        size,
        f"{resources().clock():%Y-%m-%dT%H:%M}",
    )


def unkept(response: Response) -> Response:
    """Return `response` so that no copy of it stays: somebody else may look through the phone."""
    response.headers["Cache-Control"] = "no-store"
    return response


def find(current: Snapshot, asked: Asked, language: Language) -> Results:
    """Return what `asked` finds; nothing for no words."""
    return current.search(asked, language) if asked.text else Results(0, ())


def _address(text: str, chosen: Iterable[tuple[str, str]], page: int = 1) -> str:
    """Return the query of an address: the words, what was chosen, and the page unless it is the first."""
    return f"?{urlencode([('q', text), *chosen, *([('page', str(page))] if page > 1 else [])])}"


def chosen_in(facets: Iterable[Facet]) -> tuple[tuple[str, str], ...]:
    """Return what was chosen, as pairs of a query; what nobody offers is left out of every further address."""
    return tuple((facet.name, each.value) for facet in facets for each in facet.choices if each.is_chosen)


def narrowings(text: str, facets: tuple[Facet, ...]) -> list[tuple[str, list[Narrowing]]]:
    """Return the facets with their headings, each choice as a link that keeps the words and all other choices."""
    chosen = chosen_in(facets)
    links = []
    for facet in facets:
        others = tuple(pair for pair in chosen if pair[0] != facet.name)
        choices = [
            Narrowing(
                each.label,
                each.count,
                _address(text, others if each.is_chosen else (*others, (facet.name, each.value))),
                each.is_chosen,
            )
            for each in facet.choices
        ]
        links.append((facet.label, choices))
    return links


def paged(text: str, results: Results, size: int) -> tuple[str, str]:
    """Return the addresses of the page before and of the page after; empty where there is none."""
    chosen, page = chosen_in(results.facets), results.page
    before = _address(text, chosen, page - 1) if page > 1 else ""
    return before, _address(text, chosen, page + 1) if results.total > page * size else ""


def context(asked: Asked, results: Results, known: Answers, language: Language, words: str = "") -> dict[str, Any]:
    """Return what the template of the page is given; `words` are more of what was typed than is searched: danger is answered in them."""
    previous, following = paged(asked.text, results, asked.size)
    facets = narrowings(asked.text, results.facets)
    return {
        "query": asked.text,
        "found": known.of(words or asked.text, language) if results.page == 1 else None,
        "results": results,
        "rows": rows(results.hits, language, asked.now[:10]),
        "facets": facets,
        "chosen": [each for _, choices in facets for each in choices if each.is_chosen],
        "nearest": [(each, _address(each, ())) for each in results.nearest],
        "did_you_mean": _address(results.did_you_mean, ()) if results.did_you_mean else "",
        "topics": known.topics(language),
        "previous": previous,
        "following": following,
        "first": asked.size * (results.page - 1) + 1,
    }


@bp.get("/<slug>/search")
def search(slug: str) -> Response:
    """Answer a search in the reader's language."""
    language, current, asked = language_of(slug), snapshot(), wish(SIZE)
    results = find(current, asked, language)
    missed.note(resources(), language, asked, results)
    path = f"search{_address(asked.text, chosen_in(results.facets), results.page)}" if asked.text else "search"
    longest = LONGEST if len(typed()) > LONGEST else 0
    shown = context(asked, results, current.answers, language, typed(READ))
    return unkept(
        respond(
            "pages/search.html",
            language,
            path,
            mark("Search"),
            own_style=address(search_stylesheet(), "css"),
            longest=longest,
            **shown,
        )
    )

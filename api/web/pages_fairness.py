"""What anybody may look into: the draws with their documents and the recipe, and every move that was made by hand."""

import datetime as dt
from typing import Any

from flask import Blueprint, Response, abort, jsonify

from api.domain.orders import ACTIONS, REASONS
from api.services import drawing, moves
from api.web.context import language_of, resources, respond
from api.web.offered import announced, title
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate
from theme import course_words

bp = Blueprint("fairness_pages", __name__)
STAGES = {
    "announced": mark("The secret is fixed and its hash is published. Entering opens on %(moment)s."),
    "open": mark("The secret is fixed and its hash is published. You can enter until %(moment)s."),
    "closed": mark("The list is closed and published. The public numbers are still to come."),
    "drawn": mark("The draw is done. Anybody can work it out again."),
}


def _stage(document: dict[str, Any], language: Language) -> str:
    """Return how far a draw is, and what comes next."""
    if "entries" in document:
        return translate(STAGES["drawn" if "secret" in document else "closed"], language)
    is_open = document["opens_at"] <= resources().clock().isoformat()
    moment = _moment(document["closes_at" if is_open else "opens_at"], language)
    return translate(STAGES["open" if is_open else "announced"], language, moment=moment)


def _name(name: str, document: dict[str, Any], language: Language) -> str:
    """Return what a draw is called."""
    found = next((announced(offer) for offer in document["offers"] if announced(offer)), None)
    return str(found["words"][language.slug]["round"]) if found else name


def _moment(text: str, language: Language) -> str:
    return formats.moment(dt.datetime.fromisoformat(text), language)


def _rows(document: dict[str, Any], language: Language) -> list[tuple[str, str]]:
    rows = [
        (mark("Secret fixed on"), _moment(document["committed_at"], language)),
        (mark("Hash of the secret"), document["commitment"]),
        (
            mark("Entering"),
            translate(
                mark("%(first)s to %(last)s"),
                language,
                first=_moment(document["opens_at"], language),
                last=_moment(document["closes_at"], language),
            ),
        ),
        (mark("Public numbers"), course_words.numbers(dt.datetime.fromisoformat(document["public_at"]), language)),
    ]
    if "entries" in document:
        rows.append((mark("Entries"), formats.number(len(document["entries"]), language)))
        rows.append((mark("Hash of the list"), document["entries_hash"]))
    if "secret" in document:
        rows.append((mark("Numbers drawn"), document["public_value"].rpartition(": ")[2]))
        rows.append((mark("The secret"), document["secret"]))
    return [(translate(term, language), value) for term, value in rows]


def _offers(document: dict[str, Any], language: Language) -> list[dict[str, Any]]:
    """Return each offer of a round with its seats, and who got them under which pseudonym."""
    shown = []
    for name, facts in document["offers"].items():
        if not (found := announced(name)):
            continue
        seated = [
            one for one in document.get("order", ()) if (seat := document["seats"][one]) and seat["offer"] == name
        ]
        shown.append(
            {
                "title": title(name, language),
                "url": found["words"][language.slug]["url"],
                "capacity": formats.number(facts["capacity"], language),
                "seated": seated,
                "waiting": document.get("waiting", {}).get(name, []),
            }
        )
    return shown


@bp.get("/<slug>/draws/")
def draws(slug: str) -> Response:
    """List the draws."""
    language = language_of(slug)
    found = drawing.published(resources())
    shown = [
        (name, _name(name, each, language), _stage(each, language), _rows(each, language))
        for name, each in found.items()
    ]
    return respond("pages/draws.html", language, "draws/", mark("Draws that everyone can check"), draws=shown)


@bp.get("/<slug>/draws/<name>")
def draw(slug: str, name: str) -> Response:
    """Show one draw: how far it is, what is fixed, and who got what."""
    language = language_of(slug)
    document = drawing.published(resources()).get(name) or abort(404)
    return respond(
        "pages/draw.html",
        language,
        f"draws/{name}",
        mark("A draw that everyone can check"),
        trail=((mark("Draws that everyone can check"), "draws/"),),
        name=name,
        called=_name(name, document, language),
        stage=_stage(document, language),
        rows=_rows(document, language),
        offers=_offers(document, language),
        is_drawn="secret" in document,
    )


@bp.get("/api/v1/draws/<name>")
def document(name: str) -> Response:
    """Send the published document of a draw, as the recipe reads it."""
    return jsonify(drawing.published(resources()).get(name) or abort(404))


@bp.get("/<slug>/moves/")
def moved(slug: str) -> Response:
    """Show every move that staff made by hand: when, in which class, whose place (under the pseudonym), and why."""
    language = language_of(slug)
    rows = [
        {
            "at": _moment(row.at, language),
            "offer": title(row.offer, language),
            "what": translate(ACTIONS[row.action].text, language),
            "who": row.pseudonym,
            "why": translate(REASONS[row.reason], language),
        }
        for row in moves.published(resources())
    ]
    return respond("pages/moves.html", language, "moves/", mark("Moves made by hand"), moves=rows)

"""The public page of the proof, the signed days as a file, and what a receipt gets that shows its records among them."""

import json
from typing import Any

from flask import Blueprint, Response, jsonify, redirect, request

from api.forms.base import FieldError, nested, validate, views
from api.forms.complaint import ReceiptLookup
from api.services import proving
from api.web.api_body import body_of, language_of_body
from api.web.context import language_of, resources, respond
from api.web.guard import guard, guard_call
from api.web.problems import invalid, problem
from api.web.words import UNKNOWN_RECEIPT
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate

bp = Blueprint("proof_pages", __name__)
TITLE = mark("Nothing that was filed can vanish unseen")
MINE = mark("Show that my complaint is there")
SHOWN_DAYS = 60
PATH = "go/proof"
"""Beside the other pages that need the receipt: an address that tells nothing."""
KEPT_SECONDS = 600
"""How long a copy of the days may be served again; they change once a day."""


@bp.get("/<slug>/proof")
def promise(slug: str) -> Response:
    """Tell what is promised, show the last days, and how anybody can check them."""
    language = language_of(slug)
    published = proving.days(resources())
    rows = [
        (row["day"], formats.number(row["count"], language), row["root"])
        for row in reversed(published["days"][-SHOWN_DAYS:])
    ]
    return respond("pages/proof.html", language, "proof", TITLE, sensitive=True, rows=rows, key=published["key"])


@bp.get("/data/filings.json")
def filings() -> Response:
    """Send every day that is over, with heads, signatures and the public key, as the recipe /data/proof.py reads them."""
    response = jsonify(proving.days(resources()))
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response


def _ask(language: Language, status: int = 200, message: str = "", errors: list[FieldError] | None = None) -> Response:
    return respond(
        "pages/lookup.html",
        language,
        PATH,
        MINE,
        status=status,
        sensitive=True,
        fields=views(ReceiptLookup, language, request.form.to_dict(), errors),
        action=f"/{language.slug}/{PATH}",
        message=translate(message, language) if message else "",
    )


@bp.get("/<slug>/cases/proof")
def moved(slug: str) -> Response:
    """Lead to where the receipt is asked for."""
    return redirect(f"/{language_of(slug).slug}/{PATH}", 303)  # type: ignore[return-value]


@bp.get("/<slug>/go/proof")
def ask(slug: str) -> Response:
    """Ask for the receipt."""
    return _ask(language_of(slug))


@bp.post("/<slug>/go/proof")
@bp.post("/<slug>/cases/proof")
def note(slug: str) -> Response:
    """Send what shows that all that was filed with the receipt is among the published days."""
    language = language_of(slug)
    filled = validate(ReceiptLookup, nested(request.form.to_dict()))
    if isinstance(filled, list):
        return _ask(language, 422, errors=filled)
    if (waits := guard(language, PATH, request.form, "look-up")) is not None:
        return waits
    found = proving.inclusion(resources(), filled.receipt)
    if found is None:
        return _ask(language, 404, UNKNOWN_RECEIPT)
    response = Response(_readable(found), mimetype="application/json")
    # Whoever sees the list of downloads learns nothing from the name.
    response.headers["Content-Disposition"] = 'attachment; filename="note.json"'
    return response


def _readable(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1)


@bp.post("/api/v1/cases/proof")
def note_json() -> Response:
    """Answer the same in JSON."""
    body = body_of() or {}
    language = language_of_body(body)
    filled = validate(ReceiptLookup, body)
    if isinstance(filled, list):
        return invalid(filled, language)
    if (waits := guard_call(language, body, kind="look-up")) is not None:
        return waits
    found = proving.inclusion(resources(), filled.receipt)
    if found is None:
        return problem(404, mark("There is no such case"), UNKNOWN_RECEIPT, language)
    return jsonify(found)

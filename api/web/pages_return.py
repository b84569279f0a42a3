"""Coming back to a case with the receipt, with pages that leave as little as possible behind."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request

from api.domain.cases import STATE_WORDS
from api.forms.base import FieldError, nested, validate, views
from api.forms.complaint import CaseMessage, ReceiptLookup
from api.services import returning
from api.web import words
from api.web.context import ask_again, language_of, new_press, resources, respond
from api.web.guard import guard
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate

bp = Blueprint("return_pages", __name__)


def _page(template: str, language: Language, path: str, title: str, status: int = 200, **context: Any) -> Response:
    return respond(template, language, path, title, status=status, sensitive=True, **context)


def _lookup(
    language: Language,
    status: int = 200,
    values: dict[str, str] | None = None,
    errors: list[FieldError] | None = None,
    message: str = "",
) -> Response:
    return _page(
        "pages/lookup.html",
        language,
        "cases",
        mark("My case"),
        status,
        fields=views(ReceiptLookup, language, values, errors),
        action=f"/{language.slug}/cases",
        message=translate(message, language) if message else "",
    )


def _case(
    language: Language,
    view: returning.CaseView,
    receipt: str,
    *,
    status: int = 200,
    errors: list[FieldError] | None = None,
    message: str = "",
) -> Response:
    clock = formats.unit(abs(view.days_left), "days", language)
    late = mark("Late by %(days)s. Call us: the bureau must answer.") if view.days_left < 0 else mark("%(days)s left")
    rows = [
        (translate(mark("Reference"), language), view.reference),
        (translate(mark("State"), language), translate(STATE_WORDS[view.state], language)),
        (translate(mark("Answer due by"), language), formats.date(view.due_on, language)),
    ]
    if view.state in {"received", "assigned"}:
        rows.append((translate(mark("Clock"), language), translate(late, language, days=clock)))
    typed = {"text": request.form.get("text", "")} if errors else {}
    return _page(
        "pages/case.html",
        language,
        "cases",
        mark("My case"),
        status,
        rows=rows,
        answers=[(formats.moment(answer.at, language), answer.text) for answer in view.answers],
        is_open=view.state not in {"closed", "withdrawn"},
        fields=[field for field in views(CaseMessage, language, typed, errors) if field.name == "text"],
        press=new_press(),
        receipt=receipt,
        message=translate(message, language) if message else "",
    )


@bp.get("/<slug>/cases")
@bp.get("/<slug>/go/mine")
def lookup_form(slug: str) -> Response:
    """Ask for the receipt."""
    return _lookup(language_of(slug))


View = returning.CaseView | returning.UnknownReceipt | returning.Withdrawn


def _with_receipt(language: Language, act: Callable[[str], View], **shown: Any) -> Response:
    """Read the receipt that was sent, `act` with it, and show the case that comes of it."""
    values = request.form.to_dict()
    filled = validate(ReceiptLookup, nested(values))
    if isinstance(filled, list):
        return _lookup(language, 422, values, filled)
    if held := guard(language, request.path.split("/", 2)[2], values, "look-up"):
        return held
    view = act(filled.receipt)
    if isinstance(view, returning.Withdrawn):
        return _lookup(language, 409, values, message=words.WITHDRAWN)
    if isinstance(view, returning.UnknownReceipt):
        return _lookup(language, 404, values, message=words.UNKNOWN_RECEIPT)
    return _case(language, view, filled.receipt, **shown)


@bp.post("/<slug>/cases")
@bp.post("/<slug>/go/mine")
def lookup(slug: str) -> Response:
    """Show the case of the receipt."""
    return _with_receipt(language_of(slug), lambda receipt: returning.look_up(resources(), receipt))


@bp.post("/<slug>/cases/messages")
def write(slug: str) -> Response:
    """Add something to the case."""
    language = language_of(slug)
    values = request.form.to_dict()
    filled = validate(CaseMessage, nested(values))
    if isinstance(filled, list):
        errors = [error for error in filled if error.field == "text"]
        return _with_receipt(
            language, lambda receipt: returning.look_up(resources(), receipt), status=422, errors=errors
        )
    press = values.get("press", "") or new_press()
    return _with_receipt(
        language,
        lambda receipt: returning.write_to(resources(), receipt, filled.text, press),
        message=mark("Your message is with the bureau."),
    )


@bp.post("/<slug>/cases/withdraw")
def withdraw(slug: str) -> Response:
    """Withdraw the case, at the second press."""
    language = language_of(slug)
    receipt = request.form.get("receipt", "")
    if not request.form.get("sure"):
        title = mark("Withdraw my complaint")
        return ask_again(language, "cases", "cases/withdraw", title, {"receipt": receipt}, sensitive=True)
    return _with_receipt(
        language,
        lambda typed: returning.withdraw(resources(), typed),
        message=mark("Your complaint is withdrawn."),
    )

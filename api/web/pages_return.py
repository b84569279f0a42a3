"""Coming back to a case with the receipt. One address for all of it: what is wished stands in the form, not in the history."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Response

from api.domain.files import ACCEPT, MEGABYTE, MOST_BYTES, Reason
from api.domain.phrases import render
from api.forms.base import FieldError, FieldView, nested, validate, views
from api.forms.complaint import CaseMessage, ReceiptLookup
from api.forms.contact import ContactChange, contact_fields
from api.forms.returning import Contest, Withdrawal
from api.services import attaching, returning
from api.web import words
from api.web.context import frame, language_of, new_press, resources, respond, snapshot, typed, ways
from api.web.guard import guard, may_send_file
from api.web.uploads import one_file, refusal
from i18n import formats
from i18n.languages import Language
from i18n.messages import mark, translate
from theme import case_words
from theme.filed_words import title_of

bp = Blueprint("return_pages", __name__)
PATH = "go/mine"
TITLE = mark("My case")
REFUSED = 422
Found = returning.CaseView | returning.UnknownReceipt | returning.Withdrawn | returning.NotClosed


@dataclass(frozen=True)
class Press:
    """One press on a page of a case: its language, everything that was sent, and the receipt in it."""

    language: Language
    values: Mapping[str, str]
    receipt: str = ""

    @property
    def key(self) -> str:
        """Return the idempotency key of the press."""
        return self.values.get("press", "") or new_press()


@dataclass(frozen=True)
class Asked:
    """A page that asks one thing more before something is done: its marked words, and its fields."""

    act: str
    title: str
    lines: tuple[str, ...]
    button: str
    fields: list[FieldView] = field(default_factory=list)


def _page(template: str, language: Language, status: int, **context: Any) -> Response:
    return respond(template, language, PATH, TITLE, status=status, sensitive=True, **context)


def _lookup(
    language: Language,
    status: int = 200,
    values: Mapping[str, str] | None = None,
    errors: list[FieldError] | None = None,
    message: str = "",
) -> Response:
    shown = translate(message, language) if message else ""
    fields = views(ReceiptLookup, language, values, errors)
    return _page("pages/lookup.html", language, status, fields=fields, action=f"/{language.slug}/{PATH}", message=shown)


def _facts(view: returning.CaseView, language: Language) -> list[tuple[str, str]]:
    rows = (
        (mark("Reference"), view.reference),
        (mark("What it is about"), title_of(view.kind, language)),
        (mark("State"), case_words.state(view.state, view.closed_reason, language)),
        (mark("From you"), case_words.sent(view.letter_hours, view.files, language)),
    )
    return [(translate(term, language), said) for term, said in rows]


def _case(
    press: Press, found: Found, message: str = "", status: int = 200, errors: list[FieldError] | None = None
) -> Response:
    """Show what was `found`: the case, or why there is none; `message` is a marked sentence or one already in words."""
    language = press.language
    if isinstance(found, returning.UnknownReceipt):
        return _lookup(language, 404, press.values, message=words.UNKNOWN_RECEIPT)
    if not isinstance(found, returning.CaseView):
        said = words.WITHDRAWN if isinstance(found, returning.Withdrawn) else words.NOT_CLOSED
        return _case(press, _look(press), said, 409)
    # Nobody owes an answer to a tip.
    has_clock = found.door != "tip"
    # What was typed is shown again only where it was not taken.
    typed_text = {"text": press.values.get("text", "")} if errors or status == REFUSED else {}
    return _page(
        "pages/case.html",
        language,
        status,
        view=found,
        rows=_facts(found, language),
        days=case_words.days(found.clock, language, is_withdrawn=found.state == "withdrawn") if has_clock else [],
        stage=case_words.stage(found.clock, language, is_withdrawn=found.state == "withdrawn"),
        left=case_words.left(found.clock, language),
        answers=[
            (formats.moment(each.at, language), each.step, render(each.parts, language)) for each in found.answers
        ],
        erased=formats.date(found.erased_on, language) if found.erased_on else "",
        fields=[each for each in views(CaseMessage, language, typed_text, errors) if each.name == "text"],
        accept=ACCEPT,
        size=MOST_BYTES // MEGABYTE,
        press=new_press(),
        receipt=press.receipt,
        message=translate(message, language) if message else "",
    )


def _look(press: Press) -> Found:
    return returning.look_up(resources(), press.receipt, snapshot().holidays)


def _show(press: Press) -> Response:
    return _case(press, _look(press))


def _write(press: Press) -> Response:
    filled = validate(CaseMessage, nested(press.values))
    if isinstance(filled, list):
        return _case(press, _look(press), status=422, errors=filled)
    content = one_file("file")
    if content is None:
        files = []
    else:
        held = _look(press)
        if not may_send_file():
            return _case(press, held, refusal(Reason.BUSY, press.language), REFUSED)
        kept = attaching.attached(resources(), content, held.files if isinstance(held, returning.CaseView) else 0)
        if isinstance(kept, attaching.Refused):
            return _case(press, held, refusal(kept.reason, press.language), REFUSED)
        files = [kept]
    found = returning.write_to(resources(), press.receipt, filled.text, press.key, files, snapshot().holidays)
    return _case(press, found, mark("Your message is with the bureau."))


def _ask(press: Press, asked: Asked, status: int = 200) -> Response:
    language = press.language
    return _page(
        "pages/case-step.html",
        language,
        status,
        asked=asked,
        heading=translate(asked.title, language),
        lines=[translate(line, language, hotline=frame().hotline) for line in asked.lines],
        button_words=translate(asked.button, language),
        press=new_press(),
        receipt=press.receipt,
    )


def _contact(press: Press) -> Response:
    errors: list[FieldError] = []
    if "contact.channel" in press.values:
        filled = validate(ContactChange, nested(press.values), ways=ways())
        if not isinstance(filled, list):
            contact = filled.contact.model_dump()
            found = returning.change_contact(resources(), press.receipt, contact, press.key, snapshot().holidays)
            return _case(press, found, mark("From now on only this holds."))
        errors = filled
    fields = contact_fields(press.language, press.values, errors, ways())
    lines = (mark("What you chose before is sealed and not shown. What you choose here takes its place at once."),)
    asked = Asked("contact", mark("How may the bureau reach you?"), lines, mark("Keep this"), fields)
    return _ask(press, asked, 422 if errors else 200)


def _contest(press: Press) -> Response:
    errors: list[FieldError] = []
    if "text" in press.values:
        filled = validate(Contest, nested(press.values))
        if not isinstance(filled, list):
            found = returning.contest(resources(), press.receipt, filled.text, press.key, snapshot().holidays)
            return _case(press, found, mark("Your case is open again."))
        errors = filled
    fields = [each for each in views(Contest, press.language, press.values, errors) if each.name == "text"]
    held = _look(press)
    is_tip = isinstance(held, returning.CaseView) and held.door == "tip"
    due = mark("The case is opened again, with a new day by which the answer is due.")
    lines = (mark("Your tip is opened again. No answer is due.") if is_tip else due,)
    asked = Asked("contest", mark("This is not right"), lines, mark("Open it again"), fields)
    return _ask(press, asked, 422 if errors else 200)


def _withdraw(press: Press) -> Response:
    filled = validate(Withdrawal, nested(press.values))
    if press.values.get("sure") and not isinstance(filled, list):
        found = returning.withdraw(resources(), press.receipt, filled.reason, snapshot().holidays)
        return _case(press, found, mark("Your complaint is withdrawn."))
    fields = [each for each in views(Withdrawal, press.language, press.values) if each.name == "reason"]
    lines = (
        mark("Is somebody making you do this? Then do not withdraw. Call %(hotline)s: free, day and night."),
        mark("The bureau stops working on your complaint. It stays in the record that you filed it."),
        mark("If you did not do this freely, you can open it again later with the same receipt."),
    )
    return _ask(press, Asked("withdraw", mark("Withdraw my complaint"), lines, mark("Yes, withdraw it"), fields))


ACTS: Mapping[str, Callable[[Press], Response]] = {
    "write": _write,
    "contact": _contact,
    "contest": _contest,
    "withdraw": _withdraw,
}


@bp.get("/<slug>/go/mine")
@bp.get("/<slug>/cases")
def lookup_form(slug: str) -> Response:
    """Ask for the receipt."""
    return _lookup(language_of(slug))


@bp.post("/<slug>/go/mine")
@bp.post("/<slug>/cases")
def mine(slug: str) -> Response:
    """Read the receipt that was sent, and do what is wished with its case."""
    language = language_of(slug)
    values = typed()
    filled = validate(ReceiptLookup, nested(values))
    if isinstance(filled, list):
        return _lookup(language, 422, values, filled)
    if (waits := guard(language, PATH, values, "look-up")) is not None:
        return waits
    act = "" if values.get("to") == "back" else values.get("act", "")
    return ACTS.get(act, _show)(Press(language, values, filled.receipt))

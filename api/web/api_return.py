"""Coming back to a case under /api/v1: reading it, adding to it, another way to be reached, contesting, withdrawing."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, Response, jsonify, request

from api.domain.phrases import Shown, render
from api.forms.base import validate
from api.forms.complaint import CaseMessage, ReceiptLookup
from api.forms.contact import ContactChange
from api.forms.returning import Contest, Withdrawal
from api.services import returning
from api.web import words
from api.web.api_body import NOT_AN_OBJECT, body_of, language_of_body
from api.web.context import new_press, resources, snapshot, ways
from api.web.guard import guard_call
from api.web.problems import invalid, problem
from i18n.languages import Language
from i18n.messages import mark
from theme import case_words

F = TypeVar("F", bound=ReceiptLookup)
Found = returning.CaseView | returning.UnknownReceipt | returning.Withdrawn | returning.NotClosed
bp = Blueprint("api_return", __name__, url_prefix="/api/v1")


def _part(part: Shown) -> dict[str, Any]:
    """Return one part of a reply; a machine's words come with the original beside them."""
    told = {
        "label": part.label,
        "said": part.said,
        "text": part.text,
        "lang": part.language.tag if part.language else None,
    }
    if part.original:
        original = part.original_language
        told |= {"original": part.original, "original_lang": original.tag if original else None}
    return told


def _clock(view: returning.CaseView, language: Language) -> dict[str, Any]:
    clock = view.clock
    return {
        "stage": clock.stage,
        "words": case_words.stage(clock, language, is_withdrawn=view.state == "withdrawn"),
        "days_left": clock.days_left,
        "is_late": clock.is_late,
        "days": [
            {"key": each.key, "on": each.on.isoformat(), "done_on": each.done_on and each.done_on.isoformat()}
            for each in clock.milestones
        ],
    }


def _told(view: returning.CaseView, language: Language) -> dict[str, Any]:
    is_tip = view.door == "tip"
    return {
        "reference": view.reference,
        "door": view.door,
        "kind": view.kind,
        "state": view.state,
        "words": case_words.state(view.state, view.closed_reason, language),
        "due_on": None if is_tip else view.due_on.isoformat(),
        "clock": None if is_tip else _clock(view, language),
        "messages": [
            {
                "at": each.at.isoformat(),
                "step": each.step,
                "parts": [_part(part) for part in render(each.parts, language)],
            }
            for each in view.answers
        ],
        "letters": view.letters,
        "files": view.files,
        "may_write": view.may_write,
        "may_contest": view.may_contest,
    }


def _answer(found: Found, language: Language) -> Response:
    match found:
        case returning.CaseView():
            return jsonify(_told(found, language))
        case returning.Withdrawn():
            return problem(409, mark("Nothing was added"), words.WITHDRAWN, language)
        case returning.NotClosed():
            return problem(409, mark("Nothing was added"), words.NOT_CLOSED, language)
    return problem(404, mark("There is no such case"), words.UNKNOWN_RECEIPT, language)


def _called(form: type[F], act: Callable[[F, str], Found]) -> Response:
    """Read the call as `form`, do `act` with it and the key of the press, and tell the case that comes of it.

    Wrong digits never reach the slow derivation, nor does a flood.
    """
    body = body_of()
    language = language_of_body(body)
    if body is None:
        return invalid([NOT_AN_OBJECT], language)
    filled = validate(form, body, ways=ways())
    if isinstance(filled, list):
        return invalid(filled, language)
    press = request.headers.get("Idempotency-Key", "")
    if (waits := guard_call(language, body, press, "look-up")) is not None:
        return waits
    return _answer(act(filled, press or new_press()), language)


@bp.post("/cases/lookup")
def lookup() -> Response:
    """Look a case up."""
    return _called(ReceiptLookup, lambda filled, _: returning.look_up(resources(), filled.receipt, snapshot().holidays))


@bp.post("/cases/messages")
def write() -> Response:
    """Add to a case."""
    return _called(
        CaseMessage,
        lambda filled, press: returning.write_to(
            resources(), filled.receipt, filled.text, press, holidays=snapshot().holidays
        ),
    )


@bp.post("/cases/contact")
def contact() -> Response:
    """Say how one may be reached from now on."""
    return _called(
        ContactChange,
        lambda filled, press: returning.change_contact(
            resources(), filled.receipt, filled.contact.model_dump(), press, snapshot().holidays
        ),
    )


@bp.post("/cases/contest")
def contest() -> Response:
    """Contest the closing of a case."""
    return _called(
        Contest,
        lambda filled, press: returning.contest(resources(), filled.receipt, filled.text, press, snapshot().holidays),
    )


@bp.post("/cases/withdraw")
def withdraw() -> Response:
    """Withdraw a case."""
    return _called(
        Withdrawal,
        lambda filled, _: returning.withdraw(resources(), filled.receipt, filled.reason, snapshot().holidays),
    )

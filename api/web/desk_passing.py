"""Passing a case on, and closing it: what is still missing is told in words before and after the press."""

from collections.abc import Mapping

from flask import Blueprint, Response, g

from api.domain.closing import MISSING, SECOND, Missing, NeedsSecond, Verdict
from api.forms.base import FieldError, nested, validate, views
from api.forms.casework import Close, Refer
from api.services import case_acts, case_closing
from api.services.case_acts import Done, Referral
from api.services.case_closing import Closing
from api.services.casework import OpenCase
from api.web.context import typed
from api.web.desk_case import about, case_or_404, why_not
from api.web.desk_frame import allowed, go, language, page, press, resources
from i18n.messages import Message, mark, translate

bp = Blueprint("desk_passing", __name__)
_ASKED = frozenset({"reason", "evidence"})
REFERRED = mark("The case %(reference)s is passed on.")
CLOSED = mark("The case %(reference)s is closed.")
PROPOSED = mark("Proposed. It is closed when a second officer confirms it.")


def _refer_page(
    case: OpenCase, status: int = 200, errors: list[FieldError] | None = None, stopped: str = ""
) -> Response:
    values = typed()
    version = case.row.version if stopped else values.get("version") or case.row.version
    fields = views(Refer, language(), values, errors)
    return page(
        "refer.html", status, **(about(case) | {"version": version}), stopped=stopped, fields=fields, press=press()
    )


@bp.get("/cases/<reference>/refer")
@allowed("refer")
def ask_refer(reference: str) -> Response:
    """Ask to whom a case is passed on."""
    return _refer_page(case_or_404(reference))


@bp.post("/cases/<reference>/refer")
@allowed("refer")
def refer(reference: str) -> Response:
    """Pass a case on."""
    case, values = case_or_404(reference), typed()
    filled = validate(Refer, nested(values))
    if isinstance(filled, list):
        return _refer_page(case, 422, filled)
    referral = Referral(filled.to, filled.reason, filled.note)
    result = case_acts.refer(resources(), g.member, reference, values.get("version", ""), referral, press())
    if isinstance(result, Done):
        return go("/", Message(REFERRED, {"reference": reference}))
    return _refer_page(case_or_404(reference), 409, stopped=why_not(result))


def _words(codes: tuple[str, ...], words: Mapping[str, str]) -> list[str]:
    return [translate(words[code], language()) for code in codes]


def _missing(verdict: Verdict | None, *, is_tried: bool) -> list[str]:
    """Return what is missing; before the first press nothing that the form itself is about to ask."""
    codes = verdict.codes if isinstance(verdict, Missing) else ()
    return _words(tuple(code for code in codes if is_tried or code not in _ASKED), MISSING)


def _contacts(case: OpenCase) -> list[object]:
    """Return what officers wrote to the complainant in their own language since the last letter."""
    last = case.letters[-1].number if case.letters else 0
    return [each for each in case.letters if each.number == last and each.detail.own_language]


def _close_page(
    case: OpenCase,
    verdict: Verdict | None,
    status: int = 200,
    stopped: str = "",
    errors: list[FieldError] | None = None,
) -> Response:
    values = typed()
    return page(
        "close.html",
        status,
        **(about(case) | {"version": case.row.version if stopped else values.get("version") or case.row.version}),
        stopped=stopped,
        is_tried=status != 200,
        missing=_missing(verdict, is_tried=status != 200),
        second=_words(verdict.why, SECOND) if isinstance(verdict, NeedsSecond) else [],
        contacts=_contacts(case),
        fields=views(Close, language(), values, errors),
        press=press(),
    )


@bp.get("/cases/<reference>/close")
@allowed("cases")
def ask_close(reference: str) -> Response:
    """Ask why a case is closed, and tell what is missing before it can be."""
    case = case_or_404(reference)
    return _close_page(case, case_closing.verdict(resources(), g.member, reference, "", ()))


@bp.post("/cases/<reference>/close")
@allowed("cases")
def close(reference: str) -> Response:
    """Close a case, propose it where a second officer has to look, or tell what is missing."""
    case, values = case_or_404(reference), typed()
    filled = validate(Close, nested(values))
    if isinstance(filled, list):
        return _close_page(case, None, 422, errors=filled)
    closing = Closing(filled.reason, filled.evidence, filled.note)
    version = values.get("version", "")
    result = case_closing.propose_close(resources(), g.member, reference, version, closing, press())
    if isinstance(result, Missing):
        return _close_page(case, result, 422)
    if isinstance(result, Done):
        text = CLOSED if result.step == "closed" else PROPOSED
        return go(f"/cases/{reference}", Message(text, {"reference": reference}))
    return _close_page(case_or_404(reference), None, 409, stopped=why_not(result))

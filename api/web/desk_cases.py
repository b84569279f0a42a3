"""The cases of a member's units: the queue by deadline, one case, and the answer to it."""

import uuid

from flask import Blueprint, Response, abort, g, redirect, request

from api.domain.cases import STATE_WORDS
from api.forms.base import FieldError, nested, validate, views
from api.forms.desk import Answer
from api.services import desk
from api.web.desk_frame import allowed, language, page, resources
from i18n.languages import BY_SLUG
from i18n.messages import translate
from theme.filed_words import title_of

bp = Blueprint("desk_cases", __name__)


@bp.get("/")
@allowed("cases")
def queue() -> Response:
    """Show the cases, the one that is due first in front."""
    rows = [
        (
            row,
            title_of(row.kind, language()),
            BY_SLUG[row.lang].endonym if row.lang in BY_SLUG else row.lang,
            translate(STATE_WORDS[row.state], language()),
        )
        for row in desk.queue(resources())
        if g.member.sees(row.unit)
    ]
    return page("queue.html", rows=rows)


def _seen_or_404(reference: str) -> None:
    """Answer that there is no such page, unless there is a case `reference` in a unit whose cases this member sees."""
    if not any(row.reference == reference and g.member.sees(row.unit) for row in desk.queue(resources())):
        abort(404)


def _case_page(reference: str, status: int = 200, errors: list[FieldError] | None = None) -> Response:
    _seen_or_404(reference)
    case = desk.open_case(resources(), reference, g.officer) or abort(404)
    typed = {"text": request.form.get("text", "")} if errors else {}
    return page(
        "case.html",
        status,
        case=case,
        kind=title_of(case.row.kind, language()),
        spoken=BY_SLUG[case.row.lang].endonym if case.row.lang in BY_SLUG else case.row.lang,
        state=translate(STATE_WORDS[case.row.state], language()),
        fields=views(Answer, language(), typed, errors),
        press=str(uuid.uuid4()),
    )


@bp.get("/cases/<reference>")
@allowed("cases")
def case(reference: str) -> Response:
    """Show a case."""
    return _case_page(reference)


@bp.post("/cases/<reference>")
@allowed("cases")
def answer(reference: str) -> Response:
    """Answer a case."""
    _seen_or_404(reference)
    filled = validate(Answer, nested(request.form.to_dict()))
    if isinstance(filled, list):
        return _case_page(reference, 422, filled)
    press = request.form.get("press", "") or str(uuid.uuid4())
    if not desk.answer(resources(), reference, filled.text, g.officer, press[:100]):
        abort(404)
    return redirect(f"/cases/{reference}", 303)  # type: ignore[return-value]

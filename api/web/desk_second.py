"""What waits for a second officer: closings and openings of a name, to be agreed to or not."""

from typing import Any

from flask import Blueprint, Response, abort, g

from api.domain.closing import EVIDENCE, MISSING, REASONS, SECOND, Missing, NeedsSecond
from api.domain.names import NAME_REASONS
from api.forms.base import FieldView, nested, validate, views
from api.forms.casework import Refusal
from api.services import case_closing, case_names, casework
from api.services.case_acts import Done
from api.services.case_queue import Proposal
from api.web import desk_words
from api.web.context import snapshot, typed
from api.web.desk_case import why_not
from api.web.desk_frame import allowed, go, language, page, press, resources
from i18n import formats
from i18n.messages import Message, mark, translate

bp = Blueprint("desk_second", __name__)
AGREED = mark("You agreed: %(reference)s.")
NOT_AGREED = mark("You did not agree: %(reference)s.")
SORTS = {"closing": mark("to be closed"), "name": mark("the name is to be opened")}
YES = {"closing": mark("Agree: close it"), "name": mark("Agree: open the name")}
_REASONS = {**{name: reason.text for name, reason in REASONS.items()}, **NAME_REASONS}


def _why(found: Proposal) -> list[str]:
    """Return why the rule asks for a second officer before this closing."""
    if found.sort == "name":
        return []
    asked = (found.row.reference, found.reason, found.evidence)
    verdict = case_closing.verdict(resources(), g.member, *asked)
    return [translate(SECOND[code], language()) for code in verdict.why] if isinstance(verdict, NeedsSecond) else []


def _facts(found: Proposal) -> list[tuple[str, str]]:
    spoken = language()
    evidence = [translate(EVIDENCE[code], spoken) for code in found.evidence]
    rows = [
        (mark("What it is about"), desk_words.about(found.row, spoken)),
        (mark("Proposed by"), found.officer),
        (mark("Reason"), translate(_REASONS[found.reason], spoken)),
        (mark("Evidence"), formats.listing(evidence, spoken) if evidence else ""),
        (mark("Why a second officer"), formats.sentences(_why(found), spoken)),
    ]
    return [(translate(label, spoken), value) for label, value in rows if value]


def _refusal(found: Proposal, refused: str, error: list[Any] | None) -> FieldView | None:
    """Return the question why not; an opening of a name is refused without a note."""
    if found.sort == "name":
        return None
    # Several such forms stand on one page: each control has a name of its own.
    key = f"note.{found.row.reference}"
    view = views(Refusal, language(), errors=error if refused == found.row.reference else None)[0]
    return FieldView(**{**vars(view), "name": key})


def _second_page(status: int = 200, stopped: str = "", refused: str = "", errors: list[Any] | None = None) -> Response:
    spoken = language()
    found = casework.proposals(resources(), g.member, snapshot().holidays)
    rows = [
        {
            "reference": each.row.reference,
            "key": each.sort,
            "asker": each.officer,
            "sort": translate(SORTS[each.sort], spoken),
            "facts": _facts(each),
            "version": each.row.version,
            "field": _refusal(each, refused, errors),
            "yes": translate(YES[each.sort], spoken),
        }
        for each in found
    ]
    return page("second.html", status, rows=rows, stopped=stopped)


@bp.get("/second")
@allowed("second")
def second() -> Response:
    """Show what waits for this member as the second officer."""
    return _second_page()


@bp.post("/second/<reference>")
@allowed("second")
def decide(reference: str) -> Response:
    """Agree to a closing or an opening, or refuse it."""
    values = typed()
    sort, is_yes = values.get("sort", ""), values.get("do") == "confirm"
    if sort not in SORTS:
        abort(404)
    note = validate(Refusal, nested({"note": values.get(f"note.{reference}", "")}))
    if sort == "closing" and not is_yes and isinstance(note, list):
        return _second_page(422, refused=reference, errors=note)
    text = note.note if isinstance(note, Refusal) else ""
    result = _closing(reference, values, text) if sort == "closing" else _name(reference, values)
    if isinstance(result, Missing):
        spoken = language()
        stopped = formats.sentences((translate(MISSING[code], spoken) for code in result.codes), spoken)
        return _second_page(409, stopped=stopped)
    if isinstance(result, Done):
        return go("/second", Message(AGREED if is_yes else NOT_AGREED, {"reference": reference}))
    return _second_page(409, stopped=why_not(result))


def _closing(reference: str, values: dict[str, str], note: str) -> Any:
    who = (resources(), g.member, reference, values.get("version", ""))
    if values.get("do") == "confirm":
        return case_closing.confirm_close(*who, press())
    return case_closing.refuse_close(*who, note, press())


def _name(reference: str, values: dict[str, str]) -> Any:
    act = case_names.grant_name if values.get("do") == "confirm" else case_names.refuse_name
    return act(resources(), g.member, reference, values.get("asker", ""), press())

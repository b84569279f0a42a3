"""Opening the name in a case: asked for with a reason, agreed to by a second officer, noted each time."""

from collections.abc import Mapping

from flask import Blueprint, Response, g

from api.forms.base import FieldError, nested, validate, views
from api.forms.casework import NameAsk
from api.services import case_names
from api.services.case_acts import Done
from api.services.casework import OpenCase
from api.web.context import typed
from api.web.desk_case import about, case_or_404, why_not
from api.web.desk_frame import allowed, go, language, page, press, resources
from i18n.messages import Message, mark, translate

bp = Blueprint("desk_names", __name__)
ASKED = mark("Asked. A second officer has to agree.")
LINES = {"name": mark("Name"), "contact": mark("A safe way to reach them")}


def _name_page(
    case: OpenCase,
    status: int = 200,
    errors: list[FieldError] | None = None,
    stopped: str = "",
    told: Mapping[str, str] | None = None,
) -> Response:
    spoken = language()
    return page(
        "name.html",
        status,
        **about(case),
        stopped=stopped,
        name=[(translate(text, spoken), told[key]) for key, text in LINES.items() if told and told.get(key)],
        access=case.name,
        fields=views(NameAsk, spoken, typed(), errors),
        press=press(),
    )


@bp.get("/cases/<reference>/name")
@allowed("names")
def ask_name(reference: str) -> Response:
    """Tell how far an asking for the name is."""
    return _name_page(case_or_404(reference))


@bp.post("/cases/<reference>/name")
@allowed("names")
def name(reference: str) -> Response:
    """Ask for the name with a reason, or open it."""
    case, values = case_or_404(reference), typed()
    if values.get("do") == "open":
        opened = case_names.open_name(resources(), g.member, reference)
        if isinstance(opened, Mapping):
            return _name_page(case, told=opened)
        return _name_page(case, 409, stopped=why_not(opened))
    filled = validate(NameAsk, nested(values))
    if isinstance(filled, list):
        return _name_page(case, 422, filled)
    result = case_names.ask_name(resources(), g.member, reference, filled.reason, press())
    if isinstance(result, Done):
        return go(f"/cases/{reference}/name", Message(ASKED))
    return _name_page(case, 409, stopped=why_not(result))

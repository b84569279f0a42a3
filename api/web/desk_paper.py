"""The paper of a case at the desk: what was filed, in Chinese and in the complainant's language, to print or as PDF."""

from collections.abc import Mapping
from typing import cast

from flask import Blueprint, Response, abort, g

from api.domain.intake import DOORS, KINDS, DoorName
from api.services import case_names, paper_press
from api.services.casework import OpenCase
from api.web.context import frame
from api.web.desk_case import about, case_or_404, why_not
from api.web.desk_frame import allowed, language, page, resources
from api.web.paper_file import BUSY, pdf_of
from i18n.languages import SOURCE, by_slug
from i18n.messages import translate
from theme.filed_paper import Issue, Paper, paper
from theme.page import Page
from theme.paper_lines import Answers

bp = Blueprint("desk_paper", __name__)


def _answers(case: OpenCase, name: Mapping[str, str]) -> Answers:
    """Return what was answered, part by part; the name only where it was opened."""
    words = case.words
    parts = {each: words[each] for each in ("respondent", "applicant", "work", "demand") if each in words}
    story = {each: words.get(each, "") for each in ("what", "when")}
    # A sheet is read at every hour: the number stays at the desk, which shows it inside the safe hours.
    reach = {each: told for each, told in case.contact.items() if each != "address"}
    return parts | {"about": case.answers, "story": story, "contact": reach, "person": name}


def _paper(case: OpenCase, name: Mapping[str, str]) -> Paper:
    """Return the paper of `case`; there is none where nothing of the words is left."""
    row = case.row
    if not case.words or row.door not in DOORS or row.kind not in KINDS:
        abort(404)
    issue = Issue(
        resources().clock().date(),
        row.reference,
        row.lodged_at.date(),
        row.unit,
        [each.label for each in case.files if each.letter == 1],
        is_name_sealed=case.has_name and not name,
    )
    own = by_slug(row.lang) or SOURCE
    return paper(cast("DoorName", row.door), row.kind, _answers(case, name), own, issue)


def _page(case: OpenCase, name: Mapping[str, str], status: int = 200, stopped: str = "") -> Response:
    is_open = case.name.is_open(g.member.username, resources().clock())
    return page(
        "paper.html",
        status,
        **about(case),
        stopped=stopped,
        paper=_paper(case, name),
        has_pdf=paper_press.can_print(),
        may_name=is_open and not name,
    )


@bp.get("/cases/<reference>/paper")
@allowed("cases")
def to_print(reference: str) -> Response:
    """Show the paper, without a name that lies in an envelope."""
    return _page(case_or_404(reference), {})


@bp.post("/cases/<reference>/paper")
@allowed("names")
def with_name(reference: str) -> Response:
    """Show the paper with the name, if a second officer agreed; each opening is noted."""
    case = case_or_404(reference)
    opened = case_names.open_name(resources(), g.member, reference)
    if isinstance(opened, Mapping):
        return _page(case, opened)
    return _page(case, {}, 409, why_not(opened))


@bp.get("/cases/<reference>/paper.pdf")
@allowed("cases")
def to_save(reference: str) -> Response:
    """Send the paper as PDF, without a name that lies in an envelope."""
    case = case_or_404(reference)
    made = pdf_of(_paper(case, {}), Page(frame(), SOURCE, "", reference), reference)
    return made if made is not None else _page(case, {}, 503, translate(BUSY, language()))

"""One case at the desk: what was filed, its letters and steps, its clock, and its files."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import Blueprint, Response, abort, g

from api.domain.cases import DESK_STATE_WORDS
from api.domain.deadlines import MILESTONES, Clock
from api.domain.phrases import Shown, render
from api.forms.base import FieldError, views
from api.forms.casework import NumberAsk
from api.services import casework, safe_contact
from api.services.case_acts import REFUSALS, Changed, NoSuchCase, Refused
from api.services.casework import FLAGS, Letter, OpenCase
from api.services.notices import NEWS
from api.web import desk_words
from api.web.context import snapshot
from api.web.desk_frame import allowed, language, page, resources
from i18n.languages import by_slug
from i18n.messages import mark, translate
from theme import case_words

bp = Blueprint("desk_case", __name__)
CHANGED = mark(
    "Not done: somebody else worked on this case meanwhile, or a letter came. What you wrote is still here; "
    "look at the case, then press again."
)
LOST = mark("These words were sealed to a key of the desk that is lost. Nobody can read them any more.")
FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


class Read(NamedTuple):
    """A letter or step with its parts as the officer reads them."""

    at: dt.datetime
    step: str
    officer: str
    text: str
    note: str
    codes: str
    shown: list[Shown]


def case_or_404(reference: str) -> OpenCase:
    """Return the case that a page is about; there is none for whoever may not see it."""
    return casework.open_case(resources(), g.member, reference, snapshot().holidays) or abort(404)


def why_not(result: Changed | Refused | NoSuchCase) -> str:
    """Return why an act was not done, in a sentence."""
    if isinstance(result, NoSuchCase):
        abort(404)
    return translate(CHANGED if isinstance(result, Changed) else REFUSALS[result.code], language())


def read(letter: Letter) -> Read:
    """Return `letter` as the officer reads it: phrases in the language of the desk, all else as it was written."""
    told = desk_words.codes(letter, language())
    shown = render(letter.parts, language())
    note = translate(LOST, language()) if letter.is_lost else letter.note
    return Read(letter.at, letter.step, letter.officer, letter.text, note, told, shown)


def _marked(words: Mapping[Any, str]) -> dict[str, str]:
    return {str(key): translate(text, language()) for key, text in words.items()}


def about(case: OpenCase) -> dict[str, Any]:
    """Return what stands above every page of a case."""
    spoken = language()
    return {
        "case": case,
        "about": desk_words.about(case.row, spoken),
        "tongue": desk_words.spoken(case.row.lang, spoken),
        "reader": by_slug(case.row.lang) or spoken,
        "is_other": case.row.lang != spoken.slug,
        "state": translate(DESK_STATE_WORDS[case.row.state], spoken),
        "flags": _marked(FLAGS),
        "steps": _marked(desk_words.STEP_WORDS),
        "version": case.row.version,
    }


def _present(clock: Clock) -> str:
    """Return the milestone that comes next, or the last one reached when the answer is late."""
    return "" if clock.stage == "answered" else clock.stage


def case_page(case: OpenCase, status: int = 200, errors: list[FieldError] | None = None, number: str = "") -> Response:
    """Show a case; `number` is the one that was opened outside the hours in which its owner may be reached."""
    spoken, reference = language(), case.row.reference
    return page(
        "case.html",
        status,
        **about(case),
        stopped="",
        coded=desk_words.coded(case, spoken),
        letters=[read(letter) for letter in case.letters],
        milestones=_marked(MILESTONES),
        now=_present(case.row.clock),
        stage=translate(case_words.STOPPED if case.row.state == "withdrawn" else case.row.clock.words, spoken),
        reachable=desk_words.reachable(case, spoken),
        reach=safe_contact.reach(resources(), reference),
        number=number,
        news=translate(NEWS, by_slug(case.row.lang) or spoken),
        reasons=views(NumberAsk, spoken, errors=errors),
        door=desk_words.door(case.row, spoken),
        unit=desk_words.unit(case.row.unit, spoken),
    )


@bp.get("/cases/<reference>")
@allowed("cases")
def one_case(reference: str) -> Response:
    """Show a case; who opened it is noted."""
    return case_page(case_or_404(reference))


@bp.get("/cases/<reference>/files/<int:number>")
@allowed("cases")
def file(reference: str, number: int) -> Response:
    """Hand out a file under a neutral name, to be saved and never shown by the browser; each opening is noted."""
    found = casework.file(resources(), g.member, reference, number) or abort(404)
    name = f"{reference}-{number}.{found.label}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": FILE_POLICY}
    return Response(found.content, headers=headers, mimetype="application/octet-stream")

"""The paper of a complaint, in Chinese and in the reader's language: to print, or as PDF. Nothing of it is kept."""

from typing import NamedTuple

from flask import Blueprint, Response, redirect, request

from api.forms.filing import Filing
from api.services import complaining, paper_press
from api.web.context import frame, language_of, resources, respond
from api.web.journey import CHECK, Journey, read
from api.web.pages_filing import PATH, TITLE, unfinished
from api.web.paper_file import BUSY, pdf_of
from i18n.languages import Language, by_slug
from i18n.messages import translate
from theme.filed_paper import Issue, Paper, paper
from theme.page import Page
from theme.styles import address, paper_stylesheet

bp = Blueprint("paper_pages", __name__)


class _Whole(NamedTuple):
    """A journey with nothing missing, and its paper."""

    journey: Journey
    paper: Paper
    is_filed: bool


def _issue(journey: Journey, filled: Filing) -> Issue:
    """Return whether these very answers are filed, as whatever they claim, and with which files."""
    today, press = resources().clock().date(), journey.values.get("press", "")
    known = complaining.filed(resources(), filled, press) if press else None
    if known is None:
        waiting = complaining.staged(resources(), journey.tickets)
        return Issue(today, files=[each.label for each in waiting])
    return Issue(today, known.reference, known.at.date(), files=known.labels, written_in=by_slug(known.lang))


def _whole(language: Language) -> _Whole | Response:
    journey = read(request.form)
    if journey is None or not journey.kind:
        return redirect(f"/{language.slug}/{PATH}", 303)  # type: ignore[return-value]
    journey = journey.to(CHECK)
    filled = journey.filled()
    if isinstance(filled, list):
        return unfinished(journey, filled, language)
    issue = _issue(journey, filled)
    answers = filled.answers.model_dump(mode="json")
    return _Whole(journey, paper(journey.door, journey.kind, answers, language, issue), issue.filed_on is not None)


def _page(whole: _Whole, language: Language, status: int = 200, message: str = "") -> Response:
    journey = whole.journey
    steering = {name: journey.values[name] for name in ("press", "reference") if name in journey.values}
    return respond(
        "pages/filing-paper.html",
        language,
        PATH,
        TITLE,
        status=status,
        sensitive=True,
        alone=True,
        paper=whole.paper,
        paper_style=address(paper_stylesheet(), "css"),
        kept=journey.carried(language) | steering | {"at": CHECK, "whole": "1"},
        is_filed=whole.is_filed,
        has_pdf=paper_press.can_print(),
        message=message,
    )


@bp.post("/<slug>/go/paper")
def to_print(slug: str) -> Response:
    """Show the paper."""
    language = language_of(slug)
    whole = _whole(language)
    return _page(whole, language) if isinstance(whole, _Whole) else whole


@bp.post("/<slug>/go/paper.pdf")
def to_save(slug: str) -> Response:
    """Send the paper as PDF, under a name that tells nothing."""
    language = language_of(slug)
    whole = _whole(language)
    if not isinstance(whole, _Whole):
        return whole
    page = Page(frame(), language, PATH, translate(TITLE, language), is_sensitive=True)
    made = pdf_of(whole.paper, page, "paper")
    if made is not None:
        return made
    return _page(whole, language, 503, translate(BUSY, language))

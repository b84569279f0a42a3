"""Filling in a resume without an account, opening it with its code at the fair, changing, printing and deleting it."""

from typing import Any

from flask import Blueprint, Response, make_response, request
from markupsafe import Markup

from api.domain.codes import grouped
from api.forms.base import FieldError, validate, views
from api.forms.finding import offered
from api.forms.resume import Resume, ResumeLookup
from api.services import paper_press, resumes
from api.web import words
from api.web.context import ask_again, frame, language_of, new_press, resources, respond, snapshot, typed
from api.web.pages_fairs import FAIRS
from api.web.resume_form import choices_of, coming, filled_in, flat, parts
from api.web.resume_sheet import lines
from i18n.languages import BY_SLUG, SOURCE, Language
from i18n.messages import mark, translate
from theme.codes import qr
from theme.page import Page, render
from theme.styles import leaflet_stylesheet

bp = Blueprint("resume_pages", __name__)
TITLE = mark("My resume for the job fair")
OPEN = mark("Open a resume")
DELETE = mark("Delete the resume")
UNKNOWN = mark("No resume has this code. Compare the digits; on the day after its fair a resume is deleted.")
DELETED = mark("The resume is deleted. Nothing of it is left here.")


def _form(
    language: Language,
    status: int = 200,
    values: dict[str, str] | None = None,
    errors: list[FieldError] | None = None,
    **context: Any,
) -> Response:
    fields = offered(views(Resume, language, values, errors), choices_of(snapshot(), language))
    return respond(
        "pages/resume.html",
        language,
        "resume",
        TITLE,
        status=status,
        trail=(FAIRS,),
        fields=fields,
        parts=parts(fields, language),
        press=new_press(),
        code=context.get("code", ""),
        message=translate(context["message"], language) if "message" in context else "",
    )


def _open(language: Language, status: int = 200, message: str = "", **typed: Any) -> Response:
    """Ask for the code, with the `values` that were `typed` and their `errors`."""
    return respond(
        "pages/lookup.html",
        language,
        "resume/open",
        OPEN,
        status=status,
        trail=(FAIRS, (TITLE, "resume")),
        fields=views(ResumeLookup, language, **typed),
        action=f"/{language.slug}/resume/open",
        message=translate(message, language) if message else "",
    )


def _sheet(language: Language, kept: resumes.Kept, status: int = 200, *, is_new: bool = False) -> Response:
    own = BY_SLUG.get(kept.language, SOURCE)
    return respond(
        "pages/resume-sheet.html",
        language,
        "resume/open",
        TITLE,
        status=status,
        trail=(FAIRS,),
        number=grouped(kept.code),
        code=kept.code,
        picture=Markup(qr(kept.code, scales=True)),  # noqa: S704 - drawn by us, of digits
        lines=lines(kept.resume, own, snapshot()),
        has_pdf=paper_press.can_print(),
        is_new=is_new,
    )


@bp.get("/<slug>/resume")
def begin(slug: str) -> Response:
    """Show the empty form."""
    return _form(language_of(slug))


@bp.post("/<slug>/resume")
def keep(slug: str) -> Response:
    """Keep the resume and show its code and its sheet; with a code, change what the code holds."""
    language, values, current = language_of(slug), typed(), snapshot()
    code, press = values.pop("code", ""), values.pop("press", "")
    filled = filled_in(values, choices_of(current, language))
    if isinstance(filled, list):
        return _form(language, 422, values, filled, code=code)
    day = coming(current)[filled.fair]
    if not code:
        if not press:
            return _form(language, 200, values)
        kept = resumes.keep(resources(), filled, language.slug, press, day)
        if isinstance(kept, resumes.PressReused):
            return _form(language, 409, values, message=words.KEY_REUSED)
        return _sheet(language, kept, 201, is_new=True)
    asked = validate(ResumeLookup, {"code": code})
    if isinstance(asked, list):
        return _open(language, 422, values={"code": code}, errors=asked)
    changed = resumes.change(resources(), asked.code, filled, language.slug, day)
    return _open(language, 404, UNKNOWN) if isinstance(changed, resumes.UnknownResume) else _sheet(language, changed)


@bp.get("/<slug>/resume/open")
def ask(slug: str) -> Response:
    """Ask for the code."""
    return _open(language_of(slug))


def _presented(language: Language) -> resumes.Kept | Response:
    """Return the resume of the code that was sent, or the page that says what is wrong with it."""
    values = request.form.to_dict()
    asked = validate(ResumeLookup, values)
    if isinstance(asked, list):
        return _open(language, 422, values=values, errors=asked)
    kept = resumes.look_up(resources(), asked.code)
    return kept if isinstance(kept, resumes.Kept) else _open(language, 404, UNKNOWN, values=values)


@bp.post("/<slug>/resume/open")
def show(slug: str) -> Response:
    """Show the sheet of the code."""
    language = language_of(slug)
    kept = _presented(language)
    return _sheet(language, kept) if isinstance(kept, resumes.Kept) else kept


@bp.post("/<slug>/resume/edit")
def edit(slug: str) -> Response:
    """Show the form with everything that the code holds."""
    language = language_of(slug)
    kept = _presented(language)
    return _form(language, values=flat(kept.resume), code=kept.code) if isinstance(kept, resumes.Kept) else kept


@bp.post("/<slug>/resume/delete")
def delete(slug: str) -> Response:
    """Ask once, then delete."""
    language = language_of(slug)
    kept = _presented(language)
    if not isinstance(kept, resumes.Kept):
        return kept
    if not request.form.get("sure"):
        return ask_again(language, "resume/open", "resume/delete", DELETE, {"code": kept.code})
    resumes.delete(resources(), kept.code)
    return _open(language, 200, DELETED)


@bp.post("/<slug>/resume/pdf")
def paper(slug: str) -> Response:
    """Send the sheet as PDF."""
    language = language_of(slug)
    kept = _presented(language)
    if not isinstance(kept, resumes.Kept):
        return kept
    own = BY_SLUG.get(kept.language, SOURCE)
    title = mark("Resume")
    page = Page(frame(), own, "resume", translate(title, own))
    sheet = lines(kept.resume, own, snapshot())
    html = render(
        "pages/resume-paper.html",
        page,
        lines=sheet,
        css=Markup(leaflet_stylesheet()),  # noqa: S704 - our own style sheet
        source=SOURCE,
        source_title=translate(title, SOURCE),
    )
    if (made := paper_press.pdf(html)) is None:
        return _sheet(language, kept)
    response = make_response(made)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = 'attachment; filename="resume.pdf"'
    return response

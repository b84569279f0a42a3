"""A paper as a file to be saved."""

from flask import Response, make_response
from markupsafe import Markup

from api.services import paper_press
from i18n.messages import mark
from theme.filed_paper import Paper
from theme.page import Page, render
from theme.styles import leaflet_stylesheet, paper_stylesheet

BUSY = mark("Very many papers are made just now. Print this page with your browser, or press again in a minute.")


def pdf_of(sheet: Paper, page: Page, name: str) -> Response | None:
    """Return `sheet` as a file to be saved under `name`; None where the press is away or busy."""
    css = Markup(leaflet_stylesheet() + paper_stylesheet())  # noqa: S704 - our own style sheets
    made = paper_press.pdf(render("pages/paper-pdf.html", page, paper=sheet, title=page.head_title, css=css))
    if made is None:
        return None
    response = make_response(made)
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response

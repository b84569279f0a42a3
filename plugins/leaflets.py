"""Printable leaflets: each guide as a tagged PDF, made once per text and laid into every build that still has that text."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from markupsafe import Markup

from api.content.library import Entry
from api.content.markup import Printer
from api.content.sections import print_entry
from api.kinds import BY_NAME
from i18n.languages import LANGUAGES, SOURCE, Language
from plugins.diagrams import process
from plugins.edition import Edition
from plugins.limits import limit_rows
from theme.codes import qr
from theme.page import Page, render
from theme.styles import leaflet_stylesheet

NAME = "leaflet.pdf"


def _html(entry: Entry, edition: Edition, language: Language, *, is_dated: bool) -> str:
    printed = print_entry(entry, edition.library, language, edition.today)
    printer = Printer(edition.library, language, edition.today)
    frame = edition.frame
    page = Page(frame, language, f"{entry.key}/", printed.title, printed.summary)
    return render(
        "pages/leaflet.html",
        page,
        printed=printed,
        limits=limit_rows(entry.facts.limits, printer),
        # A list, not the drawing: the press shapes no Thai inside SVG.
        process=process(entry.facts.diagram, printer) if entry.facts.diagram else None,
        code=Markup(qr(page.absolute(language))),  # noqa: S704 - drawn by us
        made_on=edition.today if is_dated else None,
        css=Markup(leaflet_stylesheet()),  # noqa: S704 - our own style sheet
        source=SOURCE,
    )


def _places(edition: Edition, folder: Path) -> Iterator[tuple[Entry, Language, Path]]:
    """Yield each guide in each language, and where in `folder` its leaflet belongs.

    The name changes with any word, figure or style of the leaflet, not with the day it is made.
    """
    for entry in edition.library.of(BY_NAME["guide"]):
        for language in LANGUAGES:
            html = _html(entry, edition, language, is_dated=False)
            yield entry, language, folder / f"{hashlib.sha256(html.encode()).hexdigest()[:20]}.pdf"


def missing(edition: Edition, folder: Path, only: str = "") -> Iterator[tuple[Path, str]]:
    """Yield where each leaflet that `folder` does not hold yet belongs, and its HTML."""
    for entry, language, path in _places(edition, folder):
        if not path.is_file() and only in entry.address(language):
            yield path, _html(entry, edition, language, is_dated=True)


def at_hand(edition: Edition, folder: Path) -> dict[str, Path]:
    """Return address -> file of the leaflets in `folder` whose text is still that of this edition."""
    if not folder.is_dir():
        return {}
    places = _places(edition, folder)
    return {f"{entry.address(language)}{NAME}": path for entry, language, path in places if path.is_file()}


def lay_in(leaflets: dict[str, Path], site: Path) -> None:
    """Copy `leaflets` into the `site`."""
    for address, path in leaflets.items():
        target = site / address.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)

"""Printable leaflets: tagged PDF with the letters of five languages, made once, laid into builds that still have the text."""

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from api.content.library import Library, read
from i18n.languages import LANGUAGES
from plugins.edition import Edition
from plugins.leaflets import at_hand, lay_in
from plugins.press import press
from tests.support import NOW, ROOT

GUIDE = "guides/mediation"


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the real content with one guide."""
    whole = read(ROOT / "content")
    kept = {key: entry for key, entry in whole.entries.items() if entry.kind.name != "guide" or key == GUIDE}
    return dataclasses.replace(whole, entries=kept)


@pytest.fixture(scope="module")
def printed(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the leaflets of one guide in five languages."""
    folder = tmp_path_factory.mktemp("leaflets")
    assert press(Edition(library, NOW, "a"), folder) == 5
    return folder


def test_a_leaflet_is_tagged_in_its_language_with_its_letters(library: Library, printed: Path, tmp_path: Path) -> None:
    """Five PDFs: structure tree, language, title, a Noto font for each script inside, and the title's letters as text."""
    leaflets = at_hand(Edition(library, NOW, "b"), printed)
    lay_in(leaflets, tmp_path)
    for language in LANGUAGES:
        entry = library.entries[GUIDE]
        reader = PdfReader(tmp_path / language.slug / GUIDE / "leaflet.pdf")
        root: Any = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
        assert "/StructTreeRoot" in root
        assert root["/Lang"] == language.tag
        title = entry.document(language).title.text
        assert reader.metadata is not None
        assert reader.metadata.title == title
        text = "".join("".join(page.extract_text().split()) for page in reader.pages)
        assert "".join(title.split())[:8] in text
        assert "請您來參加調解" in text
        resources: list[Any] = [page["/Resources"] for page in reader.pages]
        fonts = {str(font["/BaseFont"]) for each in resources for font in each["/Font"].values()}
        assert all("Noto" in font for font in fonts), fonts


def test_a_leaflet_is_made_once_and_again_only_when_its_text_changes(library: Library, printed: Path) -> None:
    """A day later nothing is printed again; a changed amount makes the five of that guide anew."""
    tomorrow = Edition(library, NOW + dt.timedelta(days=1), "c")
    assert len(at_hand(tomorrow, printed)) == 5
    assert press(tomorrow, printed) == 0
    figure = library.figures["mediator-named"].model_copy(update={"value": 4})
    changed = dataclasses.replace(library, figures=library.figures | {"mediator-named": figure})
    assert at_hand(Edition(changed, NOW, "d"), printed) == {}


def test_without_leaflets_a_build_has_none(library: Library, tmp_path: Path) -> None:
    """A machine that never printed leaflets builds all the same: no leaflet, no link to one."""
    assert at_hand(Edition(library, NOW, "e"), tmp_path / "nowhere") == {}

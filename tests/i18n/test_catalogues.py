"""The catalogues: whole, and in step with the code."""

import pytest

from i18n.catalogue_files import extracted, gaps
from i18n.languages import LANGUAGES, Language
from i18n.messages import MissingCatalogueError, catalogue
from tests.support import ROOT


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: str(language.slug))
def test_every_message_is_translated_and_none_is_fuzzy(language: Language) -> None:
    """Each catalogue is complete: nothing empty, fuzzy, stale, or with other placeholders than the message."""
    assert list(gaps(language, extracted(ROOT))) == []


def test_a_language_without_a_catalogue_stops_the_start() -> None:
    """A registered language whose catalogue is missing is an error at once, not a half-English page."""
    with pytest.raises(MissingCatalogueError):
        catalogue(Language("xx", "xx", "xx", "Xx"))

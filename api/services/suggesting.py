"""From what a build suggests in one language: its titles, the words that people use, and the phrases that it has an answer to."""

import logging
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from api.search.answers import NAME, Answers
from api.search.documents import Document
from api.search.suggesting import Suggestions
from i18n.languages import Language
from i18n.synonyms import groups

log = logging.getLogger(__name__)


def _intents(build: Path, language: Language) -> Iterable[Sequence[str]]:
    """Return the phrases of each intent; of a build without answers, or with damaged ones, none."""
    try:
        phrases = Answers.read(build / NAME).phrases(language)
    except (OSError, ValueError) as error:
        log.error("answers unusable: %s", type(error).__name__)
        return ()
    return [list(group) for _, group in groupby(phrases, key=lambda phrase: id(phrases[phrase]))]


def prepare(build: Path, titles: Iterable[Document], language: Language, day: str) -> Suggestions:
    """Return what the build in the folder `build` suggests; a page that was over on `day` comes after all others."""
    rows = sorted(titles, key=lambda row: bool(row.over_on) and row.over_on < day)
    return Suggestions(language, ((row.title, row.url) for row in rows), groups(language), _intents(build, language))

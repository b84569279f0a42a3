"""Which terms a text holds, by language, with their places in the text.

Which units serve which language was measured on public question sets (bench/retrieval.py); README has the table.
"""

import re

from i18n.languages import Language
from i18n.text import han, thai, words
from i18n.text.fold import seen
from i18n.text.scripts import HAN, THAI, WORD
from i18n.text.terms import Term

# Runs of one script.
_RUN = re.compile(rf"(?P<han>[{HAN}]+)|(?P<thai>[{THAI}]+)|(?P<word>{WORD})")


def analyse(text: str, language: Language) -> list[Term]:
    """Return the terms of `text` as `language` is searched; runs of other scripts keep their own units.

    Compatibility forms are folded first and what cannot be seen cuts no word; the places of terms are places in `text` all the same.
    """
    visible, places = seen(text)
    terms = _terms(visible, language)
    if not places:
        return terms
    return [term._replace(start=places[term.start][0], end=places[term.end - 1][1]) for term in terms]


def _terms(text: str, language: Language) -> list[Term]:
    terms: list[Term] = []
    spaced: list[tuple[str, int, int]] = []
    for run in _RUN.finditer(text):
        if run["han"]:
            terms += han.cut(run["han"], run.start())
        elif run["thai"]:
            terms += thai.cut(run["thai"], run.start())
        else:
            spaced.append((run["word"], run.start(), run.end()))
    return [*terms, *words.cut(spaced, language.analysis)]

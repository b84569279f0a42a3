"""Which terms a text holds, by language, with their places in the text.

Which units serve which language was measured on public question sets (bench/retrieval.py); README has the table.
"""

import re

from i18n.languages import Language
from i18n.text import han, thai, words
from i18n.text.terms import Term

# Runs of one script: ideographs, Thai letters with their marks, then words of any other script with the marks on them.
_RUN = re.compile(
    r"(?P<han>[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]+)|(?P<thai>[\u0e01-\u0e4e]+)"
    r"|(?P<word>[^\W_\u3400-\u9fff\uf900-\ufaff\u0e01-\u0e4e](?:[\u0300-\u036f]|[^\W_\u3400-\u9fff\uf900-\ufaff\u0e01-\u0e4e])*)"
)


def analyse(text: str, language: Language) -> list[Term]:
    """Return the terms of `text` as `language` is searched; runs of other scripts keep their own units."""
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

"""Which terms a run of Thai letters holds: the words of a dictionary, pairs of them, and runs of four letters."""

import tempfile
from pathlib import Path

import nlpo3

from i18n.glossary import glossary
from i18n.languages import LANGUAGES
from i18n.text.fold import thai_composed
from i18n.text.once import once
from i18n.text.terms import Term, pairs

WORDS = Path(__file__).with_name("thai-words.txt")
"""Common Thai words (PyThaiNLP's list, CC0 1.0; those that occur at least twenty times in its two corpora)."""
PLACES = Path(__file__).with_name("thai-places.txt")
"""Names of places here as Thai writes them: no dictionary of Thailand holds them."""
RUN = 4
_TONES = dict.fromkeys(map(ord, "็่้๊๋์"))


@once
def _dictionary() -> str:
    """Load the dictionary, with our terms and places; return the name under which the library keeps it."""
    slugs = [language.slug for language in LANGUAGES if language.analysis == "thai"]
    ours = {part for term in glossary() for slug in slugs for form in term.forms.get(slug, ()) for part in form.split()}
    lines = [*WORDS.read_text(encoding="utf-8").split(), *PLACES.read_text(encoding="utf-8").split(), *ours]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write("\n".join(dict.fromkeys(map(thai_composed, lines))))
        file.flush()
        told, loaded = nlpo3.load_dict(file.name, "labour")
        if not loaded:
            raise RuntimeError(told)
    return "labour"


def is_thai(text: str) -> bool:
    """Tell whether `text` begins with a Thai letter."""
    return "\u0e01" <= text[:1] <= "\u0e4e"


def words(run: str, offset: int) -> list[Term]:
    """Return the words of `run`, which begins at `offset`: the terms by which Thai is found."""
    found, place = [], offset
    for word in nlpo3.segment(run, _dictionary(), safe=True):
        found.append(Term(word, place, place + len(word)))
        place += len(word)
    return found


def cut(run: str, offset: int) -> list[Term]:
    """Return the terms of `run`, which begins at `offset`. Runs of letters leave tone marks out: many leave them out, too."""
    found = words(run, offset)
    terms = [*found, *pairs(found)]
    places = [place for place, letter in enumerate(run) if ord(letter) not in _TONES]
    toneless = run.translate(_TONES)
    for place in range(max(1, len(toneless) - RUN + 1) if toneless else 0):
        last = min(place + RUN, len(places)) - 1
        terms.append(Term(toneless[place : place + RUN], offset + places[place], offset + places[last] + 1, "gram"))
    return terms
